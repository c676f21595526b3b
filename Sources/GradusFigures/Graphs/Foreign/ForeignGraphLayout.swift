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
        frames = layout.nodeCenters.enumerated().map { index, center in
            Rectangle(center: Point(center.x, center.y), size: contents[index].size)
        }
        curves = layout.edges.map { route in
            let points = route.points.map { Point($0.x, $0.y) }
            return isTurned ? points.reversed() : points
        }
        labelCenters = layout.edges.map { $0.labelCenter.map { Point($0.x, $0.y) } }
    }

    /// The layout as JSON: sizes, the boxes with their centres, and each edge as the polyline that
    /// is drawn, nowhere farther than half a point from its curve; all in points.
    public func json() -> [UInt8] {
        var out = JSONBytes()
        out.raw("{\"width\": ")
        out.number(size.width)
        out.raw(", \"height\": ")
        out.number(size.height)
        out.raw(",\n\"nodes\": [")
        for (index, frame) in frames.enumerated() {
            out.raw(index == 0 ? "\n{\"id\": " : ",\n{\"id\": ")
            out.string(graph.nodes[index].id)
            out.raw(", \"label\": ")
            out.string(graph.nodes[index].label)
            for (name, value) in [
                ("x", frame.midX), ("y", frame.midY), ("width", frame.width),
                ("height", frame.height),
            ] {
                out.raw(", \"\(name)\": ")
                out.number(value)
            }
            out.raw("}")
        }
        out.raw("],\n\"edges\": [")
        for (index, edge) in graph.edges.enumerated() {
            out.raw(index == 0 ? "\n{\"from\": " : ",\n{\"from\": ")
            out.string(graph.nodes[edge.from].id)
            out.raw(", \"to\": ")
            out.string(graph.nodes[edge.to].id)
            out.raw(", \"label\": ")
            out.string(edge.label.map(\.text).joined(separator: "\n"))
            out.raw(", \"points\": [")
            let curve = curves[index].map { LayoutPoint(x: $0.x, y: $0.y) }
            for (place, point) in RoutedEdge(points: curve).flattened(tolerance: 0.5).enumerated() {
                out.raw(place == 0 ? "[" : ", [")
                out.number(point.x)
                out.raw(", ")
                out.number(point.y)
                out.raw("]")
            }
            out.raw("]}")
        }
        out.raw("]}\n")
        return out.bytes
    }
}

/// Writes JSON into bytes.
private struct JSONBytes {
    private(set) var bytes: [UInt8] = []

    mutating func raw(_ text: String) { bytes += text.utf8 }

    /// A number rounded to a hundredth.
    mutating func number(_ value: Double) {
        var hundredths = Int((value * 100).rounded())
        if hundredths < 0 {
            bytes.append(UInt8(ascii: "-"))
            hundredths = -hundredths
        }
        bytes += String(hundredths / 100).utf8
        let rest = hundredths % 100
        if rest == 0 { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(48 + rest / 10))
        if rest % 10 != 0 { bytes.append(UInt8(48 + rest % 10)) }
    }

    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: raw("\\n")
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                raw("\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
