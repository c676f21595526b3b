/// The horizontal place of each item, of its line or the middle of its box.
///
/// Two ways are tried and the one with the shorter lines in the narrower drawing is taken: the
/// alignments of Brandes and Köpf, which keep long lines straight, and rows drawn towards one
/// another from a packed start, which stays narrow. Both are straightened. Large graphs take the
/// second way only.
func placedItems(graph: RowGraph, order: RowOrder, extents: ItemExtents) -> [Double] {
    let count = graph.items.count
    let straightening = BlockStraightening(graph: graph, order: order, extents: extents)
    let relaxation = RowRelaxation(graph: graph, order: order, extents: extents)
    var relaxed = relaxation.packed()
    relaxation.relax(&relaxed, sweeps: count > 30_000 ? 16 : 40)
    straightening.improve(&relaxed, rounds: count > 30_000 ? 9 : 24)
    if count > 3_000 { return relaxed }
    var aligned = BrandesKopf(graph: graph, order: order, extents: extents).places()
    straightening.improve(&aligned, rounds: 40)
    let cost = { (places: [Double]) in placementCost(places, graph: graph, extents: extents) }
    return cost(aligned) <= cost(relaxed) ? aligned : relaxed
}

/// The weighted sum of how far lines run sideways, and the width.
private func placementCost(_ places: [Double], graph: RowGraph, extents: ItemExtents) -> Double {
    var sum = 0.0
    for (upper, lower, weight) in graph.segments {
        sum += weight.squareRoot() * abs(places[upper] - places[lower])
    }
    var (low, high) = (0.0, 0.0)
    for (item, place) in places.enumerated() {
        low = item == 0 ? place - extents.left[item] : min(low, place - extents.left[item])
        high = item == 0 ? place + extents.right[item] : max(high, place + extents.right[item])
    }
    return sum + 4 * (high - low)
}
