/// Orders from which crossing reduction starts.
enum StartingOrder {
    /// Depth first from the top: subtrees stay together.
    case depthFirst
    /// Breadth first from the top.
    case breadthFirstDown
    /// Breadth first from the bottom.
    case breadthFirstUp
    /// A shuffled order.
    case shuffled(seed: UInt64)

    func order(of graph: RowGraph) -> RowOrder {
        let count = graph.items.count
        var rows = [[Int]](repeating: [], count: graph.rowCount)
        var visited = [Bool](repeating: false, count: count)
        func place(_ item: Int) {
            visited[item] = true
            rows[graph.row[item]].append(item)
        }
        switch self {
        case .depthFirst:
            for start in 0..<count where !visited[start] && graph.up.degree(start) == 0 {
                var stack = [start]
                while let item = stack.popLast() {
                    if visited[item] { continue }
                    place(item)
                    // What leads into the item stands near it, too.
                    for neighbour in graph.down[item].reversed() where !visited[neighbour] {
                        stack.append(neighbour)
                    }
                }
            }
        case .breadthFirstDown, .breadthFirstUp:
            let isDown = if case .breadthFirstDown = self { true } else { false }
            let forward = isDown ? graph.down : graph.up
            let backward = isDown ? graph.up : graph.down
            var queue = (0..<count).filter { backward.degree($0) == 0 }
            for item in queue { visited[item] = true }
            var head = 0
            while head < queue.count {
                let item = queue[head]
                head += 1
                rows[graph.row[item]].append(item)
                for neighbour in forward[item] where !visited[neighbour] {
                    visited[neighbour] = true
                    queue.append(neighbour)
                }
            }
        case .shuffled(let seed):
            var random = SeededRandom(seed: seed)
            for item in 0..<count { place(item) }
            for row in rows.indices {
                for last in stride(from: rows[row].count - 1, to: 0, by: -1) {
                    rows[row].swapAt(last, random.below(last + 1))
                }
            }
        }
        for item in 0..<count where !visited[item] { place(item) }
        return RowOrder(rows: rows, itemCount: count)
    }
}
