import Testing

@testable import GradusGraphLayout

/// Labels stand beside their own edges.
@Suite struct LabelSettlingTests {
    /// A layered graph like those of computations: results used several times, and a label on
    /// every edge.
    private func labelled(seed: UInt64) -> (nodes: [LayoutNode], edges: [LayoutEdge]) {
        var random = SeededRandom(seed: seed)
        let count = 8 + random.below(16)
        let nodes = (0..<count).map { _ in
            LayoutNode(width: Double(60 + random.below(80)), height: Double(30 + random.below(30)))
        }
        var edges: [LayoutEdge] = []
        for node in 1..<count {
            for _ in 0..<(1 + random.below(2)) {
                edges.append(
                    LayoutEdge(
                        from: random.below(node), to: node,
                        label: LayoutLabel(width: Double(20 + random.below(50)), height: 18),
                        lanes: 2))
            }
        }
        return (nodes, edges)
    }

    /// Points of both lines of an edge, none farther than 1 from the next.
    private func points(_ route: RoutedEdge) -> [LayoutPoint] {
        [route.flattened(), route.flattenedTwin()].flatMap { line in
            zip(line, line.dropFirst()).flatMap { a, b -> [LayoutPoint] in
                let (dx, dy) = (b.x - a.x, b.y - a.y)
                let parts = max(1, Int((dx * dx + dy * dy).squareRoot().rounded(.up)))
                return (0...parts).map {
                    let t = Double($0) / Double(parts)
                    return LayoutPoint(x: a.x + dx * t, y: a.y + dy * t)
                }
            }
        }
    }

    private func distance(_ box: Box, _ points: [LayoutPoint]) -> Double {
        points.reduce(.infinity) {
            let dx = max(box.left - $1.x, 0, $1.x - box.right)
            let dy = max(box.top - $1.y, 0, $1.y - box.bottom)
            return min($0, (dx * dx + dy * dy).squareRoot())
        }
    }

    /// No label lies on a line, a box or another label, and hardly any is nearer to the line of
    /// another edge than to its own.
    @Test func labelsAreNearestToTheirOwnEdges() throws {
        var (labels, misleading) = (0, 0)
        for seed in 0..<40 {
            let (nodes, edges) = labelled(seed: UInt64(seed))
            let layout = try layoutLayered(
                nodes: nodes, edges: edges,
                options: LayoutOptions(
                    direction: seed % 2 == 0 ? .topDown : .leftRight, nodeSpacing: 20,
                    layerSpacing: 30, slope: 1.8, laneSpacing: 15))
            expectClearLines(nodes: nodes, edges: edges, layout: layout)
            let lines = layout.edges.map(points)
            let boxes = try zip(edges, layout.edges).map { edge, route in
                let label = try #require(edge.label)
                return Box(
                    try #require(route.labelCenter), width: label.width, height: label.height)
            }
            for (edge, box) in boxes.enumerated() {
                labels += 1
                let own = distance(box, lines[edge])
                let other =
                    lines.indices.filter { $0 != edge }
                    .map { distance(box, lines[$0]) }.min() ?? .infinity
                #expect(own > 2)
                #expect(!boxes[..<edge].contains { $0.overlaps(box) })
                #expect(
                    !nodes.indices.contains {
                        Box(
                            layout.nodeCenters[$0], width: nodes[$0].width,
                            height: nodes[$0].height
                        ).overlaps(box)
                    })
                if other <= own { misleading += 1 }
            }
        }
        #expect(labels > 500)
        #expect(misleading * 100 <= labels, "\(misleading) of \(labels)")
    }

    /// Upright lines beside one another, each with a label that is nearer to the next one's.
    private func parallel(
        _ count: Int, gap: Double
    ) -> (routes: [RoutedEdge], edges: [LayoutEdge]) {
        let routes = (0..<count).map { line in
            let x = Double(line) * gap
            return RoutedEdge(
                points: [0, 40, 80, 120].map { LayoutPoint(x: x, y: $0) },
                labelCenter: LayoutPoint(x: x + gap - 14, y: 60))
        }
        let edge = LayoutEdge(from: 0, to: 1, label: LayoutLabel(width: 20, height: 12))
        return (routes, Array(repeating: edge, count: count))
    }

    /// Only what is near a label is looked at, however many labels there are.
    @Test func looksGrowWithLabels() {
        func looks(_ count: Int) -> Int {
            var (routes, edges) = parallel(count, gap: 60)
            let before = routes
            let looks = LabelSettling.settle(&routes, edges: edges, boxes: [])
            #expect(routes.dropFirst() != before.dropFirst())
            return looks
        }
        let (few, many) = (looks(50), looks(400))
        #expect(few > 0 && many < 10 * few, "\(few), \(many)")
    }

    /// Where everything is near everything, labels stay where they are once the looks are spent.
    @Test func looksAreBounded() {
        var (routes, edges) = parallel(600, gap: 0.25)
        let before = routes
        let most = 400_000
        let looks = LabelSettling.settle(&routes, edges: edges, boxes: [], mostLooks: most)
        #expect(looks > most && looks < 2 * most, "\(looks)")
        #expect(routes.suffix(100) == before.suffix(100))
    }
}
