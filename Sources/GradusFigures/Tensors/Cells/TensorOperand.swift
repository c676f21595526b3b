import GradusTrace

/// A recorded tensor with the name that a figure calls it by.
public struct TensorOperand: Sendable {
    /// What stands above its cells: `x`, `grad y`, `transpose(W)`.
    public var label: String
    /// The tensor and its name in keys.
    public var record: NamedTensor

    /// Names a recorded tensor; its own name is shown unless another is given.
    public init(_ record: NamedTensor, label: String? = nil) {
        self.record = record
        self.label = label ?? record.name
    }
}
