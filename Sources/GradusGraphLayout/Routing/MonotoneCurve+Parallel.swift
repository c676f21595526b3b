extension MonotoneCurve {
    /// The line that runs beside this one at the distance `d` (at its right where `d` is
    /// positive), slanted pieces included, as Bézier curves; its ends are kept within the given
    /// borders. Nil where the line turns so sharply that none runs beside it.
    ///
    /// The legs of each piece's control polygon are moved along their normals (Tiller, Hanson
    /// 1984). The ends are vertical, so that the moved line begins and ends at the same heights.
    func parallel(
        at d: Double, start: ClosedRange<Double>, end: ClosedRange<Double>
    ) -> [LayoutPoint]? {
        let last = knots.count - 1
        let moved = knots.indices.map { index -> LayoutPoint in
            let length = (1 + slopes[index] * slopes[index]).squareRoot()
            let x = knots[index].x + d / length
            let borders = index == 0 ? start : index == last ? end : nil
            return LayoutPoint(
                x: borders.map { min(max(x, $0.lowerBound), $0.upperBound) } ?? x,
                y: knots[index].y - d * slopes[index] / length)
        }
        guard let first = moved.first else { return nil }
        var points = [first]
        for index in knots.indices.dropFirst() {
            let (a, b) = (knots[index - 1], knots[index])
            let third = (b.y - a.y) / 3
            let before = LayoutPoint(x: a.x + slopes[index - 1] * third, y: a.y + third)
            let after = LayoutPoint(x: b.x - slopes[index] * third, y: b.y - third)
            let leg = Leg(from: before, to: after, movedBy: d)
            let top = moved[index - 1].y
            let bottom = moved[index].y
            // Where lines turn so sharply that the inner one has no room, it turns later.
            let height = bottom - top
            guard height > 0 else { return nil }
            let range = (0.12 * height)...(0.9 * height)
            func kept(_ reach: Double?) -> Double {
                min(max(reach ?? height / 3, range.lowerBound), range.upperBound)
            }
            let u = kept(leg.reached(from: moved[index - 1], slope: slopes[index - 1]))
            let l = -kept(leg.reached(from: moved[index], slope: slopes[index]).map { -$0 })
            points.append(
                LayoutPoint(x: moved[index - 1].x + slopes[index - 1] * u, y: top + u))
            points.append(LayoutPoint(x: moved[index].x + slopes[index] * l, y: bottom + l))
            points.append(moved[index])
        }
        return points
    }
}

/// The middle leg of a control polygon, moved to its right.
private struct Leg {
    private let point: LayoutPoint
    private let normal: LayoutPoint
    private let distance: Double

    init(from a: LayoutPoint, to b: LayoutPoint, movedBy distance: Double) {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
        point = a
        normal = LayoutPoint(x: dy / length, y: -dx / length)
        self.distance = distance
    }

    /// How far below a start a line of the given slope meets the leg; nil where both run alike.
    func reached(from start: LayoutPoint, slope: Double) -> Double? {
        let across = slope * normal.x + normal.y
        guard abs(across) > 1e-3 else { return nil }
        let left = (start.x - point.x) * normal.x + (start.y - point.y) * normal.y
        return (distance - left) / across
    }
}
