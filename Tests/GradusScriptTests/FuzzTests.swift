import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusScript

/// No text crashes the interpreter: each ends in a value or in a Diagnostic.
@Suite struct FuzzTests {
    static let seeds = [
        RecordingTests.model,
        "x = np.arange(12).reshape(3, 4)\nprint(x[1:, ::-1], x.T @ x, x[x > 3])",
        "def f(a, *b, c=1, **d):\n    return [a for a in b if c] or d\nprint(f(1, 2, c=3), f'{f(1)!r:>5}')",
        "w = parameter(np.ones((2, 3)))\ny = sum(mean(softmax(dot(np.ones((4, 2)), w)), axis=0))\nw -= 0.1 * grad(y, w)\nprint(w[0, 1:].value, w.T)",
        "for i, (k, v) in enumerate({'a': 1, 'b': [2]}.items()):\n    if k in 'ab' and not v == 1 or i // 2:\n        v += [i]\n    elif v ** 2 >= 1: continue\nelse:\n    print(i, k, v, -v[-1] % 3)",
        "class A:\n    n = {1, 2}\n    def __init__(self, x=0, *, y: int = 1): self.x = x\n    def __add__(self, o): return A(self.x + o.x)\n    @property\n    def p(self): return super().__init__\nclass B(A): pass\nprint((B(1) + A(2)).x, B.n | {3}, [v for v in (q * 2 for q in range(3)) if (w := v)])",
        "def f(a, /, b=[1], *c):\n    global g\n    g = a\n    def h():\n        nonlocal a\n        a += 1\n        return a\n    try:\n        return h() / 0\n    except (ZeroDivisionError, KeyError) as e:\n        raise ValueError(f'{e!r:>20}') from e\n    else: pass\n    finally: print('%5.2f %s' % (1.5, 'x'), '{0:>{1}}'.format(1, 5))\ntry: f(1)\nexcept Exception as e: print(type(e).__name__, e, e.args)",
        "import math\nfrom math import pi as p\ns = 'a,b'.split(',')\nd = {**{'a': 1}, 'b': [2, *s]}\nfor k, v in d.items():\n    x, *y = k * 3\n    print(x, y, k.center(9, '*'), sorted(s, key=len), math.sqrt(p), s[::-1], d.get('z', lambda: 0)())\ndel d['a'], s[0]\nassert s == ['b'], s\n",
        ">>> 1 + 1\n2\n>>> [x for x in 'ab']\n['a', 'b']\n",
    ]
    static let words = [
        "(", ")", "[", "]", "{", "}", ":", "::", ",", "=", "==", "*", "**", "-", "\n", "    ", "\"",
        "'",
        "f'{", "}'", "lambda x:", "for x in", "if", "else", "not", "0", "-1", "1e308",
        "9223372036854775807",
        "np.zeros", "None", "x", "w", ".T", ".reshape(-1)", "range(3)", "...", "#", "\\", "\u{0}",
        "é", "@",
        "def", "return", "grad(y, w)", "del x", "True", ">>>", "//", "%", "<<", "np.newaxis", "\t",
        "import",
        "class C:", "try:", "except:", "except ValueError as e:", "finally:", "raise", "global x",
        "nonlocal x", ":=",
        "super()", "{1, 2}", "@", "yield", "{x!r:>{y}}", "'%d' %", ".format(", "next(", "iter(",
        "map(", "self.", "*a, b =",
        "__init__", "**{", "isinstance(", "print(", "\u{2028}", "10 ** 10", "range(10 ** 12)",
        "list(", "e", "__add__", "a[:] =",
    ]

    static func end(_ source: String) throws {
        let session = Scripts.session(
            limits: ScriptLimits(steps: 2_000, memory: 4 << 20, depth: 50))
        do {
            _ = try session.run(source)
        } catch let diagnostic as Diagnostic {
            #expect(!diagnostic.message.isEmpty)
            _ = DiagnosticRenderer(sources: ["lesson.md": source]).render(diagnostic)
        }
    }

    @Test func mutatedPrograms() throws {
        var random = RandomStream(seed: 11)
        func below(_ count: Int) -> Int { Int(random.next(through: UInt64(count - 1))) }
        for _ in 0..<1500 {
            var scalars = Array(Self.seeds[below(Self.seeds.count)].unicodeScalars)
            for _ in 0...below(4) {
                let place = below(scalars.count + 1)
                switch below(4) {
                case 0: scalars.removeSubrange(place..<min(scalars.count, place + 1 + below(6)))
                case 1, 2:
                    scalars.insert(
                        contentsOf: Self.words[below(Self.words.count)].unicodeScalars, at: place)
                default:
                    let other = Array(Self.seeds[below(Self.seeds.count)].unicodeScalars)
                    let start = below(other.count)
                    scalars.insert(
                        contentsOf: other[start..<min(other.count, start + below(20) + 1)],
                        at: place)
                }
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            try Self.end(String(text))
        }
    }

    @Test func randomTexts() throws {
        var random = RandomStream(seed: 12)
        for round in 0..<600 {
            var text = ""
            for _ in 0..<Int(random.next(through: 30)) {
                if round % 2 == 0 {
                    text +=
                        Self.words[Int(random.next(through: UInt64(Self.words.count - 1)))] + " "
                } else {
                    let bytes = [
                        UInt8(random.next(through: 255)), UInt8(random.next(through: 127)),
                    ]
                    text += String(decoding: bytes, as: UTF8.self)
                }
            }
            try Self.end(text)
        }
    }
}
