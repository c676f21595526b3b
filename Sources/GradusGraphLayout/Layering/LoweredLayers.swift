/// The layers with every node as low as it may stand without longer lines in all, where lines from
/// one node count as one: beside what uses it rather than beside what it is made of.
///
/// For graphs in which edges from one node share what they pass: many nodes that use one value then
/// hang on its one long line, instead of each having a long line of its own.
func loweredLayers(nodeCount: Int, arcs: [Arc], layers: [Int]) -> [Int] {
    var layers = layers
    let outgoing = Adjacency(
        count: nodeCount, pairs: arcs.count, owner: { arcs[$0].from }, value: { $0 })
    var hasUpper = [Bool](repeating: false, count: nodeCount)
    for arc in arcs { hasUpper[arc.to] = true }
    var pull = [Double](repeating: 0, count: nodeCount)
    for arc in arcs {
        pull[arc.from] += arc.weight
        // Another line from there is as long anyway, or what is there comes along.
        let holds = outgoing.degree(arc.from) == 1 && hasUpper[arc.from]
        if holds { pull[arc.to] -= arc.weight }
    }
    // What is below has its place already.
    for node in (0..<nodeCount).sorted(by: { (layers[$0], $0) > (layers[$1], $1) })
    where pull[node] >= 0 && outgoing.degree(node) > 0 {
        let lowest = outgoing[node].reduce(Int.max) {
            min($0, layers[arcs[$1].to] - arcs[$1].length)
        }
        layers[node] = max(layers[node], lowest)
    }
    return normalizedLayers(layers)
}
