import GradusDiagnostics
import Testing

@testable import GradusScript

/// Every mistake names its place, and where it can, what to write instead.
@Suite struct MistakeTests {
    struct Case: CustomTestStringConvertible {
        var code: String
        var place: String
        var message: String
        var fix: String?
        var testDescription: String { code }

        init(_ code: String, _ place: String, _ message: String, _ fix: String? = nil) {
            self.code = code
            self.place = place
            self.message = message
            self.fix = fix
        }
    }

    static let syntax = [
        Case("x = (1 + 2\ny = 3", "1:5-6", "'(' was never closed", "add the matching ')'"),
        Case("x = [1, 2)", "1:10-11", "')' does not close '['"),
        Case("if x = 1:\n    pass", "1:6-7", "'=' assigns", "write '==' to compare"),
        Case("  x = 1", "1:1-3", "no block is open"),
        Case("if True:\nx = 1", "2:1-2", "the block of 'if' is empty"),
        Case("if True:\n    x = 1\n  y = 2", "3:1-3", "matches no block"),
        Case("for i in range(3)\n    pass", "1:18-19", "expected ':'", "add ':'"),
        Case("x = 3 4", "1:7-8", "expected the end of the statement, found '4'"),
        Case("x = 'abc", "1:5-6", "the string was never closed"),
        Case("f'{x'", "1:3-4", "'{' was never closed"),
        Case("1 = x", "1:1-2", "only a name"),
        Case("return 1", "1:1-7", "outside of a function"),
        Case("with open('x') as f: pass", "1:1-5", "'with' is not part of the lesson language"),
        Case("x = 1 – 2", "1:7-8", "U+2013", "write -"),
        Case("print 3", "1:7-8", "expected the end of the statement", "write print(…)"),
        Case("def f(a, a): pass", "1:10-11", "two parameters"),
        Case("f(a=1, 2)", "1:8-9", "positional argument follows"),
        Case("x = 99999999999999999999", "1:5-25", "does not fit in 64 bits"),
        Case("break", "1:1-6", "outside of a loop"),
    ]

    static let running = [
        Case(
            "weight = 1\ny = wieght * 2", "2:5-11", "'wieght' is not defined",
            "did you mean 'weight'?"),
        Case("np.zeroes(3)", "1:4-10", "no 'zeroes'", "did you mean 'zeros'?"),
        Case("np.ones(3) + np.ones(4)", "1:12-13", "(3,) (4,)"),
        Case("np.dot(np.ones((2, 3)), np.ones((2, 3)))", "1:1-41", "(2,3) and (2,3) not aligned"),
        Case("x = [1, 2]\nx[2]", "2:1-5", "list index out of range", "use an index from -2 to 1"),
        Case("np.arange(3)[5]", "1:1-16", "index 5 is out of bounds for axis 0 with size 3"),
        Case("9223372036854775807 + 1", "1:21-22", "integer overflow"),
        Case("1 / 0", "1:3-4", "division by zero"),
        Case(
            "'a' + 1", "1:5-6", "can only concatenate str (not \"int\") to str",
            "turn the right side"),
        Case("a, b = 1, 2, 3", "1:1-5", "too many values to unpack (expected 2)"),
        Case("for x in 5: pass", "1:10-11", "'int' object is not iterable", "write range(5)"),
        Case("d = {'loss': 1}\nd['los']", "2:1-9", "'los'", "did you mean 'loss'?"),
        Case("if np.ones(2): pass", "1:4-14", "neither true nor false", ".any() or .all()"),
        Case("def f(x): return x\nf()", "2:1-4", "f() missing 1 required positional argument: 'x'"),
        Case(
            "def f(size): return 1\nf(siez=2)", "2:3-9",
            "f() got an unexpected keyword argument 'siez'", "did you mean 'size'?"),
        Case("import torch", "1:8-13", "No module named 'torch'"),
        Case("np.array([[1, 2], [3]])", "1:10-23", "do not form a rectangle"),
        Case("np.ones((2, 3)).reshape(4, 2)", "1:1-30", "cannot reshape array of size 6"),
        Case(
            "x = np.arange(3)\nx += 0.5", "2:3-5",
            "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64')",
            "make the array float"),
        Case("assert 1 == 2, 'no'", "1:8-14", "no"),
        Case("def f(n): return f(n + 1)\nf(0)", "1:18-26", "200 deep"),
        Case("np.loadtxt('../secret.csv')", "1:12-27", "leads out of the lesson's folder"),
        Case("np.loadtxt('/etc/passwd')", "1:12-25", "not below the lesson's folder"),
        Case(
            "np.loadtxt('data/digits_8x8_1797.csv')", "1:12-38", "there is no file",
            "digits_8x8_1797.csv.gz"),
        Case(
            "def f():\n    y = x\n    x = 1\nx = 0\nf()", "2:9-10",
            "cannot access local variable 'x'"),
        Case("f'{1.5:d}'", "1:4-7", "Unknown format code 'd' for object of type 'float'", "'.0f'"),
        Case("len(3)", "1:5-6", "object of type 'int' has no len()"),
        Case("x = 3\nx(1)", "2:1-5", "'int' object is not callable"),
    ]

