import GradusGraphics
import GradusTensors

/// How the axes of two shapes meet when they are broadcast: from the last to the first.
public struct BroadcastAlignment: Sendable {
    /// What happens to a pair of axes.
    public enum Meeting: Hashable, Sendable {
        /// The same length.
        case equal
        /// The axis of an operand is repeated so many times.
        case repeated(operand: Int, times: Int)
        /// Different lengths, and neither is 1.
        case misfit(Int, Int)
    }
    /// The lengths of each operand at each axis of the result; nil for an axis it does not have.
    public let lengths: [[Int?]]
    /// What happens at each axis of the result.
    public let meetings: [Meeting]

    /// Aligns two shapes.
    public init(_ x: [Int], _ y: [Int]) {
        let rank = max(x.count, y.count)
        func padded(_ shape: [Int]) -> [Int?] {
            [Int?](repeating: nil, count: rank - shape.count) + shape.map { $0 }
        }
        let (left, right) = (padded(x), padded(y))
        lengths = [left, right]
        meetings = zip(left, right).map { a, b in
            let (a, b) = (a ?? 1, b ?? 1)
            if a == b { return .equal }
            if a == 1 { return .repeated(operand: 0, times: b) }
            if b == 1 { return .repeated(operand: 1, times: a) }
            return .misfit(a, b)
        }
    }

    /// Whether the two can be broadcast.
    public var fits: Bool {
        meetings.allSatisfy { if case .misfit = $0 { false } else { true } }
    }

    /// Shapes that an operand could be given by adding axes of length 1, so that it would fit the
    /// other; the first is found by trying the axes from the right. Empty where there are none.
    public static func remedies(for shape: [Int], against other: [Int]) -> [[Int]] {
        guard shape.count < other.count else { return [] }
        var found: [[Int]] = []
        func place(_ axis: Int, _ at: Int, _ result: [Int]) {
            if axis == shape.count {
                found.append(result + [Int](repeating: 1, count: other.count - at))
                return
            }
            guard other.count - at >= shape.count - axis else { return }
            if shape[axis] == other[at] || shape[axis] == 1 || other[at] == 1 {
                place(axis + 1, at + 1, result + [shape[axis]])
            }
            place(axis, at + 1, result + [1])
        }
        if other.count <= 8 { place(0, 0, []) }
        return found
    }

    /// The table of two shapes and their result.
    func table(
        _ operands: [ShapeOperand], result: ShapeOperand?, type: FigureTypography,
        measuredBy measure: any TextMeasuring
    ) -> ShapeTable {
        var rows = operands.enumerated().map { number, operand in
            let missing = meetings.count - operand.lengths.count
            return ShapeTable.Row(
                name: "operand/\(number)", label: operand.label,
                color: TensorColors.operand(number),
                entries: meetings.enumerated().map { axis, meeting in
                    var color = TensorColors.operand(number)
                    if case .misfit = meeting { color = .failure }
                    if axis < missing {
                        return ShapeTable.Entry(
                            run: TextRun("1", type.code), color: color, isGhost: true)
                    }
                    return ShapeTable.Entry(
                        run: operand.run(axis - missing, type.code, paint: .role(.ink)),
                        color: color)
                })
        }
        if let result {
            rows.append(
                ShapeTable.Row(
                    name: "result", label: result.label, color: .ink,
                    entries: result.lengths.indices.map {
                        ShapeTable.Entry(
                            run: result.run($0, type.code, paint: .role(.ink)), color: .operation)
                    }, isResult: true))
        }
        let verdicts = meetings.map { meeting -> ShapeTable.Verdict? in
            switch meeting {
            case .equal: ShapeTable.Verdict(text: "equal", color: .success)
            case .repeated(let operand, let times):
                ShapeTable.Verdict(
                    text: "\(operands[operand].label) × \(NumberText.integer(times))",
                    color: TensorColors.operand(operand))
            case .misfit(let a, let b):
                ShapeTable.Verdict(
                    text: "\(NumberText.integer(a)) ≠ \(NumberText.integer(b))", color: .failure)
            }
        }
        return ShapeTable(rows, verdicts: verdicts, type: type, measuredBy: measure)
    }
}
