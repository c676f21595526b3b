/// Which blocks have rows in common: only those can cross one another.
struct BlockRows {
    private let storage: NumberStorage
    private let count: Int
    private let top: UnsafeMutablePointer<Int32>
    private let bottom: UnsafeMutablePointer<Int32>
    /// The blocks in each row, in the order in which they stood when they were last looked at:
    /// `inRow[rowStarts[row]..<rowStarts[row + 1]]`.
    private let inRow: UnsafeMutablePointer<Int32>
    private let rowStarts: UnsafeMutablePointer<Int32>
    /// The blocks by their first rows, and where those of each row begin.
    private let byTop: UnsafeMutablePointer<Int32>
    private let topStarts: UnsafeMutablePointer<Int32>
    private let found: UnsafeMutablePointer<Int32>

    /// Where more than a part of all blocks stand beside a block, all are as fast to look at.
    private static let part = 6

    /// `blockOf` has the block of each item, `top` and `bottom` the first and last row of each.
    init(
        graph: RowGraph, blockOf: [Int32], top: UnsafeMutablePointer<Int32>,
        bottom: UnsafeMutablePointer<Int32>, count: Int
    ) {
        (self.count, self.top, self.bottom) = (count, top, bottom)
        let (items, rows) = (blockOf.count, graph.rowCount)
        storage = NumberStorage(count: items + 2 * count + 2 * (rows + 1))
        inRow = storage.numbers
        byTop = inRow + items
        found = byTop + count
        rowStarts = found + count
        topStarts = rowStarts + rows + 1
        for row in graph.row { rowStarts[row + 1] += 1 }
        for block in 0..<count { topStarts[Int(top[block]) + 1] += 1 }
        for row in 0..<rows {
            rowStarts[row + 1] += rowStarts[row]
            topStarts[row + 1] += topStarts[row]
        }
        var next = (0..<rows).map { rowStarts[$0] }
        for (item, row) in graph.row.enumerated() {
            inRow[Int(next[row])] = blockOf[item]
            next[row] += 1
        }
        next = (0..<rows).map { topStarts[$0] }
        for block in 0..<count {
            let row = Int(top[block])
            byTop[Int(next[row])] = Int32(block)
            next[row] += 1
        }
    }

    /// The blocks that have rows in common with a block, itself among them, in the order of their
    /// places; nil where they are not few. They are valid until the next call.
    func beside(
        _ block: Int32, place: UnsafeMutablePointer<Int32>
    ) -> UnsafeMutableBufferPointer<Int32>? {
        let (first, last) = (Int(top[Int(block)]), Int(bottom[Int(block)]))
        let start = Int(rowStarts[first])
        let reaching = Int(rowStarts[first + 1]) - start
        let (further, end) = (Int(topStarts[first + 1]), Int(topStarts[last + 1]))
        let total = reaching + end - further
        guard total * Self.part < count else { return nil }
        if further == end {
            // It stays in order but for what has moved since.
            let list = UnsafeMutableBufferPointer(start: inRow + start, count: reaching)
            sort(list, by: place)
            return list
        }
        found.update(from: inRow + start, count: reaching)
        (found + reaching).update(from: byTop + further, count: end - further)
        let list = UnsafeMutableBufferPointer(start: found, count: total)
        if total > 24 {
            var sorted = list
            sorted.sort { place[Int($0)] < place[Int($1)] }
        } else {
            sort(list, by: place)
        }
        return list
    }

    @inline(__always)
    private func sort(
        _ list: UnsafeMutableBufferPointer<Int32>, by place: UnsafeMutablePointer<Int32>
    ) {
        for index in 1..<max(1, list.count) {
            let block = list[index]
            let key = place[Int(block)]
            var free = index
            while free > 0, place[Int(list[free - 1])] > key {
                list[free] = list[free - 1]
                free -= 1
            }
            list[free] = block
        }
    }
}
