import GradusDiagnostics
import GradusDot
import GradusFigures

extension ForeignGraph.Cluster {
    /// A cluster with its title, ground and border. Throws a `Diagnostic` where its title cannot
    /// be read.
    init(_ cluster: DotGraph.Cluster, in dot: DotGraph) throws(Diagnostic) {
        let attributes = cluster.attributes
        let texts = DotText(
            attributes: attributes, names: ["G": cluster.name], owner: "'\(cluster.name)'",
            source: dot.source)
        self.init(
            label: try texts.lines("label").filter { !$0.text.isEmpty }, parent: cluster.parent)
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
