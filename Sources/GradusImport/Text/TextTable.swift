import Foundation
import GradusDiagnostics
import GradusTensors

/// How a table of numbers is written.
public struct TextTableOptions: Sendable, Hashable {
    /// What stands between numbers; nil for blanks.
    public var delimiter: String?
    /// What begins a comment, up to the end of the line.
    public var comment = "#"
    /// How many lines at the start are passed over, comments included.
    public var skippedRows = 0
    /// Which columns to keep, in this order; negative ones count from the end. nil for all.
    public var columns: [Int]?
    /// The most rows to read.
    public var rowLimit: Int?
    /// The most bytes of text, unpacked.
    public var byteLimit = 256 << 20

    /// Makes NumPy's defaults: blanks, `#`, no rows passed over, all columns.
    public init() {}
}

/// Reads tables of numbers as text, packed with gzip or not.
public enum TextTable {
    /// The numbers of a file as float64: `[rows, columns]`, or one axis when there is only
    /// one row or one column, as `np.loadtxt` gives them. `name` is what messages call the
    /// file. Throws a `Diagnostic` with line and column where the text is no table.
    public static func read(
        _ url: URL, called name: String, options: TextTableOptions = TextTableOptions()
    ) throws(Diagnostic) -> Tensor {
        try parse(
            try FileBytes.read(url, called: name, limit: options.byteLimit), called: name,
            options: options)
    }

    /// The same for bytes in memory.
    public static func parse(
        _ bytes: [UInt8], called name: String, options: TextTableOptions = TextTableOptions()
    ) throws(Diagnostic) -> Tensor {
        let text = try FileBytes.unpacked(bytes, called: name, limit: options.byteLimit)
        var parser = TextTableParser(text, file: name, options: options)
        return try parser.table()
    }
}
