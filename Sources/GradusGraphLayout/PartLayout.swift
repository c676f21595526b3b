/// The layout of one connected part, top-down, from its nodes and edges in its own numbers.
struct PartLayout {
    let nodes: [LayoutNode]
    let edges: [LayoutEdge]
    let clusters: ClusterTree
    let options: LayoutOptions
    private let loops: [SelfLoops?]
    private let laneHalves: [Double]

    init(
        nodes: [LayoutNode], edges: [LayoutEdge], clusters: ClusterTree, options: LayoutOptions
    ) {
        self.clusters = clusters
        self.nodes = nodes
        self.edges = edges
        self.options = options
        var loopEdges = [[Int]](repeating: [], count: nodes.count)
        for (index, edge) in edges.enumerated() where edge.from == edge.to {
            loopEdges[edge.from].append(index)
        }
        loops = loopEdges.map {
            $0.isEmpty ? nil : SelfLoops(edges: $0, in: edges, laneSpacing: options.laneSpacing)
        }
        laneHalves = edges.map { $0.lanes == 2 ? options.laneSpacing / 2 : 0 }
    }

    /// Runs all phases.
    func layout(memory: inout LayoutMemory) throws(LayoutError) -> LayeredLayout {
        let reversed = edgesToReverse(nodeCount: nodes.count, edges: edges)
        let arcs = layeredArcs(reversed: reversed)
        var layers = solvedLayers(
            nodeCount: nodes.count, arcs: arcs, work: Self.layeringWork)
        let mayShare = passedLayers(layers) > Self.passedLayers.sharedFrom
        let sharesTrunks = mayShare && !nodes.contains { $0.cluster != nil }
        if sharesTrunks {
            layers = loweredLayers(nodeCount: nodes.count, arcs: arcs, layers: layers)
        }
        try checkPassedLayers(layers, sharesTrunks: sharesTrunks)
        let plan = RowPlan(
            layerCount: (layers.max() ?? -1) + 1, layers: layers, edges: edges,
            sharesTrunks: sharesTrunks)
        let graph = RowGraph(
            plan: plan, layers: layers, edges: edges, reversed: reversed,
            sharesTrunks: sharesTrunks)
        var groups =
            nodes.contains { $0.cluster != nil }
            ? RowClusters(
                tree: clusters, clusterOfNode: nodes.map(\.cluster), graph: graph, edges: edges)
            : nil
        let order = settledOrder(graph, &groups, &memory)
        let sides = labelSides(graph: graph, order: order, edgeCount: edges.count)
        var heights = rowHeights(graph: graph, plan: plan)
        if let groups {
            heights = heights.spread(by: ClusterFrames.lacks(groups, gaps: heights.gaps))
        }
        let (places, extents) = places(
            graph: graph, order: order, groups: groups, sides: sides, heights: heights)
        let ports = Ports(
            graph: graph, order: order, places: places, halfWidths: nodes.map { $0.width / 2 },
            laneHalves: laneHalves)
        if let slope = options.slope {
            heights = heights.steepened(
                graph: graph, places: places, ports: ports, slope: slope,
                most: 3 * options.layerSpacing)
        }
        let frames = groups.map {
            ClusterFrames(
                $0, graph: graph, extents: extents, places: places, heights: heights, nodes: nodes)
        }
        var routes = PartRouting(
            nodes: nodes, edges: edges, reversed: reversed, laneHalves: laneHalves, loops: loops,
            sides: sides, graph: graph, order: order, heights: heights, places: places,
            extents: extents, ports: ports,
            fences: groups.flatMap { groups in
                frames.flatMap { FrameFences(groups, frames: $0, graph: graph) }
            }
        ).routes()
        let centers = nodes.indices.map {
            LayoutPoint(x: places[$0], y: heights.middle(graph.row[$0]))
        }
        LabelSettling.settle(
            &routes, edges: edges,
            boxes: zip(nodes, centers).map {
                LayoutBox(center: $1, width: $0.width, height: $0.height)
            })
        return framed(
            centers: centers, routes: routes, layers: layers, boxes: frames?.boxes ?? [])
    }

    /// The arcs of the acyclic graph.
    private func layeredArcs(reversed: [Bool]) -> [Arc] {
        var arcs: [Arc] = []
        for (index, edge) in edges.enumerated() where edge.from != edge.to {
            arcs.append(
                reversed[index]
                    ? Arc(from: edge.to, to: edge.from, weight: edge.weight)
                    : Arc(from: edge.from, to: edge.to, weight: edge.weight))
        }
        joinClusters(&arcs)
        return arcs
    }

    /// Joins what only clusters hold together, with arcs that hardly pull: layers are solved for
    /// what is connected.
    private func joinClusters(_ arcs: inout [Arc]) {
        let parts = connectedParts(
            nodeCount: nodes.count, edges: edges, groups: [], group: nodes.map { _ in nil })
        guard parts.count > 1 else { return }
        for part in parts.dropFirst() {
            arcs.append(Arc(from: parts[0].nodes[0], to: part.nodes[0], weight: 0.001, length: 0))
        }
    }

