/// The order of the items in their rows with few crossings.
///
/// From several starting orders the rows are swept down and up, each sorted by the median or the
/// mean of its neighbours' places in the row before, then neighbours are exchanged, and whole lines
/// and single items sifted while that helps. The best order is disturbed and improved again, as
/// long as that succeeds now and then. The work is bounded by counts, never by the clock: half as
/// much where the order is but the beginning of another search.
func reducedCrossings(
    graph: RowGraph, sweeps: Int, restarts: Int, isBeginning: Bool = false
) -> RowOrder {
    var search = CrossingSearch(
        graph: graph, sweeps: sweeps, restarts: restarts, isBeginning: isBeginning)
    search.run()
    return search.rowOrder()
}

private struct CrossingSearch {
    /// An order and its crossings.
    private struct Found {
        var crossings = Int.max
        var order: [Int32] = []
        /// How far apart the ends of segments stand; found once it is asked for.
        var length: Double?
    }

    let graph: RowGraph
    let sweeps: Int
    let restarts: Int
    private var state: LayeredOrder
    private var best = Found()
    /// Whole lines; nil where the work does not allow to move them, as each may pass all others.
    private var blocks: BlockSifting?
    private let blockCount: Int
    private let workLimit: Int
    /// How far an item is sifted: rows of large graphs are nearly in order by then.
    private let window: Int
    private let comparesLengths: Bool
    private var siftsBlocks: Bool { blocks != nil }

    /// Work that may be done for each item and segment, without moving whole lines and with.
    private static let workPerElement = (single: 3600, blocks: 4800)
    /// The items and segments up to which orders with as many crossings are told apart.
    private static let comparedSize = 2000
    /// Work that may be done at most: about a second.
    private static let mostWork = 150_000_000
    /// Where so few crossings are left, single items are moved first: of orders with as many
    /// crossings theirs have shorter lines than those of whole lines.
    private static let fewCrossings = 12
    /// How many disturbances in a row may bring nothing before the search ends: fewer of whole
    /// lines where few crossings are left.
    private static let patience = 16

    init(graph: RowGraph, sweeps: Int, restarts: Int, isBeginning: Bool) {
        self.graph = graph
        self.sweeps = sweeps
        self.restarts = restarts
        state = LayeredOrder(graph)
        let size = graph.items.count + graph.segments.count
        window = size > 20_000 ? 60 : 400
        comparesLengths = size <= Self.comparedSize
        blockCount = BlockSifting.count(of: graph)
        let isFew =
            blockCount * blockCount * 20 < min(Self.mostWork, Self.workPerElement.single * size)
        blocks = isFew && !graph.sharesTrunks ? BlockSifting(graph) : nil
        let blockWork = Self.workPerElement.blocks / (isBeginning ? 2 : 1)
        let work = blocks != nil ? blockWork : Self.workPerElement.single
        workLimit = min(Self.mostWork, work * size + 20_000)
    }

    mutating func rowOrder() -> RowOrder {
        state.set(best.order)
        return state.rowOrder()
    }

    private var work: Int { state.work + blockWork }

    private var blockWork: Int { blocks?.work ?? 0 }

    private var isDone: Bool { best.crossings == 0 || work > workLimit }

    mutating func run() {
        let starts: [StartingOrder] = [
            .depthFirstUp, .breadthFirstDown, .breadthFirstUp, .depthFirstDown,
        ]
        if siftsBlocks && blockCount > 2 * graph.nodeCount {
            siftBlocks(starting(.breadthFirstUp))
            if isDone { return }
        }
        let unswept = best.crossings
        var swept = Int.max
        for (number, start) in starts.enumerated() {
            if number > 0 && work * (siftsBlocks ? 6 : 3) > workLimit { break }
            swept = min(swept, sweep(starting(start), upwardsFirst: start.beginsBelow).crossings)
            if isDone { return }
        }
        if !siftsBlocks || best.crossings <= Self.fewCrossings {
            state.set(best.order)
            settle(best.crossings)
            disturbRows()
        }
        guard siftsBlocks else { return }
        siftBlocks(best)
        beginAnew(isDense: unswept < swept)
        disturbBlocks()
    }

    /// Sifts whole lines of further starting orders: shuffled ones that were swept, or where there
    /// are so many long edges that sweeps are no help, any as they are.
    private mutating func beginAnew(isDense: Bool) {
        for number in 0..<restarts where !isDone && work * 2 < workLimit {
            if isDense {
                let regular: [StartingOrder] = [.depthFirstUp, .breadthFirstDown]
                siftBlocks(
                    starting(
                        number < 2 ? regular[number] : .shuffled(seed: UInt64(number))))
            } else {
                let start = starting(.shuffled(seed: UInt64(number)))
                siftBlocks(sweep(start, upwardsFirst: number % 2 == 1))
            }
        }
    }

