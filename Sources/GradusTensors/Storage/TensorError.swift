/// Why an operation on tensors has no result: shapes that do not fit, an index out of
/// range, a dtype that the operation does not take. It has no place in a text; whoever
/// reads input gives it one.
public struct TensorError: Error, Hashable, Sendable {
    /// What was found and what was expected, naming both shapes.
    public var message: String
    /// What to do about it, where it is known.
    public var fix: String?

    /// Which of Python's exceptions stands for it.
    public var kind: Kind

    /// The sort of a mistake, named after the exception that NumPy raises.
    public enum Kind: String, Hashable, Sendable {
        /// A value or shape that does not fit: `ValueError`.
        case value = "ValueError"
        /// An index or axis out of range: `IndexError`.
        case index = "IndexError"
        /// An axis that the array does not have: NumPy's `AxisError`, a `ValueError` and an
        /// `IndexError` at once.
        case axis = "AxisError"
        /// A dtype that the operation does not take: `TypeError`.
        case type = "TypeError"
        /// A number too large for its dtype: `OverflowError`.
        case overflow = "OverflowError"
    }

    /// Makes an error.
    public init(_ message: String, fix: String? = nil, kind: Kind = .value) {
        self.message = message
        self.fix = fix
        self.kind = kind
    }
}
