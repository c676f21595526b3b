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

    /// The rows farther apart where lines between two of them would run flat: a line to a place
    /// `d` to the side gets `d / slope` of height, as long as no gap grows by more than `most`.
    func steepened(
        graph: RowGraph, places: [Double], ports: Ports, slope: Double, most: Double
    ) -> RowHeights {
        var extra = [Double](repeating: 0, count: top.count)
        for (edge, chain) in graph.chains.enumerated() {
            for (index, (above, below)) in zip(chain, chain.dropFirst()).enumerated() {
                let from = index == 0 ? ports.upper[edge] : places[above]
                let to = index + 2 == chain.count ? ports.lower[edge] : places[below]
                let row = graph.row[below]
                let lack = abs(from - to) / slope - (top[row] - bottom[row - 1])
                extra[row] = max(extra[row], min(lack, most))
            }
        }
        return spread(by: extra)
    }

    /// Each row farther from the one above by so much.
    func spread(by extra: [Double]) -> RowHeights {
        var result = self
        var moved = 0.0
        for row in top.indices {
            moved += extra[row]
            result.top[row] += moved
            result.bottom[row] += moved
        }
        return result
    }

    /// The distance of each row from the one above.
    var gaps: [Double] { top.indices.map { $0 == 0 ? 0 : top[$0] - bottom[$0 - 1] } }

    func middle(_ row: Int) -> Double { (top[row] + bottom[row]) / 2 }
}
