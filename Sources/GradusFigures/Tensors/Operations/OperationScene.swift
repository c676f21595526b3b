import GradusGraphics
import GradusTensors

/// An operation with its provenance and the cell that is asked for, laid out as a row of tensors.
struct OperationScene {
    /// The row and what is written below it.
    struct Layout {
        var flow: Flow
        /// How the cell that is asked for came about; empty where none is.
        var formula: [[FormulaPiece]]
        /// What is said before the formula.
        var note: [TextRun]
    }

    let figure: OperationFigure
    let provenance: Provenance
    let question: OperationFigure.Question?

    /// Follows the operation; throws where it has no result.
    init(_ figure: OperationFigure) throws(TensorError) {
        self.figure = figure
        provenance = try Provenance(
            figure.operation, of: figure.operands.map { $0.record.tensor.shape })
        question = OperationFigure.Question(figure)
    }

    /// The row in one size of text. Names of marks begin with `prefix`.
    func layout(
        _ trial: LargestFit.Trial, type: FigureTypography, width: Double, prefix: String = "",
        measure: any TextMeasuring
    ) -> Layout {
        let grown = trial.type
        let operation = figure.operation
        let operands = figure.operands
        let sources = question?.sources ?? []
        let hasQuestion = question != nil
        func kept(_ operand: Int) -> [Int] {
            sources.filter { $0.operand == operand }.map(\.element)
        }
        /// What must be seen of it although its axis is long.
        func seen(_ operand: Int) -> [Int] {
            let all = kept(operand)
            return all.count > 6 ? [all[0]] : all
        }
        let isVectorDown = columns
        let isSummedDown = self.isSummedDown
        func operandGrid(_ number: Int, cellWidth: Double? = nil) -> CellGrid {
            CellGrid(
                operands[number], color: TensorColors.operand(number),
                direction: isVectorDown[number] ? .down : .across, keeping: seen(number),
                limit: trial.limit, cellWidth: cellWidth, type: grown, measuredBy: measure)
        }
        func makeResultGrid(cellWidth: Double? = nil) -> CellGrid {
            CellGrid(
                figure.result, direction: isVectorDown[operands.count] ? .down : .across,
                keeping: question.map { [$0.element] } ?? [], limit: trial.limit,
                cellWidth: cellWidth, type: grown, measuredBy: measure)
        }
        var grids = operands.indices.map { operandGrid($0) }
        var resultGrid = makeResultGrid()
        if isSummedDown {
            // Each sum stands under its column.
            let width = max(grids[0].cell.width, resultGrid.cell.width)
            grids = [operandGrid(0, cellWidth: width)]
            resultGrid = makeResultGrid(cellWidth: width)
        }
        let palette = CellPalette(figure.effectiveColoring, provenance)

        func piece(_ number: Int, mayBreak: Bool = false) -> FlowPiece {
            let mine = kept(number)
            let chosen = Set(mine)
            return .grid(
                grids[number], prefix + "operand/\(number)",
                rings: [
                    CellRing(elements: mine, paint: .role(TensorColors.operand(number)))
                ], mayBreak: mayBreak
            ) { element in
                palette.operand(
                    number, element, isChosen: chosen.contains(element), hasQuestion: hasQuestion)
            }
        }
        func sign(_ text: String, _ name: String, mayBreak: Bool = false) -> FlowPiece {
            .sign(text, name, type: grown, mayBreak: mayBreak, measuredBy: measure)
        }
        let asked = question?.element
        let resultPiece = FlowPiece.grid(
            resultGrid, prefix + "result",
            rings: asked.map {
                [CellRing(elements: [$0], paint: .role(TensorColors.asked), width: 2.3)]
            } ?? []
        ) { element in
            palette.result(element, isAsked: element == asked, hasQuestion: hasQuestion)
        }
        var pieces: [FlowPiece] = []
        if case .elementwise(let function) = operation, let symbol = function.symbol,
            grids.count == 2
        {
            pieces += [
                piece(0),
                sign(symbol == "-" ? "−" : symbol, prefix + "sign/operation", mayBreak: true),
                piece(1), sign("=", prefix + "sign/equals", mayBreak: true), resultPiece,
            ]
        } else if case .dot = operation, grids.count == 2 {
            pieces += [
                piece(0), sign("·", prefix + "sign/operation", mayBreak: true), piece(1),
                sign("=", prefix + "sign/equals", mayBreak: true), resultPiece,
            ]
        } else if isSummedDown {
            pieces = [
                .stacked([
                    piece(0),
                    .downArrow(
                        OperationCode.arrowLines(operation).joined(separator: ", "),
                        prefix + "arrow",
                        type: grown, measuredBy: measure),
                    resultPiece,
                ])
            ]
        } else {
            for number in grids.indices {
                if number > 0 { pieces.append(sign(",", prefix + "sign/comma/\(number)")) }
                pieces.append(piece(number, mayBreak: number > 0))
            }
            var arrow = FlowPiece.arrow(
                OperationCode.arrowLines(operation), prefix + "arrow", type: grown,
                measuredBy: measure)
            arrow.mayBreak = true
            pieces += [arrow, resultPiece]
        }
        let flow = Flow(
            pieces, width: width, gap: grown.base * 0.8, rowGap: type.base * 1.3)
        let formula = question.map {
            TermFormula(
                provenance, element: $0.element, operands: grids, result: resultGrid,
                style: FormulaStyle(type: type)
            ).lines(within: width - type.base * 2, measuredBy: measure)
        }
        return Layout(flow: flow, formula: formula ?? [], note: question == nil ? [] : note(type))
    }