    static let recording = [
        Case(
            "x = input(2.0)\nw = parameter(3)\ny = x * 2\ngrad(y, w)", "4:9-10",
            "'y' does not depend on 'w'"),
        Case(
            "w = parameter(np.ones(2))\nloss = w.sum() + np.tile(w, 2).sum()", "2:26-27",
            "np.tile cannot be recorded", "value(…)"),
        Case("grad(3, 4)", "1:6-7", "expects a recorded value for 'y'"),
        Case("w = parameter(np.ones(3))\ngrad(w * 2, w)", "2:6-11", "a single number", ".sum()"),
        Case(
            "w = parameter(1)\ny = w * w\nw -= grad(y, w)\ngrad(y, w)", "4:9-10",
            "earlier version of 'w'"),
        Case("w = parameter(np.ones(3))\nw[0] = 2", "2:1-5", "cannot be changed in place", "w -= "),
        Case(
            "w = parameter(np.ones(3))\nw -= np.ones((2, 3))", "2:3-5",
            "the change would make it (2, 3)"),
        Case("w = parameter(np.ones((2, 3)))\ny = dot(w, w)", "2:5-14", "not aligned"),
    ]

    @Test(arguments: syntax + running + recording)
    func mistakes(_ example: Case) throws {
        let diagnostic = try Scripts.failure(example.code)
        #expect(diagnostic.place == example.place)
        #expect(diagnostic.message.contains(example.message), "\(diagnostic.message)")
        if let fix = example.fix {
            #expect(diagnostic.fix?.contains(fix) ?? false, "\(diagnostic.fix ?? "no fix")")
        }
        #expect(diagnostic.span?.file == "lesson.md")
    }

    @Test func placesAreTheFilesOwn() throws {
        #expect(try Scripts.failure("x = 1\ny = z", at: 40).place == "41:5-6")
    }

    @Test(arguments: [
        ("while True: pass", "steps"), ("x = np.zeros((100000, 100000))", "memory"),
        ("x = [0] * 10 ** 12", "memory"), ("x = 'a' * 10 ** 15", "memory"),
        ("x = np.ones((100000, 1)) + np.ones((1, 100000))", "memory"),
        ("x = [1]\nwhile True: x += x", "m"),
        ("x = 'ab'\nwhile True: x += x", "m"),
        ("a = []\nfor i in range(50): a = [a, a]\nprint(a)", "the script"),
        ("x = np.arange(10 ** 18)", "memory"), ("x = list(range(10 ** 9))", "memory"),
        ("w = parameter(np.ones(1000000))\nwhile True: w = w * 2", "memory"),
        ("x = np.outer(np.ones(100000), np.ones(100000))", "memory"),
        ("np.random.default_rng(1).normal(size=(10 ** 6, 10 ** 6))", "memory"),
        ("np.tile(np.ones(10), 10 ** 15)", "memory"), ("x = f'{1:10001d}'", "width"),
    ])
    func limits(_ code: String, _ word: String) throws {
        let diagnostic = try Scripts.failure(code)
        #expect(diagnostic.message.contains(word), "\(diagnostic.message)")
    }

    @Test func deepListsAreFreedWithoutRecursion() throws {
        let session = Scripts.session(limits: ScriptLimits(steps: 3_000_000))
        try session.run("a = []\nfor i in range(300000): a = [a]\na = 1")
        #expect(session["a"]?.integer == 1)
    }

    @Test func nestedCodeIsRefusedNotCrashed() throws {
        for opening in ["(", "[", "-", "not ", "lambda: ", "f(", "{1:", "x if 1 else ", "2 ** "] {
            let diagnostic = try Scripts.failure(
                "x = " + String(repeating: opening, count: 50_000))
            #expect(!diagnostic.message.isEmpty)
        }
        let blocks = (0..<200).map { String(repeating: " ", count: $0) + "if True:" }
        #expect(try Scripts.failure(blocks.joined(separator: "\n")).message.contains("deep"))
        let sum = Array(repeating: "1", count: 100_002).joined(separator: " + ")
        #expect(try Scripts.failure("x = " + sum).message.contains("operators in one expression"))
        let words = Array(repeating: "1", count: 2000).joined(separator: " and ")
        #expect(try Scripts.failure("x = " + words).message.contains("operators in one expression"))
    }

    @Test func longRowsOfOperatorsAreNoNesting() throws {
        for count in [1000, 1001, 1002, 50_000] {
            let row = (0..<count).map { "\($0 % 7)\($0 % 3 == 0 ? " - 2 * 3" : "")" }
            let expected = (0..<count).reduce(0) { $0 + $1 % 7 - ($1 % 3 == 0 ? 6 : 0) }
            #expect(
                try Scripts.output("print(" + row.joined(separator: " + ") + ")") == "\(expected)\n"
            )
        }
        // Recorded: each is an operation.
        let sum = Array(repeating: "x", count: 3000).joined(separator: " + ")
        #expect(
            try Scripts.output("x = parameter(2.0)\ny = \(sum)\nprint(y, grad(y, x))")
                == "6000.0 3000.0\n")
    }
}
