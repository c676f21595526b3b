import Testing

@testable import GradusGraphLayout

/// Layouts of one graph that share what does not depend on sizes.
@Suite struct LayoutMemoryTests {
    @Test func aMemoryChangesNoLayout() throws {
        var memory = LayoutMemory()
        for seed in 1...6 as ClosedRange<UInt64> {
            var (nodes, edges) = randomGraph(seed: seed)
            for round in 0..<4 {
                let options = LayoutOptions(
                    direction: round % 2 == 0 ? .topDown : .leftRight,
                    nodeSpacing: 20 + 10 * Double(round))
                let alone = try layoutLayered(nodes: nodes, edges: edges, options: options)
                let shared = try layoutLayered(
                    nodes: nodes, edges: edges, options: options, memory: &memory)
                #expect(alone == shared, "graph \(seed), round \(round)")
                for index in nodes.indices { nodes[index].width *= 1.3 }
                // The graph itself may change as well.
                if round == 2 { edges.removeLast() }
            }
        }
    }

    @Test func anOrderIsSoughtOnce() {
        let edges = [(0, 2), (0, 3), (1, 2), (1, 3)].map { LayoutEdge(from: $0.0, to: $0.1) }
        let layers = [0, 0, 1, 1]
        let plan = RowPlan(layerCount: 2, layers: layers, edges: edges)
        let graph = RowGraph(
            plan: plan, layers: layers, edges: edges, reversed: edges.map { _ in false })
        var memory = LayoutMemory()
        let first = memory.reducedCrossings(graph: graph, sweeps: 24, restarts: 2)
        let second = memory.reducedCrossings(graph: graph, sweeps: 24, restarts: 2)
        #expect(first.rows == second.rows && memory.count == 1)
        // Other effort may find another order.
        _ = memory.reducedCrossings(graph: graph, sweeps: 1, restarts: 0)
        #expect(memory.count == 2)
    }
}
