/// The horizontal place of each item, of its line or the middle of its box.
///
/// Two ways are tried and the one with the shorter lines in the narrower drawing is taken: the
/// alignments of Brandes and Köpf, which keep long lines straight, and rows drawn towards one
/// another from a packed start, which stays narrow. Both are straightened. In small graphs the
/// first way is kept symmetric, which is worth somewhat longer lines; large graphs take the second
/// way only.
func placedItems(graph: RowGraph, order: RowOrder, extents: ItemExtents) -> [Double] {
    let count = graph.items.count
    let straightening = BlockStraightening(graph: graph, order: order, extents: extents)
    let relaxation = RowRelaxation(graph: graph, order: order, extents: extents)
    var relaxed = relaxation.packed()
    relaxation.relax(&relaxed, sweeps: count > 30_000 ? largeEffort(16, items: count) : 40)
    straightening.improve(&relaxed, rounds: count > 30_000 ? largeEffort(9, items: count) : 24)
    // Trunks are long and have to be straight.
    if count > 3_000 && !graph.sharesTrunks {
        return evened(relaxed, graph: graph, order: order, extents: extents)
    }
    var aligned = BrandesKopf(graph: graph, order: order, extents: extents).places()
    let isSmall = graph.nodeCount <= 60
    BlockStraightening(graph: graph, order: order, extents: extents, isBalanced: isSmall)
        .improve(&aligned, rounds: 40)
    let cost = { (places: [Double]) in
        placementCost(places, graph: graph, extents: extents, isWeighted: !isSmall)
    }
    var best = cost(aligned) <= cost(relaxed) * (isSmall ? 1.2 : 1) ? aligned : relaxed
    if count + graph.segments.count <= mostForSimplex {
        var shortest = SimplexPlaces(graph: graph, order: order, extents: extents)
            .places(from: best, work: simplexWork)
        BlockStraightening(graph: graph, order: order, extents: extents, isBalanced: isSmall)
            .improve(&shortest, rounds: 12)
        // A symmetric picture of a small graph is worth somewhat longer lines.
        if cost(shortest) < cost(best) * (isSmall ? 0.9 : 1) { best = shortest }
    }
    return evened(best, graph: graph, order: order, extents: extents)
}

/// How often all items are gone over: as often as given, less where there are hundreds of thousands.
func largeEffort(_ times: Int, items: Int) -> Int {
    min(times, max(4, times * 300_000 / max(1, items)))
}

/// Up to how many items and segments the least lengths are worth their time.
private let mostForSimplex = 1_500
/// Elementary steps that they may take: some milliseconds.
private let simplexWork = 1_500_000

/// Moves the places where edges between neighbouring layers pass a row of labels to the middle
/// between their ends, as far as there is room, so that such an edge is one even curve.
private func evened(
    _ places: [Double], graph: RowGraph, order: RowOrder, extents: ItemExtents
) -> [Double] {
    var places = places
    for row in order.rows {
        for (place, item) in row.enumerated() {
            guard case .dummy = graph.items[item], let above = graph.up[item].first,
                let below = graph.down[item].first, above < graph.nodeCount,
                below < graph.nodeCount
            else { continue }
            var goal = (places[above] + places[below]) / 2
            if place + 1 < row.count {
                let other = row[place + 1]
                goal = min(goal, places[other] - extents.separation(item, other))
            }
            if place > 0 {
                let other = row[place - 1]
                goal = max(goal, places[other] + extents.separation(other, item))
            }
            places[item] = goal
        }
    }
    return places
}

/// The (weighted) sum of how far lines run sideways, and the width.
private func placementCost(
    _ places: [Double], graph: RowGraph, extents: ItemExtents, isWeighted: Bool
) -> Double {
    var sum = 0.0
    for (upper, lower, weight) in graph.segments {
        sum += (isWeighted ? weight.squareRoot() : 1) * abs(places[upper] - places[lower])
    }
    var (low, high) = (0.0, 0.0)
    for (item, place) in places.enumerated() {
        low = item == 0 ? place - extents.left[item] : min(low, place - extents.left[item])
        high = item == 0 ? place + extents.right[item] : max(high, place + extents.right[item])
    }
    return sum + 4 * (high - low)
}
