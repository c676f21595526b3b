import GradusGraphics
import GradusTensors

/// `*` beside `dot` on the same two matrices: cell meets cell, or row meets column.
public struct ProductComparisonFigure: Figure {
    /// The first matrix.
    public var x: TensorOperand
    /// The second matrix.
    public var y: TensorOperand
    /// `x * y`.
    public var elementwise: TensorOperand
    /// `dot(x, y)`.
    public var dot: TensorOperand
    /// The cell of both results that is asked for; none where nil.
    public var cell: [Int]?
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of two products of the same matrices.
    public init(
        x: TensorOperand, y: TensorOperand, elementwise: TensorOperand, dot: TensorOperand,
        cell: [Int]? = nil, text: FigureText = FigureText()
    ) {
        self.x = x
        self.y = y
        self.elementwise = elementwise
        self.dot = dot
        self.cell = cell
        self.text = text
    }

    private var parts: [OperationFigure] {
        [
            OperationFigure(
                .elementwise(.multiply), operands: [x, y], result: elementwise, cell: cell),
            OperationFigure(.dot, operands: [x, y], result: dot, cell: cell),
        ]
    }

    /// What the figure shows, in words written from its data.
    public var description: String { parts.map(\.description).joined(separator: " ") }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            let type = FigureTypography(context.size)
            guard let first = try? parts[0].scene(), let second = try? parts[1].scene() else {
                return .empty(
                    "the matrices do not fit", width: width, type: type,
                    measuredBy: context.measure)
            }
            return LargestFit.body(type: type, width: width, height: height) { trial in
                let layouts = [(first, "elementwise/"), (second, "dot/")].map { scene, prefix in
                    scene.layout(
                        trial, type: type, width: width, prefix: prefix, measure: context.measure)
                }
                return ColumnOfFlows(
                    flows: layouts.map(\.flow),
                    strip: FormulaStrip(
                        layouts.flatMap(\.formula), width: width, type: type,
                        measuredBy: context.measure), type: type, measure: context.measure)
            }
        }
    }
}
