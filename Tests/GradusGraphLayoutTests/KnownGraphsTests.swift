import Testing

@testable import GradusGraphLayout

@Suite struct KnownGraphsTests {
    private func boxes(_ count: Int) -> [LayoutNode] {
        [LayoutNode](repeating: LayoutNode(width: 60, height: 30), count: count)
    }

    private func crossings(_ count: Int, _ pairs: [(Int, Int)]) -> Int {
        let edges = pairs.map { LayoutEdge(from: $0.0, to: $0.1) }
        let reversed = [Bool](repeating: false, count: edges.count)
        let layers = longestPathLayers(
            nodeCount: count, arcs: edges.map { Arc(from: $0.from, to: $0.to, weight: 1) })
        let plan = RowPlan(layerCount: (layers.max() ?? 0) + 1, layers: layers, edges: edges)
        let graph = RowGraph(plan: plan, layers: layers, edges: edges, reversed: reversed)
        let order = reducedCrossings(graph: graph, sweeps: 24, restarts: 2)
        var counted = LayeredOrder(graph)
        counted.set(order.rows.flatMap { $0.map { Int32($0) } })
        return counted.crossings()
    }

    @Test func crossingNumbers() {
        // Km,n in two rows crosses C(m,2) · C(n,2) times in any order; a tree never.
        #expect(crossings(6, (0..<3).flatMap { a in (3..<6).map { (a, $0) } }) == 9)
        #expect(crossings(4, [(0, 2), (0, 3), (1, 2), (1, 3)]) == 1)
        #expect(crossings(15, (1..<15).map { (($0 - 1) / 2, $0) }) == 0)
    }

    @Test func chainsAreStraightAndTreesSymmetric() throws {
        let chain = try layoutLayered(
            nodes: boxes(20), edges: (1..<20).map { LayoutEdge(from: $0 - 1, to: $0) })
        #expect(chain.nodeCenters.allSatisfy { $0.x == 30 })
        #expect(chain.nodeLayers == Array(0..<20))
        let tree = try layoutLayered(
            nodes: boxes(7), edges: (1..<7).map { LayoutEdge(from: ($0 - 1) / 2, to: $0) })
        for parent in 0..<3 {
            let (a, b) = (tree.nodeCenters[2 * parent + 1].x, tree.nodeCenters[2 * parent + 2].x)
            #expect(abs((a + b) / 2 - tree.nodeCenters[parent].x) < 0.01)
        }
        let diamond = try layoutLayered(
            nodes: boxes(4),
            edges: [(0, 1), (0, 2), (1, 3), (2, 3)].map { LayoutEdge(from: $0.0, to: $0.1) })
        #expect(abs(diamond.nodeCenters[0].x - diamond.nodeCenters[3].x) < 0.01)
    }

    @Test func aVeryLongChainIsLaidOut() throws {
        let count = 20_000
        let layout = try layoutLayered(
            nodes: boxes(count), edges: (1..<count).map { LayoutEdge(from: $0 - 1, to: $0) })
        #expect(layout.nodeLayers.last == count - 1)
        #expect(layout.width == 60)
    }

    @Test func mistakesAreNamed() {
        func error(
            _ nodes: [LayoutNode], _ edges: [LayoutEdge] = [],
            _ options: LayoutOptions = LayoutOptions()
        ) -> LayoutError? {
            do throws(LayoutError) {
                _ = try layoutLayered(nodes: nodes, edges: edges, options: options)
                return nil
            } catch { return error }
        }
        #expect(error([]) == nil)
        #expect(error([LayoutNode(width: .nan, height: 1)]) == .invalidNodeSize(node: 0))
        #expect(error([LayoutNode(width: 1, height: -1)]) == .invalidNodeSize(node: 0))
        #expect(error(boxes(1), [LayoutEdge(from: 0, to: 3)]) == .unknownNode(edge: 0, node: 3))
        #expect(
            error(boxes(2), [LayoutEdge(from: 0, to: 1, lanes: 3)])
                == .invalidLanes(edge: 0, lanes: 3))
        #expect(
            error(boxes(2), [LayoutEdge(from: 0, to: 1, weight: 0)]) == .invalidWeight(edge: 0))
        #expect(
            error(
                boxes(2),
                [LayoutEdge(from: 0, to: 1, label: LayoutLabel(width: .infinity, height: 1))])
                == .invalidLabelSize(edge: 0))
        #expect(
            error(boxes(1), [], LayoutOptions(margin: .nan)) == .invalidOption(name: "margin"))
    }
}
