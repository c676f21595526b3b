import GradusGraphics
import GradusTensors

/// Broadcasting in its two steps: axes are added to the smaller tensor, then it is repeated along
/// them; then the operation goes cell by cell. A repeated cell is drawn as the same cell again.
public struct BroadcastingFigure: Figure {
    /// An operand on its way.
    public struct Operand: Sendable {
        /// As it was given.
        public var given: TensorOperand
        /// With axes of length 1 in front; nil where it has all axes.
        public var expanded: TensorOperand?
        /// Repeated to the shape of the result; nil where it has that shape.
        public var repeated: TensorOperand?

        /// An operand and what became of it.
        public init(
            given: TensorOperand, expanded: TensorOperand? = nil, repeated: TensorOperand? = nil
        ) {
            self.given = given
            self.expanded = expanded
            self.repeated = repeated
        }

        /// What takes part in the operation.
        var final: TensorOperand { repeated ?? expanded ?? given }
    }

    /// The operation.
    public var function: ElementwiseFunction
    /// The two operands.
    public var operands: [Operand]
    /// What came out.
    public var result: TensorOperand
    /// The cell of the result that is asked for; none where nil.
    public var cell: [Int]?
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of a broadcast operation that was carried out.
    public init(
        _ function: ElementwiseFunction, operands: [Operand], result: TensorOperand,
        cell: [Int]? = nil, text: FigureText = FigureText()
    ) {
        self.function = function
        self.operands = operands
        self.result = result
        self.cell = cell
        self.text = text
    }

    private var plain: OperationFigure {
        OperationFigure(
            .elementwise(function), operands: operands.map(\.given), result: result, cell: cell,
            text: text)
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        var words = plain.description
        for operand in operands {
            if let expanded = operand.expanded {
                words +=
                    " Axes are added to \(operand.given.label): "
                    + "\(operand.given.record.tensor.shape) becomes \(expanded.record.tensor.shape)."
            }
            if let repeated = operand.repeated {
                let from = (operand.expanded ?? operand.given).record.tensor.shape
                words +=
                    " \(operand.given.label) is repeated: \(from) becomes "
                    + "\(repeated.record.tensor.shape)."
            }
        }
        return words
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        guard operands.count == 2,
            let provenance = try? Provenance(
                .elementwise(function), of: operands.map { $0.given.record.tensor.shape }),
            provenance.output == result.record.tensor.shape,
            operands.allSatisfy({ $0.final.record.tensor.shape == provenance.output })
        else { return plain.drawing(in: context) }
        return FigureFrame(text: text).drawing(in: context, description: description) {
            width, height in
            let type = FigureTypography(context.size)
            let trials = LargestFit.trials(type).dropLast()
            let narrow = [8, 7, 6, 5, 4].map {
                LargestFit.Trial(type: type, limit: (rows: min($0 + 1, 6), columns: $0))
            }
            // Steps beside one another where they fit, else below one another, column on column;
            // the table beside them where height is dear.
            let arrangements =
                (height == nil ? [] : trials.map { ($0, BroadcastingBody.Arrangement.wide) })
                + trials.map { ($0, .tall) } + narrow.map { ($0, .stacked) }
            var last: BroadcastingBody?
            for (trial, arrangement) in arrangements {
                let found = BroadcastingBody(
                    self, provenance, trial, arrangement, type: type, width: width,
                    measuredBy: context.measure)
                let size = found.size
                last = found
                if found.isInOneRowEach, size.width <= width, size.height <= height ?? .infinity {
                    break
                }
            }
            return last?.body() ?? FigureBody(size: .zero, marks: [])
        }
    }
}
