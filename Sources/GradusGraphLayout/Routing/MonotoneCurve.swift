/// A smooth line that runs downwards: x as a piecewise cubic function of y, without overshooting
/// between its knots (Fritsch, Butland 1984).
struct MonotoneCurve {
    /// A place that the line passes; the line is vertical at the first and the last.
    struct Knot {
        var y: Double
        var x: Double
    }

    let knots: [Knot]
    let slopes: [Double]

    /// Makes the line through knots with growing y.
    init(knots: [Knot]) {
        self.knots = knots
        var slopes = [Double](repeating: 0, count: knots.count)
        for index in knots.indices.dropFirst().dropLast() {
            let (h0, h1) = (
                knots[index].y - knots[index - 1].y, knots[index + 1].y - knots[index].y
            )
            guard h0 > 0, h1 > 0 else { continue }
            let before = (knots[index].x - knots[index - 1].x) / h0
            let after = (knots[index + 1].x - knots[index].x) / h1
            guard before * after > 0 else { continue }
            let alpha = (h0 + 2 * h1) / (3 * (h0 + h1))
            slopes[index] = before * after / (alpha * after + (1 - alpha) * before)
        }
        self.slopes = slopes
    }

    /// The x of the line at a height; `from` is a knot at or above it, moved down to the last one.
    func x(at y: Double, from index: inout Int) -> Double {
        while index + 2 < knots.count && knots[index + 1].y <= y { index += 1 }
        let (a, b) = (knots[index], knots[index + 1])
        let height = b.y - a.y
        if height <= 0 || y <= a.y { return a.x }
        if y >= b.y { return b.x }
        let t = (y - a.y) / height
        let (m0, m1) = (slopes[index] * height, slopes[index + 1] * height)
        let (t2, t3) = (t * t, t * t * t)
        return a.x * (2 * t3 - 3 * t2 + 1) + m0 * (t3 - 2 * t2 + t) + b.x * (3 * t2 - 2 * t3)
            + m1 * (t3 - t2)
    }

    /// The least and the greatest x between two heights; `index` as above.
    func range(from top: Double, to bottom: Double, index: inout Int) -> (low: Double, high: Double)
    {
        let first = x(at: top, from: &index)
        var (low, high) = (first, first)
        var cursor = index
        let last = x(at: bottom, from: &cursor)
        (low, high) = (min(low, last), max(high, last))
        // Between knots the line is monotone, so that its extremes are at knots.
        if index < cursor {
            for knot in (index + 1)...cursor where knots[knot].y <= bottom {
                (low, high) = (min(low, knots[knot].x), max(high, knots[knot].x))
            }
        }
        return (low, high)
    }

    /// The line moved sideways, as Bézier curves; its ends are kept within the given borders.
    func bezier(
        moved dx: Double, start: ClosedRange<Double>, end: ClosedRange<Double>
    ) -> [LayoutPoint] {
        guard let first = knots.first else { return [] }
        let last = knots.count - 1
        func endX(_ index: Int) -> Double {
            let x = knots[index].x + dx
            if index == 0 { return min(max(x, start.lowerBound), start.upperBound) }
            if index == last { return min(max(x, end.lowerBound), end.upperBound) }
            return x
        }
        var points = [LayoutPoint(x: endX(0), y: first.y)]
        for index in knots.indices.dropFirst() {
            let (a, b) = (knots[index - 1], knots[index])
            let third = (b.y - a.y) / 3
            points.append(
                LayoutPoint(x: endX(index - 1) + slopes[index - 1] * third, y: a.y + third))
            points.append(LayoutPoint(x: endX(index) - slopes[index] * third, y: b.y - third))
            points.append(LayoutPoint(x: endX(index), y: b.y))
        }
        return points
    }
}
