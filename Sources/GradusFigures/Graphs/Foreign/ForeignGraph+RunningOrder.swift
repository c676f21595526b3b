extension ForeignGraph {
    /// The graph with its nodes in an order in which each follows what runs into it, and that
    /// closely: as they would be computed. Nil where edges form a cycle. O(nodes + edges).
    func inRunningOrder() -> ForeignGraph? {
        if edges.allSatisfy({ $0.from < $0.to }) { return self }
        var operands = [[Int]](repeating: [], count: nodes.count)
        var isUsed = [Bool](repeating: false, count: nodes.count)
        for edge in edges where edge.from != edge.to {
            operands[edge.to].append(edge.from)
            isUsed[edge.from] = true
        }
        var order: [Int] = []
        // 0: not seen, 1: waits for its operands, 2: done.
        var state = [UInt8](repeating: 0, count: nodes.count)
        for end in nodes.indices where !isUsed[end] {
            var stack = [(node: end, next: 0)]
            state[end] = 1
            while let (node, next) = stack.last {
                guard next < operands[node].count else {
                    state[node] = 2
                    order.append(node)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let operand = operands[node][next]
                if state[operand] == 1 { return nil }
                if state[operand] == 0 {
                    state[operand] = 1
                    stack.append((operand, 0))
                }
            }
        }
        // What no end is reached from runs in circles.
        guard order.count == nodes.count else { return nil }
        var place = [Int](repeating: 0, count: nodes.count)
        for (index, node) in order.enumerated() { place[node] = index }
        var result = self
        result.nodes = order.map { nodes[$0] }
        for index in edges.indices {
            result.edges[index].from = place[edges[index].from]
            result.edges[index].to = place[edges[index].to]
        }
        result.ranks = ranks.map { $0.map { place[$0] } }
        return result
    }
}
