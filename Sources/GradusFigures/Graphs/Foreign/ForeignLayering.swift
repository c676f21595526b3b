import GradusGraphLayout

/// What a foreign graph asks of its layers, put into the terms of the layered layout: hidden
/// nodes hold the members of a rank in one layer and let an edge span several layers.
struct ForeignLayering {
    /// How an edge is laid out.
    enum Way {
        /// As these edges of the layout, one behind the other; the label belongs to the middle
        /// one. `isTurned` where they run against the edge.
        case routed(Range<Int>, isTurned: Bool)
        /// Between two nodes of one layer, by hand.
        case flat
    }

    private(set) var nodes: [LayoutNode]
    private(set) var edges: [LayoutEdge] = []
    private(set) var ways: [Way] = []
    private let count: Int

    /// - Parameters:
    ///   - layers: The layer of each node without the edges that have no say in it; needed where
    ///     there are such edges.
    ///   - mustRoute: Edges that are not to be drawn by hand.
    init(
        _ graph: ForeignGraph, boxes: [LayoutNode], labels: [LayoutLabel?], layers: [Int]?,
        mustRoute: Set<Int>
    ) {
        count = boxes.count
        nodes = boxes
        let isUpwards = graph.direction == .up || graph.direction == .left
        let groups = Self.groups(graph, layers: layers)
        var groupOf = [Int](repeating: -1, count: count)
        for (index, group) in groups.enumerated() { for node in group { groupOf[node] = index } }
        var pull = [Double](repeating: 0, count: groups.count)
        for (index, edge) in graph.edges.enumerated() {
            let isLoop = edge.from == edge.to
            if !isLoop, groupOf[edge.from] >= 0, groupOf[edge.from] == groupOf[edge.to],
                !mustRoute.contains(index)
            {
                ways.append(.flat)
                continue
            }
            var (from, to) = isUpwards ? (edge.to, edge.from) : (edge.from, edge.to)
            var isTurned = isUpwards
            var weight = edge.weight
            if !edge.constrains, let layers {
                weight = 0.01
                if layers[from] > layers[to] {
                    (from, to) = (to, from)
                    isTurned.toggle()
                }
            }
            for node in [from, to] where groupOf[node] >= 0 { pull[groupOf[node]] += weight }
            let pieces = isLoop || !edge.constrains ? 1 : edge.span
            let start = edges.count
            var last = from
            for piece in 0..<pieces {
                var next = to
                if piece < pieces - 1 {
                    next = nodes.count
                    nodes.append(LayoutNode(width: 0, height: 0, cluster: nil))
                }
                edges.append(
                    LayoutEdge(
                        from: last, to: next, label: piece == pieces / 2 ? labels[index] : nil,
                        weight: weight))
                last = next
            }
            ways.append(.routed(start..<edges.count, isTurned: isTurned))
        }
        // A node above its group, joined to all members by edges that pull harder than all others
        // do, holds them one layer below it.
        for (group, members) in groups.enumerated() {
            let clusters = Set(members.map { nodes[$0].cluster })
            let anchor = nodes.count
            nodes.append(
                LayoutNode(
                    width: 0, height: 0, cluster: clusters.count == 1 ? clusters.first ?? nil : nil)
            )
            for node in members {
                edges.append(
                    LayoutEdge(from: anchor, to: node, weight: min(pull[group] + 4, 100_000)))
            }
        }
    }

    /// The groups that share a layer: the graph's own, joined where they share nodes, and the
    /// ends of edges without a say that stand in one layer anyway.
    private static func groups(_ graph: ForeignGraph, layers: [Int]?) -> [[Int]] {
        var pairs = graph.ranks.filter { $0.count > 1 }
        if let layers {
            for edge in graph.edges
            where !edge.constrains && edge.from != edge.to && layers[edge.from] == layers[edge.to] {
                pairs.append([edge.from, edge.to])
            }
        }
        guard !pairs.isEmpty else { return [] }
        var leader = Array(graph.nodes.indices)
        func find(_ node: Int) -> Int {
            var node = node
            while leader[node] != node {
                leader[node] = leader[leader[node]]
                node = leader[node]
            }
            return node
        }
        for group in pairs {
            for node in group.dropFirst() { leader[find(node)] = find(group[0]) }
        }
        var number: [Int: Int] = [:]
        var groups: [[Int]] = []
        for node in Set(pairs.joined()).sorted() {
            let first = find(node)
            if let known = number[first] {
                groups[known].append(node)
            } else {
                number[first] = groups.count
                groups.append([node])
            }
        }
        return groups
    }
}
