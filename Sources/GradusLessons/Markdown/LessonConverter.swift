import GradusDiagnostics

/// Turns cmark's nodes into a lesson's blocks.
struct LessonConverter {
    /// Where placeholders and lines are looked up.
    let scanner: PlaceholderScanner
    /// What is wrong, in the order found.
    var diagnostics: [Diagnostic] = []
    /// The links that were found, in order.
    var links: [LessonLink] = []
    private var slugs = Slugs()

    /// Blocks and inlines nested deeper than this are refused.
    static let depthLimit = 48
    /// The words that may stand behind a fence's language.
    static let codeAttributes = ["hidden", "norun"]

    /// Makes a converter for a scanned file.
    init(_ scanner: PlaceholderScanner) { self.scanner = scanner }

    /// The blocks below a node.
    mutating func blocks(below node: CommonMarkNode, depth: Int = 0) -> [LessonBlock] {
        guard depth < Self.depthLimit else {
            refuseDepth(at: node.startLine)
            return []
        }
        return node.children.compactMap { block($0, depth: depth + 1) }
    }

    private mutating func block(_ node: CommonMarkNode, depth: Int) -> LessonBlock? {
        let content: LessonBlock.Content
        switch node.kind {
        case "paragraph": content = .paragraph(inlines(below: node))
        case "heading":
            let inlines = inlines(below: node)
            let text = inlines.map(\.plainText).joined()
            content = .heading(
                level: node.headingLevel, inlines: inlines, slug: slugs.slug(for: text))
        case "list":
            let items = node.children.map { blocks(below: $0, depth: depth) }
            let tasks = node.children.map(\.isDone)
            content = .list(
                LessonList(
                    isOrdered: node.isOrderedList, start: node.listStart,
                    isTight: node.isTightList, items: items,
                    tasks: tasks.contains { $0 != nil } ? tasks : []))
        case "block_quote": content = .quote(blocks(below: node, depth: depth))
        case "table": content = .table(table(node))
        case "thematic_break": content = .rule
        case "code_block": content = .code(code(node))
        case "html_block":
            refuseHTML(at: scanner.raw.span(ofLine: node.startLine))
            return nil
        // What refers to it is refused already.
        case "footnote_definition": return nil
        default: return nil
        }
        return LessonBlock(content, line: node.startLine)
    }

    private mutating func table(_ node: CommonMarkNode) -> LessonTable {
        let alignments = node.tableAlignments.map { letter -> LessonTable.Alignment in
            switch letter {
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .trailing
            default: .leading
            }
        }
        var rows: [[[LessonInline]]] = []
        for row in node.children {
            var cells: [[LessonInline]] = []
            for cell in row.children.prefix(alignments.count) { cells.append(inlines(below: cell)) }
            while cells.count < alignments.count { cells.append([]) }
            rows.append(cells)
        }
        return LessonTable(
            alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst()))
    }

    private mutating func code(_ node: CommonMarkNode) -> LessonCode {
        let words = node.fenceInfo.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(
            String.init)
        if let language = words.first { checkLanguage(language, of: node) }
        for word in words.dropFirst() where !Self.codeAttributes.contains(word) {
            let line = scanner.raw.line(node.startLine)
            let start = Self.byteOffset(of: word, in: line, near: line.utf8.count)
            let meant = Suggestion.nearest(to: word, among: Self.codeAttributes)
            diagnostics.append(
                Diagnostic(
                    "unknown word '\(word)' behind the language of a code block",
                    at: scanner.raw.span(
                        line: node.startLine, bytes: start..<(start + word.utf8.count)),
                    notes: [
                        Diagnostic.Note(
                            "known words: " + Self.codeAttributes.joined(separator: ", "))
                    ],
                    fix: meant.map { "did you mean '\($0)'?" }))
        }
        let text = node.literal
        let firstLine = node.startLine + (node.isFenced ? 1 : 0)
        return LessonCode(
            language: words.first, attributes: Array(words.dropFirst()), text: text,
            firstLine: firstLine, columnOffset: columnOffset(of: text, firstLine: firstLine))
    }

    /// A block whose language is almost the one that is run would silently not be run.
    private mutating func checkLanguage(_ language: String, of node: CommonMarkNode) {
        guard !LessonCode.pythonNames.contains(language) else { return }
        let folded = language.lowercased()
        let meant =
            LessonCode.pythonNames.contains(folded)
            ? folded : Suggestion.nearest(to: folded, among: ["python", "pycon"])
        guard let meant else { return }
        let line = scanner.raw.line(node.startLine)
        let start = Self.byteOffset(of: language, in: line, near: 0)
        diagnostics.append(
            Diagnostic(
                "a code block in '\(language)' is not run",
                at: scanner.raw.span(
                    line: node.startLine, bytes: start..<(start + language.utf8.count)),
                notes: [
                    Diagnostic.Note(
                        "blocks in python, py and pycon are run; 'python norun' is shown only")
                ],
                fix: "did you mean '\(meant)'?"))
    }

    /// How many columns further to the right the first line that is not blank stands in
    /// the file than in the block's text.
    private func columnOffset(of text: String, firstLine: Int) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let index = lines.firstIndex(where: { $0.contains { $0 != " " && $0 != "\t" } })
        else { return 0 }
        let source = scanner.raw.line(firstLine + index)
        return max(0, source.unicodeScalars.count - lines[index].unicodeScalars.count)
    }

    mutating func refuseHTML(at span: SourceSpan) {
        diagnostics.append(
            Diagnostic(
                "raw HTML is not allowed in a lesson", at: span,
                fix: "write Markdown, or put '\\' before '<' to show the character itself"))
    }

    mutating func refuseDepth(at line: Int) {
        diagnostics.append(
            Diagnostic(
                "nested more than \(Self.depthLimit) deep",
                at: scanner.raw.span(ofLine: min(max(1, line), scanner.raw.lines.count))))
    }

    /// The offset at which `word` stands in a line, the one nearest to `place` where it
    /// stands there several times; `place` itself where it does not.
    static func byteOffset(of word: String, in line: String, near place: Int) -> Int {
        let text = Array(line.utf8)
        let pattern = Array(word.utf8)
        guard !pattern.isEmpty, pattern.count <= text.count else { return place }
        var best = place
        var distance = Int.max
        for start in 0...(text.count - pattern.count)
        where abs(start - place) < distance && text[start] == pattern[0]
            && text[start..<(start + pattern.count)].elementsEqual(pattern)
        {
            best = start
            distance = abs(start - place)
        }
        return best
    }
}
