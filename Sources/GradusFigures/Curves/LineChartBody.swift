import GradusGraphics
import GradusTrace

/// Lays out and draws the plot of a `LineChartFigure`: measure labels, solve margins, draw once.
struct LineChartBody {
    let figure: LineChartFigure
    let context: FigureContext
    let width: Double
    let height: Double
    var type: FigureTypography { FigureTypography(context.size) }

    init(figure: LineChartFigure, context: FigureContext, width: Double, height: Double) {
        self.figure = figure
        self.context = context
        self.width = width
        self.height = height
    }

    private var steps: [Double] {
        figure.lines.flatMap { $0.series.points.map { Double($0.step) } }
    }

    private var values: [Double] {
        figure.lines.flatMap { $0.series.points.map(\.value) }.filter(\.isFinite)
    }

    private var titleHeight: Double {
        figure.axisTitle.isEmpty ? type.label.size * 0.7 : type.label.size * 2.4
    }

    /// Where the plot begins, below the title of its axis and what is said of its stops.
    private var plotTop: Double { titleHeight + stopsHeight }

    /// What the chart needs by itself.
    var frame: PlotFrame {
        let size = type.label.size
        var frame = PlotFrame()
        let steps = self.steps
        if let first = steps.min(), let last = steps.max() { frame.steps = first...last }
        let bottom = plotBottom(above: baseHeight(namesSteps: true))
        let axis = valueAxis(valueScale(top: plotTop, bottom: bottom), bottom: bottom)
        frame.left = axis.labelWidth(measuredBy: context.measure) + size * 0.7
        frame.right =
            (figure.lines.map { context.measure.extent(of: endRuns($0)).width }.max() ?? 0)
            + size * 0.9
        return frame
    }

    func body() -> FigureBody { body(in: frame) }

    /// The chart with room, steps and titles as the frame says.
    func body(in frame: PlotFrame) -> FigureBody {
        let type = self.type
        let size = type.label.size
        var list = MarkList(measuredBy: context.measure)
        guard let steps = frame.steps, !self.steps.isEmpty else {
            list.path(
                "plot", .panel,
                .rectangle(Rectangle(x: 0, y: 0, width: width, height: size * 6), cornerRadius: 6),
                fill: .role(.panel))
            list.centred(
                "plot/empty",
                [TextRun("no values were recorded", type.label, paint: .role(.muted))],
                on: Point(width / 2, size * 3))
            return FigureBody(size: Size(width, size * 6), marks: list.marks)
        }

        let plotBottom = plotBottom(above: baseHeight(namesSteps: frame.namesSteps))
        let scale = valueScale(top: plotTop, bottom: plotBottom)
        let axis = valueAxis(scale, bottom: plotBottom)
        let left = frame.left
        let right = max(left + size * 6, width - frame.right)
        let inset = figure.lines.contains { $0.kind == .dots } ? 4.0 : 0
        let stepScale = LinearScale(
            low: steps.lowerBound, high: steps.upperBound, start: left + inset, end: right - inset)
        let below = BaseAxis(
            stepScale, title: frame.namesSteps ? figure.stepTitle : "", width: right - left,
            wholes: steps, type: type, measuredBy: context.measure)

        if !figure.axisTitle.isEmpty {
            list.text(
                "axis/y/title", [TextRun(figure.axisTitle, type.label, paint: .role(.muted))],
                at: Point(0, size))
        }
        axis.draw(left: left, right: right, into: &list)
        below.draw(left: left, right: right, y: plotBottom, into: &list)
        for (index, line) in figure.lines.enumerated() {
            draw(line, index: index, x: stepScale, y: scale, into: &list)
        }
        let bounds = (top: plotTop, bottom: plotBottom)
        drawStops(x: stepScale, bounds: bounds, right: right, into: &list)
        drawEnds(x: stepScale, y: scale, bounds: bounds, right: right, into: &list)
        return FigureBody(size: Size(width, plotBottom + below.height), marks: list.marks)
    }

    /// The bottom of the plot above an axis; enough lines for their names to stand apart.
    private func plotBottom(above base: Double) -> Double {
        let names = Double(figure.lines.count) * 1.45 + 0.8
        return max(plotTop + type.label.size * max(6, names), height - base)
    }

