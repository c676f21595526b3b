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
/// reductions `axes` and `keepDims`; softmax, take, concatenate and stack `axis`; transpose `axes`;
/// reshape and broadcast `shape`; indexed `slices`; the rest is in `options`.
public struct Attributes: Sendable, Hashable, Codable {
    /// The axes meant; negative ones count from the end, nil means all (transpose: reversed).
    public var axes: [Int]?
    /// Whether reduced axes stay with length 1.
    public var keepDims: Bool
    /// The shape to produce.
    public var shape: Shape?
    /// The slice for each axis from the first; axes not named stay whole.
    public var slices: [AxisSlice]?
    private var rare: Rare?

    /// What few primitives are told.
    public struct Options: Sendable, Hashable, Codable {
        /// Numbers that shape a function, in the order that `Primitive` names.
        public var numbers: [Double]?
        /// What a convolution or a pooling slides.
        public var window: Window?
        /// How many groups of channels a convolution keeps apart.
        public var groups: Int?
        /// einsum's equation.
        public var equation: String?
        /// The type to convert to.
        public var dtype: DType?
        /// What becomes of the losses of all samples; nil: the mean.
        public var reduction: LossReduction?
        /// What random numbers follow from.
        public var seed: UInt64?

        /// Makes options.
        public init(
            numbers: [Double]? = nil, window: Window? = nil, groups: Int? = nil,
            equation: String? = nil, dtype: DType? = nil, reduction: LossReduction? = nil,
            seed: UInt64? = nil
        ) {
            self.numbers = numbers
            self.window = window
            self.groups = groups
            self.equation = equation
            self.dtype = dtype
            self.reduction = reduction
            self.seed = seed
        }
    }

    /// Options lie apart, so that the many nodes without them stay small.
    private final class Rare: Sendable, Hashable, Codable {
        let options: Options
        init(_ options: Options) { self.options = options }
        static func == (left: Rare, right: Rare) -> Bool { left.options == right.options }
        func hash(into hasher: inout Hasher) { hasher.combine(options) }
    }

    /// Makes attributes; `axis` is short for one of `axes`.
    public init(
        axis: Int? = nil, axes: [Int]? = nil, keepDims: Bool = false, shape: Shape? = nil,
        slices: [AxisSlice]? = nil, options: Options? = nil
    ) {
        self.axes = axis.map { [$0] } ?? axes
        self.keepDims = keepDims
        self.shape = shape
        self.slices = slices
        if let options { self.options = options }
    }

    /// No attributes.
    public static let none = Attributes()

    /// The axis where there is exactly one.
    public var axis: Int? {
        get { axes?.count == 1 ? axes?[0] : nil }
        set { axes = newValue.map { [$0] } }
    }

    /// What few primitives are told; empty for the others.
    public var options: Options {
        get { rare?.options ?? Options() }
        set { rare = newValue == Options() ? nil : Rare(newValue) }
    }

    /// Whether there are options.
    var hasOptions: Bool { rare != nil }

    /// One of the options' numbers, or what holds without.
    func number(_ place: Int, default number: Double) -> Double {
        guard let numbers = rare?.options.numbers, place < numbers.count else { return number }
        return numbers[place]
    }

    /// One of the options' numbers as a whole number; what is none counts as `number`.
    func integer(_ place: Int, default number: Int) -> Int {
        let found = self.number(place, default: Double(number))
        return found.magnitude < 0x1p52 ? Int(found) : number
    }

    /// Attributes of numbers alone.
    static func numbers(_ numbers: Double...) -> Attributes {
        Attributes(options: Options(numbers: numbers))
    }
}
