import GradusGraphics
import GradusTrace

/// Where lines are not finite: said above the plot, so that nothing is hidden.
extension LineChartBody {
    /// As many stretches of a line are marked one by one.
    private static let stretchLimit = 3

    /// What is marked: of each line the first stretches, and how many more there are.
    private var stops: [(line: Int, stretch: NonFiniteStretch, more: Int)] {
        figure.lines.enumerated().flatMap { index, line in
            let all = NonFiniteStretch.all(in: line.series.points)
            let shown = all.prefix(Self.stretchLimit)
            return shown.enumerated().map { place, stretch in
                (index, stretch, place == shown.count - 1 ? all.count - shown.count : 0)
            }
        }
    }

    /// The room above the plot for a row of words for each.
    var stopsHeight: Double {
        let count = stops.count
        return count == 0 ? 0 : (1.6 * Double(count) + 0.4) * type.label.size
    }

    /// Marks the steps at which a line is not finite: a dashed line, a cross at its foot, or
    /// where it is infinite an arrow that way, and words above the plot.
    func drawStops(
        x: LinearScale, bounds: (top: Double, bottom: Double), right: Double,
        into list: inout MarkList
    ) {
        let size = type.label.size
        for (row, stop) in stops.enumerated() {
            let line = figure.lines[stop.line]
            let stretch = stop.stretch
            let name = "line/\(stop.line)-\(line.series.name)/stop/\(stretch.first)"
            let place = x.place(of: Double(stretch.first))
            let middle = bounds.top - stopsHeight + size * (0.8 + 1.6 * Double(row))
            list.path(
                name, .axis,
                .line(from: Point(place, middle + size * 0.5), to: Point(place, bounds.bottom)),
                stroke: Stroke(.role(.failure), width: 1, dashes: [3, 3]))
            drawSign(of: stretch.value, name, place, bounds, into: &list)
            let words = stretch.words(figure.stepTitle)
            let key =
                stretch.first == line.series.points.first { !$0.value.isFinite }?.step
                ? TraceKey.metricSummary(line.series.name, .diverged).rawValue : nil
            let runs = [
                TextRun(line.label + " is ", type.label, paint: .role(.failure)),
                TextRun(
                    NumberFormat.text(stretch.value), type.strongLabel, paint: .role(.failure),
                    key: TraceKey.metric(series: line.series.name, step: stretch.first).rawValue),
                TextRun(" " + words.before, type.label, paint: .role(.failure)),
                TextRun(
                    NumberText.integer(stretch.first), type.label, paint: .role(.failure), key: key),
                TextRun(
                    words.after + (stop.more == 0 ? "" : ", and \(stop.more) times more"),
                    type.label, paint: .role(.failure)),
            ].filter { !$0.text.isEmpty }
            let width = context.measure.extent(of: runs).width
            // At the side of the dashed line that has room, and off the lines of rows above.
            let isLeft = place - width - size > x.start || place + width + size > right
            let start =
                isLeft ? max(x.start, place - size * 0.6 - width) : place + size * 0.6
            list.path(
                name + "/ground", .panel,
                .rectangle(
                    Rectangle(
                        x: start - 3, y: middle - size * 0.75, width: width + 6,
                        height: size * 1.5), cornerRadius: 3), fill: .role(.surface))
            list.centred(name + "/label", runs, on: Point(start, middle), anchor: .start)
        }
    }

    /// A cross for what is no number; an arrow up or down for what is infinite.
    private func drawSign(
        of value: Double, _ name: String, _ place: Double, _ bounds: (top: Double, bottom: Double),
        into list: inout MarkList
    ) {
        let ends: [(from: Point, to: Point)] =
            value.isNaN
            ? [1.0, -1].map { slope in
                (
                    Point(place - 4, bounds.bottom - 8 - 4 * slope),
                    Point(place + 4, bounds.bottom - 8 + 4 * slope)
                )
            }
            : [-1.0, 1].map { side in
                let tip = value > 0 ? bounds.top + 1 : bounds.bottom - 2
                return (Point(place + 5 * side, tip + (value > 0 ? 7 : -7)), Point(place, tip))
            }
        for (part, end) in ends.enumerated() {
            list.path(
                "\(name)/sign/\(part)", .decoration, .line(from: end.from, to: end.to),
                stroke: Stroke(.role(.failure), width: 2, cap: .round))
        }
    }
}
