import GradusGraphics
import GradusTensors

/// The box diagram laid out in one size of text.
struct DotBox {
    private let figure: DotFigure
    private let provenance: Provenance
    private let type: FigureTypography
    private let grown: FigureTypography
    private let width: Double
    private let measure: any TextMeasuring
    private let x: CellGrid
    private let y: CellGrid
    private let z: CellGrid
    private let question: OperationFigure.Question?

    init(
        _ figure: DotFigure, _ provenance: Provenance, grown: FigureTypography,
        type: FigureTypography, width: Double, measuredBy measure: any TextMeasuring
    ) {
        self.figure = figure
        self.provenance = provenance
        self.type = type
        self.grown = grown
        self.width = width
        self.measure = measure
        question = OperationFigure.Question(
            OperationFigure(
                .dot, operands: [figure.x, figure.y], result: figure.result, cell: figure.cell))
        let asked = question.map { [$0.element] } ?? []
        let sources = question?.sources ?? []
        // Long common axes have their gap at the same places in both.
        let limits = (rows: 7, columns: 7)
        func grid(
            _ operand: TensorOperand, _ number: Int?, _ direction: CellGrid.Direction,
            _ kept: [Int], _ cellWidth: Double?
        ) -> CellGrid {
            CellGrid(
                operand, color: number.map { TensorColors.operand($0) } ?? .ink,
                direction: direction, keeping: kept, limit: limits, cellWidth: cellWidth,
                type: grown, measuredBy: measure)
        }
        let isColumn = figure.y.record.tensor.ndim == 1
        let firstX = sources.first { $0.operand == 0 }.map { [$0.element] } ?? []
        let firstY = sources.first { $0.operand == 1 }.map { [$0.element] } ?? []
        let own = (
            grid(figure.y, 1, isColumn ? .down : .across, firstY, nil),
            grid(figure.result, nil, isColumn ? .down : .across, asked, nil)
        )
        let common = max(own.0.cell.width, own.1.cell.width)
        x = grid(figure.x, 0, .across, firstX, nil)
        y = grid(figure.y, 1, isColumn ? .down : .across, firstY, common)
        z = grid(figure.result, nil, isColumn ? .down : .across, asked, common)
    }

    private var gap: Double { grown.base * 1.9 }
    private var dimensionRoom: Double { type.code.size * 2.1 }

    func body() -> FigureBody {
        var list = MarkList(measuredBy: measure)
        let style = type.code
        // Lengths stand left of x, below x, right of y, above y's columns (in its header).
        let leftLabel = dimension(
            "a", figure.x, 0, TensorColors.operand(0), if: figure.x.record.tensor.ndim == 2)
        let leftRoom =
            leftLabel.isEmpty ? 0 : measure.extent(of: leftLabel).width + style.size * 1.4
        let header = grown.name.size * 1.55
        let xHeaderWidth = max(x.size.width, x.body.width)
        let xLeft = leftRoom + (xHeaderWidth - x.body.width) / 2
        let zLeft = max(xLeft + x.body.width + gap, leftRoom + xHeaderWidth + grown.base * 0.6)
        let zTop = header + y.body.height + gap
        let headerOverhang = max(0, (max(y.size.width, z.size.width) - y.body.width) / 2)
        let shift = headerOverhang > gap ? headerOverhang - gap : 0
        let yCorner = Point(zLeft + shift, header)
        let zCorner = Point(zLeft + shift, zTop)
        let xCorner = Point(xLeft, zTop)

        drawBands(x: xCorner, y: yCorner, z: zCorner, into: &list)
        list.text(
            "operand/0/shape", headerRuns(x),
            at: Point(xCorner.x + x.body.width / 2, zTop - grown.name.size * 0.55), anchor: .middle)
        list.text(
            "operand/1/shape", headerRuns(y),
            at: Point(yCorner.x + y.body.width / 2, grown.name.size), anchor: .middle)
        list.text(
            "result/shape", headerRuns(z),
            at: Point(zCorner.x + z.body.width / 2, zTop + z.body.height + grown.name.size * 1.25),
            anchor: .middle)
        drawGrids(x: xCorner, y: yCorner, z: zCorner, into: &list)

        // Dimensions.
        if !leftLabel.isEmpty {
            let lineX = xCorner.x - style.size * 0.8
            DimensionLine.vertical(
                "operand/0/dimension/0", x: lineX, from: zTop, to: zTop + x.body.height,
                label: leftLabel, side: -1, paint: TensorColors.operand(0), size: style.size,
                into: &list)
        }
        DimensionLine.horizontal(
            "operand/0/dimension/1", y: zTop + x.body.height + style.size * 0.8, from: xCorner.x,
            to: xCorner.x + x.body.width,
            label: dimension("b", figure.x, figure.x.record.tensor.ndim - 1, DotRule.met, if: true),
            paint: DotRule.met, size: style.size, into: &list)
        let rightLabel = dimension(
            "b", figure.y, DotRule.axis(ofSecond: figure.y.record.tensor.ndim), DotRule.met,
            if: true)
        let rightX = yCorner.x + y.body.width + style.size * 0.8
        DimensionLine.vertical(
            "operand/1/dimension/0", x: rightX, from: header, to: header + y.body.height,
            label: rightLabel, side: 1, paint: DotRule.met, size: style.size, into: &list)
        let rightEdge = max(
            rightX + style.size * 0.7 + measure.extent(of: rightLabel).width,
            yCorner.x + y.body.width / 2 + max(y.size.width, z.size.width) / 2)

        var height =
            zTop
            + max(
                z.body.height + grown.name.size * 1.7,
                x.body.height + dimensionRoom + style.size * 0.5)
        var total = rightEdge
        if let question {
            let formula = TermFormula(
                provenance, element: question.element, operands: [x, y], result: z,
                style: FormulaStyle(type: type))
            let strip = FormulaStrip(
                formula.lines(within: width - type.base * 2, measuredBy: measure),
                notes: [note(question)], width: width, type: type, measuredBy: measure)
            height += type.base * 1.1
            let boxWidth = max(total, strip.size.width)
            let move = Vector((boxWidth - total) / 2, 0)
            var moved = MarkList(measuredBy: measure)
            moved.add(list.marks.map { $0.moved(by: move) })
            strip.draw(at: Point(0, height), width: boxWidth, into: &moved)
            list = moved
            total = boxWidth
            height += strip.size.height
        }
        return FigureBody(size: Size(total, height), marks: list.marks)
    }

