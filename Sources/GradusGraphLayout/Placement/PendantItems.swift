/// Items that hang on by one line: leaves, and what leads to nothing but one leaf.
struct PendantItems {
    /// For each such item the neighbour on which it hangs; -1 for all others.
    private(set) var holder: [Int32]

    init(_ graph: RowGraph) {
        let count = graph.items.count
        holder = [Int32](repeating: -1, count: count)
        for leaf in 0..<count where graph.up.degree(leaf) + graph.down.degree(leaf) == 1 {
            var item = leaf
            var before = -1
            // On to the item that has more than the way in and the way on.
            while graph.up.degree(item) + graph.down.degree(item) <= 2, holder[item] < 0 {
                guard let next = Self.next(item, not: before, graph) else { break }
                // A path with two ends hangs on one of them only.
                if holder[next] == Int32(item) { break }
                holder[item] = Int32(next)
                (before, item) = (item, next)
            }
        }
    }

    private static func next(_ item: Int, not before: Int, _ graph: RowGraph) -> Int? {
        for index in graph.up.range(item) where Int(graph.up.items[index]) != before {
            return Int(graph.up.items[index])
        }
        for index in graph.down.range(item) where Int(graph.down.items[index]) != before {
            return Int(graph.down.items[index])
        }
        return nil
    }
}
