import GradusGraphics
import GradusTensors

/// What an index picks from a tensor, and what comes out: cell by cell for small tensors, those of
/// three and four axes as blocks of which only the picked cells are solid, and as frames on pictures
/// for images.
public struct SelectionFigure: Figure {
    /// The tensor.
    public var operand: TensorOperand
    /// What stands between the brackets.
    public var items: [IndexItem]
    /// The index as it stands between brackets.
    public var code: String
    /// What was picked.
    public var result: TensorOperand
    /// Whether the last two axes are the rows and columns of a picture.
    public var isPicture: Bool
    /// The cell of the result that is asked for; none where nil.
    public var cell: [Int]?
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of a selection that was made; `code` is written from `items` where nil.
    public init(
        _ operand: TensorOperand, items: [IndexItem], code: String? = nil, result: TensorOperand,
        isPicture: Bool = false, cell: [Int]? = nil, text: FigureText = FigureText()
    ) {
        self.operand = operand
        self.items = items
        self.code = code ?? IndexItemText.text(items)
        self.result = result
        self.isPicture = isPicture
        self.cell = cell
        self.text = text
    }

    private var operation: OperationFigure {
        OperationFigure(.index(items), operands: [operand], result: result, cell: cell, text: text)
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        let (from, to) = (operand.record.tensor, result.record.tensor)
        var words =
            "\(operand.label)[\(code)] picks \(NumberText.integer(to.size)) of "
            + "\(NumberText.integer(from.size)) elements: shape \(from.shape) becomes \(to.shape)."
        if let answer = OperationFigure.Question(operation)?.words { words += " " + answer }
        return words
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            let type = FigureTypography(context.size)
            guard
                let provenance = try? Provenance(
                    .index(items), of: [operand.record.tensor.shape]),
                provenance.output == result.record.tensor.shape
            else {
                return .empty(
                    "[\(code)] does not fit shape \(operand.record.tensor.shape)", width: width,
                    type: type, measuredBy: context.measure)
            }
            if isPicture,
                let pictures = PictureSelection(
                    self, provenance, type: type, width: width, height: height,
                    measuredBy: context.measure)
            {
                return pictures.body()
            }
            func body(_ views: [View]) -> FigureBody {
                func trial(_ trial: LargestFit.Trial, isStacked: Bool) -> ColumnOfFlows {
                    cells(
                        provenance, trial, as: views, isStacked: isStacked, type: type,
                        width: width, measure: context.measure)
                }
                return LargestFit.body(type: type, width: width, height: height) {
                    trial($0, isStacked: false)
                } fallback: {
                    trial($0, isStacked: true)
                }
            }
            guard blocks(FigureTypography(base: type.base), context.measure) != nil else {
                return body([.matrices])
            }
            for views in [[View.blocks, .matrices], [.blocks]] {
                let found = body(views)
                if found.size.width <= width, found.size.height <= height ?? .infinity {
                    return found
                }
            }
            return body([.matrices])
        }
    }

    /// A way to draw tensors of three and more axes.
    private enum View {
        case blocks
        case matrices
    }

    /// The tensor and what was picked as blocks; nil where they are not three-dimensional, or large.
    private func blocks(
        _ type: FigureTypography, _ measure: any TextMeasuring
    ) -> (operand: SelectionBlocks, result: SelectionBlocks)? {
        guard (3...4).contains(operand.record.tensor.ndim),
            let from = SelectionBlocks(
                operand, color: TensorColors.operand(0), type: type, measuredBy: measure),
            let to = SelectionBlocks(result, type: type, measuredBy: measure)
        else { return nil }
        return (from, to)
    }

    private func cells(
        _ provenance: Provenance, _ trial: LargestFit.Trial, as views: [View], isStacked: Bool,
        type: FigureTypography, width: Double, measure: any TextMeasuring
    ) -> ColumnOfFlows {
        let grown = trial.type
        let question = OperationFigure.Question(operation)
        let palette = CellPalette(.elements, provenance)
        let asked = question?.element
        let source = question?.sources.first?.element
        let grid = CellGrid(
            operand, color: TensorColors.operand(0), keeping: source.map { [$0] } ?? [],
            limit: trial.limit, type: grown, measuredBy: measure)
        let resultGrid = CellGrid(
            result, keeping: asked.map { [$0] } ?? [], limit: trial.limit, type: grown,
            measuredBy: measure)
        let rings =
            source.map {
                [CellRing(elements: [$0], paint: .role(TensorColors.operand(0)))]
            } ?? []
        func look(_ element: Int) -> CellLook {
            palette.operand(0, element, isChosen: false, hasQuestion: false)
        }
        let shape = operand.record.tensor.shape
        let first: FlowPiece =
            (1...2).contains(shape.rank) && shape.count > 0
            ? IndexRuler(grid: grid, type: grown).piece(
                "operand/0", rows: shape.rank == 2 ? shape[0] : 0, columns: shape[-1],
                rings: rings, look: look)
            : .grid(grid, "operand/0", rings: rings, look: look)
        /// The tensor, an arrow and what was picked, below one another where a line is too short.
        func flow(_ from: FlowPiece, _ arrow: String, _ to: FlowPiece) -> Flow {
            func flow(_ pieces: [FlowPiece]) -> Flow {
                Flow(pieces, width: width, gap: grown.base * 0.8, rowGap: type.base * 1.3)
            }
            var across = FlowPiece.arrow(["[\(code)]"], arrow, type: grown, measuredBy: measure)
            across.mayBreak = true
            let row = flow([from, across, to])
            guard isStacked, row.rowCount > 1 else { return row }
            let down = FlowPiece.downArrow("[\(code)]", arrow, type: grown, measuredBy: measure)
            return flow([.stacked([from, down, to])])
        }
        var flows: [Flow] = []
        if views.contains(.blocks), let blocks = blocks(grown, measure) {
            let from = blocks.operand.piece(
                "blocks/operand", ring: source.map { ($0, TensorColors.operand(0)) }
            ) { element in
                let look = look(element)
                return look.isQuiet ? nil : look
            }
            let to = blocks.result.piece(
                "blocks/result", ring: asked.map { ($0, TensorColors.asked) }
            ) { palette.result($0, isAsked: $0 == asked, hasQuestion: asked != nil) }
            flows.append(flow(from, "blocks/arrow", to))
        }
        if views.contains(.matrices) {
            let picked = FlowPiece.grid(
                resultGrid, "result",
                rings: asked.map {
                    [CellRing(elements: [$0], paint: .role(TensorColors.asked), width: 2.3)]
                } ?? []
            ) { palette.result($0, isAsked: $0 == asked, hasQuestion: asked != nil) }
            flows.append(flow(first, "arrow", picked))
        }
        let formula = question.map {
            TermFormula(
                provenance, element: $0.element, operands: [grid], result: resultGrid,
                style: FormulaStyle(type: type)
            ).lines(within: width - type.base * 2, measuredBy: measure)
        }
        return ColumnOfFlows(
            flows: flows,
            strip: formula.map {
                FormulaStrip($0, width: width, type: type, measuredBy: measure)
            }, type: type, measure: measure)
    }
}
