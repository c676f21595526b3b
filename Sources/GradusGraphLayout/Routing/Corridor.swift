/// The free space of a line in one row: between two heights it has to stay within two borders.
struct Corridor {
    var top: Double
    var bottom: Double
    var low: Double
    var high: Double
    /// A place between the borders, where the line may always pass.
    var center: Double
}

/// The borders of what may be drawn around an item's place.
struct Cells {
    let order: RowOrder
    let graph: RowGraph
    let extents: ItemExtents
    let places: [Double]

    /// The border to the left neighbour: half way to a line, close to a box.
    func low(_ item: Int) -> Double {
        let position = order.position[item]
        guard position > 0 else { return -Double.infinity }
        let other = order.rows[graph.row[item]][position - 1]
        let border = places[other] + extents.right[other]
        return border + margin(other, gap: places[item] - extents.left[item] - border)
    }

    /// The border to the right neighbour.
    func high(_ item: Int) -> Double {
        let row = order.rows[graph.row[item]]
        let position = order.position[item]
        guard position + 1 < row.count else { return Double.infinity }
        let other = row[position + 1]
        let border = places[other] - extents.left[other]
        return border - margin(other, gap: border - places[item] - extents.right[item])
    }

    private func margin(_ other: Int, gap: Double) -> Double {
        let free = max(gap, 0)
        return graph.items[other].isNode ? min(10, free) : free / 2 + min(3, free / 4)
    }
}
