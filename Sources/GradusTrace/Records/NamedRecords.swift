import GradusTensors

/// A tensor kept under a name: digits, predictions, samples of a function.
public struct NamedTensor: Sendable {
    /// The name in keys; unique among the run's tensors.
    public var name: String
    /// The elements.
    public var tensor: Tensor
    /// Where it came from, in words: a file, a line of the script.
    public var provenance: String

    /// Names a tensor.
    public init(name: String, tensor: Tensor, provenance: String = "") {
        self.name = name
        self.tensor = tensor
        self.provenance = provenance
    }
}

/// A single value kept under a name: what prose interpolates.
public struct NamedValue: Sendable, Hashable {
    /// The name in keys; unique among the run's values.
    public var name: String
    /// The value.
    public var value: RecordedNumber
    /// Where it came from, in words.
    public var provenance: String
    /// Whether it was recorded for a place in the prose of a lesson, and its name is only
    /// that place.
    public var isInline: Bool

    /// Names a value.
    public init(
        name: String, value: RecordedNumber, provenance: String = "", isInline: Bool = false
    ) {
        self.name = name
        self.value = value
        self.provenance = provenance
        self.isInline = isInline
    }
}
