import GradusDiagnostics

/// The lines of a lesson file, and places in them. Bytes are UTF-8.
struct SourceLines {
    /// The file as the user named it.
    let file: String
    /// The lines without their ends.
    var lines: [String]

    /// Cuts a text at `\n`, `\r\n` and `\r`.
    init(_ text: String, file: String) {
        self.file = file
        lines = []
        var line = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\r" {
                if !(scalar == "\n" && afterReturn) {
                    lines.append(String(line))
                    line = String.UnicodeScalarView()
                }
            } else {
                line.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        lines.append(String(line))
    }

    /// The line of a number from 1; empty beyond the end.
    func line(_ number: Int) -> String {
        lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    /// The span on one line between two byte offsets from 0; offsets beyond the line are
    /// moved to its end.
    func span(line number: Int, bytes: Range<Int>) -> SourceSpan {
        let text = line(number)
        func position(_ offset: Int) -> SourcePosition {
            SourcePosition(line: max(number, 1), column: Self.scalars(of: text, to: offset) + 1)
        }
        return SourceSpan(
            file: file, start: position(bytes.lowerBound), end: position(bytes.upperBound))
    }

    /// The span of a line's text without the spaces before it.
    func span(ofLine number: Int) -> SourceSpan {
        let bytes = line(number).utf8
        let indent = bytes.prefix { $0 == 0x20 || $0 == 0x09 }.count
        return span(line: number, bytes: indent..<max(indent, bytes.count))
    }

    /// How many scalars begin in the first `offset` bytes.
    private static func scalars(of text: String, to offset: Int) -> Int {
        text.utf8.prefix(max(0, offset)).count { $0 & 0xC0 != 0x80 }
    }
}
