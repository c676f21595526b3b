import GradusGraphLayout
import GradusGraphics

/// A foreign graph with the place of every box and the way of every edge.
public struct ForeignGraphLayout: Sendable {
    /// The graph.
    public let graph: ForeignGraph
    /// The extent of the whole, in points.
    public let size: Size
    /// The box of each node.
    public let frames: [Rectangle]
    /// The curve of each edge: its start, then two control points and an end for each piece.
    let curves: [[Point]]
    /// The middle of each edge's label.
    let labelCenters: [Point?]
    /// The content of each node, measured.
    let contents: [ForeignContent]

    /// Lays a graph out.
    ///
    /// - Throws: `LayoutError` where a size or weight is out of bounds.
    public init(_ graph: ForeignGraph, measuredBy measure: any TextMeasuring) throws {
        self.graph = graph
        contents = graph.nodes.map { ForeignContent($0, measuredBy: measure) }
        let labelStyle = ForeignContent.style(10)
        let isTurned = graph.direction == .up || graph.direction == .left
        let edges = graph.edges.map { edge -> LayoutEdge in
            var label: LayoutLabel?
            if !edge.label.isEmpty {
                let size = ForeignContent.size(edge.label, labelStyle, measuredBy: measure)
                label = LayoutLabel(width: size.width, height: size.height)
            }
            // Upwards is downwards with all edges turned.
            return LayoutEdge(
                from: isTurned ? edge.to : edge.from, to: isTurned ? edge.from : edge.to,
                label: label, weight: edge.weight)
        }
        let layout = try layoutLayered(
            nodes: zip(contents, graph.nodes).map { content, node in
                LayoutNode(
                    width: content.size.width, height: content.size.height, cluster: node.cluster)
            },
            edges: edges, clusterParents: graph.clusters.map(\.parent),
            options: LayoutOptions(
                direction: graph.direction == .down || graph.direction == .up
                    ? .topDown : .leftRight,
                nodeSpacing: graph.nodeSpacing, layerSpacing: graph.layerSpacing, margin: 4))
        size = Size(layout.width, layout.height)
        let contents = self.contents
        let frames = layout.nodeCenters.enumerated().map { index, center in
            Rectangle(center: Point(center.x, center.y), size: contents[index].size)
        }
        self.frames = frames
        let isVertical = graph.direction == .down || graph.direction == .up
        curves = zip(layout.edges, graph.edges).map { route, edge in
            var points = route.points.map { Point($0.x, $0.y) }
            if isTurned { points.reverse() }
            guard edge.from != edge.to, points.count >= 4 else { return points }
            for (node, port, end, control) in [
                (edge.from, edge.fromPort, 0, 1),
                (edge.to, edge.toPort, points.count - 1, points.count - 2),
            ] {
                guard let port, let field = contents[node].box(ofPort: port, in: frames[node])
                else { continue }
                // The end slides along its border; its direction stays.
                let shift =
                    isVertical
                    ? Vector(field.midX - points[end].x, 0)
                    : Vector(0, field.midY - points[end].y)
                points[end] = points[end] + shift
                points[control] = points[control] + shift
            }
            return points
        }
        labelCenters = layout.edges.map { $0.labelCenter.map { Point($0.x, $0.y) } }
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
