import GradusGraphics

/// Which scale an axis has.
public enum ScaleKind: String, Sendable, Codable, CaseIterable {
    /// Logarithmic where all values are positive and span more than four decades, else linear.
    case automatic
    /// Equal steps are equal lengths.
    case linear
    /// Equal factors are equal lengths; needs positive values, else linear is taken.
    case logarithmic
}

/// The vertical axis of a plot: quiet lines across it and numbers at its left.
struct ValueAxis {
    var scale: any Scale
    var ticks: [Tick]
    var type: FigureTypography

    /// Asks for as many ticks as have room, two lines of text apart.
    init(_ scale: any Scale, height: Double, type: FigureTypography) {
        self.scale = scale
        self.type = type
        ticks = scale.ticks(count: max(2, min(7, Int(height / (type.label.size * 3.4)))))
    }

    /// The room for the longest label.
    func labelWidth(measuredBy measure: any TextMeasuring) -> Double {
        ticks.map { measure.extent(of: $0.label, in: type.label).width }.max() ?? 0
    }

    /// Draws grid lines from `left` to `right` and the labels before them.
    func draw(left: Double, right: Double, into list: inout MarkList) {
        for (index, tick) in ticks.enumerated() {
            let y = scale.place(of: tick.value)
            list.path(
                "axis/y/\(index)/grid", .axis, .line(from: Point(left, y), to: Point(right, y)),
                stroke: Stroke(.role(.grid), width: 0.8))
            list.centred(
                "axis/y/\(index)/label", [TextRun(tick.label, type.label, paint: .role(.muted))],
                on: Point(left - type.label.size * 0.7, y), anchor: .end)
        }
    }
}

/// The horizontal axis of a plot: a line, short ticks, numbers below.
struct BaseAxis {
    var scale: any Scale
    var ticks: [Tick]
    var title: String
    var type: FigureTypography

    /// Takes as many ticks as stand without touching each other. Things that are counted, from
    /// the first to the last of `wholes`, have ticks at whole numbers among these only.
    init(
        _ scale: any Scale, title: String, width: Double, wholes: ClosedRange<Double>?,
        type: FigureTypography, measuredBy measure: any TextMeasuring
    ) {
        self.scale = scale
        self.title = title
        self.type = type
        var count = 8
        var found: [Tick] = []
        while count >= 2 {
            found = scale.ticks(count: count)
            if let wholes { found = Self.whole(found, in: wholes) }
            let widest = found.map { measure.extent(of: $0.label, in: type.label).width }.max() ?? 0
            let places = found.map { scale.place(of: $0.value) }
            let gap = zip(places, places.dropFirst()).map { abs($1 - $0) }.min() ?? .infinity
            if gap > widest + type.label.size * 1.2 { break }
            count -= 1
        }
        ticks = count >= 2 ? found : Array(found.prefix(1))
    }

    /// Ticks at whole numbers, written as such; a single thing that is counted has its own.
    private static func whole(_ ticks: [Tick], in wholes: ClosedRange<Double>) -> [Tick] {
        let values =
            wholes.lowerBound == wholes.upperBound
            ? [wholes.lowerBound]
            : ticks.map(\.value).filter { $0.rounded() == $0 && wholes.contains($0) }
        return values.map { Tick(value: $0, label: TickLabel.text($0, step: 1)) }
    }

    /// The height of numbers and title.
    var height: Double { Self.height(hasTitle: !title.isEmpty, type: type) }

    /// The height of an axis with or without a title.
    static func height(hasTitle: Bool, type: FigureTypography) -> Double {
        type.label.size * (hasTitle ? 3.5 : 1.9)
    }

    func draw(left: Double, right: Double, y: Double, into list: inout MarkList) {
        list.path(
            "axis/x/line", .axis, .line(from: Point(left, y), to: Point(right, y)),
            stroke: Stroke(.role(.rule), width: 1))
        let size = type.label.size
        for (index, tick) in ticks.enumerated() {
            let x = scale.place(of: tick.value)
            list.path(
                "axis/x/\(index)/tick", .axis,
                .line(from: Point(x, y), to: Point(x, y + size * 0.4)),
                stroke: Stroke(.role(.rule), width: 1))
            list.text(
                "axis/x/\(index)/label", [TextRun(tick.label, type.label, paint: .role(.muted))],
                at: Point(x, y + size * 1.6), anchor: .middle)
        }
        guard !title.isEmpty else { return }
        list.text(
            "axis/x/title", [TextRun(title, type.label, paint: .role(.muted))],
            at: Point((left + right) / 2, y + size * 3.2), anchor: .middle)
    }
}
