/// What layouts of one graph have in common: the order in rows with few crossings does not depend
/// on any size. Whoever lays the same graph out several times, with boxes of other sizes or in the
/// other direction, hands the same memory to each, and it is sought once.
public struct LayoutMemory: Sendable {
    private struct Entry {
        var items: [RowItem]
        var row: [Int]
        var upper: [Int]
        var lower: [Int]
        var weights: [Double]
        var isShort: [Bool]
        var effort: [Int]
        var order: RowOrder
    }

    /// So many parts of graphs are remembered.
    private static let limit = 16

    private var entries: [Entry] = []

    /// Makes a memory of nothing.
    public init() {}

    /// How many orders are remembered.
    var count: Int { entries.count }

    /// The order of a graph's items with few crossings, as `reducedCrossings` finds it.
    mutating func reducedCrossings(
        graph: RowGraph, sweeps: Int, restarts: Int, isBeginning: Bool = false
    ) -> RowOrder {
        let (upper, lower) = (graph.segments.map(\.upper), graph.segments.map(\.lower))
        let weights = graph.segments.map(\.weight)
        let effort = [sweeps, restarts, isBeginning ? 1 : 0]
        for entry in entries
        where entry.row == graph.row && entry.upper == upper && entry.lower == lower
            && entry.weights == weights && entry.isShort == graph.isShort
            && entry.items == graph.items && entry.effort == effort
        {
            return entry.order
        }
        let order = GradusGraphLayout.reducedCrossings(
            graph: graph, sweeps: sweeps, restarts: restarts, isBeginning: isBeginning)
        if entries.count < Self.limit {
            entries.append(
                Entry(
                    items: graph.items, row: graph.row, upper: upper, lower: lower,
                    weights: weights, isShort: graph.isShort, effort: effort, order: order))
        }
        return order
    }
}
