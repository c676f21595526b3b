import GradusGraphics
import GradusTensors
import GradusTrace

/// A matrix with a word for each row and column: what an encoding makes of a text.
struct LabelledGrid {
    let operand: TensorOperand
    let type: FigureTypography
    private let rows: AxisPlan
    private let columns: AxisPlan
    private let rowLabels: [[TextRun]]
    private let columnLabels: [[TextRun]]
    /// Whether the words of columns run up.
    private let isTurned: Bool
    private let values: [Double]
    private let cell: Size
    private let left: Double
    private let top: Double
    private let columnCount: Int

    init(
        _ operand: TensorOperand, rowLabels: [[TextRun]], columnLabels: [[TextRun]],
        keepingColumns kept: Set<Int> = [], columnLimit: Int, rowLimit: Int, cellWidth: Double,
        type: FigureTypography, measuredBy measure: any TextMeasuring
    ) {
        self.operand = operand
        self.type = type
        self.rowLabels = rowLabels
        self.columnLabels = columnLabels
        let shape = operand.record.tensor.shape
        columnCount = shape[1]
        rows = AxisPlan(length: shape[0], limit: rowLimit)
        columns = AxisPlan(length: shape[1], limit: columnLimit, keeping: kept)
        values = operand.record.tensor.doubles()
        let widths = columns.places.map { measure.extent(of: columnLabels[$0]).width }
        isTurned = (widths.max() ?? 0) > cellWidth - 2
        cell = Size(cellWidth, type.smallCode.size * 1.7)
        left =
            (rows.places.map { measure.extent(of: rowLabels[$0]).width }.max() ?? 0) + type.base
            * 0.8
        top = (isTurned ? widths.max() ?? 0 : type.label.size * 1.2) + type.base * 0.6
    }

    private var gap: Double { type.smallCode.size * 1.2 }

    /// The extent with the words.
    var size: Size {
        Size(
            left + columns.offsets(place: cell.width, gap: gap).length,
            top + rows.offsets(place: cell.height, gap: gap).length)
    }

    /// Draws the matrix from a corner; `color` gives the colour of a cell that is not zero.
    func draw(
        _ name: String, at corner: Point, into list: inout MarkList,
        color: (_ row: Int, _ column: Int) -> Paint
    ) {
        let xs = columns.offsets(place: cell.width, gap: gap).starts
        let ys = rows.offsets(place: cell.height, gap: gap).starts
        let muted = Paint.role(.muted)
        for (entry, x) in zip(columns.entries, xs) {
            guard case .place(let column) = entry else { continue }
            let middle = corner.x + left + x + cell.width / 2
            if isTurned {
                list.text(
                    "\(name)/column/\(column)/word", columnLabels[column],
                    at: Point(middle + type.label.size * 0.36, corner.y + top - type.base * 0.4),
                    rotation: -90)
            } else {
                list.text(
                    "\(name)/column/\(column)/word", columnLabels[column],
                    at: Point(middle, corner.y + top - type.base * 0.4), anchor: .middle)
            }
        }
        for (rowEntry, y) in zip(rows.entries, ys) {
            guard case .place(let row) = rowEntry else {
                list.centred(
                    "\(name)/gap/row", [TextRun("⋮", type.smallCode, paint: muted)],
                    on: Point(corner.x + left + cell.width / 2, corner.y + top + y + gap / 2))
                continue
            }
            let middle = corner.y + top + y + cell.height / 2
            list.centred(
                "\(name)/row/\(row)/word", rowLabels[row],
                on: Point(corner.x + left - type.base * 0.5, middle), anchor: .end)
            for (place, (columnEntry, x)) in zip(columns.entries, xs).enumerated() {
                guard case .place(let column) = columnEntry else {
                    list.centred(
                        "\(name)/gap/\(row)-\(place)", [TextRun("⋯", type.smallCode, paint: muted)],
                        on: Point(corner.x + left + x + gap / 2, middle))
                    continue
                }
                let element = row * columnCount + column
                let frame = Rectangle(
                    x: corner.x + left + x, y: corner.y + top + y, width: cell.width,
                    height: cell.height)
                let isZero = values[element] == 0
                let box = "\(name)/cell/\(element)/box"
                list.path(
                    box, .node, .rectangle(frame), fill: .role(.operationFill),
                    stroke: Stroke(.role(isZero ? .grid : .rule), width: 0.6))
                if !isZero {
                    list.add(
                        Mark(
                            box + "/tint", .decoration,
                            .path(.rectangle(frame), fill: color(row, column), stroke: nil),
                            opacity: TensorColors.elementStrength))
                }
                list.centred(
                    "\(name)/cell/\(element)/value",
                    [
                        .number(
                            values[element],
                            isZero
                                ? type.smallCode
                                : TextStyle(.code, size: type.smallCode.size, weight: .bold),
                            paint: isZero ? muted : .role(.ink),
                            key: .tensorElement(name: operand.record.name, at: element))
                    ], on: frame.center)
            }
        }
    }
}
