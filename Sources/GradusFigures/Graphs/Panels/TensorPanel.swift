import GradusGraphics
import GradusTrace

/// A node's value or gradient, small: a number, a grid of numbers, or a heat map with its range.
struct TensorPanel {
    let content: TensorContent
    let graph: String
    let node: Int
    let which: TraceKey.NodeTensor
    let paint: ColorRole
    /// Whether the panel stands back.
    let isFaded: Bool
    let type: FigureTypography
    private let look: TensorLook
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
        _ content: TensorContent, graph: String, node: Int, which: TraceKey.NodeTensor,
        paint: ColorRole,
        isFaded: Bool, look: TensorLook, type: FigureTypography,
        measuredBy measure: any TextMeasuring, isBeside: Bool = false
    ) {
        self.content = content
        self.graph = graph
        self.node = node
        self.which = which
        self.paint = paint
        self.isFaded = isFaded
        self.type = type
        self.look = look
        self.isBeside = isBeside && content.elements.count > 1 && look != .numbers
        measureSize(measure)
    }

    private var elements: [Double] { content.elements }
    private var rows: Int { content.rows }
    private var columns: Int { content.columns }
    private var isNumber: Bool { elements.count == 1 }
    private var numberStyle: TextStyle { isFaded ? type.quietValue : type.value }
    private var textPaint: Paint { .role(isFaded ? .muted : paint) }
    private var rowHeight: Double { type.smallCode.size * 1.3 }

    private func key(_ index: Int) -> TraceKey {
        let source = content.source(of: index, card: node)
        return which == .value
            ? .nodeValue(graph: graph, node: source.node, at: source.index)
            : .nodeGradient(graph: graph, node: source.node, at: source.index)
    }

    /// The key of a statistic; of several nodes that of the first element that is it.
    private func key(of statistic: SummaryStatistic, _ value: Double) -> TraceKey {
        guard content.parts != nil, let place = elements.firstIndex(of: value) else {
            return .nodeSummary(graph: graph, node: node, of: which, statistic)
        }
        return key(place)
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
        } else if look == .numbers {
            columnWidth =
                elements.indices.map {
                    measure.extent(of: [run($0, type.smallCode, digits: 2)]).width
                }.max() ?? 0
            columnWidth += type.smallCode.size * 0.7
            size = Size(columnWidth * Double(columns), rowHeight * Double(rows))
        } else if let summary = content.summary {
            func statistic(_ statistic: SummaryStatistic, _ value: Double) -> TextRun {
                .number(
                    value, type.label, paint: textPaint, key: key(of: statistic, value),
                    digits: 2)
            }
            rangeRuns =
                summary.min == summary.max && summary.nanCount == 0
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
                        // Of several nodes no one number counts them.
                        key: content.parts != nil
                            ? nil
                            : TraceKey.nodeSummary(graph: graph, node: node, of: which, .nan)
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

    /// The heat map's extent: square cells, none too small to see, the map never large; or the
    /// histogram's.
    var mapSize: Size {
        let unit = type.base
        if look == .histogram {
            return isBeside ? Size(unit * 3.6, unit * 2.2) : Size(unit * 6.4, unit * 2.6)
        }
        let cell =
            isBeside
            ? min(unit * 0.62, unit * 2.5 / Double(rows), unit * 3.8 / Double(columns))
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
        } else if look == .numbers {
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
            drawMap(name, centre: Point(centre.x, top + map.height / 2), into: &list)
            list.centred(
                name + "/range", rangeRuns,
                on: Point(centre.x, top + map.height + type.label.size * 0.85))
        }
    }

    /// Draws the heat map or the histogram alone.
    func drawMap(_ name: String, centre: Point, into list: inout MarkList) {
        if look == .histogram, let summary = content.summary {
            HistogramBars(summary.histogram).draw(
                name + "/histogram", in: Rectangle(center: centre, size: mapSize),
                opacity: isFaded ? 0.5 : 1, into: &list)
            return
        }
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
