import GradusGraphics
import GradusTensors
import GradusTrace

/// How much of a tensor is shown.
enum TensorDetail: Int, Comparable, CaseIterable {
    /// Every number, where there are few.
    case numbers
    /// A heat map with its range.
    case heat

    static func < (a: TensorDetail, b: TensorDetail) -> Bool { a.rawValue < b.rawValue }
}

/// A node's value or gradient, small: a number, a grid of numbers, or a heat map with its range.
struct TensorPanel {
    /// The most rows and columns of which every number is written.
    static let numberLimit = (rows: 5, columns: 6)

    let tensor: Tensor
    let graph: String
    let node: Int
    let which: TraceKey.NodeTensor
    let paint: ColorRole
    /// Whether the panel stands back.
    let isFaded: Bool
    let type: FigureTypography
    private let detail: TensorDetail
    private let rows: Int
    private let columns: Int
    private let elements: [Double]
    private let low: Double
    private let high: Double
    /// The extent of the panel.
    private(set) var size = Size.zero
    private var columnWidth = 0.0
    /// The range of a heat map.
    private(set) var rangeRuns: [TextRun] = []
    /// The room that it needs.
    private(set) var rangeWidth = 0.0
    /// The map is small and its range stands beside it, drawn by the card.
    private(set) var isBeside = false

    init(
        _ tensor: Tensor, graph: String, node: Int, which: TraceKey.NodeTensor, paint: ColorRole,
        isFaded: Bool, detail: TensorDetail, type: FigureTypography,
        measuredBy measure: any TextMeasuring, isBeside: Bool = false
    ) {
        self.tensor = tensor
        self.graph = graph
        self.node = node
        self.which = which
        self.paint = paint
        self.isFaded = isFaded
        self.type = type
        elements = tensor.doubles()
        // Axes before the last are stacked into rows.
        columns = tensor.ndim == 0 ? 1 : tensor.shape[-1]
        rows = columns > 0 ? elements.count / columns : 0
        let finite = elements.filter(\.isFinite)
        low = finite.min() ?? 0
        high = finite.max() ?? 0
        let isSmall = rows <= Self.numberLimit.rows && columns <= Self.numberLimit.columns
        self.detail = detail == .numbers && isSmall && tensor.ndim <= 2 ? .numbers : .heat
        self.isBeside = isBeside && elements.count > 1 && self.detail == .heat
        measureSize(measure)
    }

    private var isNumber: Bool { elements.count == 1 }
    private var numberStyle: TextStyle { isFaded ? type.quietValue : type.value }
    private var textPaint: Paint { .role(isFaded ? .muted : paint) }
    private var rowHeight: Double { type.smallCode.size * 1.3 }

    private func key(_ index: Int) -> TraceKey {
        which == .value
            ? .nodeValue(graph: graph, node: node, at: index)
            : .nodeGradient(graph: graph, node: node, at: index)
    }

    private func run(_ index: Int, _ style: TextStyle, digits: Int) -> TextRun {
        .number(elements[index], style, paint: textPaint, key: key(index), digits: digits)
    }

    private mutating func measureSize(_ measure: any TextMeasuring) {
        if elements.isEmpty {
            size = Size(measure.extent(of: "empty", in: type.label).width, type.label.size * 1.3)
        } else if isNumber {
            let extent = measure.extent(of: [run(0, numberStyle, digits: 4)])
            size = Size(extent.width, numberStyle.size * 1.25)
        } else if detail == .numbers {
            columnWidth =
                elements.indices.map {
                    measure.extent(of: [run($0, type.smallCode, digits: 2)]).width
                }.max() ?? 0
            columnWidth += type.smallCode.size * 0.7
            size = Size(columnWidth * Double(columns), rowHeight * Double(rows))
        } else {
            func statistic(_ statistic: SummaryStatistic, _ value: Double) -> TextRun {
                .number(
                    value, type.label, paint: textPaint,
                    key: .nodeSummary(graph: graph, node: node, of: which, statistic), digits: 2)
            }
            let summary = TensorSummary(of: elements)
            rangeRuns =
                low == high && summary.nanCount == 0
                ? [
                    TextRun("all ", type.label, paint: .role(.muted)),
                    statistic(.max, summary.max),
                ]
                : [
                    statistic(.min, summary.min),
                    TextRun(" … ", type.label, paint: .role(.muted)),
                    statistic(.max, summary.max),
                ]
            if summary.nanCount > 0 {
                rangeRuns += [
                    TextRun(", ", type.label, paint: .role(.muted)),
                    TextRun(
                        NumberText.integer(summary.nanCount), type.label, paint: .role(.failure),
                        key: TraceKey.nodeSummary(graph: graph, node: node, of: which, .nan)
                            .rawValue),
                    TextRun(" NaN", type.label, paint: .role(.failure)),
                ]
            }
            let map = mapSize
            rangeWidth = measure.extent(of: rangeRuns).width
            size = Size(
                max(map.width, measure.extent(of: rangeRuns).width),
                map.height + type.label.size * 1.5)
        }
    }

