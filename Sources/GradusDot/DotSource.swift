import GradusDiagnostics

/// The text of a DOT file with the places of its lines.
public struct DotSource: Sendable {
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
