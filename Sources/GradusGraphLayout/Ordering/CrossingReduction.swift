/// The order of the items in their rows with few crossings.
///
/// From several starting orders the rows are swept down and up, each sorted by the median or the
/// mean of its neighbours' places in the row before, then neighbours are exchanged while that
/// helps. The work is bounded by counts, never by the clock.
func reducedCrossings(graph: RowGraph, sweeps: Int, restarts: Int) -> RowOrder {
    let size = graph.items.count + graph.segments.count
    var starts: [StartingOrder] = [.depthFirst, .breadthFirstDown, .breadthFirstUp]
    let extra = size > 20_000 ? 0 : restarts
    for seed in 0..<extra { starts.append(.shuffled(seed: UInt64(seed) + 1)) }
    var search = CrossingSearch(
        graph: graph, sweeps: size > 60_000 ? min(sweeps, 6) : sweeps,
        exchangeRounds: size > 60_000 ? 3 : 10)
    for start in starts {
        search.improve(start.order(of: graph))
        if search.bestCrossings == 0 { break }
    }
    return search.best ?? StartingOrder.depthFirst.order(of: graph)
}

private struct CrossingSearch {
    let graph: RowGraph
    let sweeps: Int
    let exchangeRounds: Int
    private(set) var best: RowOrder?
    private(set) var bestCrossings = Int.max
    private var counter = CrossingCounter()
    private var exchange = AdjacentExchange()

    init(graph: RowGraph, sweeps: Int, exchangeRounds: Int) {
        self.graph = graph
        self.sweeps = sweeps
        self.exchangeRounds = exchangeRounds
    }

    mutating func improve(_ start: RowOrder) {
        var order = start
        keep(order, counter.total(graph: graph, order: order))
        var idle = 0
        var reached = Int.max
        for sweep in 0..<sweeps {
            sort(
                &order, downwards: sweep % 2 == 0, byMedian: sweep % 4 < 2,
                tiesTurned: sweep % 8 > 3)
            _ = exchange.run(
                graph: graph, order: &order, rounds: exchangeRounds, swapsEqual: sweep % 3 == 2)
            let crossings = counter.total(graph: graph, order: order)
            keep(order, crossings)
            if crossings == 0 { return }
            // Less than half a per cent is not worth going on for.
            if reached == Int.max || crossings * 200 < reached * 199 {
                (idle, reached) = (0, crossings)
            } else {
                idle += 1
                if idle >= 8 { return }
            }
        }
    }

    private mutating func keep(_ order: RowOrder, _ crossings: Int) {
        if crossings < bestCrossings { (best, bestCrossings) = (order, crossings) }
    }

    private func sort(
        _ order: inout RowOrder, downwards: Bool, byMedian: Bool, tiesTurned: Bool
    ) {
        let rows = order.rows.indices
        let sequence = downwards ? Array(rows.dropFirst()) : rows.dropLast().reversed()
        let neighbours = downwards ? graph.up : graph.down
        var places: [Int] = []
        for row in sequence {
            var keyed: [(key: Double, place: Int, item: Int)] = []
            let items = order.rows[row]
            for (place, item) in items.enumerated() where neighbours.degree(item) > 0 {
                places.removeAll(keepingCapacity: true)
                for other in neighbours[item] { places.append(order.position[other]) }
                let key = byMedian ? medianPlace(&places) : meanPlace(places)
                keyed.append((key, tiesTurned ? -place : place, item))
            }
            keyed.sort { ($0.key, $0.place) < ($1.key, $1.place) }
            // Items without neighbours above (or below) keep their places.
            var next = 0
            var sorted = items
            for (place, item) in items.enumerated() where neighbours.degree(item) > 0 {
                sorted[place] = keyed[next].item
                next += 1
            }
            order.set(row, to: sorted)
        }
    }

    private func meanPlace(_ places: [Int]) -> Double {
        Double(places.reduce(0, +)) / Double(places.count)
    }

    /// The weighted median of Gansner and others: between two medians, nearer to the denser side.
    private func medianPlace(_ places: inout [Int]) -> Double {
        if places.count == 1 { return Double(places[0]) }
        places.sort()
        let middle = places.count / 2
        if places.count % 2 == 1 { return Double(places[middle]) }
        if places.count == 2 { return Double(places[0] + places[1]) / 2 }
        let leftSpread = Double(places[middle - 1] - places[0])
        let rightSpread = Double(places[places.count - 1] - places[middle])
        if leftSpread + rightSpread == 0 {
            return Double(places[middle - 1] + places[middle]) / 2
        }
        return (Double(places[middle - 1]) * rightSpread + Double(places[middle]) * leftSpread)
            / (leftSpread + rightSpread)
    }
}
