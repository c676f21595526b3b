/// Why an operation on tensors has no result: shapes that do not fit, an index out of
/// range, a dtype that the operation does not take. It has no place in a text; whoever
/// reads input gives it one.
public struct TensorError: Error, Hashable, Sendable {
    /// What was found and what was expected, naming both shapes.
    public var message: String
    /// What to do about it, where it is known.
    public var fix: String?

    /// Makes an error.
    public init(_ message: String, fix: String? = nil) {
        self.message = message
        self.fix = fix
    }
}
