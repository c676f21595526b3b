/// Why something could not be recorded: a name that is taken, steps out of order, a recorder
/// that has ended. Whoever reads input gives it a place in the text.
public struct TraceError: Error, Hashable, Sendable {
    /// What was found and what was expected.
    public var message: String
    /// What to do about it, where it is known.
    public var fix: String?

    /// Makes an error.
    public init(_ message: String, fix: String? = nil) {
        self.message = message
        self.fix = fix
    }
}
