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
    private let incident: Adjacency
    private var layers: [Int]
    private var tree: SpanningTree
    private let smallestCut: Double
    /// How many arcs were looked at for those that enter the tree; for tests of the work done.
    private(set) var arcLooks = 0
    /// How many candidates for leaving the tree are compared.
    private static let candidates = 30

    /// Starts from layers that satisfy every arc; the graph must be connected.
    init(nodeCount: Int, arcs: [Arc], layers: [Int]) {
        self.nodeCount = nodeCount
        self.arcs = arcs
        incident = Adjacency(
            count: nodeCount, pairs: arcs.count * 2,
            owner: { $0 % 2 == 0 ? arcs[$0 / 2].from : arcs[$0 / 2].to }, value: { $0 / 2 })
        // The weight that leaves each node less the weight that enters it.
        var pull = [Double](repeating: 0, count: nodeCount)
        var largest = 0.0
        for arc in arcs {
            pull[arc.from] += arc.weight
            pull[arc.to] -= arc.weight
            largest = max(largest, arc.weight)
        }
        // Sums of weights carry rounding errors; a gain below them is none.
        smallestCut = -1e-9 * max(1, largest) * Double(max(1, arcs.count)).squareRoot()
        guard nodeCount > 0 else {
            self.layers = []
            tree = SpanningTree(count: 1, treeArcs: [], arcs: [], pull: [0])
            return
        }
        let tight = TightTree(nodeCount: nodeCount, arcs: arcs, incident: incident, layers: layers)
        self.layers = tight.layers
        tree = SpanningTree(count: nodeCount, treeArcs: tight.treeArcs, arcs: arcs, pull: pull)
    }

    /// How much longer an arc is than it has to be.
    private func slack(_ arc: Int) -> Int {
        layers[arcs[arc].to] - layers[arcs[arc].from] - arcs[arc].length
    }

    /// Improves the layers until they are best or `work` elementary steps are spent.
    mutating func run(work: Int) -> [Int] {
        // Where no arc is longer than it has to be, nothing is left to gain; in graphs with many arcs
        // between two layers all exchanges would be in vain.
        guard nodeCount > 1, arcs.indices.contains(where: { slack($0) > 0 }) else {
            return normalizedLayers(layers)
        }
        var left = work
        var cursor = 0
        while left > 0, let child = leavingChild(from: &cursor, work: &left) {
            guard let entering = enteringArc(child, work: &left) else { break }
            exchange(child: child, entering: entering, work: &left)
        }
        return normalizedLayers(layers)
    }

    /// The next tree arc (by its lower end in the tree) that is worth lengthening.
    private func leavingChild(from cursor: inout Int, work: inout Int) -> Int? {
        var (best, bestCut, found) = (-1, smallestCut, 0)
        for _ in 0..<nodeCount {
            let node = cursor
            cursor = cursor + 1 == nodeCount ? 0 : cursor + 1
            work -= 1
            let arc = tree.parentArc[node]
            if arc < 0 { continue }
            let cut = arcs[arc].from == node ? tree.flow[node] : -tree.flow[node]
            guard cut < smallestCut else { continue }
            if cut < bestCut { (best, bestCut) = (node, cut) }
            found += 1
            if found == Self.candidates { break }
        }
        return best < 0 ? nil : best
    }

    /// The shortest arc that joins both sides of the child's tree arc in the other direction.
    private mutating func enteringArc(_ child: Int, work: inout Int) -> Int? {
        let childIsTail = arcs[tree.parentArc[child]].from == child
        var best = -1
        var bestSlack = Int.max
        let inside = tree.subtree(child)
        var looks = 0
        func look(at node: Int, isInside: Bool) {
            looks += incident.degree(node)
            // An arc that is passed over takes far less than a step of the tree.
            work -= max(4, incident.degree(node) / 8)
            // Wanted: from outside into the subtree if the child is the tail, else out of it.
            let start = childIsTail != isInside
            for arc in incident[node] {
                guard (arcs[arc].from == node) == start else { continue }
                let length = slack(arc)
                guard length < bestSlack || (length == bestSlack && arc < best) else { continue }
                let other = start ? arcs[arc].to : arcs[arc].from
                guard tree.contains(child, other) != isInside else { continue }
                (best, bestSlack) = (arc, length)
            }
        }
        if inside.count * 2 <= nodeCount {
            for place in inside { look(at: tree.order[place], isInside: true) }
        } else {
            for place in 0..<inside.lowerBound { look(at: tree.order[place], isInside: false) }
            for place in inside.upperBound..<nodeCount {
                look(at: tree.order[place], isInside: false)
            }
        }
        arcLooks += looks
        return best < 0 ? nil : best
    }

    private mutating func exchange(child: Int, entering: Int, work: inout Int) {
        let inside = tree.subtree(child)
        let leaving = tree.parentArc[child]
        let move = arcs[leaving].from == child ? -slack(entering) : slack(entering)
        if move != 0 {
            // Only the distance of the two sides matters: the smaller one moves.
            if inside.count * 2 <= nodeCount {
                for place in inside { layers[tree.order[place]] += move }
            } else {
                for place in 0..<inside.lowerBound { layers[tree.order[place]] -= move }
                for place in inside.upperBound..<nodeCount { layers[tree.order[place]] -= move }
            }
        }
        let (from, to) = (arcs[entering].from, arcs[entering].to)
        let isFromInside = tree.contains(child, from)
        let (inner, outer) = isFromInside ? (from, to) : (to, from)
        tree.exchange(child: child, inner: inner, outer: outer, arc: entering)
        work -= min(inside.count, nodeCount - inside.count) + 50
    }
}
