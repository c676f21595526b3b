import GradusDot
import GradusFigures
import GradusGraphics

/// What is honoured of a DOT file's attributes:
///
/// - graph: `label`, `labelloc`, `labeljust`, `fontcolor`, `bgcolor`, `rankdir`, `nodesep`,
///   `ranksep`, `rank=same`;
/// - clusters: `label`, `labelloc`, `color`, `pencolor`, `bgcolor`, `fillcolor`, `fontcolor`,
///   `style`, `penwidth`, `peripheries`;
/// - nodes: `label` (text, records, HTML with tables), `xlabel`, `shape`, `style`, `color`,
///   `fillcolor`, `fontcolor`, `fontsize`, `fontname` (of fixed width or not), `penwidth`,
///   `peripheries`, `width`, `height`, `fixedsize`;
/// - edges: `label`, `xlabel`, `headlabel`, `taillabel`, `color`, `fontcolor`, `style`,
///   `penwidth`, `dir`, `arrowhead`, `arrowtail`, `arrowsize`, `weight`, `minlen`,
///   `constraint`, `headport`, `tailport`, ports and compass points.
///
/// Knowingly ignored is what the look decides by itself or paper has no use for: `splines`,
/// `concentrate`, `size`, `ratio`, `dpi`, `margin`, `pad`, `rotate`, `layout`, `ordering`,
/// `group`, `pos`, `samehead`, `sametail`, `lhead`, `ltail`, `compound`, `decorate`,
/// `labelangle`, `labeldistance`, `URL`, `tooltip`, `image`, `colorscheme`, `gradientangle`
/// (of several colours the first counts), `rank` other than `same`, and in HTML everything but
/// tables, line breaks, bold lines and colours.
extension ForeignGraph {
    /// What a DOT file describes.
    public init(_ dot: DotGraph) {
        self.init()
        let names = DotNames(graph: dot.name ?? "")
        let attributes = dot.attributes
        title = attributes["label"].map { DotText.text($0, names.ofGraph) } ?? ""
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
        clusters = dot.clusters.map { Cluster($0, in: dot) }
        let isSideways = direction == .right || direction == .left
        nodes = dot.nodes.map { Node($0, names: names, isSideways: isSideways) }
        let boxes = nodes
        var ports: [Int: Set<String>] = [:]
        edges = dot.edges.map { line in
            var edge = Edge(line, in: dot, names: names)
            Self.resolveSides(of: &edge, line, boxes, &ports)
            return edge
        }
        ranks = dot.ranks.filter { $0.kind == "same" && $0.nodes.count > 1 }.map(\.nodes)
    }

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

extension ForeignGraph.Cluster {
    /// A cluster with its title, ground and border.
    init(_ cluster: DotGraph.Cluster, in dot: DotGraph) {
        let attributes = cluster.attributes
        let lines = attributes["label"].map {
            DotText.lines($0, ["G": cluster.name]).filter { !$0.text.isEmpty }
        }
        self.init(label: lines ?? [], parent: cluster.parent)
        source = attributes.offset(of: "label")
        hasLabelBelow = attributes.string("labelloc")?.lowercased() == "b"
        ink = attributes.color("fontcolor")
        let style = DotStyle(attributes)
        (lineStyle, lineWidth) = (style.line, attributes.number("penwidth") ?? style.width(0.8))
        lineWidth = min(max(lineWidth, 0), 12)
        stroke = attributes.color("pencolor") ?? attributes.color("color")
        let ground =
            style.isFilled
            ? attributes.color("fillcolor") ?? attributes.color("color")
                ?? attributes.color("bgcolor") ?? ForeignColor.color(named: "lightgrey")
            : attributes.color("bgcolor")
        // What a cluster takes over from the graph is there already.
        let around =
            cluster.parent.map { dot.clusters[$0].attributes.string("bgcolor") }
            ?? dot.attributes.string("bgcolor")
        if style.isFilled || attributes.string("bgcolor") != around { fill = ground }
        isVisible =
            !style.isInvisible && attributes.string("peripheries") != "0"
            && attributes.string("pencolor") != "transparent"
    }
}

/// The names that stand for `\G`, `\N` and the like in labels.
struct DotNames {
    /// The graph's name.
    var graph: String
    var ofGraph: [Character: String] { ["G": graph] }
}

/// Labels as lines.
enum DotText {
    static func line(_ line: DotLabel.Line) -> ForeignGraph.Line {
        var result = ForeignGraph.Line(
            line.text,
            alignment: line.alignment == .left ? .left : line.alignment == .right ? .right : .center
        )
        result.isTitle = line.isBold
        return result
    }

    static func lines(
        _ value: DotAttributes.Value, _ names: [Character: String]
    ) -> [ForeignGraph.Line] {
        DotLabel.lines(of: value, names: names).map(line)
    }

    static func text(_ value: DotAttributes.Value, _ names: [Character: String]) -> String {
        DotLabel.lines(of: value, names: names).map(\.text).joined(separator: "\n")
    }
}

/// The words of a `style`.
struct DotStyle {
    private let words: Set<Substring>
    private let lineWidth: Double?

    init(_ attributes: DotAttributes) {
        let parts = (attributes.string("style") ?? "").split { $0 == "," || $0 == " " }
        words = Set(parts)
        lineWidth =
            parts.lazy.compactMap { part in
                part.hasPrefix("setlinewidth(")
                    ? Double(part.dropFirst("setlinewidth(".count).dropLast())
                        .flatMap { $0.isFinite ? $0 : nil } : nil
            }.first
    }

    var isFilled: Bool {
        ["filled", "radial", "striped", "wedged"].contains { words.contains($0) }
    }
    var isRounded: Bool { words.contains("rounded") }
    var isInvisible: Bool { words.contains("invis") || words.contains("invisible") }
    var line: ForeignGraph.LineStyle {
        words.contains("dotted") ? .dotted : words.contains("dashed") ? .dashed : .solid
    }

    /// The width of lines that say none of their own.
    func width(_ usual: Double) -> Double {
        lineWidth ?? (words.contains("bold") ? usual * 2 : usual)
    }
}

extension DotAttributes {
    /// The colour of a name; nil where it is not set or unknown.
    func color(_ name: String) -> RGBColor? { string(name).flatMap(ForeignColor.color(named:)) }

    /// The compass point of a `headport` or `tailport`, whether behind a field's name or not.
    func compass(_ name: String) -> String? {
        string(name)?.split(separator: ":").last.map(String.init)
    }
}
