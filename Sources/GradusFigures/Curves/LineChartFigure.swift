import GradusGraphics
import GradusTrace

/// Metrics over the steps of a run: a line each, named at its end, with its last value.
///
/// Where training diverged, the line ends in a cross that says at which step.
///
/// ```swift
/// LineChartFigure(series: [trace.series("loss")!, trace.series("epoch_loss")!,
///     trace.series("val_loss")!], text: FigureText(title: "Loss during training"))
/// ```
public struct LineChartFigure: Figure {
    /// How a series is drawn.
    public enum LineKind: String, Sendable, Codable {
        /// A thin pale line: raw values behind smoother ones.
        case thin
        /// A line with a dot for each value.
        case dots
        /// A line.
        case plain
    }

    /// One series and how it is drawn.
    public struct Line: Sendable {
        /// The recorded metric.
        public var series: MetricSeries
        /// How it is drawn.
        public var kind: LineKind
        /// Its colour.
        public var color: ColorRole
        /// What stands at its end.
        public var label: String

        /// Makes a line.
        public init(series: MetricSeries, kind: LineKind, color: ColorRole, label: String) {
            self.series = series
            self.kind = kind
            self.color = color
            self.label = label
        }
    }

    /// The lines, the first at the bottom.
    public var lines: [Line]
    /// Title, subtitle, caption.
    public var text: FigureText
    /// What the vertical axis measures, with its unit.
    public var valueTitle: String
    /// What the horizontal axis counts.
    public var stepTitle: String
    /// The vertical axis's scale.
    public var scale: ScaleKind
    /// Whether values are parts of one and are written in per cent.
    public var isShare: Bool

    /// Draws the given lines.
    public init(
        lines: [Line], text: FigureText = FigureText(), valueTitle: String = "",
        stepTitle: String = "step", scale: ScaleKind = .automatic, isShare: Bool = false
    ) {
        self.lines = lines
        self.text = text
        self.valueTitle = valueTitle
        self.stepTitle = stepTitle
        self.scale = scale
        self.isShare = isShare
    }

    /// Draws recorded metrics, choosing colours and kinds: those whose name begins with `val`
    /// are validation, of the others the one with many more values than the rest is raw and
    /// drawn thin, shares (`accuracy`) are in per cent.
    public init(
        series: [MetricSeries], text: FigureText = FigureText(), stepTitle: String = "step",
        scale: ScaleKind = .automatic
    ) {
        let fewest = series.map(\.points.count).filter { $0 > 0 }.min() ?? 0
        var others: [ColorRole] = [.series3, .series4, .series5, .series6]
        let families = Set(series.map { Self.family($0.name) })
        let lines = series.map { one -> Line in
            let isValidation = one.name.hasPrefix("val")
            let isRaw =
                !isValidation && series.count > 1 && one.points.count > 3 * max(1, fewest)
            let isUsual = families.count == 1
            let color: ColorRole =
                isUsual
                ? (isValidation ? .series2 : .series1)
                : (others.isEmpty ? .series6 : others.removeFirst())
            var label = one.label
            if label.isEmpty, isUsual {
                label = isValidation ? "validation" : isRaw ? "each batch" : "training"
            }
            return Line(
                series: one,
                kind: isRaw ? .thin : one.points.count <= 60 ? .dots : .plain, color: color,
                label: label.isEmpty ? one.name : label)
        }
        let names = series.map { Self.family($0.name) }
        let isShare = !names.isEmpty && names.allSatisfy { $0.hasSuffix("accuracy") }
        let unit = series.first?.unit ?? ""
        self.init(
            // Raw lines lie at the bottom, whatever their place in the list.
            lines: lines.filter { $0.kind == .thin } + lines.filter { $0.kind != .thin },
            text: text,
            valueTitle: families.count == 1
                ? (names.first ?? "") + (unit.isEmpty ? "" : " in \(unit)") : unit,
            stepTitle: stepTitle, scale: scale, isShare: isShare)
    }

    /// The metric without the word that says of which data or over what it was taken.
    private static func family(_ name: String) -> String {
        for prefix in ["val_", "epoch_", "train_", "batch_"] where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.count))
        }
        return name
    }

    /// The chart in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            LineChartBody(
                figure: self, context: context, width: width,
                height: height ?? min(context.size.comfortableHeight, width * 0.56)
            ).body()
        }
    }

    /// A value as the figure writes it.
    func written(_ value: Double) -> String {
        isShare ? NumberFormat.percent(value, decimals: 1) : NumberFormat.text(value, digits: 3)
    }
}
