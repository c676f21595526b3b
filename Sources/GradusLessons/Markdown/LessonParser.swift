import GradusDiagnostics

/// Reads lesson files: front matter in YAML, then Markdown (CommonMark with tables,
/// strikethrough, task lists and autolinks) with `{{ … }}` placeholders.
public struct LessonParser: Sendable {
    /// Files with more bytes than this are refused.
    public static let byteLimit = 1_048_576
    /// Lines with more bytes than this are refused.
    public static let lineByteLimit = 16_384
    /// Files whose tables could have more cells than this are refused: rows are filled up
    /// to the width of their header.
    public static let tableCellLimit = 100_000
    /// More problems than this are counted, not told.
    public static let diagnosticLimit = 50

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
        if let refusal = Self.refusalOfTables(in: source) { throw DiagnosticList([refusal]) }

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
            throw Self.list(diagnostics, file: file)
        }
        return Lesson(
            title: title, order: frontMatter.order, seed: frontMatter.seed,
            summary: frontMatter.summary, language: frontMatter.language,
            allowsBLAS: frontMatter.allowsBLAS, file: file, blocks: blocks,
            links: converter.links)
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
    static func invalidUTF8(_ bytes: [UInt8], file: String) -> Diagnostic {
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

    /// Refuses what would become an enormous table; a table ends at an empty line.
    private static func refusalOfTables(in source: SourceLines) -> Diagnostic? {
        var cells = 0
        var lines = 0
        var columns = 0
        for (index, line) in source.lines.enumerated() {
            let pipes = line.utf8.count { $0 == UInt8(ascii: "|") }
            let isBlank = line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            if isBlank {
                cells += lines * columns
                (lines, columns) = (0, 0)
            } else {
                lines += 1
                columns = max(columns, pipes)
            }
            if cells + lines * columns > tableCellLimit {
                return Diagnostic(
                    "tables with more than \(tableCellLimit) cells are not read",
                    at: source.span(ofLine: index + 1))
            }
        }
        return nil
    }

    /// The problems by place; those without one first, equal places as found.
    private static func list(_ diagnostics: [Diagnostic], file: String) -> DiagnosticList {
        let start = SourcePosition(line: 0, column: 0)
        let sorted = diagnostics.enumerated().sorted { left, right in
            let (a, b) = (left.element.span?.start ?? start, right.element.span?.start ?? start)
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
        guard !sorted.isEmpty else {
            return DiagnosticList([Diagnostic("the lesson has no title", file: file)])
        }
        let more = sorted.count - diagnosticLimit
        guard more > 0 else { return DiagnosticList(sorted) }
        return DiagnosticList(
            sorted.prefix(diagnosticLimit) + [Diagnostic("\(more) more problems", file: file)])
    }
}
