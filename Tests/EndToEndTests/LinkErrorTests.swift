import Foundation
import Testing

/// Links and Markdown that would go wrong silently are errors with their place.
@Suite struct LinkErrorTests {
    @Test func linksThatLeadNowhereAreNamedWithTheirPlace() throws {
        let scratch = try Scratch()
        try scratch.file("lessons/data/notes.txt", "notes")
        try scratch.file(
            "lessons/second.md", "---\ntitle: Second\n---\n\n## The chain rule\n\nText.\n")
        try scratch.file(
            "lessons/first.md",
            """
            ---
            title: First
            ---

            ## A heading

            Good: [a](#a-heading), [b](second.md#the-chain-rule), [c](data/notes.txt),
            [d](https://example.org/x#y), [e](#figure-slope), [f](second.html), [g](first.pdf).
            Bad: [a](#a-haeding) and
            [b](secnod.md), [c](second.md#the-chain-rul), [d](data/note.txt).

            - Also bad: [e](/root.txt)

            ```python hidden
            x = input(2)
            y = x * x
            figure.backward(y, name="slope")
            ```

            """)
        let outcome = try Command.run(
            "build", "lessons", "-o", "out", "--format", "html", in: scratch.folder)
        #expect(outcome.exitCode == 1)
        for part in [
            "first.md:9:10", "there is no heading or figure '#a-haeding'",
            "did you mean '#a-heading'?",
            "first.md:10:5", "there is no file 'secnod.md'", "did you mean 'second.md'?",
            "first.md:10:21", "'#the-chain-rul' in 'second.md'", "did you mean '#the-chain-rule'?",
            "first.md:10:51", "there is no file 'data/note.txt'", "did you mean 'data/notes.txt'?",
            "first.md:12:17", "cannot begin with '/'",
        ] {
            #expect(outcome.errors.contains(part), "expected '\(part)' in:\n\(outcome.errors)")
        }
        #expect(outcome.errors.components(separatedBy: "error:").count == 6, "\(outcome.errors)")
        #expect(!scratch.has("out/first.html"))
    }

    @Test func footnotesAndMisspeltLanguagesAreErrors() throws {
        let scratch = try Scratch()
        try scratch.file(
            "lessons/a.md",
            LessonErrorTests.front + """
                A claim.[^1]

                [^1]: The note.

                ```pyhton
                x = 1
                ```

                ```swift
                let x = 1
                ```

                """)
        let outcome = try Command.run("build", "lessons", "-o", "out", in: scratch.folder)
        #expect(outcome.exitCode == 1)
        for part in [
            "a.md:6:9", "footnotes are not supported", "a.md:10:4",
            "a code block in 'pyhton' is not run", "did you mean 'python'?",
        ] {
            #expect(outcome.errors.contains(part), "expected '\(part)' in:\n\(outcome.errors)")
        }
        #expect(!outcome.errors.contains("swift"))
    }

    @Test func taskListsAreDrawnAndFileNamesEncoded() throws {
        let scratch = try Scratch()
        try scratch.file(
            "lessons/50% # a?.md",
            "---\ntitle: Odd\norder: 1\n---\n\n- [x] done\n- [ ] to do\n\n[next](<b c.md>)\n")
        try scratch.file(
            "lessons/b c.md", "---\ntitle: Next\norder: 2\n---\n\n[back](50%25%20%23%20a%3F.md)\n")
        let outcome = try Command.run(
            "build", "lessons", "-o", "out", "--format", "html", in: scratch.folder)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let odd = try scratch.text("out/50% # a?.html")
        #expect(odd.contains("aria-label=\"done\"") && odd.contains("aria-label=\"to do\""))
        #expect(!odd.contains("[x]"))
        #expect(odd.contains("href=\"b%20c.html\""))
        let address = "href=\"50%25%20%23%20a%3F.html\""
        #expect(try scratch.text("out/b c.html").components(separatedBy: address).count == 3)
        #expect(try scratch.text("out/index.html").contains(address))
    }
}
