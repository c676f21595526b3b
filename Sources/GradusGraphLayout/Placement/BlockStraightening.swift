/// Shortens the lines of a placement without changing any order.
///
/// Items joined by vertical segments form a block. Each block moves to the weighted median of
/// where its neighbours want it, as far as there is room; where a whole range is equally good, to
/// its middle. A node that joins several short edges also wants to be at the mean of their other
/// ends, so that parents stand in the middle of their children.
struct BlockStraightening {
    let graph: RowGraph
    let order: RowOrder
    let extents: ItemExtents
    private static let same = 1e-6

    /// Improves the places in at most `rounds` rounds.
    func improve(_ places: inout [Double], rounds: Int) {
        for round in 0..<rounds {
            // Now and then items move alone: that takes apart blocks that should not be.
            let takesApart = round % 4 == 3
            let blocks = takesApart ? singles() : alignedBlocks(places)
            var isMember = [Bool](repeating: false, count: places.count)
            var largest = 0.0
            for block in round % 2 == 0 ? blocks : blocks.reversed() {
                for item in block { isMember[item] = true }
                let move = bestMove(
                    of: block, isMember: isMember, places: places, onlyIfBetter: takesApart)
                for item in block {
                    isMember[item] = false
                    places[item] += move
                }
                largest = max(largest, abs(move))
            }
            if largest < 0.001 && round % 4 == 2 { return }
        }
    }

    private func singles() -> [[Int]] { order.rows.flatMap { $0.map { [$0] } } }

    private func alignedBlocks(_ places: [Double]) -> [[Int]] {
        var blocks: [[Int]] = []
        var seen = [Bool](repeating: false, count: places.count)
        for row in order.rows {
            for start in row where !seen[start] {
                seen[start] = true
                var block = [start]
                var head = 0
                while head < block.count {
                    let item = block[head]
                    head += 1
                    for segment in graph.segmentsAt[item] {
                        let (upper, lower, _) = graph.segments[segment]
                        let other = upper == item ? lower : upper
                        if !seen[other], abs(places[other] - places[item]) <= Self.same {
                            seen[other] = true
                            block.append(other)
                        }
                    }
                }
                blocks.append(block)
            }
        }
        return blocks
    }

    private func bestMove(
        of block: [Int], isMember: [Bool], places: [Double], onlyIfBetter: Bool
    ) -> Double {
        var wishes: [(move: Double, weight: Double)] = []
        var total = 0.0
        var (roomLeft, roomRight) = (Double.infinity, Double.infinity)
        for item in block {
            for segment in graph.segmentsAt[item] {
                let (upper, lower, weight) = graph.segments[segment]
                let other = upper == item ? lower : upper
                if isMember[other] { continue }
                wishes.append((places[other] - places[item], weight))
                total += weight
            }
            for wish in centerWishes(of: item, isMember: isMember, places: places) {
                wishes.append(wish)
                total += wish.weight
            }
            let row = order.rows[graph.row[item]]
            let position = order.position[item]
            if position > 0, !isMember[row[position - 1]] {
                let other = row[position - 1]
                let room = places[item] - places[other] - extents.separation(other, item)
                roomLeft = min(roomLeft, room)
            }
            if position + 1 < row.count, !isMember[row[position + 1]] {
                let other = row[position + 1]
                let room = places[other] - places[item] - extents.separation(item, other)
                roomRight = min(roomRight, room)
            }
        }
        if wishes.isEmpty { return 0 }
        wishes.sort { ($0.move, $0.weight) < ($1.move, $1.weight) }
        let (low, high) = medianRange(wishes, total: total)
        // What stands alone leaves its neighbours in line only for something better.
        let goal = onlyIfBetter ? min(max(0, low), high) : (low + high) / 2
        return max(-max(roomLeft, 0), min(max(roomRight, 0), goal))
    }

    /// The range of equally good moves; the wishes are sorted.
    private func medianRange(
        _ wishes: [(move: Double, weight: Double)], total: Double
    ) -> (Double, Double) {
        var sum = 0.0
        for (index, wish) in wishes.enumerated() {
            sum += wish.weight
            // Exactly half lies below: everything up to the next wish is equally good.
            if abs(sum * 2 - total) <= total * 1e-12, index + 1 < wishes.count {
                return (wish.move, wishes[index + 1].move)
            }
            if sum * 2 > total { return (wish.move, wish.move) }
        }
        return (0, 0)
    }

    /// The wishes of a node for the mean of its upper or lower neighbours, where there are several
    /// and all edges are short; each outweighs the neighbours on the other side.
    private func centerWishes(
        of item: Int, isMember: [Bool], places: [Double]
    ) -> [(move: Double, weight: Double)] {
        guard graph.items[item].isNode else { return [] }
        var sums = [0.0, 0.0]
        var weights = [0.0, 0.0]
        var counts = [0, 0]
        var allowed = [true, true]
        for segment in graph.segmentsAt[item] {
            let (upper, lower, weight) = graph.segments[segment]
            let side = lower == item ? 0 : 1
            let other = side == 0 ? upper : lower
            sums[side] += places[other]
            weights[side] += weight
            counts[side] += 1
            if isMember[other] || !graph.isShort[segment] { allowed[side] = false }
        }
        return [0, 1].compactMap { side in
            guard allowed[side], counts[side] > 1 else { return nil }
            let mean = sums[side] / Double(counts[side])
            return (mean - places[item], max(0.5, 1.25 * weights[1 - side]))
        }
    }
}
