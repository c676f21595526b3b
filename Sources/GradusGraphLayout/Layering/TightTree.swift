/// A spanning tree of arcs that are as short as they may be, and the layers that make them so.
///
/// The tree grows from node 0; where no tight arc leads on, it moves as a whole until one does.
/// How far it has moved is remembered once, not in each node: O(e log e).
struct TightTree {
    private(set) var layers: [Int]
    private(set) var treeArcs: [Int] = []

    init(nodeCount: Int, arcs: [Arc], incident: Adjacency, layers: [Int]) {
        self.layers = layers
        var isReached = [Bool](repeating: false, count: nodeCount)
        // How far down the tree has moved, and how far when each node joined it.
        var offset = 0
        var joinedAt = [Int](repeating: 0, count: nodeCount)
        // Arcs out of the tree become shorter when it moves down, arcs into it longer.
        var outgoing = ArcHeap()
        var incoming = ArcHeap()
        func join(_ node: Int) {
            isReached[node] = true
            joinedAt[node] = offset
            for arc in incident[node] {
                let isOut = arcs[arc].from == node
                let other = isOut ? arcs[arc].to : arcs[arc].from
                if isReached[other] { continue }
                let length =
                    (isOut ? layers[other] - layers[node] : layers[node] - layers[other])
                    - arcs[arc].length
                if isOut {
                    outgoing.push(key: length + offset, arc: arc)
                } else {
                    incoming.push(key: length - offset, arc: arc)
                }
            }
        }
        join(0)
        treeArcs.reserveCapacity(nodeCount)
        while treeArcs.count < nodeCount - 1 {
            while let top = outgoing.first, isReached[arcs[top.arc].to] { outgoing.pop() }
            while let top = incoming.first, isReached[arcs[top.arc].from] { incoming.pop() }
            let out = outgoing.first.map { $0.key - offset } ?? Int.max
            let into = incoming.first.map { $0.key + offset } ?? Int.max
            if out <= into {
                guard let arc = outgoing.pop() else { break }
                offset += out
                treeArcs.append(arc)
                join(arcs[arc].to)
            } else {
                guard let arc = incoming.pop() else { break }
                offset -= into
                treeArcs.append(arc)
                join(arcs[arc].from)
            }
        }
        for node in 0..<nodeCount { self.layers[node] += offset - joinedAt[node] }
    }
}

/// Arcs by their keys, the least first; among equal keys the first arc.
private struct ArcHeap {
    private var heap: [(key: Int, arc: Int)] = []

    var first: (key: Int, arc: Int)? { heap.first }

    mutating func push(key: Int, arc: Int) {
        heap.append((key, arc))
        var place = heap.count - 1
        while place > 0 {
            let above = (place - 1) / 2
            guard heap[place] < heap[above] else { return }
            heap.swapAt(place, above)
            place = above
        }
    }

    @discardableResult
    mutating func pop() -> Int? {
        guard let top = heap.first else { return nil }
        let last = heap.removeLast()
        if heap.isEmpty { return top.arc }
        heap[0] = last
        var place = 0
        while true {
            var least = place
            for below in [2 * place + 1, 2 * place + 2]
            where below < heap.count && heap[below] < heap[least] {
                least = below
            }
            if least == place { return top.arc }
            heap.swapAt(place, least)
            place = least
        }
    }
}
