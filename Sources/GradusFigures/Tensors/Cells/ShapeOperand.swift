import GradusGraphics
import GradusTrace

/// A shape with a name, of a recorded tensor or of one that was never made.
public struct ShapeOperand: Sendable {
    private enum Source: Sendable {
        case tensor(String)
        case values(String)
    }
    /// What the figure calls it.
    public var label: String
    /// The lengths of its axes.
    public let lengths: [Int]
    private let source: Source

    /// The shape of a tensor that is recorded.
    public init(_ operand: TensorOperand) {
        label = operand.label
        lengths = operand.record.tensor.shape.dimensions
        source = .tensor(operand.record.name)
    }

    /// A shape alone; no length is below 0. Its lengths are recorded as `values`, named after
    /// `name`.
    public init(label: String, lengths: [Int], recordedAs name: String) {
        self.label = label
        self.lengths = lengths.map { max(0, $0) }
        source = .values(name)
    }

    /// What must be recorded so that the lengths' keys lead somewhere: nothing for the shape of a
    /// recorded tensor.
    public var values: [NamedValue] {
        guard case .values(let name) = source else { return [] }
        return lengths.enumerated().map {
            NamedValue(name: "\(name).\($0.offset)", value: .integer($0.element))
        }
    }

    /// The key of a length.
    func key(_ axis: Int) -> TraceKey {
        switch source {
        case .tensor(let name): .tensorShape(name: name, axis: axis)
        case .values(let name): .value(name: "\(name).\(axis)")
        }
    }

    /// A length with its key.
    func run(_ axis: Int, _ style: TextStyle, paint: Paint) -> TextRun {
        TextRun(NumberText.integer(lengths[axis]), style, paint: paint, key: key(axis).rawValue)
    }

    /// The shape as Python writes it, each length painted as `paint` says.
    func runs(_ style: TextStyle, paint: (Int) -> Paint) -> [TextRun] {
        let muted = Paint.role(.muted)
        var runs = [TextRun("(", style, paint: muted)]
        for axis in lengths.indices {
            if axis > 0 { runs.append(TextRun(", ", style, paint: muted)) }
            runs.append(
                TextRun("\(lengths[axis])", style, paint: paint(axis), key: key(axis).rawValue))
        }
        runs.append(TextRun(lengths.count == 1 ? ",)" : ")", style, paint: muted))
        return runs
    }
}
