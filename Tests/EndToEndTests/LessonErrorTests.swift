import Foundation
import Testing

/// A lesson that is wrong: a clear error with its place, exit 1, the earlier output untouched.
@Suite struct LessonErrorTests {
    static let front = "---\ntitle: A lesson\norder: 1\n---\n\n"

    struct Mistake: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var code: String
        /// What the message must hold, the place `file:line:column` among it.
        var expected: [String]
    }

    static let mistakes = [
        Mistake(
            testDescription: "a typo", code: "x = input(2)\ny = x *\n",
            expected: ["wrong.md:8:", "y = x *"]),
        Mistake(
            testDescription: "an unknown name", code: "weight = input(2)\ny = wieght * 2\n",
            expected: ["wrong.md:8:5", "wieght", "weight"]),
        Mistake(
            testDescription: "an unknown figure",
            code: "x = input(2)\ny = x * 2\nfigure.foward(y)\n",
            expected: ["wrong.md:9:", "foward", "forward"]),
        Mistake(
            testDescription: "a nudge of what is too large",
            code: "W = parameter(np.zeros((9, 9)))\ny = W.sum()\nfigure.nudge(y, W)\n",
            expected: ["wrong.md:9:17", "at most 64 elements", "(9, 9)"]),
        Mistake(
            testDescription: "a nudge outside of a matrix",
            code: "W = parameter(np.zeros((2, 3)))\ny = W.sum()\n"
                + "figure.nudge(y, W, cell=(2, 0))\n",
            expected: ["wrong.md:9:", "within the shape (2, 3)"]),
        Mistake(
            testDescription: "a nudge of what the loss does not use",
            code: "W = parameter(2.0)\nV = parameter(3.0)\ny = W * W\nfigure.nudge(y, V)\n",
            expected: ["wrong.md:10:17", "'y' does not depend on 'V'"]),
        Mistake(
            testDescription: "a fold by number",
            code: "x = input(2)\ny = x * 3\nfigure.graph(y, fold=3)\n",
            expected: ["wrong.md:9:", "the names of functions and loops"]),
        Mistake(
            testDescription: "an unknown direction",
            code: "x = input(2)\ny = x * 3\nfigure.graph(y, direction=\"left-rigth\")\n",
            expected: ["wrong.md:9:", "did you mean 'left-right'?"]),
        Mistake(
            testDescription: "too many frames",
            code: "x = parameter(1.0)\nfor i in range(90):\n    x = x * 1.5\n"
                + "figure.frames(x, fold=False)\n",
            expected: ["wrong.md:10:15", "shows at most 120", "fold=True"]),
        Mistake(
            testDescription: "a shape mistake",
            code: "a = np.zeros((2, 3))\nb = np.zeros((4, 5))\nc = dot(a, b)\n",
            expected: ["wrong.md:9:5", "(2, 3)", "(4, 5)"]),
        Mistake(
            testDescription: "an endless loop", code: "n = 0\nwhile True:\n    n = n + 1\n",
            expected: ["wrong.md:8:", "steps"]),
        Mistake(
            testDescription: "a missing data file",
            code: "data = np.loadtxt(\"data/none.csv\", delimiter=\",\")\n",
            expected: ["wrong.md:7:", "data/none.csv"]),
        Mistake(
            testDescription: "a wrong transcript", code: ">>> 1 + 2\n4\n",
            expected: ["wrong.md:8:", "4", "3"]),
        Mistake(
            testDescription: "a file outside the lesson's folder",
            code: "data = np.loadtxt(\"../secret.csv\")\n",
            expected: ["wrong.md:7:", "../secret.csv"]),
    ]

    @Test(arguments: mistakes)
    func isReportedAndLeavesEarlierOutput(_ mistake: Mistake) throws {
        let scratch = try Scratch()
        let lesson =
            Self.front + "```python\n" + "x = input(2)\ny = x * 3\nfigure.forward(y)\n```\n"
        try scratch.file("lessons/wrong.md", lesson)
        let good = try Command.run("build", "lessons", "-o", "out", in: scratch.folder)
        #expect(good.exitCode == 0, "\(good.errors)")
        let before = try Scratch.contents(of: scratch.url("out"))
        #expect(before["wrong.html"] != nil)

        try scratch.file("lessons/wrong.md", Self.front + "```python\n" + mistake.code + "```\n")
        let bad = try Command.run("build", "lessons", "-o", "out", in: scratch.folder)
        #expect(bad.exitCode == 1)
        for part in mistake.expected {
            #expect(bad.errors.contains(part), "expected '\(part)' in:\n\(bad.errors)")
        }
        #expect(try Scratch.contents(of: scratch.url("out")) == before)
    }

    @Test func wrongFrontMatterHasItsPlace() throws {
        let scratch = try Scratch()
        try scratch.file("lessons/a.md", "---\ntitel: A lesson\n---\n\nText.\n")
        let outcome = try Command.run("build", "lessons", "-o", "out", in: scratch.folder)
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.contains("a.md:2:"), "\(outcome.errors)")
        #expect(outcome.errors.contains("title"), "\(outcome.errors)")
    }

    @Test func foreignFilesAreNotOverwritten() throws {
        let scratch = try Scratch()
        try scratch.file("lessons/a.md", Self.front + "Text.\n")
        try scratch.file("out/a.html", "mine")
        let refused = try Command.run("build", "lessons", "-o", "out", in: scratch.folder)
        #expect(refused.exitCode == 1)
        #expect(refused.errors.contains("--force"), "\(refused.errors)")
        #expect(try scratch.text("out/a.html") == "mine")
        let forced = try Command.run("build", "lessons", "-o", "out", "--force", in: scratch.folder)
        #expect(forced.exitCode == 0, "\(forced.errors)")
        #expect(try scratch.text("out/a.html") != "mine")
    }
}
