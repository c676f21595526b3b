/// Lowers the number of crossings by moving whole lines (global sifting: Bachmaier, Brandenburg,
/// Brunner, Hübner 2010).
///
/// A node is a block, and so are all places that one edge passes: they move together. One sequence
/// of all blocks gives the order of every row, so that long lines do not wind round one another.
/// A block is moved to the best place of the sequence; as only what its ends are joined to matters,
/// passing another block costs a look at their ends.
struct BlockSifting {
    /// The blocks that a block is joined to on one side, flat and sorted by their places.
    private struct Side {
        let starts: UnsafeMutablePointer<Int32>
        let blocks: UnsafeMutablePointer<Int32>
        /// How many more of a block's neighbours stand left than right of it.
        let lean: UnsafeMutablePointer<Int32>

        func range(_ block: Int32) -> Range<Int> {
            Int(starts[Int(block)])..<Int(starts[Int(block) + 1])
        }
    }

    private let storage: NumberStorage
    private let graph: RowGraph
    /// How many blocks there are.
    let count: Int
    /// The work done so far, in looks at a block or neighbour.
    private(set) var work = 0
    /// The first item of each block; those of further rows follow it.
    private let firstItem: UnsafeMutablePointer<Int32>
    /// The first and the last row of each block.
    private let top: UnsafeMutablePointer<Int32>
    private let bottom: UnsafeMutablePointer<Int32>
    /// The blocks from left to right, and the place of each.
    private let sequence: UnsafeMutablePointer<Int32>
    private let place: UnsafeMutablePointer<Int32>
    /// Whether each block or something that it is joined to has moved since it was sifted (1).
    private let isStale: UnsafeMutablePointer<Int32>
    private let above: Side
    private let below: Side
    private let rows: BlockRows

    /// How many blocks a graph has.
    static func count(of graph: RowGraph) -> Int {
        graph.chains.reduce(graph.nodeCount) { $0 + ($1.count > 2 ? 1 : 0) }
    }

    /// Makes the blocks of a graph in which no two edges share what they pass.
    init(_ graph: RowGraph) {
        precondition(!graph.sharesTrunks)
        self.graph = graph
        var blockOf = [Int32](repeating: -1, count: graph.items.count)
        var first: [Int32] = []
        var last: [Int32] = []
        for node in 0..<graph.nodeCount {
            blockOf[node] = Int32(first.count)
            first.append(Int32(node))
            last.append(Int32(node))
        }
        for chain in graph.chains where chain.count > 2 {
            for item in chain.dropFirst().dropLast() { blockOf[item] = Int32(first.count) }
            first.append(Int32(chain[1]))
            last.append(Int32(chain[chain.count - 2]))
        }
        count = first.count
        let upDegrees = last.indices.reduce(0) { $0 + graph.up.degree(Int(first[$1])) }
        let downDegrees = last.indices.reduce(0) { $0 + graph.down.degree(Int(last[$1])) }
        storage = NumberStorage(count: 10 * count + 2 + upDegrees + downDegrees)
        var free = storage.numbers
        func take(_ count: Int) -> UnsafeMutablePointer<Int32> {
            defer { free += count }
            return free
        }
        (firstItem, top, bottom) = (take(count), take(count), take(count))
        (sequence, place, isStale) = (take(count), take(count), take(count))
        above = Side(starts: take(count + 1), blocks: take(upDegrees), lean: take(count))
        below = Side(starts: take(count + 1), blocks: take(downDegrees), lean: take(count))
        for block in 0..<count {
            firstItem[block] = first[block]
            top[block] = Int32(graph.row[Int(first[block])])
            bottom[block] = Int32(graph.row[Int(last[block])])
            var next = Int(above.starts[block])
            for item in graph.up[Int(first[block])] {
                above.blocks[next] = blockOf[item]
                next += 1
            }
            above.starts[block + 1] = Int32(next)
            next = Int(below.starts[block])
            for item in graph.down[Int(last[block])] {
                below.blocks[next] = blockOf[item]
                next += 1
            }
            below.starts[block + 1] = Int32(next)
        }
        rows = BlockRows(graph: graph, blockOf: blockOf, top: top, bottom: bottom, count: count)
        set((0..<Int32(count)).map { $0 })
    }

    // MARK: Sequences

