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

    var effectiveColoring: Coloring {
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
            let scene = try scene()
            return LargestFit.body(type: type, width: width, height: height) { trial in
                let layout = scene.layout(trial, type: type, width: width, measure: context.measure)
                return ColumnOfFlows(
                    flows: [layout.flow],
                    strip: FormulaStrip(
                        layout.formula, notes: [layout.note], width: width, type: type,
                        measuredBy: context.measure), type: type, measure: context.measure)
            }
        } catch {
            return .empty(error.message, width: width, type: type, measuredBy: context.measure)
        }
    }

    /// The operation with its provenance and its question; throws where it has no result.
    func scene() throws(TensorError) -> OperationScene { try OperationScene(self) }
}
