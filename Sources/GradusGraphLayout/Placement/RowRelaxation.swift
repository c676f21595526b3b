/// Draws every row towards the rows around it, without changing any order.
///
/// A row's best places, given those of its neighbours, are found exactly: the weighted least
/// squares with least distances is an isotonic regression (pool adjacent violators).
/// A row is as wide as it must be, so that the whole stays narrow.
struct RowRelaxation {
    let graph: RowGraph
    let order: RowOrder
    let extents: ItemExtents

    /// Neighbours in a row that move as one: how many, their weight, and their weighted wishes.
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
        // What stays the same in all sweeps: the least distances from the start of each row and the
        // weights in the order of the neighbours.
        var offsets = [Double](repeating: 0, count: places.count)
        for row in order.rows {
            for place in row.indices.dropFirst() {
                offsets[row[place]] =
                    offsets[row[place - 1]] + extents.separation(row[place - 1], row[place])
            }
        }
        let (upWeights, downWeights) = (
            graph.segmentsUp.items.map { Float(graph.segments[Int($0)].weight) },
            graph.segmentsDown.items.map { Float(graph.segments[Int($0)].weight) }
        )
        let widest = order.rows.reduce(0) { max($0, $1.count) }
        withUnsafeTemporaryAllocation(of: Pool.self, capacity: max(1, widest)) { pools in
            places.withUnsafeMutableBufferPointer { places in
                for sweep in 0..<sweeps {
                    // Towards the end both sides count, so that the two agree.
                    let side = sweep >= sweeps - 4 ? 2 : sweep % 2
                    for step in order.rows.indices {
                        relax(
                            order.rows[sweep % 2 == 0 ? step : order.rows.count - 1 - step],
                            side: side, offsets: offsets, upWeights: upWeights,
                            downWeights: downWeights, places: places, pools: pools)
                    }
                }
            }
        }
    }

    @inline(__always)
    private func relax(
        _ row: [Int], side: Int, offsets: [Double], upWeights: [Float], downWeights: [Float],
        places: UnsafeMutableBufferPointer<Double>, pools: UnsafeMutableBufferPointer<Pool>
    ) {
        var last = -1
        for item in row {
            let up = Int(graph.up.starts[item])..<Int(graph.up.starts[item + 1])
            let down = Int(graph.down.starts[item])..<Int(graph.down.starts[item + 1])
            // The neighbours above (side 0), below (1) or both (2); of the other side where this
            // one has none.
            let takesUp = side != 1 || down.isEmpty
            let takesDown = side != 0 || up.isEmpty
            var (sum, weight) = (0.0, 0.0)
            if takesUp {
                for index in up {
                    let own = Double(upWeights[index])
                    sum += own * places[Int(graph.up.items[index])]
                    weight += own
                }
            }
            if takesDown {
                for index in down {
                    let own = Double(downWeights[index])
                    sum += own * places[Int(graph.down.items[index])]
                    weight += own
                }
            }
            if weight == 0 { (sum, weight) = (0.01 * places[item], 0.01) }
            var pool = Pool(sum: sum - offsets[item] * weight, weight: weight, count: 1)
            while last >= 0, pools[last].sum * pool.weight >= pool.sum * pools[last].weight {
                pool.sum += pools[last].sum
                pool.weight += pools[last].weight
                pool.count += pools[last].count
                last -= 1
            }
            last += 1
            pools[last] = pool
        }
        var place = 0
        for pool in pools[..<(last + 1)] {
            let x = pool.sum / pool.weight
            for item in row[place..<(place + pool.count)] { places[item] = x + offsets[item] }
            place += pool.count
        }
    }
}
