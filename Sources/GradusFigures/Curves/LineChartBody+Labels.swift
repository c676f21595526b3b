import GradusGraphics
import GradusTrace

extension LineChartBody {
    /// The name of a line and its last value, as they stand at its end.
    func endRuns(_ line: LineChartFigure.Line) -> [TextRun] {
        guard line.kind != .thin, let last = line.series.points.last else {
            return [TextRun(line.label, type.label, paint: .role(line.color))]
        }
        return [
            TextRun(line.label + " ", type.label, paint: .role(line.color)),
            TextRun(
                figure.written(last.value), type.strongLabel,
                paint: .role(last.value.isFinite ? line.color : .failure),
                key: TraceKey.metricSummary(line.series.name, .last).rawValue),
        ]
    }

    /// Names each line at its end, moving names apart where ends are close.
    func drawEnds(
        x: LinearScale, y: any Scale, bounds: (top: Double, bottom: Double), right: Double,
        into list: inout MarkList
    ) {
        let size = type.label.size
        var ends: [(line: Int, wanted: Double)] = []
        for (index, line) in figure.lines.enumerated() {
            let finite = line.series.points.last { $0.value.isFinite }
            let place = finite.map { y.place(of: $0.value) } ?? bounds.top
            ends.append((index, place.isFinite ? place : bounds.bottom))
        }
        ends.sort { ($0.wanted, $0.line) < ($1.wanted, $1.line) }
        let places = Self.spread(
            ends.map(\.wanted), gap: size * 1.45, low: bounds.top + size * 0.4,
            high: bounds.bottom - size * 0.4)
        for (end, place) in zip(ends, places) {
            let line = figure.lines[end.line]
            if abs(place - end.wanted) > size * 0.8, !line.series.points.isEmpty {
                list.path(
                    "line/\(end.line)-\(line.series.name)/leader", .decoration,
                    .line(
                        from: Point(right + 1, end.wanted),
                        to: Point(right + size * 0.6, place)),
                    stroke: Stroke(.role(line.color), width: 0.7))
            }
            list.centred(
                "line/\(end.line)-\(line.series.name)/label", endRuns(line),
                on: Point(right + size * 0.8, place), anchor: .start)
        }
    }

    /// Places at least `gap` apart and as near as can be to the wanted ones, which are sorted
    /// (pool adjacent violators), then pushed back between the bounds.
    static func spread(_ wanted: [Double], gap: Double, low: Double, high: Double) -> [Double] {
        var blocks: [(sum: Double, count: Int)] = []
        for (index, place) in wanted.enumerated() {
            blocks.append((place - Double(index) * gap, 1))
            while blocks.count > 1 {
                let (a, b) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
                guard a.sum / Double(a.count) > b.sum / Double(b.count) else { break }
                blocks.removeLast(2)
                blocks.append((a.sum + b.sum, a.count + b.count))
            }
        }
        var places: [Double] = []
        for block in blocks {
            for _ in 0..<block.count {
                places.append(block.sum / Double(block.count) + Double(places.count) * gap)
            }
        }
        if let last = places.last, last > high {
            var limit = high
            for index in places.indices.reversed() {
                places[index] = min(places[index], limit)
                limit = places[index] - gap
            }
        }
        var limit = low
        for index in places.indices {
            places[index] = max(places[index], limit)
            limit = places[index] + gap
        }
        return places
    }
}
