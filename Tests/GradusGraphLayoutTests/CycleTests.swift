import Testing

@testable import GradusGraphLayout

@Suite struct CycleTests {
    private func randomEdges(_ count: Int, _ edgeCount: Int, seed: UInt64) -> [LayoutEdge] {
        var random = SeededRandom(seed: seed)
        return (0..<edgeCount).map { _ in
            LayoutEdge(from: random.below(count), to: random.below(count))
        }
    }

    /// Whether all nodes can be taken out one after the other, each without edges into it.
    private func isAcyclic(_ count: Int, _ edges: [LayoutEdge], _ reversed: [Bool]) -> Bool {
        let arcs = zip(edges, reversed).filter { $0.0.from != $0.0.to }.map {
            $1 ? ($0.to, $0.from) : ($0.from, $0.to)
        }
        var waiting = [Int](repeating: 0, count: count)
        for arc in arcs { waiting[arc.1] += 1 }
        var free = (0..<count).filter { waiting[$0] == 0 }
        var taken = 0
        while let node = free.popLast() {
            taken += 1
            for arc in arcs where arc.0 == node {
                waiting[arc.1] -= 1
                if waiting[arc.1] == 0 { free.append(arc.1) }
            }
        }
        return taken == count
    }

    @Test(arguments: 0..<40)
    func noCycleIsLeft(seed: Int) {
        let count = 2 + seed
        let edges = randomEdges(count, seed * 4, seed: UInt64(seed))
        let greedy = edgesToReverseGreedily(nodeCount: count, edges: edges)
        #expect(isAcyclic(count, edges, greedy))
        #expect(
            isAcyclic(count, edges, edgesToReverse(nodeCount: count, edges: edges)))
        // The authors' bound, of the edges that are no loops.
        let lines = edges.count { $0.from != $0.to }
        #expect(greedy.count { $0 } <= lines / 2)
        let forward = edges.filter { $0.from < $0.to }
        #expect(!edgesToReverseGreedily(nodeCount: count, edges: forward).contains(true))
    }

    @Test func aTangleOfCyclesStaysLow() throws {
        let edges = randomEdges(600, 1_800, seed: 5)
        let nodes = [LayoutNode](repeating: LayoutNode(width: 54, height: 36), count: 600)
        let layout = try layoutLayered(nodes: nodes, edges: edges)
        // Depth first the path, and so the number of layers, would be near half of all nodes.
        #expect(layout.nodeLayers.max()! < 120)
    }
}
