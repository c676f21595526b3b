import GradusGraphLayout
import GradusGraphics

/// An edge's curve with an arrow head.
struct EdgeLine {
    /// Start, then two control points and an end for each piece.
    var points: [Point]
    var stroke: Stroke
    var headLength: Double
    var opacity: Double

    init(_ points: [LayoutPoint], stroke: Stroke, headLength: Double, opacity: Double) {
        self.points = points.map { Point($0.x, $0.y) }
        self.stroke = stroke
        self.headLength = headLength
        self.opacity = opacity
    }

    /// The same way from its end to its start.
    var reversed: EdgeLine {
        var line = self
        line.points.reverse()
        return line
    }

    /// Draws the curve; its head's tip is the last point.
    func draw(_ name: String, into list: inout MarkList) {
        guard points.count >= 4, let tip = points.last else { return }
        var points = self.points
        let last = points.count - 1
        let direction = (tip - points[last - 1]).normalized
        let along = direction.length > 0 ? direction : (tip - points[last - 3]).normalized
        // The stroke ends under the head, so that its end does not show beside the tip.
        let shift = along * (-headLength * 0.8)
        points[last] = tip + shift
        points[last - 1] = points[last - 1] + shift
        var path = Path()
        path.move(to: points[0])
        for index in stride(from: 1, to: points.count - 2, by: 3) {
            path.curve(points[index], points[index + 1], to: points[index + 2])
        }
        list.add(
            Mark(name, .edge, .path(path, fill: nil, stroke: stroke), opacity: opacity))
        let side = along.perpendicular * (headLength * 0.42)
        let back = tip - along * headLength
        let head = Path.polyline(
            [tip, back + side, tip - along * (headLength * 0.78), back - side], isClosed: true)
        list.add(
            Mark(
                name + "/head", .decoration, .path(head, fill: stroke.paint, stroke: nil),
                opacity: opacity))
    }
}
