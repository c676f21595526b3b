import GradusDiagnostics
import Testing

@testable import GradusLessons

@Suite struct MarkdownDiagnosticTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var line: Int
        var column: Int
        var says: String
        var fix: String?
        var testDescription: String { says }
    }

    @Test(arguments: [
        Case(text: "# A", line: 1, column: 1, says: "does not begin with front matter"),
        Case(text: "---\ntitle: A\n", line: 1, column: 1, says: "not closed"),
        Case(text: "---\norder: 1\n---\n", line: 1, column: 1, says: "no 'title'"),
        Case(text: "---\n---\n", line: 1, column: 1, says: "no 'title'"),
        Case(
            text: "---\ntitle: A\nsumary: B\n---\n", line: 3, column: 1,
            says: "unknown key 'sumary'", fix: "did you mean 'summary'?"),
        Case(
            text: "---\ntitle: A\norder: first\n---\n", line: 3, column: 8,
            says: "'order' must be a whole number, found 'first'"),
        Case(text: "---\ntitle: [A]\n---\n", line: 2, column: 8, says: "'title' must be a text"),
        Case(text: "---\n- title\n---\n", line: 2, column: 1, says: "'key: value' lines"),
        Case(
            text: "---\ntitle: A: B\n---\n", line: 2, column: 9, says: "not valid YAML",
            fix: "put a text that holds ': ' in quotes"),
        Case(text: "---\ntitle: \"A\n---\n", line: 3, column: 1, says: "not valid YAML"),
        Case(
            text: "---\ntitle: A\nlanguage: <b>\n---\n", line: 3, column: 11,
            says: "must be a language tag"),
        Case(
            text: "---\ntitle: A\n---\n" + "> a <b>bold</b>\n", line: 4, column: 5,
            says: "raw HTML"),
        Case(
            text: "---\ntitle: A\n---\n\n<script>\nx\n</script>\n", line: 5, column: 1,
            says: "raw HTML"),
        Case(
            text: "---\ntitle: A\n---\nsee {{ x }} ![p](a.png)\n", line: 4, column: 13,
            says: "pictures from files"),
        Case(
            text: "---\ntitle: A\n---\n\na\nb [x](javascript:alert)\n", line: 6, column: 7,
            says: "'javascript:' address"),
        Case(
            text: "---\ntitle: A\n---\n[x]({{y}})\n", line: 4, column: 1,
            says: "a placeholder cannot stand"),
        Case(text: "---\ntitle: A\n---\nab {{ x\n}}\n", line: 4, column: 4, says: "not closed"),
        Case(
            text: "---\ntitle: A\n---\nab {{  }}\n", line: 4, column: 4,
            says: "without an expression"),
        Case(
            text: "---\ntitle: A\n---\n- ```python hiden\n  x\n  ```\n", line: 4, column: 13,
            says: "unknown word 'hiden'", fix: "did you mean 'hidden'?"),
        Case(text: "---\ntitle: A\n---\na\u{0}b\n", line: 4, column: 2, says: "U+0000"),
    ])
    func placesAndWords(wrong: Case) throws {
        let found = problems(wrong.text)
        let first = try #require(found.first)
        #expect(first.message.contains(wrong.says), "\(first.message)")
        #expect(first.span?.file == "t.md")
        #expect(first.span?.start == SourcePosition(line: wrong.line, column: wrong.column))
        if let fix = wrong.fix { #expect(first.fix == fix) }
    }

    @Test func severalProblemsComeInTheOrderOfTheFile() {
        let found = problems("---\ntitel: A\n---\n<b>\n\n{{ }} and {{\n\n```python odd\n```\n")
        let lines = found.compactMap { $0.span?.start.line }
        #expect(lines == lines.sorted())
        #expect(Set(lines) == [1, 2, 4, 6, 8])
    }

    @Test func bytesThatAreNotUTF8ArePointedAt() {
        let bytes = Array("---\ntitle: A\n---\né".utf8) + [0xFF]
        #expect {
            try LessonParser().parse(bytes, file: "t.md")
        } throws: { error in
            let first = (error as? DiagnosticList)?.diagnostics.first
            return first?.span?.start == SourcePosition(line: 4, column: 2)
        }
    }

    @Test func limits() {
        #expect(problems(inBody: String(repeating: "> ", count: 400) + "x").count >= 1)
        #expect(
            problems(
                inBody: String(repeating: "*a ", count: 60) + String(repeating: "b*", count: 60)
            ).count >= 1)
        #expect(problems(inBody: String(repeating: "x", count: 20_000)).count == 1)
        #expect(problems(String(repeating: "x\n", count: 600_000)).count >= 1)
        let yaml = "---\ntitle: " + String(repeating: "[", count: 5000) + "\n---\n"
        #expect(problems(yaml).first?.message.contains("nested") == true)
        let wide =
            String(repeating: "|a", count: 2000) + "\n" + String(repeating: "|-", count: 2000)
        let table = problems(inBody: wide + "\n" + String(repeating: "|x\n", count: 2000))
        #expect(table.count == 1 && table.first?.message.contains("cells") == true)
        let many = problems(inBody: String(repeating: "{{\n", count: 80))
        #expect(many.count == 51 && many.last?.message == "30 more problems")
        let bytes = [UInt8](repeating: 0x78, count: LessonParser.byteLimit + 1)
        #expect(throws: DiagnosticList.self) { try LessonParser().parse(bytes, file: "t.md") }
    }
}
