/// The items of each row from left to right.
struct RowOrder {
    var rows: [[Int]]
    /// The place of each item in its row.
    var position: [Int]

    init(rows: [[Int]], itemCount: Int) {
        self.rows = rows
        position = [Int](repeating: 0, count: itemCount)
        for row in rows {
            for (place, item) in row.enumerated() { position[item] = place }
        }
    }

    /// Gives a row a new order.
    mutating func set(_ row: Int, to items: [Int]) {
        rows[row] = items
        for (place, item) in items.enumerated() { position[item] = place }
    }

    /// Exchanges an item with its right neighbour.
    mutating func swap(_ row: Int, at place: Int) {
        rows[row].swapAt(place, place + 1)
        position[rows[row][place]] = place
        position[rows[row][place + 1]] = place + 1
    }
}
