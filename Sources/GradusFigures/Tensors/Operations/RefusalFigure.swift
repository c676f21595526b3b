import GradusGraphics
import GradusTensors

/// Two tensors that do not fit each other: which axes meet, which of them is in the way, and what
/// would help.
public struct RefusalFigure: Figure {
    /// What was asked for.
    public enum Kind: Sendable {
        /// An operation cell by cell, with broadcasting.
        case broadcasting(ElementwiseFunction)
        /// A dot product.
        case dot
    }

    /// What was asked for.
    public var kind: Kind
    /// The two shapes.
    public var operands: [ShapeOperand]
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of shapes that do not fit.
    public init(_ kind: Kind, operands: [ShapeOperand], text: FigureText = FigureText()) {
        self.kind = kind
        self.operands = operands
        self.text = text
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        let shapes = operands.map { "\($0.label) \(Self.tuple($0.lengths))" }
        return "\(code) is refused for \(Words.list(shapes)): " + reasons.joined(separator: " ")
    }

    private var code: String {
        let names = operands.map(\.label)
        switch kind {
        case .broadcasting(let function):
            return OperationCode.text(.elementwise(function), names)
        case .dot: return OperationCode.text(.dot, names)
        }
    }

    static func tuple(_ lengths: [Int]) -> String {
        lengths.count == 1
            ? "(\(lengths[0]),)" : "(" + lengths.map(String.init).joined(separator: ", ") + ")"
    }

    /// Why it is refused, and what would help, a sentence each.
    public var reasons: [String] {
        guard operands.count == 2 else { return [] }
        let (x, y) = (operands[0], operands[1])
        switch kind {
        case .broadcasting:
            let alignment = BroadcastAlignment(x.lengths, y.lengths)
            var sentences = alignment.meetings.enumerated().compactMap { axis, meeting -> String? in
                guard case .misfit(let a, let b) = meeting else { return nil }
                let place = axis - alignment.meetings.count
                return
                    "Axis \(NumberText.integer(place)) has length \(a) in \(x.label) and \(b) in \(y.label), "
                    + "and neither is 1."
            }
            for (small, large) in [(y, x), (x, y)] {
                let shapes = BroadcastAlignment.remedies(for: small.lengths, against: large.lengths)
                if let shape = shapes.first {
                    sentences.append(
                        "\(small.label).reshape(\(Self.tuple(shape))) would fit: "
                            + "its \(Self.tuple(small.lengths)) then meets the axis of the same length."
                    )
                }
            }
            if sentences.count
                == alignment.meetings.filter({ if case .misfit = $0 { true } else { false } }).count,
                x.lengths.count == y.lengths.count,
                BroadcastAlignment(x.lengths, y.lengths.reversed()).fits
            {
                sentences.append("transpose(\(y.label)) would fit.")
            }
            return sentences
        case .dot:
            guard let last = x.lengths.last, !y.lengths.isEmpty else {
                return ["A scalar has no axis that could meet another."]
            }
            let axis = DotRule.axis(ofSecond: y.lengths.count)
            var sentences = [
                "The last axis of \(x.label) has length \(last), axis \(axis) of \(y.label) has "
                    + "length \(y.lengths[axis]): a row and a column of different lengths have no "
                    + "dot product."
            ]
            if y.lengths.count == 2, y.lengths[1] == last {
                sentences.append("dot(\(x.label), transpose(\(y.label))) would fit.")
            } else if x.lengths.count == 2, x.lengths[0] == y.lengths[axis] {
                sentences.append("dot(transpose(\(x.label)), \(y.label)) would fit.")
            }
            return sentences
        }
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, _ in
            let type = FigureTypography(context.size)
            guard operands.count == 2 else {
                return .empty("two operands", width: width, type: type, measuredBy: context.measure)
            }
            let table =
                switch kind {
                case .broadcasting:
                    BroadcastAlignment(operands[0].lengths, operands[1].lengths).table(
                        operands, result: nil,
                        type: FigureTypography(base: type.base * 1.25),
                        measuredBy: context.measure)
                case .dot:
                    DotRule.table(
                        operands, result: nil, type: FigureTypography(base: type.base * 1.25),
                        measuredBy: context.measure)
                }
            let heading = [
                TextRun(code + "  ", type.code, paint: .role(.ink)),
                TextRun("is refused", type.strongLabel, paint: .role(.failure)),
            ]
            let strip = FormulaStrip(
                [],
                notes: [heading] + reasons.map { [TextRun($0, type.label, paint: .role(.ink))] },
                width: width, type: type, measuredBy: context.measure)
            var list = MarkList(measuredBy: context.measure)
            let total = max(table.size.width, strip.size.width)
            table.draw(at: Point((total - table.size.width) / 2, 0), into: &list)
            let top = table.size.height + type.base * 1.3
            strip.draw(at: Point(0, top), width: total, into: &list)
            return FigureBody(size: Size(total, top + strip.size.height), marks: list.marks)
        }
    }
}
