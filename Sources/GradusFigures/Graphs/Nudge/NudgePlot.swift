import GradusGraphics
import GradusTrace

/// The loss along one cell, from one ε before it to two behind: the run, the rise, and the
/// tangent that the gradient claims.
struct NudgePlot {
    let figure: NudgeFigure
    let type: FigureTypography

    /// Draws the plot into a frame.
    func draw(in frame: Rectangle, into list: inout MarkList) {
        let size = type.label.size
        let bottom = frame.maxY - size * 2
        let losses = figure.samples.tensor.doubles()
        let points = zip(NudgeFigure.curve, losses).filter { $0.1.isFinite }
        list.path(
            "plot/ground", .panel, .rectangle(frame, cornerRadius: type.base * 0.5),
            fill: .role(.panel))
        guard let low = points.map(\.1).min(), let high = points.map(\.1).max() else {
            list.centred(
                "plot/none", [TextRun("no finite loss", type.label, paint: .role(.failure))],
                on: frame.center)
            return
        }
        let inner = size * 1.2
        let x = LinearScale(
            low: -1.15, high: 2.15, start: frame.x + inner, end: frame.maxX - inner)
        let y = LinearScale(
            low: low, high: high, start: bottom - inner, end: frame.y + size * 2.6)
        func place(_ step: Double, _ value: Double) -> Point {
            Point(x.place(of: step), y.place(of: value))
        }
        list.path(
            "plot/curve", .data, .polyline(points.map { place($0.0, $0.1) }),
            stroke: Stroke(.role(.series1), width: 2))
        let (start, end) = (place(0, figure.before), place(1, figure.lossAfter))
        guard start.y.isFinite, end.y.isFinite else { return }
        let corner = Point(end.x, start.y)
        list.path(
            "plot/triangle", .decoration, .polyline([start, corner, end]),
            stroke: Stroke(.role(.backward), width: 1.4, dashes: [4, 3]))
        for (name, point, role) in [
            ("before", start, ColorRole.ink), ("after", end, .backward),
        ] {
            list.path(
                "plot/\(name)/dot", .decoration, .circle(center: point, radius: size * 0.38),
                fill: .role(.surface), stroke: Stroke(.role(role), width: 2))
        }
        let isRising = end.y <= start.y
        let line = points.map { place($0.0, $0.1) }
        let dense = zip(line, line.dropFirst()).flatMap { a, b in
            (0..<12).map { a.interpolated(to: b, Double($0) / 12) }
        }
        // Neither words nor numbers stand on the curve or on the triangle.
        var taken = dense
        taken += (0...40).map { start.interpolated(to: corner, Double($0) / 40) }
        taken += (0...40).map { corner.interpolated(to: end, Double($0) / 40) }
        let muted = Paint.role(.muted)
        let run = [
            TextRun("ε = ", type.label, paint: muted),
            .number(
                figure.epsilon, type.label, paint: muted,
                key: .value(name: figure.name + "_epsilon")),
        ]
        let runPlace = Point(
            (start.x + corner.x) / 2, start.y + (isRising ? 1 : -1) * size * 0.95)
        taken += Self.points(
            in: Rectangle(
                center: runPlace,
                size: Size(list.measure.extent(of: run).width + size, size * 1.5)))
        label(
            "before", figure.before,
            .nodeValue(graph: figure.record.id, node: figure.record.viewRoot ?? 0), .role(.ink),
            at: start, in: frame, clearOf: &taken, into: &list)
        label(
            "after", figure.lossAfter,
            .tensorElement(name: figure.after.name, at: figure.cell), .role(.backward),
            at: end, in: frame, clearOf: &taken, into: &list)
        list.centred("plot/run", run, on: runPlace)
        list.centred(
            "plot/rise",
            [
                TextRun("rise ", type.label, paint: .role(.backward)),
                .number(
                    figure.rise, type.strongLabel, paint: .role(.backward),
                    key: .value(name: figure.name + "_rise"), digits: 3),
            ], on: Point(end.x + size * 0.6, (start.y + end.y) / 2), anchor: .start)
        list.centred(
            "plot/axis",
            [TextRun("\(figure.rootName), as \(figure.cellName) moves", type.label, paint: muted)],
            on: Point(frame.midX, frame.maxY - size))
    }

    /// Points all over a rectangle.
    private static func points(in place: Rectangle) -> [Point] {
        (0...24).flatMap { column in
            (0...3).map { row in
                Point(
                    place.x + place.width * Double(column) / 24,
                    place.y + place.height * Double(row) / 3)
            }
        }
    }

    /// Puts a word and a number beside a point, where nothing that is drawn lies below them.
    private func label(
        _ word: String, _ value: Double, _ key: TraceKey, _ paint: Paint, at point: Point,
        in frame: Rectangle, clearOf taken: inout [Point], into list: inout MarkList
    ) {
        let runs = [
            TextRun(word + " ", type.label, paint: .role(.muted)),
            .number(value, type.strongLabel, paint: paint, key: key, digits: figure.digits),
        ]
        let width = list.measure.extent(of: runs).width
        let size = type.label.size
        var places: [Rectangle] = []
        for distance in [1.3, 2.2, 3.4] {
            for (x, y) in [(-1.0, -1.0), (1, -1), (-1, 1), (1, 1), (-1, 0), (0, -1), (0, 1)] {
                let centre = Point(
                    point.x + x * (width / 2 + (y == 0 ? size : 0)),
                    point.y + y * size * distance)
                places.append(
                    Rectangle(center: centre, size: Size(width + size * 0.6, size * 1.5)))
            }
        }
        let inner = Rectangle(
            x: frame.x, y: frame.y, width: frame.width, height: frame.height - size * 2)
        let fitting = places.filter { inner.contains($0) }
        let place =
            fitting.min { left, right in
                taken.count(where: left.contains) < taken.count(where: right.contains)
            } ?? places[0]
        list.centred("plot/\(word)/value", runs, on: place.center)
        // The next label keeps away from this one.
        taken += Self.points(in: place)
    }
}
