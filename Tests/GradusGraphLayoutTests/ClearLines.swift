import Testing

@testable import GradusGraphLayout

extension Box {
    /// Whether a line from `a` to `b` runs through the box, by more than `inset`
    /// (Liang, Barsky 1984).
    func isCrossed(from a: LayoutPoint, to b: LayoutPoint, inset: Double) -> Bool {
        var (first, last) = (0.0, 1.0)
        for (start, step, low, high) in [
            (a.x, b.x - a.x, left + inset, right - inset),
            (a.y, b.y - a.y, top + inset, bottom - inset),
        ] {
            if step == 0 {
                if start <= low || start >= high { return false }
                continue
            }
            let (enter, leave) = ((low - start) / step, (high - start) / step)
            first = max(first, min(enter, leave))
            last = min(last, max(enter, leave))
        }
        return first < last
    }
}

/// Expects that no line runs through a box that is not its end, or through a label.
func expectClearLines(nodes: [LayoutNode], edges: [LayoutEdge], layout: LayeredLayout) {
    let boxes = nodes.indices.map {
        Box(layout.nodeCenters[$0], width: nodes[$0].width, height: nodes[$0].height)
    }
    let labels = edges.indices.compactMap { index -> Box? in
        guard let label = edges[index].label, let center = layout.edges[index].labelCenter
        else { return nil }
        return Box(center, width: label.width, height: label.height)
    }
    for (index, edge) in edges.enumerated() {
        let line = layout.edges[index].flattened(tolerance: 0.1)
        // One expectation for each edge: one for each piece of line and box would take minutes.
        var inTheWay: [String] = []
        for (a, b) in zip(line, line.dropFirst()) {
            for (node, box) in boxes.enumerated() where node != edge.from && node != edge.to {
                if box.isCrossed(from: a, to: b, inset: 0.3) { inTheWay.append("node \(node)") }
            }
            for (label, box) in labels.enumerated() where box.isCrossed(from: a, to: b, inset: 0.3)
            {
                inTheWay.append("label \(label)")
            }
        }
        #expect(inTheWay.isEmpty, "edge \(index) from \(edge.from) to \(edge.to)")
    }
}