    /// The heat map's extent: square cells, none too small to see, the map never large.
    var mapSize: Size {
        let unit = type.base
        let cell =
            isBeside
            ? min(unit * 0.62, unit * 2.5 / Double(rows), unit * 5 / Double(columns))
            : min(unit * 0.8, unit * 6 / Double(max(rows, columns)))
        return Size(
            max(unit * 0.8, cell * Double(columns)), max(unit * 0.8, cell * Double(rows)))
    }

    /// Draws the panel around `centre`.
    func draw(_ name: String, centre: Point, into list: inout MarkList) {
        let left = centre.x - size.width / 2
        let top = centre.y - size.height / 2
        if elements.isEmpty {
            list.centred(name, [TextRun("empty", type.label, paint: .role(.muted))], on: centre)
        } else if isNumber {
            list.centred(name, [run(0, numberStyle, digits: 4)], on: centre)
        } else if detail == .numbers {
            let frame = Rectangle(x: left, y: top, width: size.width, height: size.height)
            if paint == .backward {
                list.path(name + "/ground", .panel, .rectangle(frame), fill: .role(.surface))
            }
            addMap(
                name, frame,
                // Text in the colour of gradients is darker than the ground by less.
                strength: paint == .backward ? HeatMap.faint : 0.32, into: &list)
            for row in 0..<rows {
                for column in 0..<columns {
                    list.centred(
                        "\(name)/\(row)-\(column)",
                        [run(row * columns + column, type.smallCode, digits: 2)],
                        on: Point(
                            left + columnWidth * (Double(column) + 1) - type.smallCode.size * 0.35,
                            top + rowHeight * (Double(row) + 0.5)), anchor: .end)
                }
            }
        } else {
            let map = mapSize
            addMap(
                name,
                Rectangle(
                    x: centre.x - map.width / 2, y: top, width: map.width, height: map.height),
                strength: 0.95, into: &list)
            list.centred(
                name + "/range", rangeRuns,
                on: Point(centre.x, top + map.height + type.label.size * 0.85))
        }
    }

    /// Draws the heat map alone.
    func drawMap(_ name: String, centre: Point, into list: inout MarkList) {
        addMap(name, Rectangle(center: centre, size: mapSize), strength: 0.95, into: &list)
    }

    private func addMap(
        _ name: String, _ frame: Rectangle, strength: Double, into list: inout MarkList
    ) {
        let image = HeatMap.image(
            elements, rows: rows, columns: columns, strength: strength * (isFaded ? 0.6 : 1))
        if let image { list.add(Mark(name + "/map", .data, .image(image, frame))) }
        list.path(
            name + "/frame", .decoration, .rectangle(frame),
            stroke: Stroke(.role(.rule), width: 0.5))
    }
}

/// Numbers as colours: blue below zero, orange above, more of it the farther from zero. See-through,
/// so that it stands on light and dark grounds.
enum HeatMap {
    static let negative = RGBColor(hex: 0x2F7CC0)
    static let positive = RGBColor(hex: 0xDD6B1F)
    /// The strength below text in the colour of gradients.
    static let faint = 0.08
    /// The most cells along a side; more are drawn as the value farthest from zero of each block.
    static let limit = 64

    /// An image of a row-major matrix; nil when it has no elements.
    static func image(
        _ elements: [Double], rows: Int, columns: Int, strength: Double
    ) -> PixelImage? {
        guard rows > 0, columns > 0, elements.count == rows * columns else { return nil }
        let largest = elements.lazy.filter(\.isFinite).map(abs).max() ?? 0
        let (height, width) = (min(rows, limit), min(columns, limit))
        var pixels: [RGBColor] = []
        for y in 0..<height {
            for x in 0..<width {
                var extreme = 0.0
                for row in (y * rows / height)..<max(y * rows / height + 1, (y + 1) * rows / height)
                {
                    for column
                        in (x * columns / width)..<max(
                            x * columns / width + 1, (x + 1) * columns / width)
                    {
                        let value = elements[row * columns + column]
                        if !(abs(value) <= abs(extreme)) { extreme = value }
                    }
                }
                pixels.append(color(extreme, largest: largest, strength: strength))
            }
        }
        return PixelImage(width: width, height: height, pixels: pixels)
    }

    private static func color(_ value: Double, largest: Double, strength: Double) -> RGBColor {
        guard value.isFinite else { return GreyImage.broken }
        var color = value < 0 ? negative : positive
        color.alpha = largest > 0 ? strength * (abs(value) / largest) : 0
        return color
    }
}
