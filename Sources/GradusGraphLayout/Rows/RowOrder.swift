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

}
