import GradusGraphLayout
import GradusGraphics

/// A layout as JSON: sizes, boxes with their centres, edges as the polylines that are drawn,
/// nowhere farther than half a point from their curves; all in points.
struct LayoutJSON {
    struct Node {
        var id: String
        var label: String
        var frame: Rectangle
    }
    struct Edge {
        var from: String
        var to: String
        var label: String
        /// A start, then two control points and an end for each piece.
        var curve: [LayoutPoint]
    }
    var size: Size
    var nodes: [Node]
    var edges: [Edge]

    /// The file.
    var bytes: [UInt8] {
        var out = JSONBytes()
        out.raw("{\"width\": ")
        out.number(size.width)
        out.raw(", \"height\": ")
        out.number(size.height)
        out.raw(",\n\"nodes\": [")
        for (index, node) in nodes.enumerated() {
            out.raw(index == 0 ? "\n{\"id\": " : ",\n{\"id\": ")
            out.string(node.id)
            out.raw(", \"label\": ")
            out.string(node.label)
            for (name, value) in [
                ("x", node.frame.midX), ("y", node.frame.midY), ("width", node.frame.width),
                ("height", node.frame.height),
            ] {
                out.raw(", \"\(name)\": ")
                out.number(value)
            }
            out.raw("}")
        }
        out.raw("],\n\"edges\": [")
        for (index, edge) in edges.enumerated() {
            out.raw(index == 0 ? "\n{\"from\": " : ",\n{\"from\": ")
            out.string(edge.from)
            out.raw(", \"to\": ")
            out.string(edge.to)
            out.raw(", \"label\": ")
            out.string(edge.label)
            out.raw(", \"points\": [")
            let line = RoutedEdge(points: edge.curve).flattened(tolerance: 0.5)
            for (place, point) in line.enumerated() {
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
