import Testing

@testable import GradusGraphLayout

/// One leaf that thousands of operations use.
struct TrunkTests {
    /// A product of `count` factors, each the same leaf.
    private func product(_ count: Int) -> (nodes: [LayoutNode], edges: [LayoutEdge]) {
        let nodes = (0..<(count + 2)).map { _ in LayoutNode(width: 100, height: 40) }
        let edges = (0..<count).flatMap { step in
            [LayoutEdge(from: step + 1, to: step + 2), LayoutEdge(from: 0, to: step + 2)]
        }
        return (nodes, edges)
    }

    @Test func linesToThousandsOfOperationsShareOneStraightLine() throws {
        let count = 3000
        let (nodes, edges) = product(count)
        let layout = try layoutLayered(nodes: nodes, edges: edges)
        #expect(Set(layout.nodeLayers).count == count + 1)
        // Each line by itself would take a column for each.
        #expect(layout.width < 1000)
        #expect(layout.edges.reduce(0) { $0 + $1.points.count } < 20 * edges.count)
        let long = layout.edges[2 * count - 1].points
        let middle = long[long.count / 2].x
        for edge in stride(from: 201, to: 2 * count, by: 2) {
            let points = layout.edges[edge].points
            #expect(points.contains { abs($0.x - middle) < 1 }, "edge \(edge)")
            #expect(points[0] == long[0])
        }
    }

    @Test func whatIsMadeFromALeafStandsBesideWhatUsesIt() throws {
        // sum of products w · c: each product hangs on the trunk, not on a line of its own.
        var nodes = [LayoutNode(width: 100, height: 40), LayoutNode(width: 100, height: 40)]
        var edges: [LayoutEdge] = []
        var last = 1
        for _ in 0..<700 {
            let (product, constant, sum) = (nodes.count, nodes.count + 1, nodes.count + 2)
            nodes += (0..<3).map { _ in LayoutNode(width: 100, height: 40) }
            edges += [
                LayoutEdge(from: 0, to: product), LayoutEdge(from: constant, to: product),
                LayoutEdge(from: last, to: sum), LayoutEdge(from: product, to: sum),
            ]
            last = sum
        }
        let layout = try layoutLayered(nodes: nodes, edges: edges)
        for edge in edges where edge.from != 0 {
            #expect(layout.nodeLayers[edge.to] - layout.nodeLayers[edge.from] == 1)
        }
        #expect(layout.width < 2000)
    }

    @Test func fewerUsesHaveLinesOfTheirOwn() throws {
        let (nodes, edges) = product(300)
        let layout = try layoutLayered(nodes: nodes, edges: edges)
        let columns = Set(
            stride(from: 401, to: 600, by: 2).map { edge in
                let points = layout.edges[edge].points
                return Int(points[points.count / 2].x)
            })
        #expect(columns.count > 20)
    }

    @Test func aTangleThatNoPictureShowsIsRefused() {
        let (nodes, edges) = product(6000)
        #expect(throws: LayoutError.tooManyPassedLayers(limit: 10_000_000)) {
            try layoutLayered(nodes: nodes, edges: edges)
        }
    }
}
