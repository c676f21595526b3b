import GradusGraphLayout
import GradusGraphics

/// A foreign graph with the place of every box and the way of every edge.
public struct ForeignGraphLayout: Sendable {
    /// The graph.
    public let graph: ForeignGraph
    /// The extent of the whole, in points.
    public let size: Size
    /// The box of each node.
    public internal(set) var frames: [Rectangle]
    /// What each node was given room for: its box, and around it what a cluster's title or an
    /// edge's label needs.
    let rooms: [Rectangle]
    /// The curve of each edge: its start, then two control points and an end for each piece.
    let curves: [[Point]]
    /// The middle of each edge's label.
    let labelCenters: [Point?]
    /// The extent of each edge's label.
    let labelSizes: [Size?]
    /// The content of each node, measured.
    let contents: [ForeignContent]

    /// Graphs up to so many nodes are laid out again where a frame is narrower than its title.
    private static let againLimit = 3_000

    /// Lays a graph out.
    ///
    /// - Throws: `LayoutError` where a size or weight is out of bounds.
    public init(_ graph: ForeignGraph, measuredBy measure: any TextMeasuring) throws {
        let contents = graph.nodes.map { ForeignContent($0, measuredBy: measure) }
        let style = ForeignContent.style(10)
        let labels = graph.edges.map { edge in
            edge.label.isEmpty ? nil : ForeignText.size(edge.label, style, measuredBy: measure)
        }
        var extra = [Double](repeating: 0, count: graph.nodes.count)
        var attempt = Attempt(graph, contents, labels, measure)
        var result = try attempt.run(extra: extra)
        if graph.nodes.count <= Self.againLimit,
            Self.widen(&extra, for: result, of: graph, contents, labels, measure)
        {
            result = try attempt.run(extra: extra)
        }
        self.init(graph: graph, contents: contents, labels: labels, result)
    }

    private init(
        graph: ForeignGraph, contents: [ForeignContent], labels: [Size?], _ result: Attempt.Result
    ) {
        self.graph = graph
        self.contents = contents
        labelSizes = labels
        size = result.size
        (frames, rooms) = (result.frames, result.rooms)
        (curves, labelCenters) = (result.curves, result.labelCenters)
    }

    /// Gives nodes the room that the titles of frames around them lack; whether any lacks some.
    private static func widen(
        _ extra: inout [Double], for result: Attempt.Result, of graph: ForeignGraph,
        _ contents: [ForeignContent], _ labels: [Size?], _ measure: any TextMeasuring
    ) -> Bool {
        guard graph.clusters.contains(where: { !$0.label.isEmpty }) else { return false }
        let layout = ForeignGraphLayout(
            graph: graph, contents: contents, labels: labels, result)
        let style = ForeignContent.style(10)
        let frames = ForeignClusterFrames(layout, labelSize: style.size).frames
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
        var isWider = false
        for (cluster, frame) in zip(graph.clusters.indices, frames) {
            let label = graph.clusters[cluster].label
            guard !label.isEmpty, let frame, let node = widest[cluster] else { continue }
            let wanted =
                ForeignText.size(label, style, measuredBy: measure).width + 2 * style.size
            let lack = wanted - frame.width
            guard lack > 0 else { continue }
            extra[node] = max(extra[node], lack)
            isWider = true
        }
        return isWider
    }

    /// The layout as JSON: sizes, the boxes with their centres, and each edge as the polyline that
    /// is drawn, nowhere farther than half a point from its curve; all in points.
    public func json() -> [UInt8] {
        LayoutJSON(
            size: size,
            nodes: zip(graph.nodes, frames).map { .init(id: $0.id, label: $0.label, frame: $1) },
            edges: zip(graph.edges, curves).map { edge, curve in
                .init(
                    from: graph.nodes[edge.from].id, to: graph.nodes[edge.to].id,
                    label: edge.label.map(\.text).joined(separator: "\n"),
                    curve: curve.map { LayoutPoint(x: $0.x, y: $0.y) })
            }
        ).bytes
    }
}
