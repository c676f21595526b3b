/// Layers with the least weighted total length of all arcs, by network simplex
/// (Gansner, Koutsofios, North, Vo 1993).
///
/// A spanning tree of tight arcs is kept. A tree arc splits the nodes in two; if more weight runs
/// against the arc than with it, lengthening the arc shortens the total, and another arc takes its
/// place in the tree.
struct NetworkSimplex {
    let nodeCount: Int
    let arcs: [Arc]
    /// The arcs at each node, in either direction.
    let incident: Adjacency
    var layers: [Int]
    var tree: SpanningTree
    /// The weight that leaves each node less the weight that enters it.
    private var pull: [Double]
    private var smallestCut: Double

    /// Starts from layers that satisfy every arc; the graph must be connected.
    init(nodeCount: Int, arcs: [Arc], layers: [Int]) {
        self.nodeCount = nodeCount
        self.arcs = arcs
        self.layers = layers
        incident = Adjacency(
            count: nodeCount, pairs: arcs.count * 2,
            owner: { $0 % 2 == 0 ? arcs[$0 / 2].from : arcs[$0 / 2].to }, value: { $0 / 2 })
        pull = [Double](repeating: 0, count: nodeCount)
        var largest = 0.0
        for arc in arcs {
            pull[arc.from] += arc.weight
            pull[arc.to] -= arc.weight
            largest = max(largest, arc.weight)
        }
        // Sums of weights carry rounding errors; a gain below them is none.
        smallestCut = -1e-9 * max(1, largest) * Double(max(1, arcs.count)).squareRoot()
        tree = SpanningTree(count: nodeCount)
    }

    /// How much longer an arc is than it has to be.
    func slack(_ arc: Int) -> Int { layers[arcs[arc].to] - layers[arcs[arc].from] - 1 }

    /// Improves the layers until they are best or `work` elementary steps are spent.
    mutating func run(work: Int) -> [Int] {
        guard nodeCount > 1, !arcs.isEmpty else { return normalizedLayers(layers) }
        buildTightTree()
        var left = work
        var cursor = 0
        tree.rebuild(arcs: arcs, pull: pull)
        while left > 0, let child = leavingChild(from: &cursor) {
            left -= nodeCount
            guard let entering = enteringArc(child, work: &left) else { break }
            exchange(child: child, entering: entering)
            tree.rebuild(arcs: arcs, pull: pull)
        }
        return normalizedLayers(layers)
    }

    /// Grows a tree of tight arcs, moving it as a whole where no tight arc leads on.
    private mutating func buildTightTree() {
        var reached = [Bool](repeating: false, count: nodeCount)
        var members = [0]
        var head = 0
        reached[0] = true
        while true {
            while head < members.count {
                let node = members[head]
                head += 1
                for arc in incident[node] where slack(arc) == 0 {
                    let other = arcs[arc].from == node ? arcs[arc].to : arcs[arc].from
                    if reached[other] { continue }
                    reached[other] = true
                    members.append(other)
                    tree.connect(arcs[arc], number: arc)
                }
            }
            if members.count == nodeCount { return }
            var best = -1
            for arc in arcs.indices where reached[arcs[arc].from] != reached[arcs[arc].to] {
                if best < 0 || slack(arc) < slack(best) { best = arc }
            }
            guard best >= 0 else { return }
            let move = reached[arcs[best].from] ? slack(best) : -slack(best)
            for node in members { layers[node] += move }
            // The arc is tight now; its inner end is looked at once more.
            head = members.count
            let inner = reached[arcs[best].from] ? arcs[best].from : arcs[best].to
            let outer = inner == arcs[best].from ? arcs[best].to : arcs[best].from
            reached[outer] = true
            members.append(outer)
            tree.connect(arcs[best], number: best)
        }
    }

    /// The next tree arc (by its lower end in the tree) that is worth lengthening.
    private func leavingChild(from cursor: inout Int) -> Int? {
        for step in 0..<nodeCount {
            let node = (cursor + step) % nodeCount
            let arc = tree.parentArc[node]
            if arc < 0 { continue }
            let cut = arcs[arc].from == node ? tree.flow[node] : -tree.flow[node]
            if cut < smallestCut {
                cursor = (node + 1) % nodeCount
                return node
            }
        }
        return nil
    }

    /// The shortest arc that joins both sides of the child's tree arc in the other direction.
    private func enteringArc(_ child: Int, work: inout Int) -> Int? {
        let childIsTail = arcs[tree.parentArc[child]].from == child
        var best: Int?
        var bestSlack = Int.max
        let inside = tree.subtree(child)
        func look(at node: Int, isInside: Bool) {
            for arc in incident[node] {
                // Wanted: from outside into the subtree if the child is the tail, else out of it.
                let start = childIsTail != isInside
                guard (arcs[arc].from == node) == start else { continue }
                let other = start ? arcs[arc].to : arcs[arc].from
                guard tree.contains(child, other) != isInside else { continue }
                let length = slack(arc)
                if length < bestSlack || (length == bestSlack && arc < (best ?? Int.max)) {
                    (best, bestSlack) = (arc, length)
                }
            }
        }
        if inside.count * 2 <= nodeCount {
            work -= inside.count
            for place in inside { look(at: tree.order[place], isInside: true) }
        } else {
            work -= nodeCount - inside.count
            for place in 0..<inside.lowerBound { look(at: tree.order[place], isInside: false) }
            for place in inside.upperBound..<nodeCount {
                look(at: tree.order[place], isInside: false)
            }
        }
        return best
    }

    private mutating func exchange(child: Int, entering: Int) {
        let leaving = tree.parentArc[child]
        let move = arcs[leaving].from == child ? -slack(entering) : slack(entering)
        if move != 0 {
            for place in tree.subtree(child) { layers[tree.order[place]] += move }
        }
        tree.disconnect(arcs[leaving], number: leaving)
        tree.connect(arcs[entering], number: entering)
    }
}
