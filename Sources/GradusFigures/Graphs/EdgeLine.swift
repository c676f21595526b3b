import GradusGraphLayout
import GradusGraphics

/// An edge's curve with an arrow head.
struct EdgeLine {
    /// Start, then two control points and an end for each piece.
    var points: [Point]
    var stroke: Stroke
    /// The length of the head at the end; 0 for none.
    var headLength: Double
    /// The length of the head at the start; 0 for none.
    var startHeadLength = 0.0
    var opacity: Double

    init(_ points: [LayoutPoint], stroke: Stroke, headLength: Double, opacity: Double) {
        self.points = points.map { Point($0.x, $0.y) }
        self.stroke = stroke
        self.headLength = headLength
        self.opacity = opacity
    }

    init(curve: [Point], stroke: Stroke, headLength: Double, startHeadLength: Double) {
        points = curve
        self.stroke = stroke
        self.headLength = headLength
        self.startHeadLength = startHeadLength
        opacity = 1
    }

    /// The same way from its end to its start; the heads stay at the end and the start.
    var reversed: EdgeLine {
        var line = self
        line.points.reverse()
        return line
    }

    /// Draws the curve; the tips of its heads are its ends.
    func draw(_ name: String, into list: inout MarkList) {
        guard points.count >= 4 else { return }
        let (line, end) = shortened(points, by: headLength)
        let (turned, start) = shortened(line.reversed(), by: startHeadLength)
        var path = Path()
        let points = Array(turned.reversed())
        path.move(to: points[0])
        for index in stride(from: 1, to: points.count - 2, by: 3) {
            path.curve(points[index], points[index + 1], to: points[index + 2])
        }
        list.add(
            Mark(name, .edge, .path(path, fill: nil, stroke: stroke), opacity: opacity))
        for (head, word) in [(end, "/head"), (start, "/tail")] {
            guard let head else { continue }
            list.add(
                Mark(
                    name + word, .decoration, .path(head, fill: stroke.paint, stroke: nil),
                    opacity: opacity))
        }
    }

    /// The curve without what lies under the head at its end, and that head.
    private func shortened(_ curve: [Point], by length: Double) -> ([Point], Path?) {
        guard length > 0, let tip = curve.last else { return (curve, nil) }
        var points = curve
        let last = points.count - 1
        let direction = (tip - points[last - 1]).normalized
        let along = direction.length > 0 ? direction : (tip - points[last - 3]).normalized
        // The stroke ends under the head, so that its end does not show beside the tip.
        let shift = along * (-length * 0.8)
        points[last] = tip + shift
        points[last - 1] = points[last - 1] + shift
        let side = along.perpendicular * (length * 0.42)
        let back = tip - along * length
        let head = Path.polyline(
            [tip, back + side, tip - along * (length * 0.78), back - side], isClosed: true)
        return (points, head)
    }
}
