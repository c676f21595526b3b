import GradusAutodiff
import GradusGraphics
import GradusTensors
import GradusTrace

/// A derivative read off: one cell of a parameter is moved by ε, the loss is computed again,
/// and the slope stands beside the gradient; then the same for every cell.
///
/// ```swift
/// let nudge = try record.values.nudge(leaf: w, root: loss, by: 1e-4)
/// let figure = NudgeFigure(name: "nudge", record: record, leaf: w, cell: 0, nudge: nudge, …)
/// trace.tensors += figure.tensors
/// trace.values += figure.values
/// ```
public struct NudgeFigure: Figure {
    /// The most cells of a parameter that are written out.
    public static let cellLimit = 64
    /// How far the loss is drawn around the cell, in multiples of ε.
    public static let curve = stride(from: -1.0, through: 2.0, by: 0.0625).map { $0 }

    /// The name under which tensors and values are recorded; unique in the run.
    public var name: String
    /// The graph with the gradients from its root.
    public var record: GraphRecord
    /// The leaf that is moved.
    public var leaf: Int
    /// The cell that is looked at, by its row-major index.
    public var cell: Int
    /// The distance.
    public var epsilon: Double
    /// The loss with each cell moved, in the leaf's shape.
    public var after: NamedTensor
    /// (after − before) / ε for each cell, in the leaf's shape.
    public var slopes: NamedTensor
    /// The loss at each of `curve` times ε from the cell's value.
    public var samples: NamedTensor
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of what was computed; the record's root is the loss.
    public init(
        name: String, record: GraphRecord, cell: Int, nudge: Nudge, samples: [Double],
        text: FigureText = FigureText()
    ) {
        self.name = name
        self.record = record
        leaf = nudge.leaf
        self.cell = cell
        epsilon = nudge.epsilon
        after = NamedTensor(name: name + "_after", tensor: nudge.after)
        slopes = NamedTensor(name: name + "_slopes", tensor: nudge.slopes)
        self.samples = NamedTensor(
            name: name + "_samples", tensor: Tensor(samples, shape: [samples.count]))
        self.text = text
    }

    /// What has to be recorded for the keys of the figure to lead somewhere.
    public var tensors: [NamedTensor] { [after, slopes, samples] }

    /// Likewise.
    public var values: [NamedValue] {
        [
            NamedValue(name: name + "_epsilon", value: .number(epsilon), provenance: "ε"),
            NamedValue(
                name: name + "_moved", value: .number(moved), provenance: "the cell plus ε"),
            NamedValue(
                name: name + "_rise", value: .number(rise),
                provenance: "the loss after minus the loss before"),
            NamedValue(
                name: name + "_difference", value: .number(largestDifference),
                provenance: "the largest difference of slope and gradient over all cells"),
        ]
    }

    var leafName: String { record.topology.nodes[leaf].displayName }
    var rootName: String { record.viewRoot.map { record.topology.nodes[$0].displayName } ?? "loss" }
    var before: Double { record.viewRoot.flatMap { record.values.number(of: $0) } ?? .nan }
    var cellValue: Double { element(record.values.values[leaf]) }
    var moved: Double { cellValue + epsilon }
    var lossAfter: Double { element(after.tensor) }
    var rise: Double { lossAfter - before }
    var slope: Double { element(slopes.tensor) }
    var gradient: Tensor? { record.gradients?[leaf] }

    var largestDifference: Double {
        guard let gradient else { return .nan }
        return zip(slopes.tensor.doubles(), gradient.doubles())
            .reduce(0) { max($0, abs($1.0 - $1.1)) }
    }

    private func element(_ tensor: Tensor) -> Double {
        let elements = tensor.doubles()
        return elements.indices.contains(cell) ? elements[cell] : .nan
    }

    /// `W[1, 2]`; a scalar has no places.
    var cellName: String {
        var rest = cell
        var places: [Int] = []
        for length in record.topology.nodes[leaf].shape.dimensions.reversed() {
            places.insert(length > 0 ? rest % length : 0, at: 0)
            rest /= max(1, length)
        }
        return places.isEmpty
            ? leafName : leafName + "[" + places.map(String.init).joined(separator: ", ") + "]"
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        var text =
            "\(cellName) = \(NumberText.short(cellValue)) is moved by \(NumberText.short(epsilon)). "
            + "\(rootName) goes from \(NumberText.short(before, significantDigits: digits)) to "
            + "\(NumberText.short(lossAfter, significantDigits: digits)): a slope of "
            + "\(NumberText.short(slope))."
        if let gradient {
            text += " grad(\(rootName), \(leafName)) says \(NumberText.short(element(gradient)))"
            text += " there. Over all \(gradient.size) cells the two differ by at most "
            text += NumberText.short(largestDifference, significantDigits: 2) + "."
        }
        return text
    }

    /// As many digits as tell the loss before from the loss after.
    var digits: Int {
        guard before.isFinite, lossAfter.isFinite, before != lossAfter else { return 6 }
        let first = (4...15).first {
            NumberText.short(before, significantDigits: $0)
                != NumberText.short(lossAfter, significantDigits: $0)
        }
        return min(15, (first ?? 14) + 2)
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            NudgeBody(figure: self, context: context, width: width, height: height).body()
        }
    }
}
