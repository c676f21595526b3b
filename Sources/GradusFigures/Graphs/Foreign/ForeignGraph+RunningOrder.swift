extension ForeignGraph {
    /// The graph with its nodes in an order in which each follows what runs into it, and that
    /// closely: as they would be computed, the longest way first. Nil where edges form a cycle. O(nodes + edges).
    func inRunningOrder() -> ForeignGraph? {
        if edges.allSatisfy({ $0.from < $0.to }) { return self }
        var operands = [[Int]](repeating: [], count: nodes.count)
        var isUsed = [Bool](repeating: false, count: nodes.count)
        for edge in edges where edge.from != edge.to {
            operands[edge.to].append(edge.from)
            isUsed[edge.from] = true
        }
        // What takes longest to compute comes first, so that a parameter stands beside its use.
        guard let depths = depths() else { return nil }
        for node in nodes.indices where operands[node].count > 1 {
            operands[node] = operands[node].enumerated().sorted {
                (-depths[$0.element], $0.offset) < (-depths[$1.element], $1.offset)
            }.map(\.element)
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
                if state[operand] == 0 {
                    state[operand] = 1
                    stack.append((operand, 0))
                }
            }
        }
        var place = [Int](repeating: 0, count: nodes.count)
        for (index, node) in order.enumerated() { place[node] = index }
        var result = self
        result.nodes = order.map { nodes[$0] }
        for index in edges.indices {
            result.edges[index].from = place[edges[index].from]
            result.edges[index].to = place[edges[index].to]
        }
        result.ranks = ranks.map { Rank($0.kind, of: $0.nodes.map { place[$0] }) }
        return result
    }

    /// The length of the longest way to each node; nil where edges form a cycle.
    private func depths() -> [Int]? {
        var outs = [[Int]](repeating: [], count: nodes.count)
        var missing = [Int](repeating: 0, count: nodes.count)
        for edge in edges where edge.from != edge.to {
            outs[edge.from].append(edge.to)
            missing[edge.to] += 1
        }
        var depths = [Int](repeating: 0, count: nodes.count)
        var ready = nodes.indices.filter { missing[$0] == 0 }
        var count = 0
        while let node = ready.popLast() {
            count += 1
            for next in outs[node] {
                depths[next] = max(depths[next], depths[node] + 1)
                missing[next] -= 1
                if missing[next] == 0 { ready.append(next) }
            }
        }
        return count == nodes.count ? depths : nil
    }
}
