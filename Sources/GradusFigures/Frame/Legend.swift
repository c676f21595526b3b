import GradusGraphics

/// What a shape or a line of a figure means.
struct LegendItem {
    /// The sample that stands before the words.
    enum Swatch {
        /// A small box of a node's shape and colours.
        case card(CardStyle)
        /// A piece of a line.
        case line(Stroke)
        /// A line with a dot, as on a curve.
        case dots(Paint)
        /// A sign or a word.
        case word(String, Paint)
    }
    var name: String
    var swatch: Swatch
    var label: String
}

/// The items of a legend in as many rows as they need.
struct Legend {
    private let items: [LegendItem]
    private let type: FigureTypography
    private var rows: [[(item: Int, x: Double)]] = []
    private let swatchWidth: Double
    /// The room for each sample; words may need more than the others.
    private var swatches: [Double] = []
    private let rowHeight: Double
    let width: Double

    init(
        _ items: [LegendItem], type: FigureTypography, width: Double,
        measuredBy measure: any TextMeasuring
    ) {
        self.items = items
        self.type = type
        self.width = width
        swatchWidth = type.label.size * 2.3
        rowHeight = type.label.size * 1.9
        let gap = type.label.size * 1.7
        var x = 0.0
        for (index, item) in items.enumerated() {
            if case .word(let word, _) = item.swatch {
                swatches.append(
                    max(swatchWidth, measure.extent(of: word, in: type.strongLabel).width))
            } else {
                swatches.append(swatchWidth)
            }
            let length =
                swatches[index] + type.label.size * 0.6
                + measure.extent(of: item.label, in: type.label).width
            if rows.isEmpty || (x + length > width && x > 0) {
                rows.append([])
                x = 0
            }
            rows[rows.count - 1].append((index, x))
            x += length + gap
        }
    }

    var height: Double { Double(rows.count) * rowHeight }

    func draw(at corner: Point, into list: inout MarkList) {
        for (row, places) in rows.enumerated() {
            let middle = corner.y + (Double(row) + 0.5) * rowHeight
            for place in places {
                let item = items[place.item]
                let left = corner.x + place.x
                draw(item, swatches[place.item], at: Point(left, middle), into: &list)
                list.centred(
                    "legend/\(item.name)/label",
                    [TextRun(item.label, type.label, paint: .role(.muted))],
                    on: Point(left + swatches[place.item] + type.label.size * 0.6, middle),
                    anchor: .start)
            }
        }
    }

    private func draw(
        _ item: LegendItem, _ swatchWidth: Double, at start: Point, into list: inout MarkList
    ) {
        let name = "legend/\(item.name)/swatch"
        let line = Path.line(
            from: start, to: Point(start.x + swatchWidth, start.y))
        switch item.swatch {
        case .card(let style):
            let frame = Rectangle(
                x: start.x, y: start.y - type.label.size * 0.65, width: swatchWidth,
                height: type.label.size * 1.3)
            style.draw(name, frame: frame, scale: 0.55, kind: .decoration, into: &list)
        case .line(let stroke):
            list.path(name, .decoration, line, stroke: stroke)
        case .word(let word, let paint):
            list.centred(
                name, [TextRun(word, type.strongLabel, paint: paint)],
                on: Point(start.x + swatchWidth / 2, start.y))
        case .dots(let paint):
            list.path(name, .decoration, line, stroke: Stroke(paint, width: 1.6))
            list.path(
                name + "/dot", .decoration,
                .circle(center: Point(start.x + swatchWidth / 2, start.y), radius: 2.6),
                fill: .role(.surface), stroke: Stroke(paint, width: 1.4))
        }
    }
}
