import GradusTensors

/// One axis of a slice, with numbers resolved against the operand's shape.
public enum AxisSlice: Sendable, Hashable, Codable {
    /// One place along the next axis, which disappears; from 0, not negative.
    case index(Int)
    /// `count` places from `start`, `step` apart; `step` may be negative, not 0.
    case range(start: Int, step: Int, count: Int)
    /// A new axis of length 1.
    case newAxis
}

/// What a primitive is told besides its operands. Each reads what concerns it:
/// reductions `axes` and `keepDims`; softmax, take and concatenate `axis`; transpose `axes`;
/// reshape and broadcast `shape`; indexed `slices`.
public struct Attributes: Sendable, Hashable, Codable {
    /// The axes meant; negative ones count from the end, nil means all (transpose: reversed).
    public var axes: [Int]?
    /// Whether reduced axes stay with length 1.
    public var keepDims: Bool
    /// The shape to produce.
    public var shape: Shape?
    /// The slice for each axis from the first; axes not named stay whole.
    public var slices: [AxisSlice]?

    /// Makes attributes; `axis` is short for one of `axes`.
    public init(
        axis: Int? = nil, axes: [Int]? = nil, keepDims: Bool = false, shape: Shape? = nil,
        slices: [AxisSlice]? = nil
    ) {
        self.axes = axis.map { [$0] } ?? axes
        self.keepDims = keepDims
        self.shape = shape
        self.slices = slices
    }

    /// No attributes.
    public static let none = Attributes()

    /// The axis where there is exactly one.
    public var axis: Int? {
        get { axes?.count == 1 ? axes?[0] : nil }
        set { axes = newValue.map { [$0] } }
    }
}
