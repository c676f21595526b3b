import GradusGraphics
import GradusTensors

/// An operation backward: for every operand, how its gradient comes from the gradient of the
/// result. A dot product becomes two dot products, a broadcast a sum over the axis that was
/// stretched, a reshape a reshape, a concatenation a split, a sum a broadcast, relu a mask.
public struct GradientFigure: Figure {
    /// What stands beside the result's gradient.
    public struct Factor: Sendable {
        /// Where its elements come from.
        public enum Kind: Sendable {
            /// One number for each element of the result: a local derivative, a mask.
            case local
            /// The other operand, its axes in the given order (nil: as it is).
            case operand(Int, axes: [Int]?)
        }
        /// Where its elements come from.
        public var kind: Kind
        /// The tensor.
        public var tensor: TensorOperand
        /// Whether it stands before the result's gradient.
        public var isFirst: Bool

        /// Makes a factor.
        public init(_ kind: Kind, _ tensor: TensorOperand, isFirst: Bool = false) {
            self.kind = kind
            self.tensor = tensor
            self.isFirst = isFirst
        }
    }

    /// How the gradient of one operand is made.
    public struct Row: Sendable {
        /// The operand, from 0.
        public var operand: Int
        /// Its gradient.
        public var gradient: TensorOperand
        /// What the result's gradient is multiplied with, if with anything.
        public var factor: Factor?
        /// The sign between them: `*`, `·` or `⊗` (outer product).
        public var sign: String
        /// What is done then, in lines: `sum`, `axis=0`; nothing where empty.
        public var then: [String]

        /// Makes a row.
        public init(
            operand: Int, gradient: TensorOperand, factor: Factor? = nil, sign: String = "*",
            then: [String] = []
        ) {
            self.operand = operand
            self.gradient = gradient
            self.factor = factor
            self.sign = sign
            self.then = then
        }
    }

    /// The operation.
    public var operation: TensorOperation
    /// Its operands.
    public var operands: [TensorOperand]
    /// The gradient of the result, of the result's shape.
    public var upstream: TensorOperand
    /// A row for each operand that has a gradient.
    public var rows: [Row]
    /// The operand whose gradient is asked for, and the cell of it; none where nil.
    public var cell: (operand: Int, index: [Int])?
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of gradients that were computed.
    public init(
        _ operation: TensorOperation, operands: [TensorOperand], upstream: TensorOperand,
        rows: [Row], cell: (operand: Int, index: [Int])? = nil, text: FigureText = FigureText()
    ) {
        self.operation = operation
        self.operands = operands
        self.upstream = upstream
        self.rows = rows
        self.cell = cell
        self.text = text
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        let code = OperationCode.text(operation, operands.map(\.label))
        var words =
            "The gradient of \(code), given \(upstream.label) of shape \(upstream.record.tensor.shape)."
        for row in rows {
            var how = row.factor == nil ? upstream.label : ""
            if let factor = row.factor {
                let parts =
                    factor.isFirst
                    ? [factor.tensor.label, upstream.label] : [upstream.label, factor.tensor.label]
                how = parts.joined(separator: " \(row.sign) ")
            }
            if !row.then.isEmpty { how += ", then " + row.then.joined(separator: " ") }
            words += " \(row.gradient.label), shape \(row.gradient.record.tensor.shape), is \(how)."
        }
        if let scene = GradientScene(self), let answer = scene.words { words += " " + answer }
        return words
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            let type = FigureTypography(context.size)
            guard let scene = GradientScene(self), !rows.isEmpty else {
                return .empty("no gradient", width: width, type: type, measuredBy: context.measure)
            }
            return LargestFit.body(type: type, width: width, height: height) { trial in
                GradientRows(scene, trial, type: type, width: width, measuredBy: context.measure)
                    .column
            }
        }
    }
}
