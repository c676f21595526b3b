import GradusGraphics
import GradusTensors
import GradusTrace

/// A small matrix written out below a heading, with the numbers of its rows and columns, one
/// cell outlined.
struct NumberGrid {
    let name: String
    let heading: [TextRun]
    let elements: [Double]
    let rows: Int
    let columns: Int
    let cell: Int
    let paint: Paint
    let key: (Int) -> TraceKey
    let type: FigureTypography
    /// What stands below; empty for nothing.
    private let footer: [TextRun]
    /// The axes, as many of which are numbered.
    private let axes: Int
    private let footerWidth: Double
    private let columnWidth: Double
    private let headingWidth: Double

    init(
        _ name: String, heading: [TextRun], _ tensor: Tensor, cell: Int, paint: Paint,
        type: FigureTypography, footer: [TextRun] = [], measuredBy measure: any TextMeasuring,
        key: @escaping (Int) -> TraceKey
    ) {
        self.name = name
        self.footer = footer
        axes = tensor.ndim
        footerWidth = measure.extent(of: footer).width
        self.heading = heading
        elements = tensor.doubles()
        columns = tensor.ndim == 0 ? 1 : max(1, tensor.shape[-1])
        rows = elements.count / columns
        self.cell = cell
        self.paint = paint
        self.key = key
        self.type = type
        let style = type.label
        columnWidth =
            (elements.map { measure.extent(of: NumberFormat.text($0, digits: 3), in: style).width }
                .max() ?? 0) + style.size * 0.7
        headingWidth = measure.extent(of: heading).width
    }

    private var rowHeight: Double { type.label.size * 1.8 }
    private var headingHeight: Double { type.label.size * (axes > 0 ? 3.1 : 1.9) }
    /// The room for the numbers of the rows.
    private var rulerWidth: Double { axes > 1 ? type.label.size * 1.5 : 0 }
    private var footerHeight: Double { footer.isEmpty ? 0 : type.label.size * 2 }

    var size: Size {
        Size(
            max(headingWidth, footerWidth, rulerWidth + columnWidth * Double(columns)),
            headingHeight + rowHeight * Double(rows) + 2 + footerHeight)
    }

    func draw(at corner: Point, into list: inout MarkList) {
        list.centred(
            name + "/heading", heading, on: Point(corner.x, corner.y + type.label.size * 0.7),
            anchor: .start)
        let top = corner.y + headingHeight
        let left = corner.x + rulerWidth
        drawRulers(left: left, top: top, into: &list)
        if !footer.isEmpty {
            list.centred(
                name + "/footer", footer,
                on: Point(corner.x, top + rowHeight * Double(rows) + type.label.size * 1.2),
                anchor: .start)
        }
        let frame = Rectangle(
            x: left, y: top, width: columnWidth * Double(columns),
            height: rowHeight * Double(rows))
        let strength = paint == .role(.backward) ? HeatMap.faint : 0.32
        if let image = HeatMap.image(
            elements, rows: rows, columns: columns, strength: strength)
        {
            list.add(Mark(name + "/map", .data, .image(image, frame)))
        }
        list.path(
            name + "/frame", .decoration, .rectangle(frame),
            stroke: Stroke(.role(.rule), width: 0.6))
        for index in elements.indices {
            let (row, column) = (index / columns, index % columns)
            let box = Rectangle(
                x: left + columnWidth * Double(column), y: top + rowHeight * Double(row),
                width: columnWidth, height: rowHeight)
            if index == cell {
                list.path(
                    name + "/chosen", .decoration, .rectangle(box.insetBy(-1), cornerRadius: 2),
                    stroke: Stroke(.role(.loss), width: 2))
            }
            list.centred(
                "\(name)/\(row)-\(column)",
                [.number(elements[index], type.label, paint: paint, key: key(index), digits: 3)],
                on: Point(box.maxX - type.label.size * 0.35, box.midY), anchor: .end)
        }
    }

    /// The places along each axis, counted from 0 as code does.
    private func drawRulers(left: Double, top: Double, into list: inout MarkList) {
        let muted = Paint.role(.muted)
        if axes > 0 {
            for column in 0..<columns {
                list.centred(
                    "\(name)/axis/column/\(column)",
                    [TextRun("\(column)", type.label, paint: muted)],
                    on: Point(
                        left + columnWidth * (Double(column) + 1) - type.label.size * 0.35,
                        top - type.label.size * 0.65), anchor: .end)
            }
        }
        guard axes > 1 else { return }
        for row in 0..<rows {
            list.centred(
                "\(name)/axis/row/\(row)", [TextRun("\(row)", type.label, paint: muted)],
                on: Point(
                    left - type.label.size * 0.5, top + rowHeight * (Double(row) + 0.5)),
                anchor: .end)
        }
    }
}
