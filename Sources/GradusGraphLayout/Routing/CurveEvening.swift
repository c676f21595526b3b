/// Makes the lines between neighbouring rows of nodes one even curve where nothing stands in the
/// way.
///
/// A corridor ends half way to the next line, since that one may come as near. Once all lines are
/// known, one that had to bend for such a border is tried again without it.
struct CurveEvening {
    let graph: RowGraph
    let order: RowOrder
    let heights: RowHeights
    let laneHalves: [Double]
    let edges: [LayoutEdge]
    let sides: [LabelSide]
    let fences: FrameFences?

    /// The least distance from another line or label, in points.
    private static let clearance = 10.0

    /// Replaces the curve of an edge that passes one row only, if the even one stays clear of
    /// what stands beside it in that row and, where its own boxes are lower than their rows, of
    /// what stands beside those.
    func even(
        _ edge: Int, corridors: [Corridor], among curves: inout [MonotoneCurve?]
    ) {
        let chain = graph.chains[edge]
        guard chain.count == 3, let curve = curves[edge], curve.knots.count > 2,
            let first = curve.knots.first, let last = curve.knots.last
        else { return }
        let even = MonotoneCurve(knots: [first, last])
        var cursor = 0
        for corridor in [corridors[0], corridors[2]] {
            let (low, high) = even.range(
                from: corridor.top, to: corridor.bottom, index: &cursor)
            if low < corridor.low || high > corridor.high { return }
        }
        let item = chain[1]
        if let fences {
            var free = corridors[1]
            (free.low, free.high) = (-Double.infinity, Double.infinity)
            fences.fence(
                &free, of: item, lane: laneHalves[edge], isFirst: false, isLast: false)
            var index = 0
            let (low, high) = even.range(from: free.top, to: free.bottom, index: &index)
            if low < free.low || high > free.high { return }
        }
        let row = order.rows[graph.row[item]]
        let position = order.position[item]
        let own = span(of: edge, along: even, item)
        for other in [position - 1, position + 1] where row.indices.contains(other) {
            guard let passing = passingEdge(row[other]), let line = curves[passing] else { return }
            let beside = span(of: passing, along: line, row[other])
            let isClear = zip(own, beside).allSatisfy { mine, its in
                other < position
                    ? its.high + Self.clearance <= mine.low
                    : mine.high + Self.clearance <= its.low
            }
            guard isClear else { return }
        }
        curves[edge] = even
    }

    /// The edge whose line passes the row in an item; nil for a node.
    private func passingEdge(_ item: Int) -> Int? {
        switch graph.items[item] {
        case .label(let edge), .dummy(let edge): edge
        case .node: nil
        }
    }

    /// What a line with its lanes and its label takes of a row, from its top to its bottom.
    private func span(
        of edge: Int, along curve: MonotoneCurve, _ item: Int
    ) -> [(low: Double, high: Double)] {
        let row = graph.row[item]
        let (top, bottom) = (heights.top[row], heights.bottom[row])
        let steps = 16
        var index = 0
        var (least, most) = (Double.infinity, -Double.infinity)
        var spans = (0...steps).map { step -> (low: Double, high: Double) in
            let x = curve.x(
                at: top + (bottom - top) * Double(step) / Double(steps), from: &index)
            (least, most) = (min(least, x), max(most, x))
            return (x - laneHalves[edge], x + laneHalves[edge])
        }
        guard case .label = graph.items[item], let label = edges[edge].label else { return spans }
        let reach = laneHalves[edge] + labelClearance + label.width
        for step in spans.indices {
            if sides[edge] == .left {
                spans[step].low = min(spans[step].low, least - reach)
            } else {
                spans[step].high = max(spans[step].high, most + reach)
            }
        }
        return spans
    }
}
