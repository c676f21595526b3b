/// A connected part of the graph, in the caller's numbers.
struct ConnectedPart {
    var nodes: [Int] = []
    var edges: [Int] = []
}

/// The connected parts of a graph, in the order of their first nodes. What has nodes of the same
/// cluster is one part; `groups` has the cluster around each cluster, or -1.
func connectedParts(
    nodeCount: Int, edges: [LayoutEdge], groups: [Int], group: [Int?]
) -> [ConnectedPart] {
    var parent = Array(0..<nodeCount)
    func root(_ node: Int) -> Int {
        var top = node
        while parent[top] != top { top = parent[top] }
        var next = node
        while parent[next] != top { (next, parent[next]) = (parent[next], top) }
        return top
    }
    for edge in edges {
        let (a, b) = (root(edge.from), root(edge.to))
        // The smaller number wins, so that a part's root is its first node.
        if a != b { parent[max(a, b)] = min(a, b) }
    }
    var member = [Int](repeating: -1, count: groups.count)
    for node in 0..<nodeCount {
        var around = group[node] ?? -1
        while around >= 0 {
            guard member[around] < 0 else {
                let (a, b) = (root(member[around]), root(node))
                if a != b { parent[max(a, b)] = min(a, b) }
                break
            }
            member[around] = node
            around = groups[around]
        }
    }
    var number = [Int](repeating: -1, count: nodeCount)
    var parts: [ConnectedPart] = []
    for node in 0..<nodeCount {
        let top = root(node)
        if number[top] < 0 {
            number[top] = parts.count
            parts.append(ConnectedPart())
        }
        parts[number[top]].nodes.append(node)
    }
    for (index, edge) in edges.enumerated() {
        parts[number[root(edge.from)]].edges.append(index)
    }
    return parts
}
