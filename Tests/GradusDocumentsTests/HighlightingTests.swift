import Testing

@testable import GradusDocuments

@Suite struct HighlightingTests {
    private func tokens(_ text: String) -> [[String]] {
        DocumentCode(text: text).lines.map { $0.tokens.map { "\($0.kind.rawValue):\($0.text)" } }
    }

    @Test func partsOfPython() {
        #expect(
            tokens("for x in y: # note")[0] == [
                "keyword:for", "plain: x ", "keyword:in", "plain: y: ", "comment:# note",
            ])
        #expect(
            tokens("z = 1.5e-3 + 0x1F - x1[2:]")[0] == [
                "plain:z = ", "number:1.5e-3", "plain: + ", "number:0x1F", "plain: - x1[",
                "number:2", "plain::]",
            ])
        #expect(
            tokens("f(rb'a\\'b', \"#\", None)")[0] == [
                "plain:f(", "string:rb'a\\'b'", "plain:, ", "string:\"#\"", "plain:, ",
                "number:None", "plain:)",
            ])
    }

    @Test func stringsInThreeQuotesRunOverLines() {
        #expect(
            tokens("x = '''a\nif b\nc''' + 1") == [
                ["plain:x = ", "string:'''a"], ["string:if b"],
                ["string:c'''", "plain: + ", "number:1"],
            ])
    }

    @Test func transcripts() {
        #expect(
            tokens(">>> for i in x:\n...     i\n0\n... \n>>> 'a'\n'a'\n\n") == [
                ["prompt:>>> ", "keyword:for", "plain: i ", "keyword:in", "plain: x:"],
                ["prompt:... ", "plain:    i"], ["output:0"], ["output:... "],
                ["prompt:>>> ", "string:'a'"], ["output:'a'"],
            ])
    }

    @Test func nothingIsLost() {
        for text in ["'open", "\"\"\"", "1e+", "\\", "a\tb", "é = 'ü'", "0x", "''''", "#"] {
            let line = DocumentCode(text: text).lines.map(\.text).joined()
            #expect(line == text.replacing("\t", with: "       "))
        }
    }

    @Test func longLinesAreWrapped() throws {
        let code = DocumentCode(text: "    result = function(first_argument, second_argument)\n")
        let line = try #require(code.lines.first)
        let parts = CodeWrapping.lines(of: line, columns: 40).map { $0.map(\.text).joined() }
        #expect(parts == ["    result = function(first_argument, ", "        second_argument)"])
    }
}
