/// Draws every row towards the rows around it, without changing any order.
///
/// A row's best places, given those of its neighbours, are found exactly: the weighted least
/// squares with least distances is an isotonic regression (pool adjacent violators).
/// A row is as wide as it must be, so that the whole stays narrow.
struct RowRelaxation {
    let graph: RowGraph
    let order: RowOrder
    let extents: ItemExtents

    private struct Pool {
        var sum: Double
        var weight: Double
        var count: Int
    }

    /// Every row by itself, packed around 0.
    func packed() -> [Double] {
        var places = [Double](repeating: 0, count: graph.items.count)
        for row in order.rows {
            var x = 0.0
            for (place, item) in row.enumerated() {
                if place > 0 { x += extents.separation(row[place - 1], item) }
                places[item] = x
            }
            for item in row { places[item] -= x / 2 }
        }
        return places
    }

    /// Goes over all rows, by turns downwards, upwards, and with both sides at once.
    func relax(_ places: inout [Double], sweeps: Int) {
        var pools: [Pool] = []
        var offsets: [Double] = []
        for sweep in 0..<sweeps {
            // Towards the end both sides count, so that the two agree.
            let side = sweep >= sweeps - 4 ? 2 : sweep % 2
            for step in order.rows.indices {
                let row = order.rows[sweep % 2 == 0 ? step : order.rows.count - 1 - step]
                pools.removeAll(keepingCapacity: true)
                offsets.removeAll(keepingCapacity: true)
                var offset = 0.0
                for (place, item) in row.enumerated() {
                    if place > 0 { offset += extents.separation(row[place - 1], item) }
                    offsets.append(offset)
                    let (wish, weight) = wish(of: item, side: side, places: places)
                    pools.append(Pool(sum: (wish - offset) * weight, weight: weight, count: 1))
                    while pools.count > 1 {
                        let (a, b) = (pools[pools.count - 2], pools[pools.count - 1])
                        guard a.sum * b.weight >= b.sum * a.weight else { break }
                        pools.removeLast()
                        pools[pools.count - 1] = Pool(
                            sum: a.sum + b.sum, weight: a.weight + b.weight,
                            count: a.count + b.count)
                    }
                }
                var place = 0
                for pool in pools {
                    let x = pool.sum / pool.weight
                    for _ in 0..<pool.count {
                        places[row[place]] = x + offsets[place]
                        place += 1
                    }
                }
            }
        }
    }

    /// The mean of an item's neighbours above (side 0), below (1) or both (2); of the other side
    /// where this one has none.
    private func wish(of item: Int, side: Int, places: [Double]) -> (Double, Double) {
        var sum = 0.0
        var weight = 0.0
        for turn in 0..<2 {
            let above = (side == 1) == (turn == 1)
            if turn == 1 && weight > 0 && side != 2 { break }
            let neighbours = above ? graph.up : graph.down
            for index in neighbours.range(item) {
                let segment = Int(
                    above ? graph.segmentsUp.items[index] : graph.segmentsDown.items[index])
                let own = graph.segments[segment].weight
                sum += own * places[Int(neighbours.items[index])]
                weight += own
            }
        }
        return weight > 0 ? (sum / weight, weight) : (places[item], 0.01)
    }
}
