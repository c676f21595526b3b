import GradusGraphics

/// Lines with ticks at their ends and a length, as in technical drawings.
enum DimensionLine {
    /// Below or above something that is `to - from` wide.
    static func horizontal(
        _ name: String, y: Double, from: Double, to: Double, label: [TextRun], paint: ColorRole,
        size: Double, into list: inout MarkList
    ) {
        draw(
            name,
            [(Point(from, y), Point(to, y))]
                + [from, to].map { (Point($0, y - size * 0.25), Point($0, y + size * 0.25)) },
            paint, into: &list)
        list.centred(
            name + "/length", label, on: Point((from + to) / 2, y + size * 0.95))
    }

    /// Beside something that is `to - from` tall; `side` is -1 for a label on the left.
    static func vertical(
        _ name: String, x: Double, from: Double, to: Double, label: [TextRun], side: Double,
        paint: ColorRole, size: Double, into list: inout MarkList
    ) {
        draw(
            name,
            [(Point(x, from), Point(x, to))]
                + [from, to].map { (Point(x - size * 0.25, $0), Point(x + size * 0.25, $0)) },
            paint, into: &list)
        list.centred(
            name + "/length", label, on: Point(x + side * size * 0.6, (from + to) / 2),
            anchor: side < 0 ? .end : .start)
    }

    private static func draw(
        _ name: String, _ lines: [(Point, Point)], _ paint: ColorRole, into list: inout MarkList
    ) {
        var path = Path()
        for (start, end) in lines {
            path.move(to: start)
            path.line(to: end)
        }
        list.path(name, .decoration, path, stroke: Stroke(.role(paint), width: 1))
    }
}