    /// What the strip says before the formula: the shape rule of a dot product.
    private func note(_ type: FigureTypography) -> [TextRun] {
        guard case .dot = figure.operation, provenance.operands.contains(where: { $0.rank > 2 })
        else {
            return []
        }
        return DotRule.runs(
            figure.operands.map { ShapeOperand($0) }, result: ShapeOperand(figure.result),
            type: type)
    }

    /// Whether the result stands below its operand, each sum under its column.
    private var isSummedDown: Bool {
        guard case .sum(let axis?) = figure.operation else { return false }
        return axis == 0 && provenance.operands[0].rank == 2
    }

    /// Which vectors stand as columns: operands of `dot` and what meets a sum over columns.
    private var columns: [Bool] {
        var result = [Bool](repeating: false, count: figure.operands.count + 1)
        switch figure.operation {
        case .dot where provenance.operands.count == 2:
            result[1] = provenance.operands[1].rank == 1
            result[2] = provenance.operands[0].rank == 2 && provenance.operands[1].rank == 1
        case .sum(let axis):
            // Summing along the rows leaves a number for each row.
            result[1] = provenance.operands[0].rank == 2 && axis == 1
        default: break
        }
        return result
    }
}

extension OperationFigure {
    /// The cell that is asked for with its answer; nil when there is none or it is outside.
    struct Question {
        let element: Int
        let sources: [Provenance.Source]
        /// `z[1, 2] comes from x[1, 2] and y[2].`
        let words: String

        init?(_ figure: OperationFigure) {
            let shape = figure.result.record.tensor.shape
            guard let cell = figure.cell, cell.count == shape.rank,
                let provenance = try? Provenance(
                    figure.operation, of: figure.operands.map { $0.record.tensor.shape })
            else { return nil }
            for (place, length) in zip(cell, shape.dimensions) {
                guard place >= 0, place < length else { return nil }
            }
            element = shape.element(at: cell)
            guard element < provenance.output.count else { return nil }
            sources = provenance.sources(of: element)
            let names = sources.map {
                IndexText.element(figure.operands[$0.operand], $0.element)
            }
            let value = figure.result.record.tensor.doubles()[element]
            words =
                "\(IndexText.element(figure.result, element)) = \(NumberFormat.text(value)) comes from "
                + Words.list(names, limit: 8) + "."
        }
    }
}
