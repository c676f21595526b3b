/// A piece of lesson code and where it stands in its file, so that every message about
/// it names the line and the column that the author sees.
public struct SourceText: Hashable, Sendable {
    /// The file as the author named it.
    public var file: String
    /// The code.
    public var text: String
    /// The line of the file on which the code begins, from 1.
    public var firstLine: Int
    /// How many columns of the file lie before each line of the code.
    public var columnOffset: Int

    /// Makes a source text; a file of its own begins on line 1 without an offset.
    public init(file: String, text: String, firstLine: Int = 1, columnOffset: Int = 0) {
        self.file = file
        self.text = text
        self.firstLine = firstLine
        self.columnOffset = columnOffset
    }
}
