/// What an item of a row stands for.
enum RowItem: Hashable {
    case node(Int)
    /// A place that an edge passes.
    case dummy(edge: Int)
    /// The place of an edge's label; its line passes beside it.
    case label(edge: Int)

    var isNode: Bool {
        if case .node = self { true } else { false }
    }
}

/// The graph in rows: every segment of an edge joins items of neighbouring rows.
struct RowGraph {
    /// The first items are the nodes, in their order.
    private(set) var items: [RowItem] = []
    private(set) var row: [Int] = []
    private(set) var rowCount: Int
    /// The upper and the lower item of each segment and how much it wants to be vertical.
    private(set) var segments: [(upper: Int, lower: Int, weight: Double)] = []
    /// Whether each segment belongs to an edge between neighbouring layers.
    private(set) var isShort: [Bool] = []
    /// The items along each edge from top to bottom, its ends included; empty for self loops.
    private(set) var chains: [[Int]] = []
    private(set) var up: Adjacency
    private(set) var down: Adjacency
    /// The segments beside `up` and `down`, in the same order.
    private(set) var segmentsUp: Adjacency
    private(set) var segmentsDown: Adjacency
    /// How many of the items are nodes.
    let nodeCount: Int

    /// Whether edges from one node share the items that they pass.
    let sharesTrunks: Bool

    init(
        plan: RowPlan, layers: [Int], edges: [LayoutEdge], reversed: [Bool],
        sharesTrunks: Bool = false
    ) {
        rowCount = plan.rowCount
        nodeCount = layers.count
        self.sharesTrunks = sharesTrunks
        for (node, layer) in layers.enumerated() {
            items.append(.node(node))
            row.append(plan.rowOfLayer[layer])
        }
        var trunks = SharedTrunks()
        for (index, edge) in edges.enumerated() {
            guard edge.from != edge.to else {
                chains.append([])
                continue
            }
            let (top, bottom) = reversed[index] ? (edge.to, edge.from) : (edge.from, edge.to)
            let labelRow =
                plan.labelLayer[index] < 0 ? -1 : plan.labelRowBelow[plan.labelLayer[index]]
            var chain = [top]
            var known = 1
            // The row in which the edge is by itself again.
            let end = labelRow < 0 ? row[bottom] : min(labelRow, row[bottom])
            if sharesTrunks {
                let trunk = trunks[top, isReversed: reversed[index], lanes: edge.lanes]
                chain += trunk.prefix(max(0, end - row[top] - 1))
                known = chain.count
            }
            for between in (row[top] + chain.count)..<max(row[bottom], row[top] + chain.count) {
                chain.append(items.count)
                items.append(between == labelRow ? .label(edge: index) : .dummy(edge: index))
                row.append(between)
            }
            chain.append(bottom)
            // Long edges are kept straight between their ends, but bend round straight rows of
            // short ones rather than bend those.
            let joinsNeighbours = abs(layers[edge.from] - layers[edge.to]) == 1
            for place in known..<chain.count {
                let isEnd = place == 1 || place == chain.count - 1
                segments.append(
                    (
                        chain[place - 1], chain[place],
                        edge.weight * (joinsNeighbours ? 2 : isEnd ? 1 : 8)
                    ))
                isShort.append(joinsNeighbours)
            }
            if sharesTrunks {
                trunks.add(
                    chain[known..<max(known, end - row[top])], to: top,
                    isReversed: reversed[index], lanes: edge.lanes)
            }
            chains.append(chain)
        }
        let segments = self.segments
        up = Adjacency(
            count: items.count, pairs: segments.count, owner: { segments[$0].lower },
            value: { segments[$0].upper })
        down = Adjacency(
            count: items.count, pairs: segments.count, owner: { segments[$0].upper },
            value: { segments[$0].lower })
        segmentsUp = Adjacency(
            count: items.count, pairs: segments.count, owner: { segments[$0].lower }, value: { $0 })
        segmentsDown = Adjacency(
            count: items.count, pairs: segments.count, owner: { segments[$0].upper }, value: { $0 })
    }
}
