import Testing

@testable import GradusGraphLayout

@Suite struct PlacementTests {
    /// Wide and narrow, high and low boxes in layers, with labels and long edges.
    private func layered(seed: UInt64) -> (nodes: [LayoutNode], edges: [LayoutEdge]) {
        var random = SeededRandom(seed: seed)
        let (rows, columns) = (3 + random.below(5), 2 + random.below(7))
        let nodes = (0..<(rows * columns)).map { _ in
            LayoutNode(
                width: Double([40, 60, 120, 320][random.below(4)]),
                height: Double([24, 36, 90, 160][random.below(4)]))
        }
        var edges: [LayoutEdge] = []
        for _ in 0..<(nodes.count * 2) {
            let from = random.below(nodes.count - columns)
            let next = (from / columns + 1) * columns
            let to =
                random.below(4) == 0
                ? next + random.below(nodes.count - next) : next + random.below(columns)
            let label =
                random.below(2) == 0
                ? LayoutLabel(width: Double(20 + random.below(80)), height: 14) : nil
            edges.append(LayoutEdge(from: from, to: to, label: label))
        }
        return (nodes, edges)
    }

    @Test(arguments: 0..<60)
    func linesStayClearOfUnlikeBoxes(seed: Int) throws {
        let (nodes, edges) = layered(seed: UInt64(seed))
        let layout = try layoutLayered(
            nodes: nodes, edges: edges, options: LayoutOptions(nodeSpacing: 12, layerSpacing: 30))
        expectClearLines(nodes: nodes, edges: edges, layout: layout)
    }

    @Test(arguments: 0..<30)
    func simplexPlacesAreValidAndShortest(seed: Int) {
        let (nodes, edges) = layered(seed: UInt64(seed))
        let arcs = edges.map { Arc(from: $0.from, to: $0.to, weight: 1) }
        let layers = longestPathLayers(nodeCount: nodes.count, arcs: arcs)
        guard
            connectedParts(
                nodeCount: nodes.count, edges: edges, groups: [], group: nodes.map { _ in nil }
            ).count == 1
        else { return }
        let plan = RowPlan(layerCount: (layers.max() ?? 0) + 1, layers: layers, edges: edges)
        let graph = RowGraph(
            plan: plan, layers: layers, edges: edges, reversed: edges.map { _ in false })
        let order = reducedCrossings(graph: graph, sweeps: 4, restarts: 0)
        var extents = ItemExtents(items: graph.items, nodeSpacing: 18)
        for node in nodes.indices {
            extents.left[node] = nodes[node].width / 2
            extents.right[node] = nodes[node].width / 2
        }
        func length(_ places: [Double]) -> Double {
            graph.segments.reduce(0) {
                $0 + $1.weight * abs(places[$1.upper] - places[$1.lower])
            }
        }
        let relaxation = RowRelaxation(graph: graph, order: order, extents: extents)
        var relaxed = relaxation.packed()
        relaxation.relax(&relaxed, sweeps: 40)
        let simplex = SimplexPlaces(graph: graph, order: order, extents: extents)
        for work in [0, 100_000_000] {
            let places = simplex.places(from: relaxed, work: work)
            for row in order.rows {
                for (a, b) in zip(row, row.dropFirst()) {
                    #expect(places[b] - places[a] >= extents.separation(a, b) - 1e-9)
                }
            }
            if work == 0 { continue }
            // Whole points cost at most half a point at each end of a segment and box.
            let slack = graph.segments.reduce(0) { $0 + $1.weight } * 1.5 * Double(order.rows.count)
            let aligned = BrandesKopf(graph: graph, order: order, extents: extents).places()
            #expect(length(places) <= length(relaxed) + slack)
            #expect(length(places) <= length(aligned) + slack)
        }
    }

    @Test func rowsHoldNodesAndWhatEdgesPassAndNoMore() {
        let count = 500
        let edges =
            (1..<count).map { LayoutEdge(from: $0 - 1, to: $0) }
            + (0..<50).map { LayoutEdge(from: $0, to: $0 + 400) }
        let layers = Array(0..<count)
        let plan = RowPlan(layerCount: count, layers: layers, edges: edges)
        let graph = RowGraph(
            plan: plan, layers: layers, edges: edges, reversed: edges.map { _ in false })
        #expect(graph.items.count == count + 50 * 399)
        #expect(graph.segments.count == count - 1 + 50 * 400)
        // The search for few crossings does a bounded amount of work for each of them.
        var state = LayeredOrder(graph)
        state.set(StartingOrder.depthFirstDown.order(of: graph, rowStarts: state.rowStarts))
        let before = state.work
        state.sweep(downwards: true, rule: .init(byMedian: true, turnsTies: false))
        #expect(state.work - before <= 3 * (graph.items.count + graph.segments.count))
    }
}
