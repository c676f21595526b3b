import GradusGraphics

extension ForeignGraphLayout {
    /// Gives nodes the room that the titles of frames around them lack; whether any lacks some.
    static func widen(
        _ extra: inout [Double], for result: Attempt.Result, of graph: ForeignGraph,
        _ contents: [ForeignContent], _ labels: [Size?], _ measure: any TextMeasuring
    ) -> Bool {
        guard graph.clusters.contains(where: { !$0.label.isEmpty }) else { return false }
        let layout = ForeignGraphLayout(
            graph: graph, contents: contents, labels: labels, result)
        let style = ForeignContent.style(10)
        let frames = ForeignClusterFrames(layout)
        var titles = ForeignClusterLabels(layout, edgeLabels: [])
        let isVertical = graph.direction == .down || graph.direction == .up
        var widest = [Int?](repeating: nil, count: graph.clusters.count)
        for (index, node) in graph.nodes.enumerated() {
            guard let cluster = node.cluster, node.isVisible else { continue }
            if widest[cluster].map({ contents[$0].size.width < contents[index].size.width }) ?? true
            {
                widest[cluster] = index
            }
        }
        for cluster in graph.clusters.indices.reversed() {
            guard let outer = graph.clusters[cluster].parent else { continue }
            widest[outer] = widest[outer] ?? widest[cluster]
        }
        var lacks: [Int: Double] = [:]
        for cluster in frames.drawn where !graph.clusters[cluster].label.isEmpty {
            guard let frame = frames.frames[cluster], let node = widest[cluster] else { continue }
            let isBelow = graph.clusters[cluster].hasLabelBelow
            let text = ForeignText.size(
                graph.clusters[cluster].label, style, measuredBy: measure)
            var wanted = text.width + 2 * style.size
            let size = Size(text.width + style.size, text.height)
            // Boxes stay in the middle of what they are given, and edges with them.
            if isVertical, titles.place(size, in: frame, isBelow: isBelow).crossings > 0 {
                // More than a few edges in the middle is what a wider frame does not help against.
                let wide = titles.width(size, in: frame, isBelow: isBelow)
                wanted = max(wanted, min(wide, max(frame.width, 2 * size.width + 40)))
            }
            let lack = wanted - frame.width
            guard lack > 0.5 else { continue }
            lacks[node] = max(lacks[node] ?? 0, lack)
        }
        for (node, lack) in lacks { extra[node] += lack }
        return !lacks.isEmpty
    }
}
