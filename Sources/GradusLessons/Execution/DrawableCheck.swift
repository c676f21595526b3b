import GradusDiagnostics
import GradusFigures
import GradusGraphics

/// Finds what cannot be drawn while it still has a place in the lesson: characters that no
/// installed face has, and pictures beyond the limits.
struct DrawableCheck {
    let renderer: any DrawingRendering
    let formats: [OutputFormat]

    /// Throws where a figure cannot be drawn, naming the call that asked for it.
    func check(_ drawing: Drawing, at span: SourceSpan?) throws(Diagnostic) {
        for mark in drawing.leaves {
            guard case .text(let line) = mark.content else { continue }
            for run in line.runs {
                let missing = renderer.missingCharacters(in: run.text, style: run.style)
                guard let first = missing.first else { continue }
                throw Self.missing(first, at: span, what: "the figure shows")
            }
        }
        if ComputationGraphFigure.isTangle(drawing) {
            throw Diagnostic(
                "the graph cannot be laid out: its edges pass too many layers in all", at: span,
                fix: "show less in it, or fold its scopes with fold=True")
        }
        guard formats.contains(.png) else { return }
        do {
            try renderer.checkSize(of: drawing.size, scale: FigureWriter.scale)
        } catch {
            throw Diagnostic(
                "the figure is too large to draw: \(error)", at: span,
                fix: "show less in it, or draw several figures")
        }
    }

    /// Throws at the first character of a lesson that a PDF cannot show. Web pages are set in
    /// the reader's fonts, so they may hold any.
    func check(_ lesson: Lesson, source: String) throws(Diagnostic) {
        guard formats.contains(.pdf) else { return }
        let shown =
            lesson.blocks.flatMap(\.shownTexts)
            + [(lesson.title, FontFamily.text), (lesson.summary ?? "", .text)]
        var missing: Set<Character> = []
        for (text, family) in shown {
            let visible = text.filter { !$0.isNewline && $0 != "\t" }
            missing.formUnion(renderer.missingCharacters(in: visible, style: TextStyle(family)))
        }
        guard !missing.isEmpty else { return }
        if let found = SourceSpan.first(of: missing, in: source, file: lesson.file) {
            throw Self.missing(found.character, at: found.span, what: "the PDF would show")
        }
        // Written as an entity, for example.
        guard let first = missing.min() else { return }
        throw Self.missing(first, at: nil, what: "the PDF would show")
    }

    private static func missing(
        _ character: Character, at span: SourceSpan?, what: String
    ) -> Diagnostic {
        let points = character.unicodeScalars.map {
            let digits = String($0.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
        return Diagnostic(
            "\(what) '\(character)' (\(points.joined(separator: " "))), which none of the fonts has",
            at: span,
            fix: "write it another way; `gradus doctor` lists the fonts"
                + (what.hasPrefix("the PDF")
                    ? ", and --format html,png,svg does without a PDF" : ""))
    }
}

extension SourceSpan {
    /// Where the first of some characters stands in a text.
    public static func first(
        of characters: Set<Character>, in source: String, file: String
    ) -> (character: Character, span: SourceSpan)? {
        for (number, line) in source.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            guard let place = line.firstIndex(where: characters.contains) else { continue }
            let column = line[..<place].unicodeScalars.count + 1
            let end = column + line[place].unicodeScalars.count
            return (
                line[place],
                SourceSpan(
                    file: file, start: SourcePosition(line: number + 1, column: column),
                    end: SourcePosition(line: number + 1, column: end))
            )
        }
        return nil
    }
}

extension LessonBlock {
    /// What a page shows of the block before anything is run, with the family it is set in.
    fileprivate var shownTexts: [(String, FontFamily)] {
        switch content {
        case .heading(_, let inlines, _), .paragraph(let inlines):
            inlines.flatMap(\.shownTexts)
        case .list(let list): list.items.flatMap { $0.flatMap(\.shownTexts) }
        case .quote(let blocks): blocks.flatMap(\.shownTexts)
        case .table(let table):
            ([table.header] + table.rows).flatMap { $0.flatMap { $0.flatMap(\.shownTexts) } }
        case .code(let code): code.isHidden ? [] : [(code.text, .code)]
        case .rule: []
        }
    }
}

extension LessonInline {
    fileprivate var shownTexts: [(String, FontFamily)] {
        switch self {
        case .text(let text): [(text, .text)]
        case .code(let text): [(text, .code)]
        case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines),
            .link(_, _, let inlines):
            inlines.flatMap(\.shownTexts)
        case .placeholder, .softBreak, .lineBreak: []
        }
    }
}
