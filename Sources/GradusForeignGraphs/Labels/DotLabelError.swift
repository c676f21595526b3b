/// Why a label cannot be read: what was found, what was expected, and where in its value.
struct DotLabelError: Error, Equatable {
    /// One sentence without a full stop.
    var message: String
    /// The bytes of the value that are meant.
    var bytes: Range<Int>
    /// What to do about it.
    var fix: String?
}
