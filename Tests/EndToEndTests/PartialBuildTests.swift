import Foundation
import Testing

/// Building one thing leaves the files of all others alone.
@Suite struct PartialBuildTests {
    private func lesson(_ title: String, _ order: Int) -> String {
        "---\ntitle: \(title)\norder: \(order)\n---\n\n```python\nx = input(2)\ny = x * \(order)\n"
            + "figure.forward(y, name=\"y\")\n```\n"
    }

    private func site() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.file("lessons/a.md", lesson("First", 1))
        try scratch.file("lessons/b.md", lesson("Second", 2))
        try scratch.file("lessons/c.md", lesson("Third", 3))
        return scratch
    }

    private func build(_ arguments: String..., in scratch: Scratch) throws {
        let outcome = try Command.run(["build"] + arguments, in: scratch.folder)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }

    @Test func aSingleLessonLeavesTheOthers() throws {
        let scratch = try site()
        try build(in: scratch)
        let before = try Scratch.contents(of: scratch.url("output"))
        try scratch.file("lessons/b.md", lesson("Second", 5))
        try build("lessons/b.md", in: scratch)
        let after = try Scratch.contents(of: scratch.url("output"))
        #expect(before.keys.sorted() == after.keys.sorted())
        for path in before.keys where !path.contains("b.") && !path.contains("/b/") {
            #expect(before[path] == after[path], "\(path)")
        }
        #expect(before["figures/b/y.svg"] != after["figures/b/y.svg"])
    }

    @Test func aFormatLeavesTheOtherFormats() throws {
        let scratch = try site()
        try build(in: scratch)
        try build("--format", "svg", in: scratch)
        #expect(scratch.has("output/a.html"))
        #expect(scratch.has("output/figures/a/y.png"))
    }

    @Test func aLessonThatIsGoneTakesItsFilesAlong() throws {
        let scratch = try site()
        try build(in: scratch)
        try FileManager.default.removeItem(at: scratch.url("lessons/b.md"))
        try build(in: scratch)
        #expect(!scratch.has("output/b.html"))
        #expect(!scratch.has("output/figures/b"))
        #expect(scratch.has("output/a.html"))
    }

    @Test func shardsTogetherMakeTheSite() throws {
        let scratch = try site()
        try build("-o", "whole", in: scratch)
        try build("-o", "parts", "--shard", "1/2", in: scratch)
        try build("-o", "parts", "--shard", "2/2", in: scratch)
        let whole = try Scratch.contents(of: scratch.url("whole"))
        let parts = try Scratch.contents(of: scratch.url("parts"))
        #expect(whole.keys.sorted() == parts.keys.sorted())
        for path in whole.keys.sorted() where path != "index.html" {
            #expect(whole[path] == parts[path], "\(path)")
        }
        let index = try scratch.text("parts/index.html")
        for title in ["First", "Second", "Third"] { #expect(index.contains(title)) }
    }

    @Test func figuresOfAScriptLeaveASiteAlone() throws {
        let scratch = try site()
        try build(in: scratch)
        try scratch.file("s.py", "x = input(2)\ny = x * 3\nfigure.forward(y, name=\"own\")\n")
        let run = try Command.run("run", "s.py", "--figures", "output", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(scratch.has("output/own.png"))
        #expect(scratch.has("output/index.html"))
        #expect(scratch.has("output/c.pdf"))
    }

    @Test func noLessonCanTakeTheFrontPage() throws {
        let scratch = try site()
        try scratch.file("lessons/index.md", lesson("Mine", 4))
        let outcome = try Command.run("build", in: scratch.folder)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("index.md"), "\(outcome.errors)")
    }

    @Test func aMistakeInTheSyntaxLeavesAnEarlierTrace() throws {
        let scratch = try Scratch()
        try scratch.file("s.py", "x = input(2)\ny = x * 3\nprint(y)\n")
        let good = try Command.run("run", "s.py", "--trace", "run.trace", in: scratch.folder)
        #expect(good.exitCode == 0, "\(good.errors)")
        #expect(good.output == "6.0\n")
        let before = try Data(contentsOf: scratch.url("run.trace"))
        try scratch.file("s.py", "x = = 2\n")
        let bad = try Command.run("run", "s.py", "--trace", "run.trace", in: scratch.folder)
        #expect(bad.exitCode == 2)
        #expect(try Data(contentsOf: scratch.url("run.trace")) == before)

        try scratch.file("folder/mine.txt", "mine")
        try scratch.file("s.py", "x = 2\n")
        let refused = try Command.run(
            "run", "s.py", "--trace", "folder", "--force", in: scratch.folder)
        #expect(refused.exitCode == 1)
        #expect(try scratch.text("folder/mine.txt") == "mine")
    }

    @Test(arguments: [
        "Text 数 ok.\n",
        "```python\nx = input(1)\ny = x + 1\nfigure.forward(y, title=\"\\u6570\")\n```\n",
    ])
    func aCharacterWithoutAGlyphHasItsPlace(_ body: String) throws {
        let scratch = try Scratch()
        try scratch.file("lessons/a.md", LessonErrorTests.front + body)
        for _ in 0..<3 {
            let outcome = try Command.run("build", in: scratch.folder)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("a.md:"), "\(outcome.errors)")
            #expect(outcome.errors.contains("U+6570"), "\(outcome.errors)")
        }
    }
}
