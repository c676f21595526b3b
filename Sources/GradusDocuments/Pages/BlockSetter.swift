import GradusGraphics

/// Turns a document into strips, from top to bottom.
struct BlockSetter {
    let style: PageStyle
    let measure: any TextMeasuring
    let reader: FragmentReader
    /// The topmost level of headings.
    let topLevel: Int
    private(set) var items: [FlowItem] = []
    private var boxCount = 0

    /// Where blocks stand: indented in lists and quotes.
    struct Column {
        var x: Double
        var width: Double
        var boxes: [FlowBox] = []
        var paint: Paint = .role(.ink)

        /// The column with its left edge moved to the right; never too narrow for text.
        func indented(by amount: Double) -> Column {
            var column = self
            let step = width - amount >= 90 ? amount : 0
            column.x += step
            column.width -= step
            return column
        }
    }

    var breaker: LineBreaker { LineBreaker(measure: measure) }
    var setter: LineSetter { LineSetter(measure: measure) }
    var fullColumn: Column { Column(x: 0, width: style.textWidth) }
    /// The space between paragraphs.
    var gap: Double { style.leading * 0.55 }

    init(_ document: Document, style: PageStyle, measure: any TextMeasuring) {
        self.style = style
        self.measure = measure
        reader = FragmentReader(places: document.places)
        topLevel = document.headings.map(\.level).min() ?? 2
        setTitle(of: document)
        for (place, block) in document.blocks.enumerated() {
            let first = items.count
            set([block], in: fullColumn)
            // Text that a figure before it may let pass.
            switch block {
            case .paragraph, .code, .list:
                for index in first..<items.count where block.figures.isEmpty {
                    items[index].textBlock = place
                }
            case .heading, .quote, .table, .figure, .rule: break
            }
        }
    }

    mutating func append(_ item: FlowItem) { items.append(item) }

    mutating func nextBox() -> Int {
        boxCount += 1
        return boxCount
    }

    private mutating func setTitle(of document: Document) {
        let titleStyle = style.heading(depth: 0)
        let title = breaker.lines(
            of: [TextFragment(text: document.title.oneLine, style: titleStyle)],
            width: style.textWidth)
        append(
            setter.items(for: title, x: 0, leading: titleStyle.size * 1.2, style: titleStyle),
            spaceBefore: 0, keepsAll: true)
        if let subtitle = document.subtitle {
            var subtitleStyle = style.body
            subtitleStyle.size *= 1.14
            let fragment = TextFragment(
                text: subtitle.oneLine, style: subtitleStyle, paint: .role(.muted))
            let lines = breaker.lines(of: [fragment], width: style.textWidth)
            append(
                setter.items(
                    for: lines, x: 0, leading: style.leading * 1.12, style: subtitleStyle),
                spaceBefore: style.leading * 0.4, keepsAll: true)
        }
        append(FlowItem(height: style.leading * 0.9, keepsWithNext: true))
    }

    /// Appends strips that belong together, the first with a space above.
    mutating func append(
        _ strips: [FlowItem], spaceBefore: Double, boxes: [FlowBox] = [], keepsAll: Bool = false
    ) {
        for (index, strip) in strips.enumerated() {
            var item = strip
            if index == 0 { item.spaceBefore = spaceBefore }
            item.boxes = boxes
            if keepsAll { item.keepsWithNext = true }
            append(item)
        }
    }

