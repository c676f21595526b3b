import GradusGraphics
import GradusTrace

extension LineChartFigure {
    /// Metrics of one training among several that are compared.
    public struct Contestant: Sendable {
        /// What its lines are called.
        public var label: String
        /// Its metrics, all of one family.
        public var series: [MetricSeries]

        /// Names the metrics of a training.
        public init(label: String, series: [MetricSeries]) {
            self.label = label
            self.series = series
        }
    }

    /// More trainings than this cannot be told apart by their colours.
    public static let contestantLimit = colors.count

    /// Compares trainings in one metric: a colour each, validation dashed.
    public init(
        comparing contestants: [Contestant], text: FigureText = FigureText(),
        stepTitle: String = "step", scale: ScaleKind = .automatic
    ) {
        var lines: [Line] = []
        for (place, contestant) in contestants.enumerated() {
            let names = contestant.series.map { MetricName($0.name) }
            // Where only one kind of data is shown, no line needs to say which.
            let isMixed = Set(names.map(\.isValidation)).count > 1
            for (series, name) in zip(contestant.series, names) {
                let data = name.isValidation ? "validation" : "training"
                lines.append(
                    Line(
                        series: series, kind: Self.kind(of: series, isRaw: false),
                        color: Self.lineColor(place),
                        label: isMixed ? "\(contestant.label), \(data)" : contestant.label,
                        isDashed: isMixed && name.isValidation))
            }
        }
        let all = contestants.flatMap(\.series)
        self.init(
            lines: lines, text: text, valueTitle: Self.valueTitle(of: all), stepTitle: stepTitle,
            scale: scale, isShare: Self.areShares(all))
    }
}
