/// Which edges have to be turned round so that no cycle is left.
///
/// A depth-first search turns exactly the edges that lead back to a node still on the search's
/// path. It starts at nodes without incoming edges, in their order, then at what is left.
/// Self loops are not turned; they have a phase of their own.
///
/// In a tangle of cycles the search's path becomes as long as the graph and its edges pass
/// thousands of layers; there the greedy way, which turns fewer edges, is taken if they pass less
/// than half as many.
func edgesToReverse(nodeCount: Int, edges: [LayoutEdge]) -> [Bool] {
    let searched = edgesLeadingBack(nodeCount: nodeCount, edges: edges)
    guard searched.contains(true) else { return searched }
    let passed = passedLayers(nodeCount: nodeCount, edges: edges, reversed: searched)
    guard passed > 8 * (nodeCount + edges.count) else { return searched }
    let greedy = edgesToReverseGreedily(nodeCount: nodeCount, edges: edges)
    let fewer = passedLayers(nodeCount: nodeCount, edges: edges, reversed: greedy)
    return fewer * 2 < passed ? greedy : searched
}

/// How many layers all edges pass together where each node is as high as it may be.
private func passedLayers(nodeCount: Int, edges: [LayoutEdge], reversed: [Bool]) -> Int {
    var arcs: [Arc] = []
    arcs.reserveCapacity(edges.count)
    for (edge, isTurned) in zip(edges, reversed) where edge.from != edge.to {
        arcs.append(
            isTurned
                ? Arc(from: edge.to, to: edge.from, weight: edge.weight)
                : Arc(from: edge.from, to: edge.to, weight: edge.weight))
    }
    let layers = longestPathLayers(nodeCount: nodeCount, arcs: arcs)
    return arcs.reduce(0) { $0 + layers[$1.to] - layers[$1.from] - 1 }
}

/// The edges that lead back to a node on the path of a depth-first search.
private func edgesLeadingBack(nodeCount: Int, edges: [LayoutEdge]) -> [Bool] {
    var reversed = [Bool](repeating: false, count: edges.count)
    let outgoing = Adjacency(
        count: nodeCount, pairs: edges.count, owner: { edges[$0].from }, value: { $0 })
    var incoming = [Int](repeating: 0, count: nodeCount)
    for edge in edges where edge.from != edge.to { incoming[edge.to] += 1 }

    // 0: not seen, 1: on the path, 2: done.
    var state = [UInt8](repeating: 0, count: nodeCount)
    var next = [Int](repeating: 0, count: nodeCount)
    var path: [Int] = []
    let starts =
        (0..<nodeCount).filter { incoming[$0] == 0 } + (0..<nodeCount).filter { incoming[$0] > 0 }
    for start in starts where state[start] == 0 {
        path.append(start)
        state[start] = 1
        while let node = path.last {
            let edgesOut = outgoing[node]
            let place = edgesOut.startIndex + next[node]
            guard place < edgesOut.endIndex else {
                state[node] = 2
                path.removeLast()
                continue
            }
            next[node] += 1
            let edge = edgesOut[place]
            let target = edges[edge].to
            if target == node { continue }
            if state[target] == 0 {
                state[target] = 1
                path.append(target)
            } else if state[target] == 1 {
                reversed[edge] = true
            }
        }
    }
    return reversed
}
