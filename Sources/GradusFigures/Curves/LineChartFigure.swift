import GradusGraphics
import GradusTrace

/// Metrics over the steps of a run: a line each, named at its end, with its last value.
///
/// Where a line is not finite, a cross or an arrow and words say at which step. Metrics of
/// several units stand in a panel each: `LineChartPanels`.
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
        /// Whether the line is broken into dashes: validation beside training in one colour.
        public var isDashed: Bool

        /// Makes a line.
        public init(
            series: MetricSeries, kind: LineKind, color: ColorRole, label: String,
            isDashed: Bool = false
        ) {
            self.series = series
            self.kind = kind
            self.color = color
            self.label = label
            self.isDashed = isDashed
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
        let names = series.map { MetricName($0.name) }
        let families = Set(names.map(\.family))
        let isOneFamily = families.count == 1
        let lines = zip(series, names).enumerated().map { place, pair -> Line in
            let (one, name) = pair
            let isRaw =
                !name.isValidation && series.count > 1 && one.points.count > 3 * max(1, fewest)
            let color: ColorRole =
                isOneFamily
                ? (name.isValidation ? .series2 : .series1) : Self.lineColor(place)
            var label = one.label
            if label.isEmpty, isOneFamily {
                label = name.isValidation ? "validation" : isRaw ? "each batch" : "training"
            }
            if label.isEmpty {
                label = name.plain
            } else if !isOneFamily {
                // What is measured, for no axis says it of all lines.
                label = "\(name.family), \(label)"
            }
            return Line(
                series: one, kind: Self.kind(of: one, isRaw: isRaw), color: color, label: label)
        }
        self.init(
            // Raw lines lie at the bottom, whatever their place in the list.
            lines: lines.filter { $0.kind == .thin } + lines.filter { $0.kind != .thin },
            text: text, valueTitle: Self.valueTitle(of: series), stepTitle: stepTitle,
            scale: scale, isShare: Self.areShares(series))
    }

    /// The colours of lines that have nothing else in common, in order.
    static let colors: [ColorRole] = [.series1, .series2, .series3, .series4, .series5, .series6]

    /// The colour of the line at a place, from 0.
    public static func lineColor(_ place: Int) -> ColorRole { colors[place % colors.count] }

    static func kind(of series: MetricSeries, isRaw: Bool) -> LineKind {
        isRaw ? .thin : series.points.count <= 60 ? .dots : .plain
    }

    /// What series of one family measure, with the unit; the unit alone for several families.
    static func valueTitle(of series: [MetricSeries]) -> String {
        let families = Set(series.map { MetricName($0.name).family })
        let unit = series.first?.unit ?? ""
        guard families.count == 1, let family = families.first else { return unit }
        return family + (unit.isEmpty ? "" : " in \(unit)")
    }

    static func areShares(_ series: [MetricSeries]) -> Bool {
        !series.isEmpty
            && series.allSatisfy { MetricName($0.name).family.hasSuffix("accuracy") }
    }

    /// Whether equal factors of the values are equal lengths, as asked for or chosen.
    public var isLogarithmic: Bool {
        let values = lines.flatMap { $0.series.points.map(\.value) }.filter(\.isFinite)
        guard let low = values.min(), let high = values.max() else { return false }
        return switch scale {
        case .linear: false
        case .logarithmic: low > 0
        case .automatic: low > 0 && high / low > 1e4
        }
    }

    /// What the vertical axis is called: an axis whose steps are factors says so.
    var axisTitle: String {
        guard isLogarithmic else { return valueTitle }
        return valueTitle.isEmpty ? "log scale" : valueTitle + ", log scale"
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
