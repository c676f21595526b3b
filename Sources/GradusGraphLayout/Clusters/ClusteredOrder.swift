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
    let size = graph.items.count + graph.segments.count
    let workLimit = state.work + min(60_000_000, 2_000 * size)
    func settle(_ order: RowOrder) {
        state.set(search.grouped(order))
        state.group = search.groups()
        for round in 0..<3 {
            // Equal exchanges open the way for others.
            _ = state.exchange(rounds: 10, swapsEqual: round > 0, upwards: round == 1)
            if size < 20_000 {
                let saved = state.siftUntilSettled(
                    window: 100, rounds: 10, workLimit: workLimit)
                if round > 0 && saved == 0 { break }
            }
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
    // From chance, too, where that is cheap: what stands beside what is settled by clusters first.
    for start in 0..<(size < 3_000 ? 4 : 1) {
        idle = 0
        if start > 0 {
            state.group = []
            state.set(
                StartingOrder.shuffled(seed: UInt64(start)).order(
                    of: graph, rowStarts: state.rowStarts))
        }
        for sweep in 0..<sweeps where fewest > 0 && idle < 12 && state.work < workLimit {
            if sweep % 8 == 7 { state.set(best) }
            for turn in 0...(sweep % 2) {
                state.sweep(
                    downwards: (sweep / 2 + turn) % 2 == 0,
                    rule: .init(byMedian: sweep % 8 > 3, turnsTies: sweep % 16 > 7))
            }
            settle(state.rowOrder())
        }
    }
    state.set(best)
    state.group = clusters.groups()
}
