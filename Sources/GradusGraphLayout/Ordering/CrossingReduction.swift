/// The order of the items in their rows with few crossings.
///
/// From several starting orders the rows are swept down and up, each sorted by the median or the
/// mean of its neighbours' places in the row before, then neighbours are exchanged, and whole lines
/// and single items sifted while that helps. The best order is disturbed and improved again, as
/// long as that succeeds now and then. The work is bounded by counts, never by the clock.
func reducedCrossings(graph: RowGraph, sweeps: Int, restarts: Int) -> RowOrder {
    var search = CrossingSearch(graph: graph, sweeps: sweeps, restarts: restarts)
    search.run()
    return search.rowOrder()
}

private struct CrossingSearch {
    /// An order and its crossings.
    private struct Found {
        var crossings = Int.max
        var order: [Int32] = []
    }

    let graph: RowGraph
    let sweeps: Int
    let restarts: Int
    private var state: LayeredOrder
    private var best = Found()
    private var blocks: BlockSifting
    private let workLimit: Int
    /// How far an item is sifted: rows of large graphs are nearly in order by then.
    private let window: Int
    /// Whether the work allows to move whole lines: each may pass all others.
    private let siftsBlocks: Bool

    /// Work that may be done for each item and segment.
    private static let workPerElement = 3600
    /// Work that may be done at most: about a second.
    private static let mostWork = 150_000_000
    /// How many disturbances in a row may bring nothing before the search ends.
    private static let patience = 16

    init(graph: RowGraph, sweeps: Int, restarts: Int) {
        self.graph = graph
        self.sweeps = sweeps
        self.restarts = restarts
        state = LayeredOrder(graph)
        let size = graph.items.count + graph.segments.count
        workLimit = min(Self.mostWork, Self.workPerElement * size + 20_000)
        window = size > 20_000 ? 60 : 400
        blocks = BlockSifting(graph)
        siftsBlocks = blocks.count * blocks.count * 20 < workLimit
    }

    mutating func rowOrder() -> RowOrder {
        state.set(best.order)
        return state.rowOrder()
    }

    private var work: Int { state.work + blocks.work }

    private var isDone: Bool { best.crossings == 0 || work > workLimit }

    mutating func run() {
        let starts: [StartingOrder] = [
            .depthFirstUp, .breadthFirstDown, .breadthFirstUp, .depthFirstDown,
        ]
        for (number, start) in starts.enumerated() {
            if number > 0 && work * (siftsBlocks ? 6 : 3) > workLimit { break }
            state.set(start.order(of: graph, rowStarts: state.rowStarts))
            sweep(times: sweeps, upwardsFirst: start.beginsBelow)
            if isDone { return }
        }
        state.set(best.order)
        settle(best.crossings)
        if siftsBlocks { beginAnew() }
        if siftsBlocks { disturbBlocks() } else { disturb() }
    }

    /// Sifts whole lines of the best order, then of shuffled orders that were swept: chance finds
    /// better orders than the regular starts.
    private mutating func beginAnew() {
        var own = best
        for number in 0...restarts where !isDone && (number == 0 || work * 2 < workLimit) {
            if number > 0 {
                let start = StartingOrder.shuffled(seed: UInt64(number))
                state.set(start.order(of: graph, rowStarts: state.rowStarts))
                own = sweep(times: sweeps, upwardsFirst: number % 2 == 1)
            }
            state.set(own.order)
            blocks.set(position: state.position, rowStarts: state.rowStarts)
            siftBlocks(rounds: 12)
            // Lines that run straight past one another may have more crossings than before.
            if own.crossings < state.crossings() { state.set(own.order) }
            settle(state.crossings())
        }
    }

    /// Sifts the blocks and takes over their order.
    private mutating func siftBlocks(rounds: Int) {
        blocks.sift(rounds: rounds, workLimit: workLimit - state.work)
        state.set(blocks.order(rowStarts: state.rowStarts))
    }

    /// Sweeps until that no longer helps; the best order on the way.
    @discardableResult
    private mutating func sweep(times: Int, upwardsFirst: Bool) -> Found {
        var own = Found(crossings: state.crossings(), order: state.snapshot())
        var idle = 0
        var gate = own.crossings
        for sweep in 0..<times {
            let isDown = (sweep % 2 == 0) != upwardsFirst
            state.sweep(
                downwards: isDown, rule: .init(byMedian: sweep % 4 < 2, turnsTies: sweep % 8 > 3))
            _ = state.exchange(rounds: 10, swapsEqual: sweep % 3 == 2, upwards: !isDown)
            let crossings = state.crossings()
            if crossings < own.crossings {
                own = Found(crossings: crossings, order: state.snapshot())
            }
            if own.crossings == 0 || work > workLimit { break }
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

    private mutating func keep(_ found: Found) {
        if found.crossings < best.crossings { best = found }
    }

    /// Keeps the present order where it has fewer crossings.
    private mutating func keep(_ crossings: Int) {
        if crossings < best.crossings {
            best = Found(crossings: crossings, order: state.snapshot())
        }
    }

    /// Sifts the present order, which has that many crossings, until nothing is gained.
    private mutating func settle(_ before: Int) {
        var crossings = before
        for round in 0..<4 {
            if round > 0 {
                // Moves that cost nothing open the way for others.
                var isDirty = [Bool](repeating: true, count: state.rowCount)
                crossings -= state.sift(
                    window: window, takesEqual: true, upwards: round % 2 == 0, isDirty: &isDirty)
            }
            let saved = state.siftUntilSettled(window: window, rounds: 20, workLimit: workLimit - blocks.work)
            crossings -= saved
            keep(crossings)
            if isDone || (round > 0 && saved == 0) { return }
        }
    }

    /// Disturbs the best order by moving some blocks anywhere, and settles it again.
    private mutating func disturbBlocks() {
        var idle = 0
        var round = 0
        while idle < 2 * Self.patience, !isDone {
            let before = best.crossings
            state.set(best.order)
            blocks.set(position: state.position, rowStarts: state.rowStarts)
            blocks.disturb(moves: max(2, blocks.count / 6), seed: UInt64(round))
            siftBlocks(rounds: 6)
            settle(state.crossings())
            idle = best.crossings < before ? 0 : idle + 1
            round += 1
        }
    }

    /// Disturbs the best order by sweeps of changing kinds and settles it again.
    private mutating func disturb() {
        var idle = 0
        var round = 0
        while idle < Self.patience, !isDone {
            let before = best.crossings
            state.set(best.order)
            // One sweep keeps most of the order; more would start anew.
            state.sweep(
                downwards: round % 2 == 0,
                rule: .init(byMedian: round % 4 < 2, turnsTies: round % 8 > 3))
            _ = state.exchange(rounds: 10, swapsEqual: round % 3 == 1, upwards: round % 2 == 0)
            settle(state.crossings())
            idle = best.crossings < before ? 0 : idle + 1
            round += 1
        }
    }
}
