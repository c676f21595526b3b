/// The neighbours of each item in its row, in flat arrays.
struct RowNeighbours {
    /// The item to the left; -1 where there is none.
    private(set) var left: [Int32]
    /// The item to the right; -1 where there is none.
    private(set) var right: [Int32]

    init(_ order: RowOrder) {
        left = [Int32](repeating: -1, count: order.position.count)
        right = left
        for row in order.rows {
            for place in row.indices.dropFirst() {
                left[row[place]] = Int32(row[place - 1])
                right[row[place - 1]] = Int32(row[place])
            }
        }
    }
}
