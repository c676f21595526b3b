/// The spanning tree of network simplex, rooted at node 0, with its nodes in postorder.
///
/// Each node knows the sum of a given quantity over its subtree; an exchange of one arc changes
/// only what lies on the way between the two arcs.
struct SpanningTree {
    /// The parent; -1 at the root.
    private(set) var parent: [Int]
    /// The arc to the parent; -1 at the root.
    private(set) var parentArc: [Int]
    /// For each node the sum of the given quantity over its subtree.
    private(set) var flow: [Double]
    /// The nodes in postorder: every subtree is a contiguous run.
    private(set) var order: [Int]
    private var firstPlace: [Int]
    private var place: [Int]
    private var firstChild: [Int]
    private var nextSibling: [Int]
    private var previousSibling: [Int]

    /// Makes the tree of the given arcs, which must join all nodes without a cycle.
    init(count: Int, treeArcs: [Int], arcs: [Arc], pull: [Double]) {
        parent = [Int](repeating: -1, count: count)
        parentArc = parent
        firstChild = parent
        nextSibling = parent
        previousSibling = parent
        flow = pull
        order = [Int](repeating: 0, count: count)
        firstPlace = order
        place = order
        let incident = Adjacency(
            count: count, pairs: treeArcs.count * 2,
            owner: { $0 % 2 == 0 ? arcs[treeArcs[$0 / 2]].from : arcs[treeArcs[$0 / 2]].to },
            value: { treeArcs[$0 / 2] })
        var isReached = [Bool](repeating: false, count: count)
        isReached[0] = true
        var sequence = [0]
        var head = 0
        while head < sequence.count {
            let node = sequence[head]
            head += 1
            for arc in incident[node] {
                let other = arcs[arc].from == node ? arcs[arc].to : arcs[arc].from
                if isReached[other] { continue }
                isReached[other] = true
                attach(other, to: node, by: arc)
                sequence.append(other)
            }
        }
        for node in sequence.reversed() where parent[node] >= 0 { flow[parent[node]] += flow[node] }
        number(below: 0)
    }

    private mutating func attach(_ node: Int, to upper: Int, by arc: Int) {
        parent[node] = upper
        parentArc[node] = arc
        let first = firstChild[upper]
        nextSibling[node] = first
        previousSibling[node] = -1
        if first >= 0 { previousSibling[first] = node }
        firstChild[upper] = node
    }

    private mutating func detach(_ node: Int) {
        let (before, after) = (previousSibling[node], nextSibling[node])
        if before >= 0 { nextSibling[before] = after } else { firstChild[parent[node]] = after }
        if after >= 0 { previousSibling[after] = before }
    }

    /// Numbers a subtree in postorder from the first place that it had.
    private mutating func number(below top: Int) {
        var next = firstPlace[top]
        var node = top
        while true {
            firstPlace[node] = next
            while firstChild[node] >= 0 {
                node = firstChild[node]
                firstPlace[node] = next
            }
            while true {
                place[node] = next
                order[next] = node
                next += 1
                if node == top { return }
                if nextSibling[node] >= 0 {
                    node = nextSibling[node]
                    break
                }
                node = parent[node]
            }
        }
    }

    /// The places of a node's subtree in `order`.
    func subtree(_ node: Int) -> Range<Int> { firstPlace[node]..<(place[node] + 1) }

    /// Whether a node lies in the subtree of another.
    func contains(_ top: Int, _ node: Int) -> Bool {
        firstPlace[top] <= place[node] && place[node] <= place[top]
    }

    /// Hangs the subtree of `child` on by another arc, whose end `inner` lies in it and whose end
    /// `outer` does not.
    mutating func exchange(child: Int, inner: Int, outer: Int, arc: Int) {
        let upper = parent[child]
        let sum = flow[child]
        var top = outer
        while !contains(top, upper) { top = parent[top] }
        var node = upper
        while node != top {
            flow[node] -= sum
            node = parent[node]
        }
        node = outer
        while node != top {
            flow[node] += sum
            node = parent[node]
        }
        // The way from the new arc to the old one turns round.
        node = inner
        var (newParent, newArc, below) = (outer, arc, 0.0)
        while true {
            let (oldParent, oldArc, oldFlow) = (parent[node], parentArc[node], flow[node])
            detach(node)
            attach(node, to: newParent, by: newArc)
            flow[node] = sum - below
            if node == child { break }
            (newParent, newArc, below) = (node, oldArc, oldFlow)
            node = oldParent
        }
        number(below: top)
    }
}
