import GradusGraphics

/// An edge's curve with what stands at its ends.
struct ForeignEdgeLine {
    /// Start, then two control points and an end for each piece.
    var curve: [Point]
    var stroke: Stroke
    /// What outlined arrows are filled with.
    var ground: Paint
    var startArrow: ForeignGraph.Arrow
    var endArrow: ForeignGraph.Arrow
    var arrowSize: Double

    private struct Tip {
        var path: Path
        var isFilled: Bool
        var isClosed = true
    }

    /// Draws the curve; the tips of its arrows are its ends.
    func draw(_ name: String, into list: inout MarkList) {
        guard curve.count >= 4 else { return }
        let (line, end) = shortened(curve, by: endArrow)
        let (turned, start) = shortened(line.reversed(), by: startArrow)
        var path = Path()
        let points = Array(turned.reversed())
        path.move(to: points[0])
        for index in stride(from: 1, to: points.count - 2, by: 3) {
            path.curve(points[index], points[index + 1], to: points[index + 2])
        }
        list.path(name, .edge, path, stroke: stroke)
        let plain = Stroke(stroke.paint, width: min(stroke.width, 2))
        for (tip, word) in [(end, "/head"), (start, "/tail")] {
            guard let tip else { continue }
            list.path(
                name + word, .decoration, tip.path,
                fill: tip.isFilled ? stroke.paint : tip.isClosed ? ground : nil,
                stroke: tip.isFilled ? nil : plain)
        }
    }

    /// The curve without what lies under the arrow at its end, and that arrow.
    private func shortened(
        _ curve: [Point], by arrow: ForeignGraph.Arrow
    ) -> ([Point], Tip?) {
        guard arrow != .none, arrowSize > 0, let tip = curve.last else { return (curve, nil) }
        let length = (7 + 1.6 * max(0, stroke.width - 1.1)) * arrowSize
        var points = curve
        let last = points.count - 1
        let direction = (tip - points[last - 1]).normalized
        let along = direction.length > 0 ? direction : (tip - points[last - 3]).normalized
        let side = along.perpendicular * (length * 0.42)
        let back = tip - along * length
        let (path, isFilled, isClosed, depth): (Path, Bool, Bool, Double)
        switch arrow {
        case .normal, .none:
            path = .polyline(
                [tip, back + side, tip - along * (length * 0.78), back - side], isClosed: true)
            (isFilled, isClosed, depth) = (true, true, 0.8)
        case .open:
            path = .polyline([back + side, tip, back - side])
            (isFilled, isClosed, depth) = (false, false, 0)
        case .empty:
            path = .polyline([tip, back + side, back - side], isClosed: true)
            (isFilled, isClosed, depth) = (false, true, 1)
        case .inverted:
            path = .polyline([back, tip + side, tip - side], isClosed: true)
            (isFilled, isClosed, depth) = (true, true, 0.9)
        case .dot, .emptyDot:
            path = .circle(center: tip - along * (length * 0.4), radius: length * 0.4)
            (isFilled, isClosed, depth) = (arrow == .dot, true, 0.8)
        case .diamond, .emptyDiamond:
            let middle = tip - along * (length * 0.6)
            path = .polyline(
                [tip, middle + side, tip - along * (length * 1.2), middle - side], isClosed: true)
            (isFilled, isClosed, depth) = (arrow == .diamond, true, 1.2)
        case .box:
            path = .polyline(
                [
                    tip + side * 0.9, back + along * (length * 0.25) + side * 0.9,
                    back + along * (length * 0.25) - side * 0.9, tip - side * 0.9,
                ], isClosed: true)
            (isFilled, isClosed, depth) = (true, true, 0.75)
        case .bar:
            path = .polyline([tip + side - along, tip - side - along])
            (isFilled, isClosed, depth) = (false, false, 0)
        }
        // The stroke ends under the arrow, so that its end does not show beside the tip.
        let shift = along * (-length * depth)
        points[last] = tip + shift
        points[last - 1] = points[last - 1] + shift
        return (points, Tip(path: path, isFilled: isFilled, isClosed: isClosed))
    }
}
