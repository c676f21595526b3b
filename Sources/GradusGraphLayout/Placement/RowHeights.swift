/// The vertical extent of each row.
struct RowHeights {
    private(set) var top: [Double] = []
    private(set) var bottom: [Double] = []

    /// Puts rows of the given heights below one another; `isLabelRow` rows need half the distance
    /// on both sides.
    init(heights: [Double], isLabelRow: [Bool], layerSpacing: Double) {
        var y = 0.0
        for row in heights.indices {
            if row > 0 {
                y += isLabelRow[row] || isLabelRow[row - 1] ? layerSpacing / 2 : layerSpacing
            }
            top.append(y)
            y += heights[row]
            bottom.append(y)
        }
    }

    func middle(_ row: Int) -> Double { (top[row] + bottom[row]) / 2 }
}
