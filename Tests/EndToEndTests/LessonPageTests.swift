import Foundation
import Testing

/// What a lesson's page shows of its code.
@Suite struct LessonPageTests {
    @Test func printedLinesStandBelowTheirBlock() throws {
        let scratch = try Scratch()
        try scratch.file(
            "lessons/a.md",
            LessonErrorTests.front + """
                ```python
                for n in range(2):
                    print("n is", n * 7)
                ```

                ```python hidden
                print("nobody sees this")
                ```

                """)
        let outcome = try Command.run("build", "lessons", "-o", "out", in: scratch.folder)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let page = try scratch.text("out/a.html")
        let answer = page.range(of: "n is 0</span>\n<span class=\"c-output\">n is 7</span>")
        #expect(answer != nil)
        #expect(!page.contains("nobody sees this"))
    }
}
