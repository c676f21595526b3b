import GradusTensors

/// A tensor as far as it was kept: always its type, shape and summary, and its elements
/// where the policy kept them.
public struct RecordedTensor: Sendable {
    /// The elements' type.
    public var dtype: DType
    /// The lengths of the axes.
    public var shape: Shape
    /// How the elements are spread.
    public var summary: TensorSummary
    /// The elements; nil when only the summary was kept.
    public var tensor: Tensor?

    /// Records a tensor, with its elements or without.
    public init(_ tensor: Tensor, keepsElements: Bool) {
        dtype = tensor.dtype
        shape = tensor.shape
        summary = TensorSummary(of: tensor)
        self.tensor = keepsElements ? tensor.contiguous() : nil
    }

    /// A tensor of which only a summary is known.
    public init(dtype: DType, shape: Shape, summary: TensorSummary) {
        self.dtype = dtype
        self.shape = shape
        self.summary = summary
        tensor = nil
    }
}

/// The update of one parameter: `W -= learning_rate * gradient`, or any other assignment.
public struct UpdateRecord: Sendable {
    /// The step after whose backward pass it happened.
    public var step: Int
    /// The parameter's name.
    public var parameter: String
    /// The version that the update made: 1 after the first.
    public var version: Int
    /// The parameter before.
    public var before: RecordedTensor
    /// The parameter after.
    public var after: RecordedTensor

    /// Makes an update's record.
    public init(
        step: Int, parameter: String, version: Int, before: RecordedTensor, after: RecordedTensor
    ) {
        self.step = step
        self.parameter = parameter
        self.version = version
        self.before = before
        self.after = after
    }
}
