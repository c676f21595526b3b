import Foundation
import Testing

/// Scripts that ask for more than there is: a message with its place, soon, within the limit.
@Suite struct LimitTests {
    /// A script, the line and column at which it ends, and what is said there.
    struct Case: CustomTestStringConvertible {
        let script: String
        let place: String
        let message: String
        /// Where memory is to run out first, in small pieces: enough steps for it.
        var allowedSteps = 200_000
        var testDescription: String { script.replacingOccurrences(of: "\n", with: "; ") }
    }

    static let memory = "MemoryError: the script needs more than 32 MiB of memory"
    static let steps = "the script takes more than 200000 steps"

    private static func numpy(_ code: String, _ place: String, _ message: String = memory) -> Case {
        Case(script: "import numpy as np\n" + code, place: place, message: message)
    }

    private static func plain(_ code: String, _ place: String, _ message: String = memory) -> Case {
        Case(script: code, place: place, message: message)
    }

    private static func patient(_ code: String, _ place: String) -> Case {
        Case(script: code, place: place, message: memory, allowedSteps: 4_000_000)
    }

    static let cases: [Case] = [
        // One call that asks for too much.
        numpy("np.zeros((10**9, 10**9))", "2:1"),
        numpy("np.arange(10**13)", "2:1"),
        numpy("np.linspace(0, 1, 10**12)", "2:1"),
        numpy("np.eye(10**7)", "2:1"),
        numpy("np.repeat(np.arange(10), 10**12)", "2:1"),
        numpy("np.tile(np.ones(1000), 10**9)", "2:1"),
        numpy("np.pad(np.ones(3), 10**11)", "2:1"),
        numpy("np.random.default_rng(0).normal(size=10**12)", "2:1"),
        numpy("a = np.ones(10**4)\nnp.outer(a, a)", "3:1"),
        numpy("a = np.ones(10**4)\na.reshape(-1, 1) + a", "3:18"),
        numpy("a = np.ones(10**4)\nnp.meshgrid(a, a)", "3:1"),
        numpy("a = np.ones(10**4)\nnp.einsum('i,j,k->ijk', a, a, a)", "3:1"),
        numpy("a = np.ones(10**4)\nnp.einsum('i,j->ij', a, a)", "3:1"),
        numpy("a = np.ones(10**4)\nnp.einsum('i,j,k->', a, a, a)", "3:1", steps),
        plain("list(range(10**10))", "1:6"),
        plain("x = [1] * 10**11", "1:9"),
        plain("x = 'ab' * 10**11", "1:10"),
        // Loops in which something grows.
        plain("while True:\n    pass", "2:5", steps),
        plain("def f(n):\n    return f(n + 1)\nf(0)", "2:12", "RecursionError: maximum recursion"),
        plain("a = [1]\nwhile True:\n    a = a + a", "3:11"),
        plain("a = [1]\nwhile True:\n    a += a", "3:7"),
        plain("a = (1,)\nwhile True:\n    a = a + a", "3:11"),
        patient("s = 'x'\nwhile True:\n    s = s + s", "3:11"),
        patient("d = {}\nfor i in range(10**9):\n    d[i] = [i]", ""),
        plain("a = []\nwhile True:\n    a = [list(a), list(a)]", "3:", steps),
        patient("a = []\nwhile True:\n    a.append('x' * 1000)", "3:"),
        patient("x = parameter(1.0)\nwhile True:\n    x += 1", "3:"),
        patient("x = parameter(1.0)\nwhile True:\n    x -= grad(x * x, x)", "3:"),
        patient("x = parameter(1.0)\nwhile True:\n    x = x + 1", "3:"),
        numpy("a = np.ones(10)\nwhile True:\n    a = np.concatenate([a, a])", "4:9"),
        numpy("a = []\nwhile True:\n    a.append(np.ones(10000))", "4:14"),
        plain("x = 10\nwhile True:\n    x = x * x", "3:11", "OverflowError: integer overflow"),
        plain("print(f'{1:>{10**10}}')", "1:10", "ValueError: a format asks for a width"),
    ]

    @Test(arguments: cases)
    func tooMuchIsAnErrorWithItsPlace(_ entry: Case) throws {
        let scratch = try Scratch()
        try scratch.file("big.py", entry.script + "\n")
        let run = try Command.run(
            "run", "big.py", "--memory", "32", "--steps", "\(entry.allowedSteps)",
            in: scratch.folder)
        #expect(run.exitCode == 1, "\(run.errors)")
        let first = run.errors.split(separator: "\n").first.map(String.init) ?? ""
        #expect(first.hasPrefix("big.py:\(entry.place)"), "\(first)")
        #expect(first.contains("error: \(entry.message)"), "\(first)")
    }

    @Test func memoryIsWhatTheUserSays() throws {
        let scratch = try Scratch()
        try scratch.file("some.py", "import numpy as np\na = np.zeros(10**7)\nprint(a.size)\n")
        let small = try Command.run("run", "some.py", "--memory", "64", in: scratch.folder)
        #expect(small.exitCode == 1 && small.errors.contains("more than 64 MiB of memory"))
        let large = try Command.run("run", "some.py", "--memory", "128", in: scratch.folder)
        #expect(large.exitCode == 0 && large.output == "10000000\n")
    }
}
