/// Writes diagnostics as text for a terminal:
///
///     lesson.md:12:8: error: 'wieght' is not defined
///        12 | y = x * wieght
///           |         ^~~~~~
///       fix: did you mean 'weight'?
public struct DiagnosticRenderer: Sendable {
    /// The text of each file that a diagnostic may point into, by the name in its spans.
    public var sources: [String: String]
    /// Whether to colour with ANSI escapes.
    public var isColoured: Bool

    /// Makes a renderer that knows the given source texts.
    public init(sources: [String: String] = [:], isColoured: Bool = false) {
        self.sources = sources
        self.isColoured = isColoured
    }

    /// The full text of one diagnostic, without a newline at the end.
    public func render(_ diagnostic: Diagnostic) -> String {
        var lines: [String] = []
        let place = placeText(diagnostic.span, file: diagnostic.file)
        let word = diagnostic.severity.rawValue
        lines.append(
            place + coloured(word + ":", diagnostic.severity == .error ? "1;31" : "1;33") + " "
                + (diagnostic.kind.map { $0 + (diagnostic.message.isEmpty ? "" : ": ") } ?? "")
                + diagnostic.message)
        lines += excerpt(diagnostic.span)
        for note in diagnostic.notes {
            lines.append(
                placeText(note.span, file: nil) + coloured("note:", "1;36") + " " + note.message)
            lines += excerpt(note.span)
        }
        if let fix = diagnostic.fix {
            lines.append("  " + coloured("fix:", "1;32") + " " + fix)
        }
        return lines.joined(separator: "\n")
    }

    private func placeText(_ span: SourceSpan?, file: String?) -> String {
        if let span { return "\(span.file):\(span.start.line):\(span.start.column): " }
        if let file { return "\(file): " }
        return ""
    }

    private func coloured(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// The span's first line with a caret below its start and tildes to its end.
    /// Control characters and tabs become one space, so that the caret stands right;
    /// a long line is cut around the place.
    private func excerpt(_ span: SourceSpan?) -> [String] {
        guard let span, let source = sources[span.file],
            let line = sourceLine(span.start.line, of: source)
        else { return [] }
        let scalars = line.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.value < 32 || scalar.value == 127 ? " " : scalar
        }
        let column = min(max(span.start.column, 1), scalars.count + 1)
        let endColumn =
            span.end.line == span.start.line
            ? min(max(span.end.column, column + 1), scalars.count + 1) : scalars.count + 1
        let longest = 120
        let first = column > longest - 20 ? column - 60 : 1
        let last = min(scalars.count, first + longest - 1)
        var shown = ""
        if first <= last {
            shown.unicodeScalars.append(contentsOf: scalars[(first - 1)..<last])
        }
        if first > 1 { shown = "…" + shown }
        if last < scalars.count { shown += "…" }
        let offset = column - first + (first > 1 ? 1 : 0)
        let width = max(1, min(endColumn, last + 1) - column)
        let number = String(span.start.line)
        let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
        let blank = String(repeating: " ", count: gutter.count)
        let mark = "^" + String(repeating: "~", count: width - 1)
        return [
            "\(gutter) | \(shown)",
            "\(blank) | \(String(repeating: " ", count: offset))\(coloured(mark, "1;32"))",
        ]
    }

    private func sourceLine(_ number: Int, of source: String) -> Substring? {
        guard number >= 1 else { return nil }
        var current = 1
        for line in source.split(
            omittingEmptySubsequences: false, whereSeparator: { $0.isNewline })
        {
            if current == number { return line }
            current += 1
        }
        return nil
    }
}
