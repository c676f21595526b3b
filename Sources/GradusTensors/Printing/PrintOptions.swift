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
