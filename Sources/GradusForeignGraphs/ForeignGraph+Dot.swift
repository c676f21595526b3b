import GradusDot
import GradusFigures
import GradusGraphics

extension ForeignGraph {
    /// What a DOT file describes, with the attributes that matter here: labels, records, shapes,
    /// sizes, colours, directions, distances.
    public init(_ dot: DotGraph) {
        self.init()
        let graphName = dot.name ?? ""
        title = dot.attributes["label"].map { Self.text($0, ["G": graphName]) } ?? ""
        direction =
            switch dot.attributes.string("rankdir")?.uppercased() {
            case "LR": .right
            case "RL": .left
            case "BT": .up
            default: .down
            }
        nodeSpacing = Self.points(dot.attributes.string("nodesep"), else: 18, from: 1, to: 720)
        layerSpacing = Self.points(dot.attributes.string("ranksep"), else: 36, from: 4, to: 1440)
        clusters = dot.clusters.map { cluster in
            let label = cluster.attributes["label"].map {
                Self.lines($0, ["G": cluster.name]).filter { !$0.text.isEmpty }
            }
            return Cluster(label: label ?? [], parent: cluster.parent)
        }
        let isSideways = direction == .right || direction == .left
        nodes = dot.nodes.map { Self.node($0, graphName: graphName, isSideways: isSideways) }
        edges = dot.edges.map { edge in
            var result = Edge(from: edge.from, to: edge.to)
            (result.fromPort, result.toPort) = (edge.fromPort, edge.toPort)
            let (tail, head) = (dot.nodes[edge.from].id, dot.nodes[edge.to].id)
            let names: [Character: String] = [
                "G": graphName, "T": tail, "H": head,
                "E": tail + (dot.isDirected ? "->" : "--") + head,
            ]
            for name in ["label", "xlabel"] {
                guard let value = edge.attributes[name], result.label.isEmpty else { continue }
                result.label = Self.lines(value, names)
                if result.label.allSatisfy(\.text.isEmpty) { result.label = [] }
            }
            result.weight = min(max(edge.attributes.number("weight") ?? 1, 0.01), 1000)
            let style = edge.attributes.string("style") ?? ""
            result.isDashed = style.contains("dashed") || style.contains("dotted")
            result.isVisible = !style.contains("invis")
            let dir = edge.attributes.string("dir") ?? (dot.isDirected ? "forward" : "none")
            result.hasHead =
                (dir == "forward" || dir == "both")
                && edge.attributes.string("arrowhead") != "none"
            result.hasStartHead =
                (dir == "back" || dir == "both") && edge.attributes.string("arrowtail") != "none"
            return result
        }
    }

    private static func node(_ dot: DotGraph.Node, graphName: String, isSideways: Bool) -> Node {
        let names: [Character: String] = ["N": dot.id, "G": graphName]
        let value = dot.attributes["label"] ?? .text("\\N")
        let label = text(value, names)
        let shape = dot.attributes.string("shape")?.lowercased() ?? "ellipse"
        let style = dot.attributes.string("style") ?? ""
        var node = Node(id: dot.id, label: label, content: Field(lines: lines(value, names)))
        switch shape {
        case "record", "mrecord":
            node.shape = shape == "record" ? .box : .rounded
            // Fields stand across the way in which edges run.
            node.isStacked = isSideways
            if case .text(let text) = value, let record = DotRecord(label: text, names: names) {
                node.content =
                    record.fields.count == 1
                    ? field(record.fields[0]) : Field(lines: [], fields: record.fields.map(field))
                if record.fields.count == 1 { node.isStacked.toggle() }
            }
        case "box", "rect", "rectangle", "square", "component", "note", "tab", "folder", "box3d",
            "cylinder":
            node.shape = style.contains("rounded") ? .rounded : .box
        case "plaintext", "none", "plain", "underline": node.shape = .none
        case "point": node.shape = .point
        default: node.shape = .oval
        }
        node.width = inches(dot.attributes.number("width"))
        node.height = inches(dot.attributes.number("height"))
        let fixed = dot.attributes.string("fixedsize")
        node.isFixedSize = dot.attributes.isTrue("fixedsize") || fixed == "shape"
        node.fontSize = min(max(dot.attributes.number("fontsize") ?? 11, 9), 72)
        node.isVisible = !style.contains("invis")
        node.cluster = dot.cluster
        if style.contains("filled") {
            let name =
                dot.attributes.string("fillcolor") ?? dot.attributes.string("color") ?? "lightgrey"
            node.fill = ForeignColor.color(named: name)
        }
        return node
    }

    private static func field(_ field: DotRecord.Field) -> Field {
        Field(
            lines: field.lines.map(line), fields: field.fields.map(Self.field), port: field.port)
    }

    private static func line(_ line: DotLabel.Line) -> Line {
        Line(
            line.text,
            alignment: line.alignment == .left ? .left : line.alignment == .right ? .right : .center
        )
    }

    private static func lines(
        _ value: DotAttributes.Value, _ names: [Character: String]
    ) -> [Line] {
        DotLabel.lines(of: value, names: names).map(line)
    }

    private static func text(_ value: DotAttributes.Value, _ names: [Character: String]) -> String {
        DotLabel.lines(of: value, names: names).map(\.text).joined(separator: "\n")
    }

    /// Inches as points; nil where the number is no sensible size.
    private static func inches(_ value: Double?) -> Double? {
        guard let value, value >= 0, value <= 1000 else { return nil }
        return max(1, value * 72)
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
