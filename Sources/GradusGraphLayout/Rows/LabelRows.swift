/// How layers of nodes and rows of labels follow one another from top to bottom.
///
/// Labels stand in rows of their own between two layers, and only where there are any.
struct RowPlan {
    /// The row of each layer.
    var rowOfLayer: [Int]
    /// The row of labels below each layer; -1 where there is none.
    var labelRowBelow: [Int]
    /// The layer below which each edge has its label; -1 for edges without one.
    var labelLayer: [Int]
    var rowCount: Int

    /// Puts each label near the middle of its edge, in a row that is there anyway if possible; where
    /// edges share trunks, above the edge's lower end, where it is by itself.
    init(layerCount: Int, layers: [Int], edges: [LayoutEdge], sharesTrunks: Bool = false) {
        var hasRow = [Bool](repeating: false, count: layerCount)
        labelLayer = [Int](repeating: -1, count: edges.count)
        var long: [Int] = []
        for (index, edge) in edges.enumerated() where edge.label != nil && edge.from != edge.to {
            let upper = min(layers[edge.from], layers[edge.to])
            if abs(layers[edge.from] - layers[edge.to]) == 1 {
                labelLayer[index] = upper
                hasRow[upper] = true
            } else {
                long.append(index)
            }
        }
        for index in long {
            let upper = min(layers[edges[index].from], layers[edges[index].to])
            let lower = max(layers[edges[index].from], layers[edges[index].to])
            let middle = sharesTrunks ? lower - 1 : (upper + lower - 1) / 2
            var chosen = middle
            for distance in 0..<max(1, min(lower - upper, 4)) {
                let candidates = [middle - distance, middle + distance]
                if let found = candidates.first(where: {
                    $0 >= upper && $0 < lower && hasRow[$0]
                }) {
                    chosen = found
                    break
                }
            }
            labelLayer[index] = chosen
            hasRow[chosen] = true
        }
        rowOfLayer = []
        labelRowBelow = []
        rowCount = 0
        for layer in 0..<layerCount {
            rowOfLayer.append(rowCount)
            rowCount += 1
            labelRowBelow.append(hasRow[layer] ? rowCount : -1)
            if hasRow[layer] { rowCount += 1 }
        }
    }
}
