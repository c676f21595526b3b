/// Orders from which crossing reduction starts.
enum StartingOrder {
    /// Depth first from the bottom: what one result needs stays together.
    case depthFirstUp
    /// Depth first from the top: what follows from one input stays together.
    case depthFirstDown
    /// Breadth first from the top.
    case breadthFirstDown
    /// Breadth first from the bottom.
    case breadthFirstUp
    /// A shuffled order.
    case shuffled(seed: UInt64)

    /// Whether the first sweep should go upwards, which keeps the order of the lowest row.
    var beginsBelow: Bool {
        switch self {
        case .depthFirstUp, .breadthFirstDown: false
        case .depthFirstDown, .breadthFirstUp, .shuffled: true
        }
    }

    /// The items row after row.
    func order(of graph: RowGraph, rowStarts: [Int32]) -> [Int32] {
        let count = graph.items.count
        var next = rowStarts
        var order = [Int32](repeating: 0, count: count)
        var visited = [Bool](repeating: false, count: count)
        func place(_ item: Int) {
            visited[item] = true
            let row = graph.row[item]
            order[Int(next[row])] = Int32(item)
            next[row] += 1
        }
        switch self {
        case .depthFirstUp: depthFirst(count, graph.up, graph.down, { visited[$0] }, place)
        case .depthFirstDown: depthFirst(count, graph.down, graph.up, { visited[$0] }, place)
        case .breadthFirstDown: breadthFirst(count, graph.down, graph.up, { visited[$0] }, place)
        case .breadthFirstUp: breadthFirst(count, graph.up, graph.down, { visited[$0] }, place)
        case .shuffled(let seed):
            var random = SeededRandom(seed: seed)
            for item in 0..<count { place(item) }
            for row in 0..<(rowStarts.count - 1) {
                let start = Int(rowStarts[row])
                for last in stride(from: Int(rowStarts[row + 1]) - start - 1, to: 0, by: -1) {
                    order.swapAt(start + last, start + random.below(last + 1))
                }
            }
            return order
        }
        for item in 0..<count where !visited[item] { place(item) }
        return order
    }
}

private func depthFirst(
    _ count: Int, _ forward: Adjacency, _ backward: Adjacency, _ isVisited: (Int) -> Bool,
    _ place: (Int) -> Void
) {
    var stack: [Int32] = []
    for start in 0..<count where backward.degree(start) == 0 {
        stack.append(Int32(start))
        while let top = stack.popLast() {
            let item = Int(top)
            if isVisited(item) { continue }
            place(item)
            for index in forward.range(item).reversed() where !isVisited(Int(forward.items[index]))
            {
                stack.append(forward.items[index])
            }
        }
    }
}

private func breadthFirst(
    _ count: Int, _ forward: Adjacency, _ backward: Adjacency, _ isVisited: (Int) -> Bool,
    _ place: (Int) -> Void
) {
    var queue = (0..<Int32(count)).filter { backward.degree(Int($0)) == 0 }
    for item in queue { place(Int(item)) }
    var head = 0
    while head < queue.count {
        let item = Int(queue[head])
        head += 1
        for index in forward.range(item) {
            let other = forward.items[index]
            if isVisited(Int(other)) { continue }
            place(Int(other))
            queue.append(other)
        }
    }
}
