/// What edges from one node pass together, in graphs in which each passing by itself would take
/// far too much memory, time and width: one line from which they branch off, as on a bus.
struct SharedTrunks {
    /// Edges that may run on one another: of one node, with arrows the same way and as many lanes.
    private struct Key: Hashable {
        var top: Int
        var isReversed: Bool
        var lanes: Int
    }

    private var trunks: [Key: [Int]] = [:]

    /// The items below a node that edges have passed already, from the row below it on.
    subscript(top: Int, isReversed isReversed: Bool, lanes lanes: Int) -> [Int] {
        trunks[Key(top: top, isReversed: isReversed, lanes: lanes)] ?? []
    }

    /// Adds the items that an edge passes behind them.
    mutating func add(
        _ items: some Sequence<Int>, to top: Int, isReversed: Bool, lanes: Int
    ) {
        trunks[Key(top: top, isReversed: isReversed, lanes: lanes), default: []] += items
    }
}
