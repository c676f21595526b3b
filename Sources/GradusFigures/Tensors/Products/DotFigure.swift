import GradusGraphics
import GradusTensors

/// The dot product of vectors and matrices as a box diagram: rows of `x` meet columns of `y`, and
/// where they cross stands their product.
///
/// ```swift
/// DotFigure(x: x, y: y, result: z, cell: [1, 2])
/// ```
///
/// Operands of higher rank are drawn as `OperationFigure` does, with the rule of their shapes.
public struct DotFigure: Figure {
    /// The first operand.
    public var x: TensorOperand
    /// The second operand.
    public var y: TensorOperand
    /// `dot(x, y)`.
    public var result: TensorOperand
    /// The cell of the result that is asked for; none where nil.
    public var cell: [Int]?
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of a dot product that was carried out.
    public init(
        x: TensorOperand, y: TensorOperand, result: TensorOperand, cell: [Int]? = nil,
        text: FigureText = FigureText()
    ) {
        self.x = x
        self.y = y
        self.result = result
        self.cell = cell
        self.text = text
    }

    private var plain: OperationFigure {
        OperationFigure(.dot, operands: [x, y], result: result, cell: cell, text: text)
    }

    /// What the figure shows, in words written from its data.
    public var description: String { plain.description }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        let shapes = [x, y].map { $0.record.tensor.shape }
        guard shapes.allSatisfy({ $0.rank <= 2 && $0.count > 0 }),
            let provenance = try? Provenance(.dot, of: shapes),
            provenance.output == result.record.tensor.shape
        else { return plain.drawing(in: context) }
        return FigureFrame(text: text).drawing(in: context, description: description) {
            width, height in
            let type = FigureTypography(context.size)
            let factors = [1.5, 1.35, 1.2, 1.1, 1]
            for factor in factors {
                let body = DotBox(
                    self, provenance, grown: FigureTypography(base: type.base * factor), type: type,
                    width: width, measuredBy: context.measure
                ).body()
                if factor == 1
                    || (body.size.width <= width && body.size.height <= height ?? .infinity)
                {
                    return body
                }
            }
            return FigureBody(size: .zero, marks: [])
        }
    }
}
