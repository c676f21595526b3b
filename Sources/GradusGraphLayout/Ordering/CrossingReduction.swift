/// The order of the items in their rows with few crossings.
///
/// From several starting orders the rows are swept down and up, each sorted by the median or the
/// mean of its neighbours' places in the row before, then neighbours are exchanged while that
/// helps. The best order is sifted and swept further. The work is bounded by counts, never by
/// the clock.
func reducedCrossings(graph: RowGraph, sweeps: Int, restarts: Int) -> RowOrder {
    var search = CrossingSearch(graph: graph, sweeps: sweeps, restarts: restarts)
    search.run()
    return search.rowOrder()
}

private struct CrossingSearch {
    let graph: RowGraph
    let sweeps: Int
    let restarts: Int
    private var state: LayeredOrder
    private var best: [Int32] = []
    private(set) var bestCrossings = Int.max
    /// Work that may be done for each item and segment.
    private static let workPerElement = 1500
    /// Work that may be done at most: some two seconds.
    private static let mostWork = 300_000_000
    private var workLimit: Int

    init(graph: RowGraph, sweeps: Int, restarts: Int) {
        self.graph = graph
        self.sweeps = sweeps
        self.restarts = restarts
        state = LayeredOrder(graph)
        workLimit = min(
            Self.mostWork,
            Self.workPerElement * (graph.items.count + graph.segments.count) + 20_000)
    }

    func rowOrder() -> RowOrder {
        var state = self.state
        state.set(best)
        return state.rowOrder()
    }

    mutating func run() {
        var starts: [StartingOrder] = [
            .depthFirstUp, .breadthFirstUp, .breadthFirstDown, .depthFirstDown,
        ]
        for seed in 0..<restarts { starts.append(.shuffled(seed: UInt64(seed) + 1)) }
        var reached: [(crossings: Int, order: [Int32])] = []
        for (number, start) in starts.enumerated() {
            if number > 0 && state.work * 2 > workLimit { break }
            state.set(start.order(of: graph, rowStarts: state.rowStarts))
            let own = improve(sweeps: min(sweeps, 8))
            if bestCrossings == 0 { return }
            reached.append(own)
        }
        let ranked = reached.indices.sorted {
            (reached[$0].crossings, $0) < (reached[$1].crossings, $1)
        }
        for index in ranked.prefix(2) {
            state.set(reached[index].order)
            _ = improve(sweeps: sweeps)
            if bestCrossings == 0 || state.work > workLimit { return }
        }
        refine()
    }

    /// Sweeps until that no longer helps; the best order of this run.
    private mutating func improve(sweeps: Int) -> (crossings: Int, order: [Int32]) {
        var own = (crossings: state.crossings(), order: state.order)
        var idle = 0
        var gate = own.crossings
        for sweep in 0..<sweeps {
            state.sweep(
                downwards: sweep % 2 == 0,
                rule: .init(byMedian: sweep % 4 < 2, turnsTies: sweep % 8 > 3))
            _ = state.exchange(rounds: 10, swapsEqual: sweep % 3 == 2, upwards: sweep % 2 == 1)
            let crossings = state.crossings()
            if crossings < own.crossings { own = (crossings, state.order) }
            if own.crossings == 0 || state.work > workLimit { break }
            // Less than half a per cent is not worth going on for.
            if own.crossings * 200 < gate * 199 {
                (idle, gate) = (0, own.crossings)
            } else {
                idle += 1
                if idle >= 8 { break }
            }
        }
        keep(own)
        return own
    }

    private mutating func keep(_ own: (crossings: Int, order: [Int32])) {
        if own.crossings < bestCrossings { (bestCrossings, best) = own }
    }

    /// Sifts the best order until that no longer helps.
    private mutating func refine() {
        state.set(best)
        var crossings = bestCrossings
        var idle = 0
        var round = 0
        while idle < 3, state.work < workLimit, round < 40 {
            let saved =
                state.sift(window: 400, takesEqual: round % 2 == 1, upwards: round % 4 < 2)
                + state.exchange(rounds: 4, swapsEqual: false, upwards: round % 2 == 0)
            crossings -= saved
            idle = saved > 0 ? 0 : idle + 1
            keep((crossings, state.order))
            round += 1
        }
    }
}
