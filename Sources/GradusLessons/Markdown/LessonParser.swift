import GradusDiagnostics

/// Reads lesson files: front matter in YAML, then Markdown (CommonMark with tables,
/// strikethrough and autolinks) with `{{ … }}` placeholders.
public struct LessonParser: Sendable {
    /// Files with more bytes than this are refused.
    public static let byteLimit = 1_048_576
    /// Lines with more bytes than this are refused.
    public static let lineByteLimit = 16_384

    /// Makes a parser.
    public init() {}

    /// The lesson in a file's bytes.
    ///
    /// Throws everything that is wrong with it, in the order of the file: each
    /// `Diagnostic` has the line and column in `file`, the name that spans will bear.
    public func parse(_ bytes: [UInt8], file: String) throws(DiagnosticList) -> Lesson {
        // Refused before it is decoded.
        if let refusal = Self.refusal(ofSize: bytes.count, file: file) {
            throw DiagnosticList([refusal])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DiagnosticList([Self.invalidUTF8(bytes, file: file)])
        }
        return try parse(text, file: file)
    }

    /// The lesson in a text; see `parse(_:file:)` for bytes.
    public func parse(_ text: String, file: String) throws(DiagnosticList) -> Lesson {
        if let refusal = Self.refusal(ofSize: text.utf8.count, file: file) {
            throw DiagnosticList([refusal])
        }
        // A byte order mark is no part of the text.
        let isMarked = text.unicodeScalars.first == "\u{FEFF}"
        let source = SourceLines(
            isMarked ? String(text.unicodeScalars.dropFirst()) : text, file: file)
        if let refusal = Self.refusal(of: source) { throw DiagnosticList([refusal]) }

        let frontMatter = FrontMatter(source)
        var body = source
        for index in 0..<min(frontMatter.lastLine, body.lines.count) { body.lines[index] = "" }

        // The first parse tells prose from code; the second reads prose with marks in it.
        var scanner = PlaceholderScanner(source)
        var diagnostics = frontMatter.diagnostics
        guard let outline = CommonMarkTree(body.lines.joined(separator: "\n")) else {
            throw DiagnosticList([Diagnostic("there is no memory to parse the lesson", file: file)])
        }
        for range in Self.proseLines(outline.root) { scanner.scan(lines: range) }
        diagnostics += scanner.diagnostics
        var masked = scanner.masked
        for index in 0..<min(frontMatter.lastLine, masked.lines.count) { masked.lines[index] = "" }
        guard let tree = CommonMarkTree(masked.lines.joined(separator: "\n")) else {
            throw DiagnosticList([Diagnostic("there is no memory to parse the lesson", file: file)])
        }
        var converter = LessonConverter(scanner)
        let blocks = converter.blocks(below: tree.root)
        diagnostics += converter.diagnostics

        guard diagnostics.isEmpty, let title = frontMatter.title else {
            throw DiagnosticList(
                Self.inFileOrder(
                    diagnostics.isEmpty ? [Diagnostic("no title", file: file)] : diagnostics))
        }
        return Lesson(
            title: title, order: frontMatter.order, seed: frontMatter.seed,
            summary: frontMatter.summary, language: frontMatter.language, file: file, blocks: blocks
        )
    }

    /// The line ranges of paragraphs, headings and table rows, in order.
    private static func proseLines(_ root: CommonMarkNode) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        var pending = [root]
        while let node = pending.popLast() {
            switch node.kind {
            case "paragraph", "heading", "table_row", "table_header":
                let first = max(1, node.startLine)
                // A heading's or row's last line may be given as 0.
                result.append(first...max(first, node.endLine))
            default: pending += node.children.reversed()
            }
        }
        return result
    }

    private static func refusal(ofSize count: Int, file: String) -> Diagnostic? {
        guard count > byteLimit else { return nil }
        return Diagnostic(
            "the lesson has \(count) bytes; at most \(byteLimit) are read", file: file)
    }

    private static func refusal(of source: SourceLines) -> Diagnostic? {
        for (index, line) in source.lines.enumerated() {
            if line.utf8.count > lineByteLimit {
                return Diagnostic(
                    "the line has \(line.utf8.count) bytes; at most \(lineByteLimit) are read",
                    at: source.span(line: index + 1, bytes: 0..<1))
            }
            let offset = line.unicodeScalars.firstIndex {
                $0.value == 0 || $0 == PlaceholderScanner.open || $0 == PlaceholderScanner.close
            }
            if let offset {
                let byte = line.utf8.distance(from: line.startIndex, to: offset)
                let code = String(line.unicodeScalars[offset].value, radix: 16, uppercase: true)
                return Diagnostic(
                    "the character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) "
                        + "is not allowed in a text",
                    at: source.span(line: index + 1, bytes: byte..<(byte + 1)))
            }
        }
        return nil
    }

    /// Points to the first byte that is not UTF-8.
    private static func invalidUTF8(_ bytes: [UInt8], file: String) -> Diagnostic {
        var line = 1
        var column = 1
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        decoding: while true {
            switch decoder.decode(&iterator) {
            case .scalarValue("\n"):
                line += 1
                column = 1
            case .scalarValue: column += 1
            case .emptyInput, .error: break decoding
            }
        }
        let place = SourcePosition(line: line, column: column)
        return Diagnostic(
            "the file is not UTF-8 text", at: SourceSpan(file: file, start: place, end: place),
            fix: "save it as UTF-8")
    }

    /// By place; those without one first, equal places as found.
    private static func inFileOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.enumerated().sorted { left, right in
            let start = SourcePosition(line: 0, column: 0)
            let (a, b) = (left.element.span?.start ?? start, right.element.span?.start ?? start)
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
    }
}
