extension ForeignGraph {
    /// For each node the largest number of edges that join it to one other node. O(edges).
    var parallelEnds: [Int] {
        var counts: [[Int]: Int] = [:]
        var most = [Int](repeating: 0, count: nodes.count)
        for edge in edges where edge.from != edge.to && edge.isVisible {
            let ends = [min(edge.from, edge.to), max(edge.from, edge.to)]
            let count = counts[ends, default: 0] + 1
            counts[ends] = count
            for node in ends { most[node] = max(most[node], count) }
        }
        return most
    }
}
