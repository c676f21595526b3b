import GradusDiagnostics

/// The text of a DOT file with the places of its lines.
public struct DotSource: Sendable, Hashable {
    /// The text.
    let bytes: [UInt8]
    /// What messages call the file.
    let file: String
    /// Where each line begins.
    private let lineStarts: [Int]

    /// Takes a text. O(bytes).
    public init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        var starts = [0]
        for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
        lineStarts = starts
    }

    /// The place of bytes as lines and columns. O(the line's length).
    func span(_ range: Range<Int>) -> SourceSpan {
        let start = position(range.lowerBound)
        var end = position(range.upperBound)
        if end <= start { end.column = start.column + 1 }
        return SourceSpan(file: file, start: start, end: end)
    }

    /// The place of the text that begins at a byte, such as a label's `DotAttributes.Pair.offset`:
    /// up to its line's end or, in quotes, up to the closing one.
    public func span(at offset: Int) -> SourceSpan {
        let start = max(0, min(offset, bytes.count))
        var end = min(start + 1, bytes.count)
        let isQuoted = start < bytes.count && bytes[start] == UInt8(ascii: "\"")
        while end < bytes.count, bytes[end] != 0x0A {
            if isQuoted
                ? bytes[end - 1] == UInt8(ascii: "\"") && end > start + 1
                : !Self.isWord(bytes[end])
            {
                break
            }
            end += 1
        }
        return span(start..<end)
    }

    /// The place of bytes of a value that begins at a byte of the file: of what stands between its
    /// quotes or brackets, without what is only there for the quotes' sake.
    public func span(of part: Range<Int>, inValueAt offset: Int) -> SourceSpan {
        guard bytes.indices.contains(offset) else { return span(at: offset) }
        if bytes[offset] != UInt8(ascii: "\"") {
            let start = offset + (bytes[offset] == UInt8(ascii: "<") ? 1 : 0)
            return span(start + part.lowerBound..<start + part.upperBound)
        }
        let places = DotLexer.places(inStringAt: offset, of: self)
        guard let start = places.indices.contains(part.lowerBound) ? places[part.lowerBound] : nil
        else { return span(at: offset) }
        let last = min(part.upperBound, places.count) - 1
        return span(start..<max(start, places[max(last, part.lowerBound)]) + 1)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A)
            || (byte >= 0x61 && byte <= 0x7A) || byte == 0x5F || byte >= 0x80
    }

    private func position(_ offset: Int) -> SourcePosition {
        let offset = max(0, min(offset, bytes.count))
        var (low, high) = (0, lineStarts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        // Columns count characters, that is bytes that do not continue one.
        let column = bytes[lineStarts[low]..<offset].count { $0 & 0xC0 != 0x80 }
        return SourcePosition(line: low + 1, column: column + 1)
    }
}