    private func headerRuns(_ grid: CellGrid) -> [TextRun] {
        [TextRun(grid.operand.label + "  ", grown.name, paint: .role(grid.color))]
            + ShapeText.runs(grid.operand.record, grown.smallCode)
    }

    private func dimension(
        _ letter: String, _ operand: TensorOperand, _ axis: Int, _ color: ColorRole,
        if isShown: Bool
    ) -> [TextRun] {
        guard isShown else { return [] }
        let strong = TextStyle(.code, size: type.code.size, weight: .bold)
        return [ShapeOperand(operand).run(axis, strong, paint: .role(color))]
    }

    /// The row and the column that meet, in words.
    private func note(_ question: OperationFigure.Question) -> [TextRun] {
        let style = type.label
        func word(_ text: String, _ color: ColorRole = .muted) -> TextRun {
            TextRun(text, style, paint: .role(color))
        }
        let index = provenance.output.index(of: question.element)
        let isMatrix = (x: figure.x.record.tensor.ndim == 2, y: figure.y.record.tensor.ndim == 2)
        let row = isMatrix.x ? "row \(index[0]) of \(figure.x.label)" : figure.x.label
        let column =
            isMatrix.y ? "column \(index[index.count - 1]) of \(figure.y.label)" : figure.y.label
        return [
            word(row, TensorColors.operand(0)), word(" meets "),
            word(column, TensorColors.operand(1)), word(": "),
            word("products of pairs, added up"),
        ]
    }

    private func drawGrids(
        x xCorner: Point, y yCorner: Point, z zCorner: Point, into list: inout MarkList
    ) {
        let sources = question?.sources ?? []
        func elements(_ operand: Int) -> [Int] {
            sources.filter { $0.operand == operand }.map(\.element)
        }
        let palette = CellPalette(.operands, provenance)
        let hasQuestion = question != nil
        for (number, grid, corner) in [(0, x, xCorner), (1, y, yCorner)] {
            let mine = elements(number)
            let chosen = Set(mine)
            grid.drawCells(
                "operand/\(number)", at: corner,
                rings: [CellRing(elements: mine, paint: .role(TensorColors.operand(number)))],
                into: &list
            ) {
                palette.operand(
                    number, $0, isChosen: chosen.contains($0), hasQuestion: hasQuestion)
            }
        }
        let asked = question?.element
        let askedFrame = asked.flatMap { z.frame(of: $0) }
        z.drawCells(
            "result", at: zCorner,
            rings: asked.map {
                [CellRing(elements: [$0], paint: .role(TensorColors.asked), width: 2.3)]
            } ?? [], into: &list
        ) { element in
            if let askedFrame, element != asked, let frame = z.frame(of: element) {
                // The way of the row and of the column to the cell where they meet.
                if frame.y == askedFrame.y, frame.x < askedFrame.x {
                    return CellLook(
                        tint: .role(TensorColors.operand(0)), strength: 0.12, isQuiet: true)
                }
                if frame.x == askedFrame.x, frame.y < askedFrame.y {
                    return CellLook(
                        tint: .role(TensorColors.operand(1)), strength: 0.12, isQuiet: true)
                }
            }
            return palette.result(element, isAsked: element == asked, hasQuestion: hasQuestion)
        }
    }

    /// Pale ways from the row and the column to the cell where they meet.
    private func drawBands(
        x xCorner: Point, y yCorner: Point, z zCorner: Point, into list: inout MarkList
    ) {
        guard let asked = question?.element, let cell = z.frame(of: asked) else { return }
        let frame = cell.moved(by: Vector(zCorner.x, zCorner.y))
        let right = xCorner.x + x.body.width
        let bottom = yCorner.y + y.body.height
        let bands = [
            (
                "band/row", TensorColors.operand(0),
                Rectangle(x: right, y: frame.y, width: frame.x - right, height: frame.height)
            ),
            (
                "band/column", TensorColors.operand(1),
                Rectangle(x: frame.x, y: bottom, width: frame.width, height: frame.y - bottom)
            ),
        ]
        for (name, color, band) in bands {
            list.add(
                Mark(
                    name, .decoration, .path(.rectangle(band), fill: .role(color), stroke: nil),
                    opacity: 0.14))
        }
    }
}
