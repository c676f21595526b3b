/// How tensors are printed: NumPy's `set_printoptions`, with its defaults.
public struct PrintOptions: Sendable, Hashable {
    /// The most digits after the point.
    public var precision = 8
    /// More elements than this are printed by their edges.
    public var threshold = 1000
    /// How many elements stand at each end of an axis that is cut.
    public var edgeItems = 3
    /// The longest line, in characters.
    public var lineWidth = 75
    /// Whether small numbers are written as zeros rather than with exponents.
    public var suppressSmall = false
    /// How many digits are written.
    public var floatMode = FloatMode.maxprec

    /// What stands before numbers that are not negative.
    public var sign = Sign.negative
    /// How nan is written.
    public var nanText = "nan"
    /// How infinity is written.
    public var infinityText = "inf"

    /// The signs that floating-point numbers show.
    public enum Sign: String, Sendable, Hashable {
        /// Only minus.
        case negative = "-"
        /// Plus and minus.
        case both = "+"
        /// Minus, and a blank for plus.
        case blank = " "
    }

    /// How many digits floating-point numbers show.
    public enum FloatMode: String, Sendable, Hashable {
        /// As many as are needed, at most `precision`.
        case maxprec
        /// The same number for all elements, at most `precision`.
        case maxprecEqual = "maxprec_equal"
        /// Exactly `precision`.
        case fixed
        /// As many as are needed to read the number back.
        case unique
    }

    /// Makes NumPy's defaults.
    public init() {}
}
