/// The groups of nodes that share a layer: the graph's own, joined where they share nodes, and
/// the ends of edges without a say that stand in one layer anyway.
struct ForeignRankGroups {
    /// Nodes in one layer.
    struct Group {
        var members: [Int] = []
        /// Whether that is the first or the last layer in the layout's own direction.
        var isFirst = false
        var isLast = false
        /// Whether nothing else may stand there.
        var isAlone = false
    }

    private(set) var groups: [Group] = []
    /// The group of each node; -1 for none.
    private(set) var groupOf: [Int]

    /// - Parameter layers: The layer of each node without the edges that have no say in it; nil
    ///   where there are none.
    init(_ graph: ForeignGraph, layers: [Int]?) {
        groupOf = [Int](repeating: -1, count: graph.nodes.count)
        var ranks = graph.ranks.filter { !$0.nodes.isEmpty }
        if let layers {
            for edge in graph.edges
            where !edge.constrains && edge.from != edge.to && layers[edge.from] == layers[edge.to] {
                ranks.append(.init(.same, of: [edge.from, edge.to]))
            }
        }
        ranks.removeAll { $0.kind == .same && $0.nodes.count < 2 }
        guard !ranks.isEmpty else { return }
        var leader = Array(graph.nodes.indices)
        func find(_ node: Int) -> Int {
            var node = node
            while leader[node] != node {
                leader[node] = leader[leader[node]]
                node = leader[node]
            }
            return node
        }
        func join(_ nodes: [Int]) {
            for node in nodes.dropFirst() { leader[find(node)] = find(nodes[0]) }
        }
        for rank in ranks { join(rank.nodes) }
        // There is one first layer and one last.
        join(ranks.filter(\.kind.isFirst).map { $0.nodes[0] })
        join(ranks.filter(\.kind.isLast).map { $0.nodes[0] })
        var number: [Int: Int] = [:]
        for node in Set(ranks.flatMap(\.nodes)).sorted() {
            let first = find(node)
            let group = number[first] ?? groups.count
            if group == groups.count {
                number[first] = group
                groups.append(Group())
            }
            groups[group].members.append(node)
            groupOf[node] = group
        }
        // A graph that runs upwards is laid out downwards with its edges turned.
        let isUpwards = graph.direction == .up || graph.direction == .left
        for rank in ranks where rank.kind != .same {
            let group = groupOf[rank.nodes[0]]
            if rank.kind.isFirst != isUpwards {
                groups[group].isFirst = true
            } else {
                groups[group].isLast = true
            }
            groups[group].isAlone = groups[group].isAlone || rank.kind.isAlone
        }
        for index in groups.indices where groups[index].isFirst { groups[index].isLast = false }
    }

    /// The group of a node, if it is in one.
    func group(of node: Int) -> Group? { groupOf[node] < 0 ? nil : groups[groupOf[node]] }

    /// Whether two nodes share a layer.
    func areTogether(_ one: Int, _ other: Int) -> Bool {
        groupOf[one] >= 0 && groupOf[one] == groupOf[other]
    }

    /// Whether an edge can only run against the layers: into the first one or out of the last.
    func isAgainst(from: Int, to: Int) -> Bool {
        guard !areTogether(from, to) else { return false }
        return group(of: to)?.isFirst ?? false || group(of: from)?.isLast ?? false
    }
}
