import Testing

@testable import GradusGraphLayout

/// Moves of whole lines.
struct BlockSiftingTests {
    /// A graph in which many edges pass several layers, in rows.
    private func graph(nodes: Int, seed: UInt64) -> RowGraph {
        var random = SeededRandom(seed: seed)
        var edges = (1..<nodes).map { LayoutEdge(from: $0 - 1 - random.below(min($0, 3)), to: $0) }
        for _ in 0..<(3 * nodes) {
            let (a, b) = (random.below(nodes), random.below(nodes))
            if a != b { edges.append(LayoutEdge(from: min(a, b), to: max(a, b))) }
        }
        let layers = normalizedLayers(
            longestPathLayers(
                nodeCount: nodes,
                arcs: edges.map { Arc(from: $0.from, to: $0.to, weight: 1) }))
        let plan = RowPlan(layerCount: layers.max()! + 1, layers: layers, edges: edges)
        return RowGraph(
            plan: plan, layers: layers, edges: edges,
            reversed: edges.map { _ in false })
    }

    private func crossings(_ graph: RowGraph, _ order: [Int32]) -> Int {
        var state = LayeredOrder(graph)
        state.set(order)
        return state.crossings()
    }

    /// What a block gains by its move is what the crossings of the whole drawing lose: sifting
    /// from any sequence never adds crossings and ends well below a shuffled order.
    @Test(arguments: [1, 2, 3, 4, 5])
    func siftingNeverAddsCrossings(seed: Int) {
        let graph = graph(nodes: 24, seed: UInt64(seed))
        let state = LayeredOrder(graph)
        var blocks = BlockSifting(graph)
        var random = SeededRandom(seed: UInt64(seed) + 100)
        var sequence = (0..<Int32(blocks.count)).map { $0 }
        for last in stride(from: sequence.count - 1, to: 0, by: -1) {
            sequence.swapAt(last, random.below(last + 1))
        }
        blocks.set(sequence)
        let first = crossings(graph, blocks.order(rowStarts: state.rowStarts))
        var before = first
        for _ in 0..<6 {
            blocks.sift(rounds: 1, workLimit: .max)
            let now = crossings(graph, blocks.order(rowStarts: state.rowStarts))
            #expect(now <= before)
            before = now
        }
        #expect(before * 2 < first)
        // In the end no block has a better place anywhere.
        for _ in 0..<40 {
            blocks.set(blocks.snapshot())
            blocks.sift(rounds: 1, workLimit: .max)
        }
        let settled = blocks.snapshot()
        let least = crossings(graph, blocks.order(rowStarts: state.rowStarts))
        for place in stride(from: seed, to: settled.count, by: 11) {
            for goal in stride(from: 0, to: settled.count, by: 5) {
                var moved = settled
                moved.insert(moved.remove(at: place), at: goal)
                blocks.set(moved)
                #expect(crossings(graph, blocks.order(rowStarts: state.rowStarts)) >= least)
            }
        }
    }

    /// All places that an edge passes follow the one sequence: no two long lines cross between
    /// rows in which both only pass.
    @Test func longLinesDoNotWindRoundOneAnother() {
        let graph = graph(nodes: 20, seed: 7)
        let state = LayeredOrder(graph)
        var blocks = BlockSifting(graph)
        blocks.sift(rounds: 4, workLimit: .max)
        let order = blocks.order(rowStarts: state.rowStarts)
        var place = [Int](repeating: 0, count: order.count)
        for (index, item) in order.enumerated() { place[Int(item)] = index }
        let inner = graph.segments.filter {
            $0.upper >= graph.nodeCount && $0.lower >= graph.nodeCount
        }
        #expect(inner.count > 20)
        for a in inner {
            for b in inner where graph.row[a.upper] == graph.row[b.upper] {
                #expect(
                    (place[a.upper] < place[b.upper]) == (place[a.lower] < place[b.lower]))
            }
        }
    }

    /// The same seed disturbs in the same way, and every item keeps its row.
    @Test func disturbingIsRepeatable() {
        let graph = graph(nodes: 16, seed: 3)
        let state = LayeredOrder(graph)
        var (one, two) = (BlockSifting(graph), BlockSifting(graph))
        let before = one.snapshot()
        one.disturb(moves: 5, seed: 9)
        two.disturb(moves: 5, seed: 9)
        #expect(one.snapshot() == two.snapshot())
        #expect(one.snapshot() != before)
        let order = one.order(rowStarts: state.rowStarts)
        for row in 0..<graph.rowCount {
            for index in state.range(row) { #expect(graph.row[Int(order[index])] == row) }
        }
    }
}
