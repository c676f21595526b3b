import Testing

@testable import GradusGraphLayout

/// A forward line and its backward twin run side by side, and not too flat.
@Suite struct ParallelLinesTests {
    /// A wide box above three, of which the outer ones stand far to the side.
    private func fan(slope: Double?) throws -> LayeredLayout {
        let nodes =
            [LayoutNode(width: 60, height: 30)]
            + [LayoutNode](repeating: LayoutNode(width: 200, height: 30), count: 3)
        return try layoutLayered(
            nodes: nodes, edges: (1...3).map { LayoutEdge(from: 0, to: $0, lanes: 2) },
            options: LayoutOptions(
                nodeSpacing: 40, layerSpacing: 30, slope: slope, laneSpacing: 20))
    }

    @Test func layersStandApartForFlatLines() throws {
        func gap(_ layout: LayeredLayout) -> Double {
            layout.nodeCenters[1].y - layout.nodeCenters[0].y - 30
        }
        #expect(gap(try fan(slope: nil)) == 30)
        // The outer lines run 240 points to the side, less what their ports are apart.
        let steep = gap(try fan(slope: 2))
        #expect(steep > 80 && steep <= 120)
        // No gap grows to more than four times the least distance.
        #expect(gap(try fan(slope: 0.01)) == 120)
    }

    @Test(arguments: [-1.0, 0, .nan, .infinity])
    func refusesSlopesThatAreNone(slope: Double) {
        #expect(throws: LayoutError.invalidOption(name: "slope")) { try fan(slope: slope) }
    }

    @Test func twinsKeepTheirDistanceOnSlants() throws {
        for route in try fan(slope: 2).edges {
            let twin = route.flattenedTwin(tolerance: 0.01)
            for point in route.flattened(tolerance: 0.01).dropFirst(4).dropLast(4) {
                let nearest = zip(twin, twin.dropFirst()).reduce(Double.infinity) {
                    min($0, distance(from: point, to: $1))
                }
                #expect(nearest > 13 && nearest < 27)
            }
        }
    }

    @Test(arguments: 0..<60)
    func twinsStayClearOfBoxes(seed: Int) throws {
        var (nodes, edges) = randomGraph(seed: UInt64(seed))
        for index in edges.indices { edges[index].lanes = 2 }
        nodes[0].height = 160
        let layout = try layoutLayered(
            nodes: nodes, edges: edges,
            options: LayoutOptions(nodeSpacing: 16, layerSpacing: 40, slope: 2))
        expectClearLines(nodes: nodes, edges: edges, layout: layout)
        var turned = layout
        turned.edges = layout.edges.map { route in
            var route = route
            route.points = route.twin ?? route.points
            return route
        }
        expectClearLines(nodes: nodes, edges: edges, layout: turned)
    }

    private func distance(
        from point: LayoutPoint, to piece: (LayoutPoint, LayoutPoint)
    ) -> Double {
        let (a, b) = piece
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let square = dx * dx + dy * dy
        let t =
            square > 0
            ? min(1, max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / square)) : 0
        let (x, y) = (a.x + dx * t - point.x, a.y + dy * t - point.y)
        return (x * x + y * y).squareRoot()
    }
}