    mutating func set(_ blocks: [DocumentBlock], in column: Column, isTight: Bool = false) {
        for block in blocks {
            switch block {
            case .heading(let heading): set(heading, in: column)
            case .paragraph(let inlines):
                let lines = breaker.lines(
                    of: reader.fragments(of: inlines, style: style.body, paint: column.paint),
                    width: column.width)
                append(
                    setter.items(
                        for: lines, x: column.x, leading: style.leading, style: style.body),
                    spaceBefore: isTight ? style.leading * 0.12 : gap, boxes: column.boxes)
            case .code(let code): set(code, in: column)
            case .list(let list): set(list, in: column)
            case .quote(let blocks):
                let box = FlowBox(
                    identifier: nextBox(), look: .bar, x: column.x, width: column.width, padding: 0)
                var inner = column.indented(by: 14)
                inner.boxes.append(box)
                inner.paint = .role(.muted)
                set(blocks, in: inner)
            case .table(let table): set(table, in: column)
            case .figure(let figure): set(figure, in: column)
            case .rule:
                let line = Path.line(
                    from: Point(column.x, style.leading / 2),
                    to: Point(column.x + column.width, style.leading / 2))
                let mark = Mark(
                    "rule", .decoration,
                    .path(line, fill: nil, stroke: Stroke(.role(.rule), width: 0.6)))
                append(
                    [FlowItem(height: style.leading, marks: [mark])], spaceBefore: gap * 2,
                    boxes: column.boxes)
            }
        }
    }

    private mutating func set(_ heading: DocumentHeading, in column: Column) {
        let depth = max(1, heading.level - topLevel + 1)
        let headingStyle = style.heading(depth: depth)
        let lines = breaker.lines(
            of: reader.fragments(of: heading.inlines, style: headingStyle), width: column.width)
        var strips = setter.items(
            for: lines, x: column.x, leading: headingStyle.size * 1.28, style: headingStyle)
        guard !strips.isEmpty else { return }
        strips[0].destinations = [heading.identifier]
        strips[0].outline = (heading.inlines.plainText.oneLine, depth - 1)
        append(
            strips, spaceBefore: style.leading * (depth == 1 ? 1.7 : 1.25), boxes: column.boxes,
            keepsAll: true)
    }

    private mutating func set(_ list: DocumentList, in column: Column) {
        let indent = list.isOrdered ? 22.0 : 16.0
        let inner = column.indented(by: indent)
        for (index, blocks) in list.items.enumerated() {
            let first = items.count
            set(blocks, in: inner, isTight: list.isTight)
            // An item without content still has its marker.
            if items.count == first {
                append([FlowItem(height: style.leading)], spaceBefore: gap, boxes: column.boxes)
            }
            // A number too large for a sum is not continued.
            let number = list.start.addingReportingOverflow(index)
            let text =
                list.isOrdered ? "\(number.overflow ? list.start : number.partialValue)." : "•"
            let fragment = TextFragment(text: text, style: style.body, paint: .role(.muted))
            let markerWidth = breaker.width(of: [fragment])
            let x =
                list.isOrdered ? column.x + max(0, indent - 6 - markerWidth) : column.x + 4
            let baseline = setter.baseline(leading: style.leading, style: style.body)
            let marker =
                list.task(index).map { box(isTicked: $0, x: column.x + 3, baseline: baseline) }
                ?? setter.marks(for: [fragment], x: x, baseline: baseline)
            // Nested so deep that there is no room to indent, there is none for a marker.
            if inner.x > column.x {
                items[first].marks += marker.map {
                    $0.placed(by: Vector(0, 0), prefix: "marker/")
                }
            }
            if index == 0 {
                items[first].spaceBefore = max(items[first].spaceBefore, gap * 0.8)
            } else if list.isTight {
                items[first].spaceBefore = max(items[first].spaceBefore, style.leading * 0.14)
            }
        }
    }

    /// The box of an item that is to be done.
    private func box(isTicked: Bool, x: Double, baseline: Double) -> [Mark] {
        let side = style.textSize * 0.72
        let stroke = Stroke(.role(.muted), width: 0.8)
        let frame = Rectangle(x: x, y: baseline - side, width: side, height: side)
        var marks = [
            Mark(
                "box", .decoration,
                .path(.rectangle(frame, cornerRadius: 1.2), fill: nil, stroke: stroke))
        ]
        if isTicked {
            let tick = Path.polyline([
                Point(x + side * 0.2, baseline - side * 0.5),
                Point(x + side * 0.42, baseline - side * 0.24),
                Point(x + side * 0.82, baseline - side * 0.8),
            ])
            marks.append(
                Mark(
                    "tick", .decoration,
                    .path(
                        tick, fill: nil, stroke: Stroke(.role(.ink), width: 1.1, cap: .round))))
        }
        return marks
    }
}
