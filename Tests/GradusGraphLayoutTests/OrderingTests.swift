import Testing

@testable import GradusGraphLayout

@Suite struct OrderingTests {
    private func rows(seed: UInt64) -> RowGraph {
        var random = SeededRandom(seed: seed)
        let layers = (0..<24).map { $0 / 6 }
        let edges = (0..<40).map { _ -> LayoutEdge in
            let from = random.below(18)
            let below = (layers[from] + 1) * 6
            return LayoutEdge(from: from, to: below + random.below(24 - below))
        }
        let plan = RowPlan(layerCount: 4, layers: layers, edges: edges)
        return RowGraph(
            plan: plan, layers: layers, edges: edges,
            reversed: [Bool](repeating: false, count: edges.count))
    }

    /// Crossings by comparing every pair of segments.
    private func counted(_ graph: RowGraph, _ order: RowOrder) -> Int {
        var sum = 0
        for (index, a) in graph.segments.enumerated() {
            for b in graph.segments[..<index] where graph.row[a.upper] == graph.row[b.upper] {
                let upper = order.position[a.upper] - order.position[b.upper]
                let lower = order.position[a.lower] - order.position[b.lower]
                if upper * lower < 0 { sum += 1 }
            }
        }
        return sum
    }

    @Test(arguments: 0..<20)
    func countsAndGainsAgreeWithPairs(seed: Int) {
        let graph = rows(seed: UInt64(seed))
        var state = LayeredOrder(graph)
        state.set(
            StartingOrder.shuffled(seed: UInt64(seed)).order(of: graph, rowStarts: state.rowStarts))
        var crossings = state.crossings()
        #expect(crossings == counted(graph, state.rowOrder()))
        for round in 0..<4 {
            var isDirty = [Bool](repeating: true, count: state.rowCount)
            let saved =
                state.exchange(rounds: 3, swapsEqual: round % 2 == 1, upwards: round > 1)
                + state.sift(
                    window: 100, takesEqual: round % 2 == 1, upwards: round > 1, isDirty: &isDirty)
                + state.siftUntilSettled(window: 100, rounds: 9, workLimit: .max)
            #expect(saved >= 0)
            crossings -= saved
            #expect(crossings == state.crossings())
            #expect(crossings == counted(graph, state.rowOrder()))
            // Ties settled by places leave the crossings as they are.
            let places = graph.items.indices.map { Double(($0 * 7919) % 101) }
            _ = state.settleTies(places: places, passes: 8)
            #expect(crossings == counted(graph, state.rowOrder()))
        }
        let reduced = reducedCrossings(graph: graph, sweeps: 24, restarts: 2)
        // One random start may be lucky, but not by much.
        #expect(counted(graph, reduced) <= crossings + 1)
        for (index, row) in reduced.rows.enumerated() {
            #expect(row.sorted() == graph.items.indices.filter { graph.row[$0] == index })
        }
    }
}
