/// Layers by longest paths: each node as high as its predecessors allow, then each node that has
/// more weight below it than above it as low as its successors allow.
///
/// Linear in the size of the graph. The arcs must not form a cycle.
func longestPathLayers(nodeCount: Int, arcs: [Arc]) -> [Int] {
    let down = Adjacency(
        count: nodeCount, pairs: arcs.count, owner: { arcs[$0].from }, value: { $0 })
    var waiting = [Int](repeating: 0, count: nodeCount)
    var pull = [Double](repeating: 0, count: nodeCount)
    for arc in arcs {
        waiting[arc.to] += 1
        pull[arc.from] += arc.weight
        pull[arc.to] -= arc.weight
    }
    var layers = [Int](repeating: 0, count: nodeCount)
    var order = (0..<nodeCount).filter { waiting[$0] == 0 }
    var head = 0
    while head < order.count {
        let node = order[head]
        head += 1
        for index in down[node] {
            let target = arcs[index].to
            layers[target] = max(layers[target], layers[node] + arcs[index].length)
            waiting[target] -= 1
            if waiting[target] == 0 { order.append(target) }
        }
    }
    for node in order.reversed() where pull[node] > 0 {
        var lowest = Int.max
        for index in down[node] {
            lowest = min(lowest, layers[arcs[index].to] - arcs[index].length)
        }
        if lowest != Int.max { layers[node] = max(layers[node], lowest) }
    }
    return layers
}

/// The layers moved so that the first is 0.
func normalizedLayers(_ layers: [Int]) -> [Int] {
    let first = layers.min() ?? 0
    return layers.map { $0 - first }
}
