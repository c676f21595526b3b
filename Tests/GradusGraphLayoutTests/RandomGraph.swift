@testable import GradusGraphLayout

/// A reproducible graph with cycles, parallel edges, loops, labels and twins.
func randomGraph(seed: UInt64) -> (nodes: [LayoutNode], edges: [LayoutEdge]) {
    var random = SeededRandom(seed: seed)
    let nodes = (0..<(4 + random.below(12))).map { _ in
        LayoutNode(width: Double(20 + random.below(120)), height: Double(20 + random.below(60)))
    }
    let edges = (0..<(3 + random.below(20))).map { _ -> LayoutEdge in
        let label = random.below(3) == 0 ? LayoutLabel(width: 70, height: 24) : nil
        return LayoutEdge(
            from: random.below(nodes.count), to: random.below(nodes.count), label: label,
            lanes: 1 + random.below(2))
    }
    return (nodes, edges)
}

/// An upright rectangle.
struct Box {
    var left, right, top, bottom: Double

    init(_ center: LayoutPoint, width: Double, height: Double) {
        (left, right) = (center.x - width / 2, center.x + width / 2)
        (top, bottom) = (center.y - height / 2, center.y + height / 2)
    }

    func overlaps(_ other: Box) -> Bool {
        left < other.right - 0.01 && other.left < right - 0.01 && top < other.bottom - 0.01
            && other.top < bottom - 0.01
    }

    func contains(_ point: LayoutPoint, inset: Double = 0.01) -> Bool {
        point.x > left + inset && point.x < right - inset && point.y > top + inset
            && point.y < bottom - inset
    }

    func hasOnBorder(_ point: LayoutPoint) -> Bool {
        contains(point, inset: -0.01) && !contains(point)
    }
}
