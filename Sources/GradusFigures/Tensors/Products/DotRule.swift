import GradusGraphics
import GradusTensors

/// The shape rule of `dot`: the last axis of the first operand meets the last but one (or only)
/// axis of the second; both go, the others stay in their order.
enum DotRule {
    /// The colour of the two axes that meet.
    static let met = ColorRole.target

    /// The axis of the second operand that is summed over.
    static func axis(ofSecond rank: Int) -> Int { max(0, rank - 2) }

    /// `(2, 3) · (3, 4) → (2, 4)`, the two lengths that meet in one colour.
    static func runs(
        _ operands: [ShapeOperand], result: ShapeOperand, type: FigureTypography
    ) -> [TextRun] {
        guard operands.count == 2 else { return [] }
        let style = type.code
        func word(_ text: String) -> TextRun { TextRun(text, style, paint: .role(.muted)) }
        let (x, y) = (operands[0], operands[1])
        let meeting = axis(ofSecond: y.lengths.count)
        return [word("shapes  ")]
            + x.runs(style) { .role($0 == x.lengths.count - 1 ? met : TensorColors.operand(0)) }
            + [word(" · ")]
            + y.runs(style) { .role($0 == meeting ? met : TensorColors.operand(1)) }
            + [word(" → ")]
            + result.runs(style) { axis in
                .role(TensorColors.operand(axis < x.lengths.count - 1 ? 0 : 1))
            }
    }

    /// The shapes below one another, the axes that meet in one column. The result has no box there.
    static func table(
        _ operands: [ShapeOperand], result: ShapeOperand?, type: FigureTypography,
        measuredBy measure: any TextMeasuring
    ) -> ShapeTable {
        let (x, y) = (operands[0], operands[1])
        let own = max(0, x.lengths.count - 1)
        let meeting = axis(ofSecond: y.lengths.count)
        // Columns: x's own axes, y's axes before the one that meets, the meeting, the rest of y's.
        let column = own + meeting
        let count = max(column + 1, own + y.lengths.count)
        let fits = x.lengths.last == (y.lengths.isEmpty ? nil : y.lengths[meeting])
        let meetingColor: ColorRole = fits ? met : .failure
        func entry(_ operand: ShapeOperand, _ axis: Int, _ color: ColorRole) -> ShapeTable.Entry {
            ShapeTable.Entry(run: operand.run(axis, type.code, paint: .role(.ink)), color: color)
        }
        var first = [ShapeTable.Entry?](repeating: nil, count: count)
        for axis in 0..<own { first[axis] = entry(x, axis, TensorColors.operand(0)) }
        if !x.lengths.isEmpty { first[column] = entry(x, own, meetingColor) }
        var second = [ShapeTable.Entry?](repeating: nil, count: count)
        for axis in y.lengths.indices {
            second[own + axis] = entry(
                y, axis, axis == meeting ? meetingColor : TensorColors.operand(1))
        }
        var rows = [
            ShapeTable.Row(
                name: "operand/0", label: x.label, color: TensorColors.operand(0), entries: first),
            ShapeTable.Row(
                name: "operand/1", label: y.label, color: TensorColors.operand(1), entries: second),
        ]
        if let result {
            var third = [ShapeTable.Entry?](repeating: nil, count: count)
            for axis in result.lengths.indices {
                let place = axis < column ? axis : axis + 1
                guard place < count else { continue }
                third[place] = entry(result, axis, TensorColors.operand(axis < own ? 0 : 1))
            }
            rows.append(
                ShapeTable.Row(
                    name: "result", label: result.label, color: .ink, entries: third, isResult: true
                ))
        }
        var verdicts = [ShapeTable.Verdict?](repeating: nil, count: count)
        let (a, b) = (x.lengths.last ?? 1, y.lengths.isEmpty ? 1 : y.lengths[meeting])
        verdicts[column] = ShapeTable.Verdict(
            text: fits
                ? "equal: both go" : "\(NumberText.integer(a)) ≠ \(NumberText.integer(b))",
            color: fits ? met : .failure)
        return ShapeTable(rows, verdicts: verdicts, type: type, measuredBy: measure)
    }
}
