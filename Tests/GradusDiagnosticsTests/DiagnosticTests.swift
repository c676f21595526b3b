import GradusDiagnostics
import Testing

@Suite struct DiagnosticTests {
    static func span(_ line: Int, _ first: Int, _ last: Int) -> SourceSpan {
        SourceSpan(
            file: "lesson.md", start: SourcePosition(line: line, column: first),
            end: SourcePosition(line: line, column: last))
    }

    @Test func rendersLineCaretNotesAndFix() {
        let diagnostic = Diagnostic(
            "'wieght' is not defined", at: Self.span(2, 9, 15),
            notes: [.init("x was made here", at: Self.span(1, 1, 2))],
            fix: "did you mean 'weight'?")
        let renderer = DiagnosticRenderer(sources: ["lesson.md": "x = 1\ny = x * wieght\n"])
        #expect(
            renderer.render(diagnostic) == """
                lesson.md:2:9: error: 'wieght' is not defined
                    2 | y = x * wieght
                      |         ^~~~~~
                lesson.md:1:1: note: x was made here
                    1 | x = 1
                      | ^
                  fix: did you mean 'weight'?
                """)
    }

    @Test func rendersWithoutSourceOrPlace() {
        #expect(Diagnostic("damaged", file: "run.trace").description == "run.trace: error: damaged")
        let warning = Diagnostic("old", severity: .warning)
        #expect(warning.description == "warning: old")
        #expect(DiagnosticRenderer(isColoured: true).render(warning).contains("\u{1B}[1;33m"))
    }

    @Test func cutsLongLinesAndStrangePlaces() {
        let line = String(repeating: "a", count: 500) + "\tb"
        let renderer = DiagnosticRenderer(sources: ["lesson.md": line])
        let text = renderer.render(Diagnostic("far", at: Self.span(1, 450, 452)))
        #expect(text.split(separator: "\n").allSatisfy { $0.count < 140 })
        for column in [-5, 0, 501, 503, 9999] {
            #expect(
                renderer.render(Diagnostic("m", at: Self.span(1, column, column + 3))).contains("^")
            )
        }
        #expect(!renderer.render(Diagnostic("m", at: Self.span(7, 1, 2))).contains("^"))
    }

    @Test func spansJoin() {
        let joined = Self.span(3, 4, 6).joined(with: Self.span(2, 9, 11))
        #expect(joined.start == SourcePosition(line: 2, column: 9))
        #expect(joined.end == SourcePosition(line: 3, column: 6))
        #expect(Diagnostic("m").located(at: joined).span == joined)
        #expect(Diagnostic("m", at: joined).located(at: Self.span(1, 1, 2)).span == joined)
    }

    @Test(arguments: [
        ("wieght", "weight"), ("titel", "title"), ("lerning_rate", "learning_rate"),
        ("los", "loss"),
    ])
    func suggestsTheNearest(_ name: String, _ expected: String) {
        let known = ["loss", "learning_rate", "title", "weight", "x"]
        #expect(Suggestion.nearest(to: name, among: known) == expected)
    }

    @Test func suggestsNothingFarAway() {
        #expect(Suggestion.nearest(to: "banana", among: ["weight", "x"]) == nil)
        #expect(Suggestion.nearest(to: "ab", among: ["ac", "aa"]) == "aa")
    }
}
