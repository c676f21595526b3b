/// Counts crossings between neighbouring rows with an accumulator tree
/// (Barth, Jünger, Mutzel 2002): O(e log v).
struct CrossingCounter {
    private var tree: [Int] = []
    private var ends: [Int] = []

    /// The crossings of the segments between a row and the row below it.
    mutating func crossings(below row: Int, graph: RowGraph, order: RowOrder) -> Int {
        guard row + 1 < order.rows.count else { return 0 }
        let width = order.rows[row + 1].count
        var first = 1
        while first < width { first *= 2 }
        tree.removeAll(keepingCapacity: true)
        tree.append(contentsOf: repeatElement(0, count: 2 * first))
        var total = 0
        for item in order.rows[row] {
            ends.removeAll(keepingCapacity: true)
            for lower in graph.down[item] { ends.append(order.position[lower]) }
            if ends.count > 1 { ends.sort() }
            for end in ends {
                var place = end + first
                tree[place] += 1
                while place > 1 {
                    // Everything in a right sibling ends farther right and started earlier.
                    if place % 2 == 0 { total += tree[place + 1] }
                    place /= 2
                    tree[place] += 1
                }
            }
        }
        return total
    }

    /// The crossings of the whole drawing.
    mutating func total(graph: RowGraph, order: RowOrder) -> Int {
        var sum = 0
        for row in order.rows.indices { sum += crossings(below: row, graph: graph, order: order) }
        return sum
    }
}
