extension ForeignGraph {
    /// A number for each edge: equal for edges that look and pull alike, whatever they join and
    /// whatever stands beside their middle.
    func edgeLooks() -> [Int] {
        var numbers: [Edge: Int] = [:]
        return edges.map { edge in
            var look = edge
            (look.from, look.to, look.fromPort, look.toPort) = (0, 0, nil, nil)
            (look.label, look.source) = ([], nil)
            let number = numbers[look] ?? numbers.count
            numbers[look] = number
            return number
        }
    }

    /// A group of more nodes is like no other.
    private static let largestRank = 40

    /// What each node's groups are, as seen from the node: their kinds and where their other
    /// members stand; empty for nodes in none.
    func rankKinds() -> [[String]] {
        var result = [[String]](repeating: [], count: nodes.count)
        for (index, rank) in ranks.enumerated() {
            let members = rank.nodes.sorted()
            for node in members {
                let others =
                    members.count <= Self.largestRank
                    ? members.map { String($0 - node) }.joined(separator: " ")
                    : "\(index) \(node)"
                result[node].append("\(rank.kind) \(others)")
            }
        }
        return result
    }
}
