/// The spanning tree of network simplex, rooted at node 0, with its nodes in postorder.
struct SpanningTree {
    /// The arcs of the tree at each node.
    private var links: [[Int]]
    /// The arc to the parent; -1 at the root.
    private(set) var parentArc: [Int]
    /// For each node the sum of a given quantity over its subtree.
    private(set) var flow: [Double]
    /// The nodes in postorder: every subtree is a contiguous run.
    private(set) var order: [Int]
    private var firstPlace: [Int]
    private var place: [Int]

    init(count: Int) {
        links = [[Int]](repeating: [], count: count)
        parentArc = [Int](repeating: -1, count: count)
        flow = [Double](repeating: 0, count: count)
        order = []
        order.reserveCapacity(count)
        firstPlace = [Int](repeating: 0, count: count)
        place = [Int](repeating: 0, count: count)
    }

    mutating func connect(_ arc: Arc, number: Int) {
        links[arc.from].append(number)
        links[arc.to].append(number)
    }

    mutating func disconnect(_ arc: Arc, number: Int) {
        for end in [arc.from, arc.to] {
            if let index = links[end].firstIndex(of: number) { links[end].remove(at: index) }
        }
    }

    /// Finds parents, postorder and sums anew, after arcs were exchanged.
    mutating func rebuild(arcs: [Arc], pull: [Double]) {
        order.removeAll(keepingCapacity: true)
        guard !links.isEmpty else { return }
        var stack: [(node: Int, next: Int)] = [(0, 0)]
        parentArc[0] = -1
        flow[0] = pull[0]
        firstPlace[0] = 0
        while let (node, next) = stack.last {
            if next < links[node].count {
                stack[stack.count - 1].next += 1
                let arc = links[node][next]
                if arc == parentArc[node] { continue }
                let child = arcs[arc].from == node ? arcs[arc].to : arcs[arc].from
                parentArc[child] = arc
                flow[child] = pull[child]
                firstPlace[child] = order.count
                stack.append((child, 0))
            } else {
                place[node] = order.count
                order.append(node)
                stack.removeLast()
                if let parent = stack.last?.node { flow[parent] += flow[node] }
            }
        }
    }

    /// The places of a node's subtree in `order`.
    func subtree(_ node: Int) -> Range<Int> { firstPlace[node]..<(place[node] + 1) }

    /// Whether a node lies in the subtree of another.
    func contains(_ top: Int, _ node: Int) -> Bool {
        firstPlace[top] <= place[node] && place[node] <= place[top]
    }
}
