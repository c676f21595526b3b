/// The layer of each node such that every arc spans at least its length and the weighted sum of
/// the arcs' lengths is least.
///
/// The graph, which must be connected and without cycles, is made smaller first, without losing
/// the best solution; network simplex solves the rest. Beyond `work` elementary steps the layers
/// reached so far are kept: still valid.
func solvedLayers(nodeCount: Int, arcs: [Arc], work: Int) -> [Int] {
    let reduced = ReducedGraph(nodeCount: nodeCount, arcs: arcs)
    var start = longestPathLayers(nodeCount: reduced.core.count, arcs: reduced.coreArcs)
    shortenArcs(&start, arcs: reduced.coreArcs)
    var simplex = NetworkSimplex(
        nodeCount: reduced.core.count, arcs: reduced.coreArcs, layers: start)
    return normalizedLayers(reduced.layers(core: simplex.run(work: work)))
}

/// A graph without the nodes whose layers follow from others'.
private struct ReducedGraph {
    /// The nodes that are left, in the numbers of the whole graph.
    private(set) var core: [Int] = []
    /// The arcs between them, in their own numbers.
    private(set) var coreArcs: [Arc] = []
    private let nodeCount: Int
    private let arcs: [Arc]
    /// Nodes taken out because one arc holds them, in this order.
    private var trimmed: [(node: Int, arc: Int)] = []
    /// Chains of nodes taken out: the arcs along each, joined end to end.
    private var chains: [[Int]] = []

    init(nodeCount: Int, arcs unmerged: [Arc]) {
        self.nodeCount = nodeCount
        arcs = mergedArcs(unmerged)
        let arcs = self.arcs
        let incident = Adjacency(
            count: nodeCount, pairs: arcs.count * 2,
            owner: { $0 % 2 == 0 ? arcs[$0 / 2].from : arcs[$0 / 2].to }, value: { $0 / 2 })
        var isOut = [Bool](repeating: false, count: nodeCount)
        var isSpent = [Bool](repeating: false, count: arcs.count)
        trim(incident, isOut: &isOut, isSpent: &isSpent)

        // What has one arc in and one arc out of the same weight may stand anywhere between its
        // neighbours: a chain of such nodes counts as one arc.
        var arcIn = [Int](repeating: -1, count: nodeCount)
        var arcOut = arcIn
        var countIn = [Int](repeating: 0, count: nodeCount)
        var countOut = countIn
        for (index, arc) in arcs.enumerated() where !isSpent[index] {
            (arcOut[arc.from], arcIn[arc.to]) = (index, index)
            countOut[arc.from] += 1
            countIn[arc.to] += 1
        }
        func isLink(_ node: Int) -> Bool {
            countIn[node] == 1 && countOut[node] == 1
                && arcs[arcIn[node]].weight == arcs[arcOut[node]].weight
        }
        var number = [Int](repeating: -1, count: nodeCount)
        for node in 0..<nodeCount where !isOut[node] && !isLink(node) {
            number[node] = core.count
            core.append(node)
        }
        for (index, arc) in arcs.enumerated() where !isSpent[index] && number[arc.from] >= 0 {
            var whole = Arc(
                from: number[arc.from], to: 0, weight: arc.weight, length: arc.length)
            var (end, links) = (arc.to, [index])
            while number[end] < 0 {
                let next = arcOut[end]
                links.append(next)
                whole.length += arcs[next].length
                end = arcs[next].to
            }
            whole.to = number[end]
            coreArcs.append(whole)
            if links.count > 1 { chains.append(links) }
        }
    }

    /// Takes out nodes with one arc, again and again: they stand next to its other end.
    private mutating func trim(
        _ incident: Adjacency, isOut: inout [Bool], isSpent: inout [Bool]
    ) {
        var degree = (0..<nodeCount).map { incident.degree($0) }
        var waiting = (0..<nodeCount).filter { degree[$0] == 1 }
        var left = nodeCount
        while let node = waiting.popLast() {
            guard left > 1, degree[node] == 1, !isOut[node],
                let arc = incident[node].first(where: { !isSpent[$0] })
            else { continue }
            isOut[node] = true
            isSpent[arc] = true
            left -= 1
            trimmed.append((node, arc))
            let other = arcs[arc].from == node ? arcs[arc].to : arcs[arc].from
            degree[other] -= 1
            if degree[other] == 1 { waiting.append(other) }
        }
    }

    /// The layers of all nodes from those of the core.
    func layers(core solved: [Int]) -> [Int] {
        var layers = [Int](repeating: 0, count: nodeCount)
        for (index, node) in core.enumerated() { layers[node] = solved[index] }
        for chain in chains {
            for arc in chain.dropLast() {
                layers[arcs[arc].to] = layers[arcs[arc].from] + arcs[arc].length
            }
        }
        for (node, arc) in trimmed.reversed() {
            layers[node] =
                arcs[arc].from == node
                ? layers[arcs[arc].to] - arcs[arc].length
                : layers[arcs[arc].from] + arcs[arc].length
        }
        return layers
    }
}

/// Moves single nodes while that makes arcs shorter: a start near the best layers.
private func shortenArcs(_ layers: inout [Int], arcs: [Arc]) {
    let count = layers.count
    let down = Adjacency(count: count, pairs: arcs.count, owner: { arcs[$0].from }, value: { $0 })
    let up = Adjacency(count: count, pairs: arcs.count, owner: { arcs[$0].to }, value: { $0 })
    var pull = [Double](repeating: 0, count: count)
    for arc in arcs {
        pull[arc.from] += arc.weight
        pull[arc.to] -= arc.weight
    }
    let order = (0..<count).sorted { (layers[$0], $0) < (layers[$1], $1) }
    for _ in 0..<12 {
        var moved = false
        for node in order where pull[node] < 0 {
            var highest = Int.min
            for arc in up[node] {
                highest = max(highest, layers[arcs[arc].from] + arcs[arc].length)
            }
            if highest > Int.min, highest < layers[node] { (layers[node], moved) = (highest, true) }
        }
        for node in order.reversed() where pull[node] > 0 {
            var lowest = Int.max
            for arc in down[node] { lowest = min(lowest, layers[arcs[arc].to] - arcs[arc].length) }
            if lowest < Int.max, lowest > layers[node] { (layers[node], moved) = (lowest, true) }
        }
        if !moved { return }
    }
}

/// Arcs between the same nodes as one with the sum of their weights, in order of their ends.
private func mergedArcs(_ arcs: [Arc]) -> [Arc] {
    let sorted = arcs.indices.sorted {
        (arcs[$0].from, arcs[$0].to, $0) < (arcs[$1].from, arcs[$1].to, $1)
    }
    var merged: [Arc] = []
    merged.reserveCapacity(arcs.count)
    for index in sorted {
        let arc = arcs[index]
        if let last = merged.last, last.from == arc.from, last.to == arc.to {
            merged[merged.count - 1].weight += arc.weight
            merged[merged.count - 1].length = max(last.length, arc.length)
        } else {
            merged.append(arc)
        }
    }
    return merged
}
