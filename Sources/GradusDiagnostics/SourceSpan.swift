/// A place in a text file: line and column, both counted from 1.
/// Columns count Unicode scalars, as most editors do.
public struct SourcePosition: Hashable, Comparable, Sendable, Codable {
    /// The line, from 1.
    public var line: Int
    /// The column in Unicode scalars, from 1.
    public var column: Int

    /// Makes a position from its line and column, both from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Text order.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A stretch of one file, from `start` up to but not including `end`.
public struct SourceSpan: Hashable, Sendable, Codable {
    /// The file as the user named it (relative where the user was relative).
    public var file: String
    /// The first character.
    public var start: SourcePosition
    /// The character behind the last.
    public var end: SourcePosition

    /// Makes a span from a file and its two ends.
    public init(file: String, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = max(start, end)
    }

    /// The span that begins where `self` does and ends where `other` does.
    public func joined(with other: SourceSpan) -> SourceSpan {
        SourceSpan(file: file, start: min(start, other.start), end: max(end, other.end))
    }
}
