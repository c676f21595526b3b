import GradusDiagnostics
import GradusDot
import GradusFigures

/// What is honoured of a DOT file's attributes:
///
/// - graph: `label`, `labelloc`, `labeljust`, `fontcolor`, `bgcolor`, `rankdir`, `nodesep`,
///   `ranksep`, `rank`;
/// - clusters: `label`, `labelloc`, `color`, `pencolor`, `bgcolor`, `fillcolor`, `fontcolor`,
///   `style`, `penwidth`, `peripheries`;
/// - nodes: `label` (text, records, HTML with tables and looks), `xlabel`, `shape`, `style`,
///   `color`, `fillcolor`, `fontcolor`, `fontsize`, `fontname` (of fixed width or not), `penwidth`,
///   `peripheries`, `width`, `height`, `fixedsize`;
/// - edges: `label`, `xlabel`, `headlabel`, `taillabel`, `color`, `fontcolor`, `style`,
///   `penwidth`, `dir`, `arrowhead`, `arrowtail`, `arrowsize`, `weight`, `minlen`,
///   `constraint`, `headport`, `tailport`, ports and compass points.
///
/// Knowingly ignored is what the look decides by itself or paper has no use for: `splines`,
/// `concentrate`, `size`, `ratio`, `dpi`, `margin`, `pad`, `rotate`, `layout`, `ordering`,
/// `group`, `pos`, `samehead`, `sametail`, `lhead`, `ltail`, `compound`, `decorate`,
/// `labelangle`, `labeldistance`, `URL`, `tooltip`, `image`, `colorscheme`, `gradientangle`
/// (of several colours the first counts), and in HTML pictures, rules and distances.
extension ForeignGraph {
    /// What a DOT file describes. Throws a `Diagnostic` with the place of a label that cannot be
    /// read: HTML or a record whose parts do not match.
    public init(_ dot: DotGraph) throws(Diagnostic) {
        self.init()
        let attributes = dot.attributes
        let texts = DotText(
            attributes: attributes, names: ["G": dot.name ?? ""], owner: "the graph",
            source: dot.source)
        title = try texts.lines("label").map(\.text).joined(separator: "\n")
        source = attributes.offset(of: "label")
        hasTitleBelow = attributes.string("labelloc")?.lowercased() == "b"
        titleAlignment =
            switch attributes.string("labeljust")?.lowercased() {
            case "r": .right
            case "c": .center
            default: .left
            }
        fill = attributes.color("bgcolor")
        ink = attributes.color("fontcolor")
        direction =
            switch attributes.string("rankdir")?.uppercased() {
            case "LR": .right
            case "RL": .left
            case "BT": .up
            default: .down
            }
        nodeSpacing = Self.points(attributes.string("nodesep"), else: 18, from: 1, to: 720)
        layerSpacing = Self.points(attributes.string("ranksep"), else: 36, from: 4, to: 1440)
        clusters = try dot.clusters.map { cluster throws(Diagnostic) in
            try Cluster(cluster, in: dot)
        }
        let isSideways = direction == .right || direction == .left
        var fields = 0
        nodes = try dot.nodes.map { node throws(Diagnostic) in
            let box = try Node(node, in: dot, isSideways: isSideways)
            fields += box.content.partCount
            guard fields <= Self.mostFields else {
                throw Diagnostic(
                    "the labels of all nodes have more than \(Self.mostFields) fields and cells",
                    at: node.attributes.offset(of: "label").map { dot.source.span(at: $0) },
                    fix: "give fewer nodes such labels")
            }
            return box
        }
        let boxes = nodes
        var ports: [Int: Set<String>] = [:]
        edges = try dot.edges.map { line throws(Diagnostic) in
            var edge = try Edge(line, in: dot)
            Self.resolveSides(of: &edge, line, boxes, &ports)
            return edge
        }
        ranks = dot.ranks.compactMap { rank in
            Rank.Kind(rawValue: rank.kind).map { Rank($0, of: rank.nodes) }
        }
    }

    /// How many fields and cells the labels of all nodes may have: one label may serve them all.
    private static let mostFields = 200_000

    /// Tells the ports of `a:n` from compass points: a field's name comes first. `ports` keeps the
    /// names of the fields of nodes that were asked for.
    private static func resolveSides(
        of edge: inout Edge, _ dot: DotGraph.Edge, _ nodes: [Node],
        _ ports: inout [Int: Set<String>]
    ) {
        func resolved(_ port: String?, _ compass: String?, at node: Int) -> (String?, Compass?) {
            if let compass { return (port, Compass(rawValue: compass.lowercased())) }
            guard let port else { return (nil, nil) }
            let known = ports[node] ?? Set(nodes[node].content.ports)
            ports[node] = known
            if known.contains(port) { return (port, nil) }
            return (port, Compass(rawValue: port.lowercased()))
        }
        (edge.fromPort, edge.fromSide) = resolved(
            edge.fromPort, dot.fromCompass ?? dot.attributes.compass("tailport"), at: edge.from)
        (edge.toPort, edge.toSide) = resolved(
            edge.toPort, dot.toCompass ?? dot.attributes.compass("headport"), at: edge.to)
    }

    /// A distance in inches, as in `0.5` or `0.5 equally`, as points.
    private static func points(
        _ text: String?, else standard: Double, from low: Double, to high: Double
    ) -> Double {
        guard let word = text?.split(separator: " ").first, let value = Double(word),
            value.isFinite
        else { return standard }
        return min(max(value * 72, low), high)
    }
}

extension ForeignGraph.Field {
    /// How many fields and cells it has, those in it included.
    fileprivate var partCount: Int {
        fields.reduce(0) { $0 + 1 + $1.partCount }
            + (table?.cells.reduce(0) { $0 + 1 + $1.field.partCount } ?? 0)
    }
}
