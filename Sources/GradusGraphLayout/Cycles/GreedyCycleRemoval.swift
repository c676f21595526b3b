/// Which edges have to be turned round so that no cycle is left, by peeling the graph
/// (Eades, Lin, Smyth 1993): sinks go to the end of a sequence, sources to its start, and where
/// there is neither, the node with the most edges out of it less those into it goes to the start.
/// Edges against the sequence are turned: at most half of all less a sixth of the nodes.
///
/// Linear in nodes and edges. Self loops are not turned.
func edgesToReverseGreedily(nodeCount: Int, edges: [LayoutEdge]) -> [Bool] {
    let outgoing = Adjacency(
        count: nodeCount, pairs: edges.count, owner: { edges[$0].from }, value: { edges[$0].to })
    let incoming = Adjacency(
        count: nodeCount, pairs: edges.count, owner: { edges[$0].to }, value: { edges[$0].from })
    var peeling = Peeling(count: nodeCount)
    for edge in edges where edge.from != edge.to {
        peeling.outDegree[edge.from] += 1
        peeling.inDegree[edge.to] += 1
    }
    peeling.fill()
    var rank = [Int](repeating: 0, count: nodeCount)
    var (first, last) = (0, nodeCount - 1)
    while let (node, isSink) = peeling.next() {
        if isSink {
            rank[node] = last
            last -= 1
        } else {
            rank[node] = first
            first += 1
        }
        for other in outgoing[node] where other != node {
            peeling.change(other, out: 0, into: -1)
        }
        for other in incoming[node] where other != node {
            peeling.change(other, out: -1, into: 0)
        }
    }
    return edges.map { $0.from != $0.to && rank[$0.from] > rank[$0.to] }
}

/// The nodes that are left, in lists by the edges out of them less those into them.
private struct Peeling {
    var outDegree: [Int]
    var inDegree: [Int]
    /// The lists: sinks, sources, then one for each difference; each node in its present list.
    private var heads: [Int] = []
    private var after: [Int]
    private var before: [Int]
    private var list: [Int]
    private var offset = 0
    private var highest = 0

    private static let (sinks, sources) = (0, 1)

    init(count: Int) {
        outDegree = [Int](repeating: 0, count: count)
        inDegree = outDegree
        after = [Int](repeating: -1, count: count)
        before = after
        list = after
    }

    /// Puts all nodes in their lists, so that among equals the first node comes first.
    mutating func fill() {
        var most = 0
        for node in outDegree.indices { most = max(most, outDegree[node], inDegree[node]) }
        offset = most + 2
        heads = [Int](repeating: -1, count: 2 * most + 3)
        highest = heads.count - 1
        for node in outDegree.indices.reversed() { insert(node) }
    }

    /// Takes the next node out: a sink, a source, or the one with the greatest difference.
    mutating func next() -> (node: Int, isSink: Bool)? {
        for number in [Self.sinks, Self.sources] where heads[number] >= 0 {
            let node = heads[number]
            remove(node)
            return (node, number == Self.sinks)
        }
        while highest > 1, heads[highest] < 0 { highest -= 1 }
        guard highest > 1 else { return nil }
        let node = heads[highest]
        remove(node)
        return (node, false)
    }

    /// Takes edges from a node that is still left.
    mutating func change(_ node: Int, out: Int, into: Int) {
        guard list[node] >= 0 else { return }
        remove(node)
        outDegree[node] += out
        inDegree[node] += into
        insert(node)
    }

    private mutating func insert(_ node: Int) {
        let number =
            outDegree[node] == 0
            ? Self.sinks
            : inDegree[node] == 0 ? Self.sources : outDegree[node] - inDegree[node] + offset
        list[node] = number
        before[node] = -1
        after[node] = heads[number]
        if heads[number] >= 0 { before[heads[number]] = node }
        heads[number] = node
        if number > 1 { highest = max(highest, number) }
    }

    private mutating func remove(_ node: Int) {
        if before[node] >= 0 {
            after[before[node]] = after[node]
        } else {
            heads[list[node]] = after[node]
        }
        if after[node] >= 0 { before[after[node]] = before[node] }
        list[node] = -1
    }
}