    private mutating func starting(_ start: StartingOrder) -> Found {
        state.set(start.order(of: graph, rowStarts: state.rowStarts))
        return Found(crossings: state.crossings(), order: state.snapshot())
    }

    /// Sifts whole lines of an order and settles it; the number of crossings then.
    @discardableResult
    private mutating func siftBlocks(_ start: Found) -> Int {
        state.set(start.order)
        blocks?.set(position: state.position, rowStarts: state.rowStarts)
        siftBlocks(rounds: 12)
        // Lines that run straight past one another may have more crossings than before.
        if start.crossings < state.crossings() { state.set(start.order) }
        return settle(state.crossings())
    }

    /// Sifts the blocks and takes over their order.
    private mutating func siftBlocks(rounds: Int) {
        blocks?.sift(rounds: rounds, workLimit: workLimit - state.work)
        if let order = blocks?.order(rowStarts: state.rowStarts) { state.set(order) }
    }

    /// Sweeps an order until that no longer helps; the best on the way.
    private mutating func sweep(_ start: Found, upwardsFirst: Bool) -> Found {
        var own = start
        state.set(start.order)
        var idle = 0
        var gate = own.crossings
        for sweep in 0..<sweeps {
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

    /// Keeps an order that has fewer crossings, or as many and shorter lines.
    private mutating func keep(_ found: Found) {
        if found.crossings < best.crossings {
            best = found
        } else if comparesLengths, found.crossings == best.crossings {
            let known = best.length ?? length(of: best.order)
            let own = found.length ?? length(of: found.order)
            best.length = known
            if own < known {
                best = Found(crossings: found.crossings, order: found.order, length: own)
            }
        }
    }

    /// The same of the present order, which has that many crossings.
    private mutating func keep(_ crossings: Int) {
        if crossings < best.crossings || (comparesLengths && crossings == best.crossings) {
            keep(Found(crossings: crossings, order: state.snapshot()))
        }
    }

    /// How far apart the ends of segments stand in all, in places, the middles of all rows one
    /// above the other.
    private func length(of order: [Int32]) -> Double {
        var place = [Double](repeating: 0, count: order.count)
        for row in 0..<state.rowCount {
            let (start, end) = (Int(state.rowStarts[row]), Int(state.rowStarts[row + 1]))
            let middle = Double(start + end - 1) / 2
            for index in start..<end { place[Int(order[index])] = Double(index) - middle }
        }
        return graph.segments.reduce(0) { $0 + abs(place[$1.upper] - place[$1.lower]) }
    }

    /// Sifts the present order, which has that many crossings, until nothing is gained; the number
    /// of crossings then.
    @discardableResult
    private mutating func settle(_ before: Int) -> Int {
        var crossings = before
        for round in 0..<4 {
            if round > 0 {
                // Moves that cost nothing open the way for others.
                var isDirty = [Bool](repeating: true, count: state.rowCount)
                crossings -= state.sift(
                    window: window, takesEqual: true, upwards: round % 2 == 0, isDirty: &isDirty)
            }
            let saved = state.siftUntilSettled(
                window: window, rounds: 20, workLimit: workLimit - blockWork)
            crossings -= saved
            keep(crossings)
            if isDone || (round > 0 && saved == 0) { break }
        }
        return crossings
    }

    /// Disturbs the best order by moving some blocks anywhere, and settles it again.
    private mutating func disturbBlocks() {
        disturb(patience: { max(Self.patience / 4, min(Self.patience, $0 / 4)) }) {
            search, round in
            search.blocks?.set(position: search.state.position, rowStarts: search.state.rowStarts)
            search.blocks?.disturb(moves: max(2, search.blockCount / 6), seed: UInt64(round))
            search.siftBlocks(rounds: 6)
        }
    }

    /// Disturbs the best order by sweeps of changing kinds and settles it again.
    private mutating func disturbRows() {
        disturb(patience: { _ in Self.patience }) { search, round in
            // One sweep keeps most of the order; more would start anew.
            search.state.sweep(
                downwards: round % 2 == 0,
                rule: .init(byMedian: round % 4 < 2, turnsTies: round % 8 > 3))
            _ = search.state.exchange(
                rounds: 10, swapsEqual: round % 3 == 1, upwards: round % 2 == 0)
        }
    }

    /// Disturbs the best order and settles it again until that has brought nothing several times in
    /// a row: as often as `patience` says for the crossings that are left.
    private mutating func disturb(
        patience: (_ crossings: Int) -> Int, by change: (inout Self, _ round: Int) -> Void
    ) {
        var idle = 0
        var round = 0
        while idle < patience(best.crossings), !isDone {
            let before = best.crossings
            state.set(best.order)
            change(&self, round)
            settle(state.crossings())
            idle = best.crossings < before ? 0 : idle + 1
            round += 1
        }
    }
}
