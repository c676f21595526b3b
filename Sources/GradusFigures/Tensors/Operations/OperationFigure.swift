import GradusGraphics
import GradusTensors

/// An operation on tensors, cell by cell: its operands, its result, and for one cell of the result
/// the cells that made it.
///
/// ```swift
/// OperationFigure(.elementwise(.add), operands: [x, y], result: z, cell: [1, 2])
/// ```
public struct OperationFigure: Figure {
    /// What the colours of cells follow.
    public enum Coloring: String, CaseIterable, Sendable {
        /// The operand that a cell belongs to.
        case operands
        /// The element: a cell of the result has the colours of the cells it came from.
        case elements
        /// The cell of the result that an element goes into.
        case results
    }

    /// What was done.
    public var operation: TensorOperation
    /// The operands in order.
    public var operands: [TensorOperand]
    /// What came out.
    public var result: TensorOperand
    /// The cell of the result that is asked for, an index for each axis; none where nil.
    public var cell: [Int]?
    /// What colours mean; the best for the operation where nil.
    public var coloring: Coloring?
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of an operation that was carried out.
    public init(
        _ operation: TensorOperation, operands: [TensorOperand], result: TensorOperand,
        cell: [Int]? = nil, coloring: Coloring? = nil, text: FigureText = FigureText()
    ) {
        self.operation = operation
        self.operands = operands
        self.result = result
        self.cell = cell
        self.coloring = coloring
        self.text = text
    }

    /// The operation as code.
    public var code: String {
        OperationCode.text(operation, operands.map(\.label))
    }

    private var effectiveColoring: Coloring {
        if let coloring { return coloring }
        switch operation {
        case .elementwise, .dot, .concatenate: return .operands
        case .sum: return .results
        default: return .elements
        }
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        let shapes = operands.map { "\($0.label) of shape \($0.record.tensor.shape)" }
        var words =
            "\(result.label) = \(code) with " + shapes.joined(separator: " and ")
            + " has shape \(result.record.tensor.shape)."
        if let answer = Question(self)?.words { words += " " + answer }
        return words
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            body(width: width, height: height, context: context)
        }
    }

    private func body(width: Double, height: Double?, context: FigureContext) -> FigureBody {
        let type = FigureTypography(context.size)
        do {
            let provenance = try Provenance(
                operation, of: operands.map { $0.record.tensor.shape })
            return LargestFit.body(type: type, width: width, height: height) { trial in
                body(provenance, trial, type: type, width: width, context: context)
            }
        } catch {
            return .empty(error.message, width: width, type: type, measuredBy: context.measure)
        }
    }

    private func body(
        _ provenance: Provenance, _ trial: LargestFit.Trial, type: FigureTypography, width: Double,
        context: FigureContext
    ) -> LargestFit.Candidate {
        let grown = trial.type
        let question = Question(self)
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
        let isVectorDown = isColumn(provenance)
        let isSummedDown = isSummedDown(provenance)
        let grids = operands.enumerated().map { number, operand in
            CellGrid(
                operand, color: TensorColors.operand(number),
                direction: isVectorDown[number] ? .down : .across, keeping: seen(number),
                limit: trial.limit,
                type: grown, measuredBy: context.measure)
        }
        let resultGrid = CellGrid(
            result, direction: isVectorDown[operands.count] ? .down : .across,
            keeping: question.map { [$0.element] } ?? [], limit: trial.limit,
            cellWidth: isSummedDown ? grids[0].cell.width : nil, type: grown,
            measuredBy: context.measure)
        let palette = CellPalette(effectiveColoring, provenance)

        func piece(_ number: Int, mayBreak: Bool = false) -> FlowPiece {
            let mine = kept(number)
            let chosen = Set(mine)
            return .grid(
                grids[number], "operand/\(number)",
                rings: [
                    CellRing(elements: mine, paint: .role(TensorColors.operand(number)))
                ], mayBreak: mayBreak
            ) { element in
                palette.operand(
                    number, element, isChosen: chosen.contains(element), hasQuestion: hasQuestion)
            }
        }
        func sign(_ text: String, _ name: String, mayBreak: Bool = false) -> FlowPiece {
            .sign(text, name, type: grown, mayBreak: mayBreak, measuredBy: context.measure)
        }
        let asked = question?.element
        let resultPiece = FlowPiece.grid(
            resultGrid, "result",
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
                piece(0), sign(symbol == "-" ? "−" : symbol, "sign/operation", mayBreak: true),
                piece(1), sign("=", "sign/equals", mayBreak: true), resultPiece,
            ]
        } else if case .dot = operation, grids.count == 2 {
            pieces += [
                piece(0), sign("·", "sign/operation", mayBreak: true), piece(1),
                sign("=", "sign/equals", mayBreak: true), resultPiece,
            ]
        } else if isSummedDown {
            pieces = [
                .stacked([
                    piece(0),
                    .downArrow(
                        OperationCode.arrowLines(operation).joined(separator: ", "), "arrow",
                        type: grown, measuredBy: context.measure),
                    resultPiece,
                ])
            ]
        } else {
            for number in grids.indices {
                if number > 0 { pieces.append(sign(",", "sign/comma/\(number)")) }
                pieces.append(piece(number, mayBreak: number > 0))
            }
            var arrow = FlowPiece.arrow(
                OperationCode.arrowLines(operation), "arrow", type: grown,
                measuredBy: context.measure)
            arrow.mayBreak = true
            pieces += [arrow, resultPiece]
        }
        let flow = Flow(
            pieces, width: width, gap: grown.base * 0.8, rowGap: type.base * 1.3)
        let strip = question.map { question -> FormulaStrip in
            let formula = TermFormula(
                provenance, element: question.element, operands: grids, result: resultGrid,
                style: FormulaStyle(type: type))
            return FormulaStrip(
                formula.lines(within: width - type.base * 2, measuredBy: context.measure),
                notes: [note(provenance, type)], width: width, type: type,
                measuredBy: context.measure)
        }
        return LargestFit.Candidate(flow: flow, strip: strip, type: type, measure: context.measure)
    }

    /// What the strip says before the formula: the shape rule of a dot product.
    private func note(_ provenance: Provenance, _ type: FigureTypography) -> [TextRun] {
        guard case .dot = operation, provenance.operands.contains(where: { $0.rank > 2 }) else {
            return []
        }
        return DotRule.runs(
            operands.map { ShapeOperand($0) }, result: ShapeOperand(result), type: type)
    }

    /// Whether the result stands below its operand, each sum under its column.
    private func isSummedDown(_ provenance: Provenance) -> Bool {
        guard case .sum(let axis?) = operation else { return false }
        return axis == 0 && provenance.operands[0].rank == 2
    }

    /// Which vectors stand as columns: operands of `dot` and what meets a sum over columns.
    private func isColumn(_ provenance: Provenance) -> [Bool] {
        var result = [Bool](repeating: false, count: operands.count + 1)
        switch operation {
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

/// Lists in prose.
enum Words {
    /// `a, b and c`; `a, b and 7 more` beyond a limit.
    static func list(_ words: [String], limit: Int = .max) -> String {
        var parts = words
        if parts.count > limit {
            parts = Array(parts.prefix(limit - 1)) + ["\(words.count - limit + 1) more"]
        }
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}