    /// Puts the blocks in a sequence near an order of the items in rows.
    mutating func set(position: UnsafeMutablePointer<Int32>, rowStarts: [Int32]) {
        var keys = [Double](repeating: 0, count: count)
        for block in 0..<count {
            var sum = 0.0
            for row in Int(top[block])...Int(bottom[block]) {
                let item = Int(firstItem[block]) + row - Int(top[block])
                sum += (Double(position[item]) + 0.5) / Double(rowStarts[row + 1] - rowStarts[row])
            }
            keys[block] = sum / Double(bottom[block] - top[block] + 1)
        }
        set((0..<Int32(count)).sorted { (keys[Int($0)], $0) < (keys[Int($1)], $1) })
    }

    /// Puts the blocks in a given sequence.
    mutating func set(_ new: [Int32]) {
        for (index, block) in new.enumerated() {
            sequence[index] = block
            place[Int(block)] = Int32(index)
        }
        for block in 0..<Int32(count) {
            sort(above, block)
            sort(below, block)
            measure(above, block)
            measure(below, block)
            isStale[Int(block)] = 1
        }
        work += 4 * count
    }

    /// A copy of the sequence.
    func snapshot() -> [Int32] { Array(UnsafeBufferPointer(start: sequence, count: count)) }

    /// The items of all rows in the order of the sequence.
    func order(rowStarts: [Int32]) -> [Int32] {
        var next = rowStarts
        var order = [Int32](repeating: 0, count: Int(rowStarts.last ?? 0))
        for index in 0..<count {
            let block = Int(sequence[index])
            for row in Int(top[block])...Int(bottom[block]) {
                order[Int(next[row])] = firstItem[block] + Int32(row) - top[block]
                next[row] += 1
            }
        }
        return order
    }

    /// Moves some blocks to places at random; only what that touches is sifted next.
    mutating func disturb(moves: Int, seed: UInt64) {
        guard count > 1 else { return }
        for block in 0..<count { isStale[block] = 0 }
        var random = SeededRandom(seed: seed)
        for _ in 0..<moves {
            let own = random.below(count)
            let goal = random.below(count)
            if own != goal { move(sequence[own], from: own, to: goal) }
        }
        work += moves * count / 2
    }

    private func sort(_ side: Side, _ block: Int32) {
        let range = side.range(block)
        guard range.count > 1 else { return }
        if range.count > 24 {
            let place = self.place
            var run = UnsafeMutableBufferPointer(
                start: side.blocks + range.lowerBound, count: range.count)
            run.sort { place[Int($0)] < place[Int($1)] }
            return
        }
        for index in (range.lowerBound + 1)..<range.upperBound {
            let value = side.blocks[index]
            let key = place[Int(value)]
            var free = index
            while free > range.lowerBound, place[Int(side.blocks[free - 1])] > key {
                side.blocks[free] = side.blocks[free - 1]
                free -= 1
            }
            side.blocks[free] = value
        }
    }

    private func measure(_ side: Side, _ block: Int32) {
        side.lean[Int(block)] = Int32(lean(side, block, from: place[Int(block)]))
    }

    /// How many more of a block's neighbours stand left than right of a place.
    @inline(__always)
    private func lean(_ side: Side, _ block: Int32, from limit: Int32) -> Int {
        var sum = 0
        for index in side.range(block) { sum += place[Int(side.blocks[index])] < limit ? 1 : -1 }
        return sum
    }

    // MARK: Sifting

    /// Moves every block to its best place, again and again, until a round gains nothing.
    mutating func sift(rounds: Int, workLimit: Int) {
        for round in 0..<rounds {
            var gained = 0
            for step in 0..<Int32(count) {
                let block = round % 2 == 0 ? step : Int32(count) - 1 - step
                if isStale[Int(block)] == 0 { continue }
                isStale[Int(block)] = 0
                gained += sift(block, takesEqual: round % 3 == 1)
                if work > workLimit { return }
            }
            if gained == 0 { return }
        }
    }

    private mutating func sift(_ block: Int32, takesEqual: Bool) -> Int {
        work += count
        let own = Int(place[Int(block)])
        let (best, gained) =
            rows.beside(block, place: place).map { beside in
                bestPlace(of: block, own: own, beside: beside, takesEqual: takesEqual)
            } ?? bestPlace(of: block, own: own, takesEqual: takesEqual)
        if best != own { move(block, from: own, to: best) }
        return gained
    }

