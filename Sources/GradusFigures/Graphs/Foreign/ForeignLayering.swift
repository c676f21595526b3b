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
        let groups = ForeignRankGroups(graph, layers: layers)
        var pull = [Double](repeating: 0, count: groups.groups.count)
        for (index, edge) in graph.edges.enumerated() {
            let isLoop = edge.from == edge.to
            if !isLoop, groups.areTogether(edge.from, edge.to), !mustRoute.contains(index) {
                ways.append(.flat)
                continue
            }
            var (from, to) = isUpwards ? (edge.to, edge.from) : (edge.from, edge.to)
            var isTurned = isUpwards
            var weight = edge.weight
            if !edge.constrains, let layers {
                weight = Self.lightest
                if layers[from] > layers[to] {
                    (from, to) = (to, from)
                    isTurned.toggle()
                }
            }
            if groups.isAgainst(from: from, to: to) {
                (from, to) = (to, from)
                isTurned.toggle()
            }
            for group in [from, to].map({ groups.groupOf[$0] }) where group >= 0 {
                pull[group] += weight
            }
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
        hold(groups.groups, pull)
    }

    /// A node above each group, joined to all members by edges that pull harder than all others
    /// do, holds them one layer below it. What is to stand in the last layer has another below.
    private mutating func hold(_ groups: [ForeignRankGroups.Group], _ pull: [Double]) {
        for (index, group) in groups.enumerated() {
            let weight = min(pull[index] + 4, 100_000)
            let anchor = add(anchorOf: group.members)
            for node in group.members {
                edges.append(LayoutEdge(from: anchor, to: node, weight: weight))
            }
            if group.isFirst {
                let start = group.isAlone ? group.members[0] : anchor
                for node in ends(beside: group.members, areFirst: true) {
                    edges.append(LayoutEdge(from: start, to: node, weight: Self.lightest))
                }
            } else if group.isLast {
                let below = add(anchorOf: group.members)
                let end = group.isAlone ? group.members[0] : below
                let others = ends(beside: group.members, areFirst: false)
                for node in group.members {
                    edges.append(LayoutEdge(from: node, to: below, weight: weight))
                }
                for node in others {
                    edges.append(LayoutEdge(from: node, to: end, weight: Self.lightest))
                }
            }
        }
    }

    /// The weight of what only says on which side something stands.
    private static let lightest = 0.01

    private mutating func add(anchorOf members: [Int]) -> Int {
        let clusters = Set(members.map { nodes[$0].cluster })
        nodes.append(
            LayoutNode(
                width: 0, height: 0, cluster: clusters.count == 1 ? clusters.first ?? nil : nil))
        return nodes.count - 1
    }

    /// The nodes of the graph into which, or else out of which, no edge of it runs, without the
    /// members of a group; and those of rings, which may be cut open anywhere.
    private func ends(beside members: [Int], areFirst: Bool) -> [Int] {
        var outs = [[Int]](repeating: [], count: nodes.count)
        var backs = outs
        for way in ways {
            guard case .routed(let pieces, _) = way else { continue }
            for edge in edges[pieces] where edge.from != edge.to {
                outs[edge.from].append(edge.to)
                backs[edge.to].append(edge.from)
            }
        }
        let isMember = Set(members)
        let isRing = Self.isInRing(outs, backs)
        return (0..<count).filter { node in
            let isEnd = (areFirst ? backs[node] : outs[node]).isEmpty
            return (isEnd || isRing[node]) && !isMember.contains(node)
        }
    }

    /// Whether a node is left over when those that nothing leads to, or that lead to nothing, are
    /// taken away one after the other.
    private static func isInRing(_ outs: [[Int]], _ backs: [[Int]]) -> [Bool] {
        var isLeft = [Bool](repeating: true, count: outs.count)
        for (next, last) in [(outs, backs), (backs, outs)] {
            var missing = last.map { $0.count { isLeft[$0] } }
            var ready = isLeft.indices.filter { isLeft[$0] && missing[$0] == 0 }
            while let node = ready.popLast() {
                isLeft[node] = false
                for other in next[node] where isLeft[other] {
                    missing[other] -= 1
                    if missing[other] == 0 { ready.append(other) }
                }
            }
        }
        return isLeft
    }
}
