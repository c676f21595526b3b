/// Shortens the lines of a placement without changing any order.
///
/// Items joined by vertical segments form a block. Each block moves to the weighted median of
/// where its neighbours want it, as far as there is room; where a whole range is equally good, to
/// its nearer end. A node that joins several short edges also wants to be at the mean of their other
/// ends, so that parents stand in the middle of their children.
struct BlockStraightening {
    let graph: RowGraph
    let order: RowOrder
    let extents: ItemExtents
    /// Whether boxes stand in the middle of a range that is equally good (a symmetric picture)
    /// instead of at its nearer end (straighter lines).
    var isBalanced = false
    private static let same = 1e-6

    private struct Wish {
        var move: Double
        var weight: Double
    }

    /// Blocks one after the other: the items of block `b` are `items[starts[b]..<starts[b + 1]]`.
    private struct Blocks {
        var items: [Int32] = []
        var starts: [Int32] = [0]
    }

    /// What moves as one.
    private enum Grouping: Int, CaseIterable {
        /// Items in line, with what hangs on them wherever it stands.
        case withPendants
        /// Items in line.
        case aligned
        /// Every item by itself: that takes apart groups that should not be.
        case singles
    }

    /// Improves the places in at most `rounds` rounds.
    func improve(_ places: inout [Double], rounds: Int) {
        let count = places.count
        let rows = RowNeighbours(order)
        var block = [Int32](repeating: -1, count: count)
        // What may still gain: moved itself, or something beside it did.
        // One bit for each grouping.
        var stale = [UInt8](repeating: 0xFF, count: count)
        let pendants = PendantItems(graph)
        var wishes: [Wish] = []
        for round in 0..<rounds {
            let grouping: Grouping =
                round % 4 == 3
                ? .singles : round % 2 == 1 || isBalanced ? .aligned : .withPendants
            let mode: UInt8 = 1 << UInt8(grouping.rawValue)
            let takesApart = grouping == .singles
            let blocks =
                takesApart
                ? singles()
                : alignedBlocks(places, pendants: grouping == .withPendants ? pendants : nil)
            for number in 0..<(blocks.starts.count - 1) {
                for place in Int(blocks.starts[number])..<Int(blocks.starts[number + 1]) {
                    block[Int(blocks.items[place])] = Int32(number)
                }
            }
            var largest = 0.0
            for step in 0..<(blocks.starts.count - 1) {
                let number = round % 2 == 0 ? step : blocks.starts.count - 2 - step
                let range = Int(blocks.starts[number])..<Int(blocks.starts[number + 1])
                var isStaleBlock = false
                for place in range where stale[Int(blocks.items[place])] & mode != 0 {
                    isStaleBlock = true
                    stale[Int(blocks.items[place])] &= ~mode
                }
                guard isStaleBlock else { continue }
                let move = bestMove(
                    blocks.items, range, block: block, number: Int32(number), rows: rows,
                    places: places, onlyIfBetter: takesApart, wishes: &wishes)
                if abs(move) <= 1e-9 { continue }
                largest = max(largest, abs(move))
                for place in range {
                    let item = Int(blocks.items[place])
                    places[item] += move
                    touch(item, rows: rows, stale: &stale)
                }
            }
            if largest < 0.001 && round % 4 == 2 { return }
        }
    }

    private func touch(_ item: Int, rows: RowNeighbours, stale: inout [UInt8]) {
        stale[item] = 0xFF
        if rows.left[item] >= 0 { stale[Int(rows.left[item])] = 0xFF }
        if rows.right[item] >= 0 { stale[Int(rows.right[item])] = 0xFF }
        for index in graph.up.range(item) { stale[Int(graph.up.items[index])] = 0xFF }
        for index in graph.down.range(item) { stale[Int(graph.down.items[index])] = 0xFF }
    }

    private func singles() -> Blocks {
        var blocks = Blocks()
        for row in order.rows {
            for item in row {
                blocks.items.append(Int32(item))
                blocks.starts.append(Int32(blocks.items.count))
            }
        }
        return blocks
    }

