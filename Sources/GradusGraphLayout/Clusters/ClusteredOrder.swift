/// The order with few crossings in which the items of each cluster stand beside one another.
///
/// Free sweeps and exchanges within clusters take turns: after each sweep what belongs together is
/// brought together again, and the best order found that way is kept.
func clusteredOrder(
    graph: RowGraph, order: RowOrder, clusters: inout RowClusters, into state: inout LayeredOrder
) {
    var search = clusters
    var best: [Int32] = []
    var fewest = Int.max
    var idle = 0
    func settle(_ order: RowOrder) {
        state.set(search.grouped(order))
        state.group = search.groups()
        // By turns with equal exchanges, which open the way for others.
        for round in 0..<4 {
            _ = state.exchange(rounds: 10, swapsEqual: round % 2 == 1, upwards: round % 4 > 1)
        }
        let crossings = state.crossings()
        idle += 1
        if crossings < fewest {
            (fewest, best, idle) = (crossings, state.snapshot(), 0)
            clusters = search
        }
    }
    settle(order)
    let sweeps = graph.items.count > 20_000 ? 6 : 32
    for sweep in 0..<sweeps where fewest > 0 && idle < 12 {
        if sweep % 8 == 7 { state.set(best) }
        for turn in 0...(sweep % 2) {
            state.sweep(
                downwards: (sweep / 2 + turn) % 2 == 0,
                rule: .init(byMedian: sweep % 8 > 3, turnsTies: sweep % 16 > 7))
        }
        settle(state.rowOrder())
    }
    state.set(best)
    state.group = clusters.groups()
}
