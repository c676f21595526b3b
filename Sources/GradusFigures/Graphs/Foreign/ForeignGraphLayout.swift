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
    /// The frame of each cluster with the room for its title; nil where it holds no node.
    let clusterBoxes: [Rectangle?]
    /// The curve of each edge: its start, then two control points and an end for each piece.
    let curves: [[Point]]
    /// The middle of each edge's label.
    var labelCenters: [Point?]
    /// The extent of each edge's label.
    let labelSizes: [Size?]
    /// What stands beside boxes and beside the ends of edges.
    var sideLabels: [SideLabel] = []
    /// The content of each node, measured.
    let contents: [ForeignContent]

    /// Graphs up to so many nodes are laid out again where a frame has no room for its title.
    private static let againLimit = 3_000

    /// Lays a graph out.
    ///
    /// - Throws: `LayoutError` where a size or weight is out of bounds.
    public init(_ graph: ForeignGraph, measuredBy measure: any TextMeasuring) throws {
        let ends = graph.parallelEnds
        let isVertical = graph.direction == .down || graph.direction == .up
        let contents = zip(graph.nodes, ends).map { node, ends in
            var content = ForeignContent(node, measuredBy: measure)
            content.widen(for: ends, isVertical: isVertical)
            return content
        }
        let style = ForeignContent.style(10)
        let labels = graph.edges.map { edge in
            edge.label.isEmpty ? nil : ForeignText.size(edge.label, style, measuredBy: measure)
        }
        var extra = [Double](repeating: 0, count: graph.nodes.count)
        var attempt = Attempt(graph, contents, labels, measure)
        var result = try attempt.run(extra: extra)
        // Where boxes have more room, edges may run below other titles.
        var rounds = graph.nodes.count <= Self.againLimit ? 3 : 0
        while rounds > 0, Self.widen(&extra, for: result, of: graph, contents, labels, measure) {
            result = try attempt.run(extra: extra)
            rounds -= 1
        }
        self.init(graph: graph, contents: contents, labels: labels, result)
        placeLabels(measuredBy: measure)
    }

    init(
        graph: ForeignGraph, contents: [ForeignContent], labels: [Size?], _ result: Attempt.Result
    ) {
        self.graph = graph
        self.contents = contents
        labelSizes = labels
        size = result.size
        (frames, rooms) = (result.frames, result.rooms)
        clusterBoxes = result.clusterBoxes
        (curves, labelCenters) = (result.curves, result.labelCenters)
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
