/// Exchanges neighbours in a row while that lowers the number of crossings.
struct AdjacentExchange {
    private var left: [Int] = []
    private var right: [Int] = []

    /// Goes over rows until nothing changes, at most `rounds` times; the crossings saved.
    ///
    /// With `swapsEqual`, neighbours that may stand either way are exchanged too, which lets the
    /// search leave plateaus.
    mutating func run(
        graph: RowGraph, order: inout RowOrder, rounds: Int, swapsEqual: Bool
    ) -> Int {
        var dirty = [Bool](repeating: true, count: order.rows.count)
        var saved = 0
        for round in 0..<rounds {
            var changed = false
            for row in order.rows.indices where dirty[row] {
                dirty[row] = false
                var place = 0
                while place + 1 < order.rows[row].count {
                    let a = order.rows[row][place]
                    let b = order.rows[row][place + 1]
                    let gain = gain(a, b, graph: graph, order: order)
                    if gain > 0 || (gain == 0 && swapsEqual && round == 0) {
                        order.swap(row, at: place)
                        saved += gain
                        if gain > 0 {
                            changed = true
                            for near in max(0, row - 1)...min(row + 1, dirty.count - 1) {
                                dirty[near] = true
                            }
                        }
                    }
                    place += 1
                }
            }
            if !changed { break }
        }
        return saved
    }

    /// The crossings saved when `a`, left of `b`, changes places with it.
    private mutating func gain(_ a: Int, _ b: Int, graph: RowGraph, order: RowOrder) -> Int {
        gain(graph.up[a], graph.up[b], order: order)
            + gain(graph.down[a], graph.down[b], order: order)
    }

    private mutating func gain(
        _ a: ArraySlice<Int>, _ b: ArraySlice<Int>, order: RowOrder
    ) -> Int {
        if a.isEmpty || b.isEmpty { return 0 }
        if a.count == 1 && b.count == 1 {
            return (order.position[a[a.startIndex]] - order.position[b[b.startIndex]]).signum()
        }
        left.removeAll(keepingCapacity: true)
        right.removeAll(keepingCapacity: true)
        for item in a { left.append(order.position[item]) }
        for item in b { right.append(order.position[item]) }
        left.sort()
        right.sort()
        // Pairs where a's end is right of b's cross now; pairs where it is left would cross.
        return pairs(left, above: right) - pairs(right, above: left)
    }

    /// The number of pairs with an element of `high` greater than one of `low`; both are sorted.
    private func pairs(_ high: [Int], above low: [Int]) -> Int {
        var (sum, index) = (0, 0)
        for value in high {
            while index < low.count && low[index] < value { index += 1 }
            sum += index
        }
        return sum
    }
}
