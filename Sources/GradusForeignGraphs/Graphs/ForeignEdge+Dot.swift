import GradusDiagnostics
import GradusDot
import GradusFigures
import GradusGraphics

extension ForeignGraph.Edge {
    /// An edge with its labels, line and arrows. Throws a `Diagnostic` where a label cannot be
    /// read.
    init(_ dot: DotGraph.Edge, in graph: DotGraph) throws(Diagnostic) {
        self.init(from: dot.from, to: dot.to)
        let attributes = dot.attributes
        fromPort = dot.fromPort ?? attributes.string("tailport").map(Self.port)
        toPort = dot.toPort ?? attributes.string("headport").map(Self.port)
        let (tail, head) = (graph.nodes[dot.from].id, graph.nodes[dot.to].id)
        if attributes.pairs.contains(where: { $0.name.hasSuffix("label") }) {
            let both = tail + (graph.isDirected ? "->" : "--") + head
            let texts = DotText(
                attributes: attributes,
                names: ["G": graph.name ?? "", "T": tail, "H": head, "E": both],
                owner: "the edge \(both)", source: graph.source)
            label = try texts.lines("label") + texts.lines("xlabel")
            startLabel = try texts.lines("taillabel")
            endLabel = try texts.lines("headlabel")
        }
        source =
            ["label", "xlabel", "headlabel", "taillabel"].lazy
            .compactMap { attributes.offset(of: $0) }.first ?? dot.offset
        weight = min(max(attributes.number("weight") ?? 1, 0.01), 1000)
        span = Int(min(max(attributes.number("minlen") ?? 1, 1), 50).rounded())
        constrains = attributes["constraint"] == nil || attributes.isTrue("constraint")
        let style = DotStyle(attributes)
        isVisible = !style.isInvisible && attributes.string("color") != "transparent"
        lineStyle = style.line
        if attributes["penwidth"] != nil || style.width(1) != 1 {
            lineWidth = min(max(attributes.number("penwidth") ?? style.width(1.1), 0), 12)
        }
        color = attributes.color("color")
        ink = attributes.color("fontcolor")
        takeArrows(attributes, isDirected: graph.isDirected)
    }

    private mutating func takeArrows(_ attributes: DotAttributes, isDirected: Bool) {
        let dir = attributes.string("dir")?.lowercased() ?? (isDirected ? "forward" : "none")
        let hasHead = dir == "forward" || dir == "both"
        let hasTail = dir == "back" || dir == "both"
        endArrow = hasHead ? Self.arrow(attributes.string("arrowhead")) : .none
        startArrow = hasTail ? Self.arrow(attributes.string("arrowtail")) : .none
        arrowSize = min(max(attributes.number("arrowsize") ?? 1, 0), 5)
    }

    /// Of `odotbox` and the like the first counts; halves count as wholes.
    private static func arrow(_ name: String?) -> ForeignGraph.Arrow {
        guard let name = name?.lowercased() else { return .normal }
        let isOpen = name.hasPrefix("o") && !name.hasPrefix("open")
        let word = name.drop { "olr".contains($0) && name != "open" }
        for (prefix, arrow, open) in [
            ("none", ForeignGraph.Arrow.none, ForeignGraph.Arrow.none),
            ("normal", .normal, .empty), ("empty", .empty, .empty),
            ("invempty", .inverted, .inverted),
            ("inv", .inverted, .inverted), ("dot", .dot, .emptyDot),
            ("diamond", .diamond, .emptyDiamond), ("ediamond", .emptyDiamond, .emptyDiamond),
            ("box", .box, .box), ("tee", .bar, .bar), ("crow", .inverted, .inverted),
            ("vee", .open, .open), ("open", .open, .open), ("halfopen", .open, .open),
            ("curve", .open, .open), ("icurve", .open, .open),
        ] where word.hasPrefix(prefix) {
            return isOpen ? open : arrow
        }
        return .normal
    }

    private static func port(_ text: String) -> String {
        String(text.split(separator: ":").first ?? "")
    }
}