    /// The best place of a block and the crossings saved there, sought at all places.
    private mutating func bestPlace(
        of block: Int32, own: Int, takesEqual: Bool
    ) -> (place: Int, gain: Int) {
        var (best, bestGain, sum) = (own, 0, 0)
        var next = own - 1
        while next >= 0 {
            // Passing to the left turns the gain round.
            sum -= gain(block, sequence[next])
            if sum > bestGain || (takesEqual && sum == bestGain) { (best, bestGain) = (next, sum) }
            next -= 1
        }
        sum = 0
        next = own + 1
        while next < count {
            sum += gain(block, sequence[next])
            if sum > bestGain { (best, bestGain) = (next, sum) }
            next += 1
        }
        return (best, bestGain)
    }

    /// The same where few blocks have rows in common with it: `beside`, itself among them, in the
    /// order of the sequence. Passing the others neither saves nor costs anything.
    private mutating func bestPlace(
        of block: Int32, own: Int, beside: UnsafeMutableBufferPointer<Int32>, takesEqual: Bool
    ) -> (place: Int, gain: Int) {
        var index = 0
        while beside[index] != block { index += 1 }
        let middle = index
        var (best, bestGain, sum) = (own, 0, 0)
        // Past `beside[index]` all is the same as far as right of the one before it.
        while true {
            if sum > bestGain || (takesEqual && sum == bestGain) {
                bestGain = sum
                best =
                    takesEqual
                    ? (index > 0 ? Int(place[Int(beside[index - 1])]) + 1 : 0)
                    : Int(place[Int(beside[index])])
            }
            index -= 1
            if index < 0 { break }
            sum -= gain(block, beside[index])
        }
        sum = 0
        for index in (middle + 1)..<max(middle + 1, beside.count) {
            sum += gain(block, beside[index])
            if sum > bestGain { (best, bestGain) = (Int(place[Int(beside[index])]), sum) }
        }
        return (best, bestGain)
    }

    /// The crossings saved when `block` passes `other` from left to right.
    @inline(__always)
    private mutating func gain(_ block: Int32, _ other: Int32) -> Int {
        let (a, b) = (Int(block), Int(other))
        if bottom[a] < top[b] || bottom[b] < top[a] { return 0 }
        return gain(above, block, other, Int(top[b]) - Int(top[a]))
            + gain(below, block, other, Int(bottom[a]) - Int(bottom[b]))
    }

    /// The part of it on one side; `ahead` tells by how many rows `block` reaches farther there.
    @inline(__always)
    private mutating func gain(
        _ side: Side, _ block: Int32, _ other: Int32, _ ahead: Int
    ) -> Int {
        work += 1
        // Where one block goes on, its line runs straight past the end of the other.
        if ahead > 0 { return Int(side.lean[Int(other)]) }
        if ahead < 0 {
            work += side.range(block).count
            return -lean(side, block, from: place[Int(other)])
        }
        let (a, b) = (side.range(block), side.range(other))
        if a.isEmpty || b.isEmpty { return 0 }
        work += a.count + b.count
        var sum = 0
        var (left, upTo) = (b.lowerBound, b.lowerBound)
        for index in a {
            let end = place[Int(side.blocks[index])]
            while left < b.upperBound, place[Int(side.blocks[left])] < end { left += 1 }
            upTo = max(upTo, left)
            while upTo < b.upperBound, place[Int(side.blocks[upTo])] <= end { upTo += 1 }
            sum += (left - b.lowerBound) - (b.upperBound - upTo)
        }
        return sum
    }

    private mutating func move(_ block: Int32, from own: Int, to goal: Int) {
        let step = goal > own ? 1 : -1
        var index = own
        while index != goal {
            sequence[index] = sequence[index + step]
            place[Int(sequence[index])] = Int32(index)
            index += step
        }
        sequence[goal] = block
        place[Int(block)] = Int32(goal)
        isStale[Int(block)] = 1
        for index in above.range(block) {
            isStale[Int(above.blocks[index])] = 1
            sort(below, above.blocks[index])
            measure(below, above.blocks[index])
        }
        for index in below.range(block) {
            isStale[Int(below.blocks[index])] = 1
            sort(above, below.blocks[index])
            measure(above, below.blocks[index])
        }
        measure(above, block)
        measure(below, block)
    }
}
