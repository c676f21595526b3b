import GradusGraphics
import GradusTensors

/// The rule of the shapes of `dot`, for tensors of any rank that need not exist.
public struct DotShapesFigure: Figure {
    /// The operands' shapes.
    public var operands: [ShapeOperand]
    /// The result's shape.
    public var result: ShapeOperand
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of two shapes that fit and their result's.
    public init(
        x: ShapeOperand, y: ShapeOperand, result: ShapeOperand, text: FigureText = FigureText()
    ) {
        operands = [x, y]
        self.result = result
        self.text = text
    }

    /// The shape of `dot`; nil where the shapes do not fit.
    public static func resultShape(_ x: [Int], _ y: [Int]) -> [Int]? {
        guard !x.isEmpty, !y.isEmpty else { return nil }
        let axis = DotRule.axis(ofSecond: y.count)
        guard x[x.count - 1] == y[axis] else { return nil }
        return Array(x.dropLast()) + y.enumerated().filter { $0.offset != axis }.map(\.element)
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        let shapes = (operands + [result]).map { RefusalFigure.tuple($0.lengths) }
        let axis = DotRule.axis(ofSecond: operands[1].lengths.count)
        return "dot of \(shapes[0]) and \(shapes[1]) has shape \(shapes[2]): the last axis of "
            + "\(operands[0].label) meets axis \(axis) of \(operands[1].label), and both go."
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { _, _ in
            let type = FigureTypography(
                base: FigureTypography(context.size).base * 1.25)
            let table = DotRule.table(
                operands, result: result, type: type, measuredBy: context.measure)
            var list = MarkList(measuredBy: context.measure)
            table.draw(at: .zero, into: &list)
            return FigureBody(size: table.size, marks: list.marks)
        }
    }
}