    private func alignedBlocks(_ places: [Double], pendants: PendantItems?) -> Blocks {
        var blocks = Blocks()
        blocks.items.reserveCapacity(places.count)
        var isSeen = [Bool](repeating: false, count: places.count)
        let holder = pendants?.holder
        for row in order.rows {
            for start in row where !isSeen[start] {
                isSeen[start] = true
                var head = blocks.items.count
                blocks.items.append(Int32(start))
                while head < blocks.items.count {
                    let item = Int(blocks.items[head])
                    head += 1
                    func join(_ other: Int) {
                        if isSeen[other] { return }
                        guard
                            abs(places[other] - places[item]) <= Self.same
                                || (holder.map {
                                    $0[other] == Int32(item) || $0[item] == Int32(other)
                                } ?? false)
                        else { return }
                        isSeen[other] = true
                        blocks.items.append(Int32(other))
                    }
                    for index in graph.up.range(item) { join(Int(graph.up.items[index])) }
                    for index in graph.down.range(item) { join(Int(graph.down.items[index])) }
                }
                blocks.starts.append(Int32(blocks.items.count))
            }
        }
        return blocks
    }

    private func bestMove(
        _ items: [Int32], _ range: Range<Int>, block: [Int32], number: Int32, rows: RowNeighbours,
        places: [Double], onlyIfBetter: Bool, wishes: inout [Wish]
    ) -> Double {
        wishes.removeAll(keepingCapacity: true)
        var total = 0.0
        var (roomLeft, roomRight) = (Double.infinity, Double.infinity)
        for index in range {
            let item = Int(items[index])
            let place = places[item]
            for index in graph.up.range(item) {
                let other = Int(graph.up.items[index])
                if block[other] == number { continue }
                let weight = graph.segments[Int(graph.segmentsUp.items[index])].weight
                wishes.append(Wish(move: places[other] - place, weight: weight))
                total += weight
            }
            for index in graph.down.range(item) {
                let other = Int(graph.down.items[index])
                if block[other] == number { continue }
                let weight = graph.segments[Int(graph.segmentsDown.items[index])].weight
                wishes.append(Wish(move: places[other] - place, weight: weight))
                total += weight
            }
            for side in 0..<(item < graph.nodeCount ? 2 : 0) {
                guard let wish = centerWish(of: item, side: side, block, number, places) else {
                    continue
                }
                wishes.append(wish)
                total += wish.weight
            }
            let (left, right) = (Int(rows.left[item]), Int(rows.right[item]))
            if left >= 0, block[left] != number {
                roomLeft = min(roomLeft, place - places[left] - extents.separation(left, item))
            }
            if right >= 0, block[right] != number {
                roomRight = min(roomRight, places[right] - place - extents.separation(item, right))
            }
        }
        if wishes.isEmpty { return 0 }
        if wishes.count == 2 {
            if wishes[1].move < wishes[0].move { wishes.swapAt(0, 1) }
        } else if wishes.count > 2 {
            wishes.sort { $0.move < $1.move || ($0.move == $1.move && $0.weight < $1.weight) }
        }
        let (low, high) = medianRange(wishes, total: total)
        // What stands alone leaves its neighbours in line only for something better. Where a whole
        // range is equally good, the middle makes a line even, and for a box the nearer end makes
        // one more line straight.
        let goal: Double
        if onlyIfBetter {
            goal = min(max(0, low), high)
        } else if isBalanced
            || (range.count == 1 && Int(items[range.lowerBound]) >= graph.nodeCount)
        {
            goal = (low + high) / 2
        } else {
            goal = abs(low) <= abs(high) ? low : high
        }
        return max(-max(roomLeft, 0), min(max(roomRight, 0), goal))
    }

    /// The range of equally good moves; the wishes are sorted.
    private func medianRange(_ wishes: [Wish], total: Double) -> (Double, Double) {
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

    /// The wish of a node for the mean of its upper or lower neighbours, where there are several
    /// and all edges are short; it outweighs the neighbours on the other side.
    private func centerWish(
        of item: Int, side: Int, _ block: [Int32], _ number: Int32, _ places: [Double]
    ) -> Wish? {
        guard item < graph.nodeCount else { return nil }
        let neighbours = side == 0 ? graph.up : graph.down
        let range = neighbours.range(item)
        guard range.count > 1 else { return nil }
        let segments = side == 0 ? graph.segmentsUp : graph.segmentsDown
        var sum = 0.0
        for index in range {
            let other = Int(neighbours.items[index])
            if block[other] == number || !graph.isShort[Int(segments.items[index])] { return nil }
            sum += places[other]
        }
        let across = side == 0 ? graph.segmentsDown : graph.segmentsUp
        var opposite = 0.0
        for index in across.range(item) {
            opposite += graph.segments[Int(across.items[index])].weight
        }
        return Wish(
            move: sum / Double(range.count) - places[item], weight: max(0.5, 1.25 * opposite))
    }
}