    /// The order with few crossings; where items may stand either way, the one with shorter lines.
    private func settledOrder(
        _ graph: RowGraph, _ groups: inout RowClusters?, _ memory: inout LayoutMemory
    ) -> RowOrder {
        let order = memory.reducedCrossings(
            graph: graph, sweeps: options.sweeps, restarts: options.restarts,
            isBeginning: groups != nil)
        var state = LayeredOrder(graph)
        if var clusters = groups {
            clusteredOrder(graph: graph, order: order, clusters: &clusters, into: &state)
            groups = clusters
        } else {
            state.set(order.rows.flatMap { $0.map { Int32($0) } })
        }
        var extents = ItemExtents(items: graph.items, nodeSpacing: options.nodeSpacing)
        for node in nodes.indices {
            extents.left[node] = nodes[node].width / 2
            extents.right[node] = nodes[node].width / 2
        }
        var places: [Double] = []
        for round in 0..<(graph.items.count > 300_000 ? 1 : 4) {
            let relaxation = RowRelaxation(
                graph: graph, order: state.rowOrder(), extents: extents)
            if round == 0 { places = relaxation.packed() }
            relaxation.relax(&places, sweeps: largeEffort(12, items: graph.items.count))
            guard state.settleTies(places: places, passes: 24) else { break }
        }
        return state.rowOrder()
    }

    /// How many rows lie between the ends of edges in all, if each layer has a row of labels.
    private func passedLayers(_ layers: [Int]) -> Int {
        edges.reduce(0) { $0 + max(0, 2 * abs(layers[$1.from] - layers[$1.to]) - 1) }
    }

    /// Each place where an edge passes a layer takes memory and width; where edges share trunks
    /// (what holds clusters together is an edge by itself), it still takes time.
    private func checkPassedLayers(
        _ layers: [Int], sharesTrunks: Bool
    ) throws(LayoutError) {
        let limit = sharesTrunks ? Self.passedLayers.mostShared : Self.passedLayers.most
        guard passedLayers(layers) <= limit else { throw .tooManyPassedLayers(limit: limit / 2) }
        guard sharesTrunks else { return }
        // A trunk is as long as the longest edge from its node; there may be two, for either way.
        var reach = [Int](repeating: 0, count: nodes.count)
        for edge in edges {
            let top = layers[edge.from] < layers[edge.to] ? edge.from : edge.to
            reach[top] = max(reach[top], 2 * abs(layers[edge.from] - layers[edge.to]))
        }
        guard reach.reduce(0, +) <= Self.passedLayers.most else {
            throw .tooManyPassedLayers(limit: Self.passedLayers.most / 2)
        }
    }

    /// In rows, of which there may be twice as many as layers: from where on edges share trunks,
    /// how many there may be, and how many of edges that share them.
    private static let passedLayers = (
        sharedFrom: 300_000, most: 3_000_000, mostShared: 20_000_000
    )

    /// Elementary steps that layering may take: about a second at most.
    private static let layeringWork = 50_000_000
    /// Elementary steps that the places of items in clusters may take: a quarter of a second.
    private static let clusterWork = 15_000_000

    private func rowHeights(graph: RowGraph, plan: RowPlan) -> RowHeights {
        var heights = [Double](repeating: 0, count: graph.rowCount)
        var isLabelRow = [Bool](repeating: false, count: graph.rowCount)
        for row in plan.labelRowBelow where row >= 0 { isLabelRow[row] = true }
        for (item, kind) in graph.items.enumerated() {
            let row = graph.row[item]
            switch kind {
            case .node(let node):
                let height = max(nodes[node].height, loops[node]?.labelHeight ?? 0)
                heights[row] = max(heights[row], height)
            case .label(let edge): heights[row] = max(heights[row], edges[edge].label?.height ?? 0)
            case .dummy: break
            }
        }
        return RowHeights(
            heights: heights, isLabelRow: isLabelRow, layerSpacing: options.layerSpacing)
    }

    /// Places items twice: the second time with the room that slanted lines need beside labels.
    private func places(
        graph: RowGraph, order: RowOrder, groups: RowClusters?, sides: [LabelSide],
        heights: RowHeights
    ) -> ([Double], ItemExtents) {
        var extents = ItemExtents(items: graph.items, nodeSpacing: options.nodeSpacing)
        var labels: [Int] = []
        for (item, kind) in graph.items.enumerated() {
            switch kind {
            case .node(let node):
                extents.left[item] = nodes[node].width / 2
                extents.right[item] = nodes[node].width / 2 + (loops[node]?.width ?? 0)
            case .dummy(let edge):
                extents.left[item] = laneHalves[edge]
                extents.right[item] = laneHalves[edge]
            case .label: labels.append(item)
            }
        }
        var places = [Double](repeating: 0, count: graph.items.count)
        for pass in 0..<(labels.isEmpty ? 1 : 2) {
            for item in labels {
                guard case .label(let edge) = graph.items[item] else { continue }
                let slant =
                    pass == 0
                    ? 0 : slant(item, edge: edge, graph: graph, heights: heights, places: places)
                let lanes = laneHalves[edge]
                let room = lanes + labelClearance + (edges[edge].label?.width ?? 0) + slant
                extents.left[item] = sides[edge] == .left ? room : lanes
                extents.right[item] = sides[edge] == .right ? room : lanes
            }
            if let groups {
                places = ClusteredPlaces(
                    graph: graph, order: order, extents: extents, clusters: groups,
                    nodeSpacing: options.nodeSpacing
                ).places(work: Self.clusterWork)
            } else {
                places = placedItems(graph: graph, order: order, extents: extents)
            }
        }
        return (places, extents)
    }

    /// How far a line between the label's neighbours moves sideways beside the label.
    private func slant(
        _ item: Int, edge: Int, graph: RowGraph, heights: RowHeights, places: [Double]
    ) -> Double {
        guard let above = graph.up[item].first, let below = graph.down[item].first,
            let label = edges[edge].label
        else { return 0 }
        let distance = abs(places[above] - places[below])
        let height = heights.top[graph.row[below]] - heights.bottom[graph.row[above]]
        guard height > 0 else { return 0 }
        // A smooth step falls by 1.5 f - 0.5 f³ over its middle part f.
        let part = min(1, label.height / height)
        return min(distance * (1.5 * part - 0.5 * part * part * part), 0.8 * label.width)
    }
}
