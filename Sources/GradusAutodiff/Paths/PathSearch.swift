/// Counts, sums and lists paths in a graph whose edges lead to larger indices only.
struct PathSearch {
    /// Sorted by consumer, then by operand.
    private let edges: [Edge]
    private let factors: [Double?]
    /// Where the edges into each node begin; one more than nodes.
    private let starts: [Int]

    /// How many partial paths a listing looks at.
    static let stepLimit = 4_000_000

    /// Edges must be sorted by consumer.
    init(nodeCount: Int, edges: [Edge], factors: [Double?]) {
        self.edges = edges
        self.factors = factors
        var starts = [Int](repeating: 0, count: nodeCount + 1)
        for edge in edges { starts[edge.to + 1] += 1 }
        for node in 0..<nodeCount { starts[node + 1] += starts[node] }
        self.starts = starts
    }

    func paths(from root: Int, to node: Int, limit: Int) -> PathSet {
        var tally = Tally(nodes: starts.count - 1)
        tally.count[node] = 1
        tally.total[node] = 1
        tally.best[node] = 1
        if root > node {
            for index in (node + 1)...root { addUp(index, into: &tally) }
        }
        return PathSet(
            from: root, to: node, count: tally.count[root],
            paths: list(from: root, to: node, limit: limit, best: tally.best),
            total: tally.total[root])
    }

    /// For each node the number of paths to the target, their sum, and the largest |product|.
    private struct Tally {
        var count: [Int]
        var total: [Double?]
        var best: [Double]

        init(nodes: Int) {
            count = [Int](repeating: 0, count: nodes)
            total = [Double?](repeating: 0, count: nodes)
            best = [Double](repeating: -1, count: nodes)
        }
    }

    private func addUp(_ node: Int, into tally: inout Tally) {
        for edge in starts[node]..<starts[node + 1] {
            let from = edges[edge].from
            guard tally.count[from] > 0 else { continue }
            let (sum, overflow) = tally.count[node].addingReportingOverflow(tally.count[from])
            tally.count[node] = overflow ? Int.max : sum
            if let known = tally.total[node], let rest = tally.total[from],
                let factor = factors[edge]
            {
                tally.total[node] = known + factor * rest
            } else {
                tally.total[node] = nil
            }
            tally.best[node] = max(tally.best[node], weight(edge) * tally.best[from])
        }
    }

    /// A factor's magnitude, kept within numbers whose products are never nan.
    private func weight(_ edge: Int) -> Double {
        guard let factor = factors[edge], !factor.isNaN else { return 1 }
        return min(abs(factor), 1e100)
    }

    /// A path begun at the root: its last edge and the path before that.
    private struct Partial {
        var edge: Int
        var before: Int
        var node: Int
        var length: Int
        var product: Double
    }

    /// The best first: a begun path's priority is the product so far times the best that can
    /// follow, so that finished paths come out in order.
    private func list(from root: Int, to node: Int, limit: Int, best: [Double]) -> [GraphPath] {
        guard limit > 0, best[root] >= 0 else { return [] }
        var begun = [Partial(edge: -1, before: -1, node: root, length: 0, product: 1)]
        var queue = PriorityQueue()
        queue.push(.init(priority: best[root], length: 0, place: 0))
        var found: [GraphPath] = []
        while let next = queue.pop(), found.count < limit, begun.count < Self.stepLimit {
            let partial = begun[next.place]
            if partial.node == node {
                found.append(path(next.place, begun, root))
                continue
            }
            for edge in starts[partial.node]..<starts[partial.node + 1]
            where best[edges[edge].from] >= 0 {
                let from = edges[edge].from
                let product = min(partial.product * weight(edge), 1e200)
                begun.append(
                    Partial(
                        edge: edge, before: next.place, node: from, length: partial.length + 1,
                        product: product))
                queue.push(
                    .init(
                        priority: product * min(best[from], 1e100), length: partial.length + 1,
                        place: begun.count - 1))
            }
        }
        return found
    }

    private func path(_ place: Int, _ begun: [Partial], _ root: Int) -> GraphPath {
        var chain: [Int] = []
        var place = place
        while begun[place].edge >= 0 {
            chain.append(begun[place].edge)
            place = begun[place].before
        }
        chain.reverse()
        var product: Double? = 1
        for edge in chain {
            product = product.flatMap { known in factors[edge].map { known * $0 } }
        }
        return GraphPath(
            nodes: [root] + chain.map { edges[$0].from }, edges: chain.map { edges[$0] },
            factors: chain.map { factors[$0] }, product: product)
    }
}

/// A binary heap: the largest priority first, then the longest path, then the earliest made.
private struct PriorityQueue {
    struct Entry {
        var priority: Double
        var length: Int
        var place: Int

        func precedes(_ other: Entry) -> Bool {
            if priority != other.priority { return priority > other.priority }
            if length != other.length { return length > other.length }
            return place < other.place
        }
    }

    private var heap: [Entry] = []

    mutating func push(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].precedes(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func pop() -> Entry? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].precedes(heap[best]) {
                best = child
            }
            if best == parent { return first }
            heap.swapAt(parent, best)
            parent = best
        }
    }
}