    private func baseHeight(namesSteps: Bool) -> Double {
        BaseAxis.height(hasTitle: namesSteps && !figure.stepTitle.isEmpty, type: type)
    }

    private func valueAxis(_ scale: any Scale, bottom: Double) -> ValueAxis {
        var axis = ValueAxis(scale, height: bottom - plotTop, type: type)
        if figure.isShare {
            axis.ticks = axis.ticks.map {
                let percent = TickLabel.text(($0.value * 1e8).rounded() / 1e6, step: 0)
                return Tick(value: $0.value, label: percent + " %")
            }
        }
        return axis
    }

    private func valueScale(top: Double, bottom: Double) -> any Scale {
        let values = self.values
        var low = values.min() ?? 0
        var high = values.max() ?? 1
        if figure.isLogarithmic { return LogScale(low: low, high: high, start: bottom, end: top) }
        // Zero belongs on the axis when the values come near it; shares end at one.
        if low > 0, low < 0.35 * high { low = 0 }
        if figure.isShare, high <= 1, high > 0.9 { high = 1 }
        if low == high {
            return LinearScale(low: low, high: high, start: bottom, end: top)
        }
        let raw = LinearScale(low: low, high: high, start: bottom, end: top)
        let outer = TickSearch(low: low, high: high, count: 5).ticks
        // Up to the next round number where that costs little room.
        if let first = outer.first?.value, let last = outer.last?.value, first < last {
            let lower = first < low && low - first < 0.15 * (high - low) ? first : low
            let upper = last > high && last - high < 0.15 * (high - low) ? last : high
            return LinearScale(low: lower, high: upper, start: bottom, end: top)
        }
        return raw
    }

    // MARK: Lines

    private func draw(
        _ line: LineChartFigure.Line, index: Int, x: LinearScale, y: any Scale,
        into list: inout MarkList
    ) {
        let name = "line/\(index)-\(line.series.name)"
        for (part, run) in Self.finiteRuns(line.series.points).enumerated() {
            let points = run.map { Point(x.place(of: Double($0.step)), y.place(of: $0.value)) }
                .filter { $0.x.isFinite && $0.y.isFinite }
            let thinned = Self.thinned(points)
            let width = line.kind == .thin ? 0.9 : 1.9
            if thinned.count > 1 {
                list.add(
                    Mark(
                        "\(name)/\(part)", .data,
                        .path(
                            .polyline(thinned), fill: nil,
                            stroke: Stroke(
                                .role(line.color), width: width,
                                dashes: line.isDashed ? [5, 3.5] : [],
                                cap: line.isDashed ? .butt : .round)),
                        opacity: line.kind == .thin ? 0.4 : 1))
            }
            guard line.kind == .dots || points.count == 1 else { continue }
            for (place, point) in points.enumerated() {
                list.path(
                    "\(name)/\(part)/dot/\(place)", .data, .circle(center: point, radius: 2.4),
                    fill: .role(.surface), stroke: Stroke(.role(line.color), width: 1.4))
            }
        }
    }

    /// The stretches of finite values.
    static func finiteRuns(_ points: [MetricPoint]) -> [[MetricPoint]] {
        points.split { !$0.value.isFinite }.map(Array.init)
    }

    /// At most four points in each column of half a point's width (first, lowest, highest,
    /// last): what is left out could not be seen.
    static func thinned(_ points: [Point]) -> [Point] {
        guard points.count > 2000 else { return points }
        var result: [Point] = []
        var start = 0
        while start < points.count {
            let column = (points[start].x * 2).rounded(.down)
            var end = start
            var (lowest, highest) = (start, start)
            while end < points.count, (points[end].x * 2).rounded(.down) == column {
                if points[end].y < points[lowest].y { lowest = end }
                if points[end].y > points[highest].y { highest = end }
                end += 1
            }
            var last = -1
            for place in [start, min(lowest, highest), max(lowest, highest), end - 1]
            where place > last {
                result.append(points[place])
                last = place
            }
            start = end
        }
        return result
    }
}
