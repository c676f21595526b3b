import GradusDiagnostics

/// Finds `{{ … }}` in prose and puts marks in their place, so that Markdown does not
/// read an expression's `*`, `_`, `[` or `|` as its own.
///
/// A mark is a private-use character, the number of the placeholder and another such.
struct PlaceholderScanner {
    /// The file as it is.
    let raw: SourceLines
    /// The file with marks for placeholders, line for line.
    private(set) var masked: SourceLines
    /// The placeholders in order; a mark holds the index.
    private(set) var placeholders: [LessonPlaceholder] = []
    /// Placeholders that are not closed or hold nothing.
    private(set) var diagnostics: [Diagnostic] = []
    /// What each placeholder looks like in the file.
    private(set) var originals: [String] = []

    /// Begins a mark.
    static let open: Unicode.Scalar = "\u{10FF00}"
    /// Ends a mark.
    static let close: Unicode.Scalar = "\u{10FF01}"

    private static let newline = UInt8(ascii: "\n")

    /// Makes a scanner that has found nothing yet.
    init(_ source: SourceLines) {
        raw = source
        masked = source
    }

    /// Scans the lines of one paragraph, heading or table row (from 1). Code spans, which
    /// may run over line ends, and `\{{` are left alone.
    mutating func scan(lines range: ClosedRange<Int>) {
        let bytes = Array(range.map { raw.line($0) }.joined(separator: "\n").utf8) + [Self.newline]
        let spans = CodeSpanEnds(bytes)
        var output: [UInt8] = []
        var line = range.lowerBound
        var lineStart = 0
        var spanEnd = 0
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == Self.newline {
                if masked.lines.indices.contains(line - 1) {
                    masked.lines[line - 1] = String(decoding: output, as: UTF8.self)
                }
                output = []
                line += 1
                lineStart = place + 1
            } else if place < spanEnd {
                output.append(byte)
            } else if byte == UInt8(ascii: "\\"), bytes[place + 1] != Self.newline {
                output += bytes[place...(place + 1)]
                place += 1
            } else if byte == UInt8(ascii: "`") {
                spanEnd = spans.end(ofRunAt: place)
                output.append(byte)
            } else if byte == UInt8(ascii: "{"), bytes[place + 1] == byte {
                let end = bytes[place...].firstIndex(of: Self.newline) ?? bytes.count
                let found = read(Array(bytes[place..<end]), line: line, offset: place - lineStart)
                output += found.replacement
                place += found.length - 1
            } else {
                output.append(byte)
            }
            place += 1
        }
    }

    /// Reads a placeholder at the start of `text`, the rest of a line.
    private mutating func read(
        _ text: [UInt8], line: Int, offset: Int
    ) -> (length: Int, replacement: [UInt8]) {
        guard let reading = PlaceholderReading(text) else {
            diagnostics.append(
                Diagnostic(
                    "'{{' is not closed by '}}' on the same line",
                    at: raw.span(line: line, bytes: offset..<(offset + 2)),
                    fix: "write '{{ expression }}', or '\\{{' for the two braces themselves"))
            return (2, Array(text[0..<2]))
        }
        let span = raw.span(line: line, bytes: offset..<(offset + reading.length))
        let start = offset + reading.start
        let place = raw.span(line: line, bytes: start..<start).start
        if reading.expression.isEmpty {
            diagnostics.append(
                Diagnostic(
                    "a placeholder without an expression", at: span,
                    fix: "write the expression between the braces, as in '{{ loss }}'"))
        }
        placeholders.append(
            LessonPlaceholder(
                expression: reading.expression, format: reading.format, line: place.line,
                column: place.column, span: span))
        originals.append(String(decoding: text[0..<reading.length], as: UTF8.self))
        let mark = "\(Self.open)\(placeholders.count - 1)\(Self.close)"
        return (reading.length, Array(mark.utf8))
    }

    /// A text with its marks told apart from plain characters.
    func pieces(of text: String) -> [Piece] {
        guard text.unicodeScalars.contains(Self.open) else { return [.text(text)] }
        var result: [Piece] = []
        var plain = String.UnicodeScalarView()
        var digits: String?
        for scalar in text.unicodeScalars {
            if scalar == Self.open {
                digits = ""
            } else if scalar == Self.close, let number = digits.flatMap({ Int($0) }),
                placeholders.indices.contains(number)
            {
                if !plain.isEmpty { result.append(.text(String(plain))) }
                plain = String.UnicodeScalarView()
                result.append(.placeholder(number))
                digits = nil
            } else if digits != nil {
                digits?.unicodeScalars.append(scalar)
            } else {
                plain.append(scalar)
            }
        }
        if !plain.isEmpty { result.append(.text(String(plain))) }
        return result
    }

    /// A part of a masked text.
    enum Piece: Hashable {
        /// Plain characters.
        case text(String)
        /// The mark of a placeholder, by its index.
        case placeholder(Int)
    }

    /// A text with each mark replaced by what stands in the file.
    func unmasked(_ text: String) -> String {
        pieces(of: text).map { piece in
            switch piece {
            case .text(let text): text
            case .placeholder(let index): originals[index]
            }
        }.joined()
    }
}

/// Where code spans end in a paragraph.
private struct CodeSpanEnds {
    private let bytes: [UInt8]
    private var runs: [(start: Int, length: Int)] = []
    private var lastStart: [Int: Int] = [:]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var place = 0
        while place < bytes.count {
            let length = bytes[place...].prefix { $0 == UInt8(ascii: "`") }.count
            if length > 0 {
                runs.append((place, length))
                lastStart[length] = place
            }
            place += max(1, length)
        }
    }

    /// The offset behind the code span that the backticks at `place` open, or behind the
    /// backticks where nothing closes them.
    func end(ofRunAt place: Int) -> Int {
        let length = bytes[place...].prefix { $0 == UInt8(ascii: "`") }.count
        let behind = place + length
        guard let last = lastStart[length], last >= behind else { return behind }
        // Binary search for the first run behind this one.
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].start < behind { low = middle + 1 } else { high = middle }
        }
        let closing = runs[low...].first { $0.length == length }
        return closing.map { $0.start + length } ?? behind
    }
}
