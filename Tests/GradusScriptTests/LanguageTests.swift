import Testing

@testable import GradusScript

@Suite struct LanguageTests {
    @Test(arguments: [
        ("1 + 2 * 3 ** 2", "19"), ("-2 ** 2", "-4"), ("7 // -2", "-4"), ("-7 % 3", "2"),
        ("7 / 2", "3.5"), ("2 ** -1", "0.5"),
        ("1e16, 1e-5, 0.1 + 0.2", "(1e+16, 1e-05, 0.30000000000000004)"),
        ("7.5 // 2, -7.5 % 2", "(3.0, 0.5)"), ("True + True", "2"), ("10 ** 3", "1000"),
        ("1 < 2 < 3, 1 < 3 < 2", "(True, False)"), ("not 1 == 2", "True"),
        ("1 if 0 else 2", "2"), ("0 or 'x' and 5", "5"),
        ("3 in [1, 2, 3], 'b' not in 'abc'", "(True, False)"),
        ("[1, 2.0, 'a', None, (1,), {'k': [True]}]", "[1, 2.0, 'a', None, (1,), {'k': [True]}]"),
        ("[x * y for x in range(3) for y in (1, 10) if x]", "[1, 10, 2, 20]"),
        ("{k: v for k, v in zip('ab', [1, 2])}", "{'a': 1, 'b': 2}"),
        ("sum(x for x in range(5))", "10"), ("(lambda a, b=2: a + b)(1)", "3"),
        ("[1, 2, 3, 4][::-2], 'hello'[1:-1]", "([4, 2], 'ell')"),
        ("[*range(3), 9]", "[0, 1, 2, 9]"), ("max(3, 1, 2), min([4, 2])", "(3, 2)"),
        ("sorted([3, 1, 2], reverse=True)", "[3, 2, 1]"),
        ("round(2.5), round(2.675, 2)", "(2, 2.67)"),
        ("list(enumerate('ab', start=1))", "[(1, 'a'), (2, 'b')]"), ("\"it's\"", "\"it's\""),
        ("'a\\n' + 'b' * 2", "'a\\nbb'"),
        ("isinstance(1, int), isinstance(1, (float, str))", "(True, False)"),
        ("1 == 1.0, [1, 2] == [1, 2], (1, 2) < (1, 3)", "(True, True, True)"),
        ("1 is None, None is None", "(False, True)"), ("[(1, 2)]", "[(1, 2)]"),
        ("[(1, 2), 3]", "[(1, 2), 3]"),
        ("range(10)[2:8:3]", "range(2, 8, 3)"),
        ("5 & 3, 5 | 3, 5 ^ 3, 1 << 4, ~5", "(1, 7, 6, 16, -6)"),
    ])
    func expressions(_ code: String, _ expected: String) throws {
        #expect(try Scripts.shown(code) == expected)
    }

    @Test(arguments: [
        ("f'{3.14159:.3f}'", "'3.142'"), ("f'{0.1234:.1%}'", "'12.3%'"),
        ("f'{1234567:,}'", "'1,234,567'"),
        ("f'{42:d}|{42:5d}|{42:<5}|{42:^6}|{7:03d}'", "'42|   42|42   |  42  |007'"),
        ("f'{1+1=}'", "'1+1=2'"), ("f'{\"a\"!r} {{}}'", "\"'a' {}\""),
        ("f'{2.5:>8.2f}'", "'    2.50'"),
        ("f'{12345.678:.3e} {0.00001234:g} {1e10:g}'", "'1.235e+04 1.234e-05 1e+10'"),
        ("f'{-3:+d} {3:+d}'", "'-3 +3'"), ("f'{255:x} {5:b}'", "'ff 101'"),
        ("f'{3.0:.{1+1}f}'", "'3.00'"),
        ("f'{0.5:.0f} {1.5:.0f} {-0.0:.1f}'", "'0 2 -0.0'"), ("f'{1234.5:,.2f}'", "'1,234.50'"),
    ])
    func formatting(_ code: String, _ expected: String) throws {
        #expect(try Scripts.shown(code) == expected)
    }

    @Test func statements() throws {
        let code = """
            def collatz(n, *, limit=100):
                steps = 0
                while n != 1:
                    if n % 2 == 0:
                        n //= 2
                    elif n > 10 ** 9:
                        break
                    else:
                        n = 3 * n + 1
                    steps += 1
                    if steps >= limit: break
                else:
                    return steps
                return None

            a, (b, *c) = 1, (2, 3, 4)
            words = {}
            for word in 'b a b'.split():
                words[word] = words.get(word, 0) + 1
            rows = [[0] * 2 for _ in range(2)]
            rows[0][1] = 5
            rows[1] += [7]
            del words['a']
            total = 0
            for i in range(10):
                if i == 2: continue
                if i == 5: break
                total += i
            assert total == 8, 'the sum'
            print(collatz(27, limit=200), collatz(27), a, b, c, words, rows, sep='; ')
            """
        #expect(
            try Scripts.output(code) == "111; None; 1; 2; [3, 4]; {'b': 2}; [[0, 5], [0, 0, 7]]\n")
    }

    @Test func closuresAndKeywords() throws {
        let code = """
            def make(n):
                def add(x, *rest, scale=1, **options):
                    return (x + n) * scale + len(rest) + len(options)
                return add
            f = make(10)
            arguments = {'scale': 2, 'other': 0}
            print(f(1), f(1, 2, 3), f(1, **arguments), f(*[1, 2]))
            """
        #expect(try Scripts.output(code) == "11 13 23 12\n")
    }

    @Test func arraysShareMemoryAsInNumPy() throws {
        let code = """
            import numpy as np
            a = np.arange(6).reshape(2, 3)
            row = a[1]
            copy = a[1].copy()
            row[0] = 100
            row += 1
            b = a
            b[0, :] = 9
            a[a > 50] = 0
            print(a.tolist(), row, copy, b is a)
            """
        #expect(try Scripts.output(code) == "[[9, 9, 9], [0, 5, 6]] [0 5 6] [3 4 5] True\n")
    }

    @Test(arguments: [
        ("np.arange(3)", "array([0, 1, 2])"),
        ("np.ones((2, 2)) * 0.5", "array([[0.5, 0.5],\n       [0.5, 0.5]])"),
        ("np.array([1, 2]).mean()", "np.float64(1.5)"),
        ("np.array([[1, 2], [3, 4]]).sum(axis=0)", "array([4, 6])"),
        ("np.eye(3)[[0, 2]]", "array([[1., 0., 0.],\n       [0., 0., 1.]])"),
        ("np.array(12)", "array(12)"),
        ("np.arange(6).reshape(2, 3).T.shape", "(3, 2)"),
        ("np.zeros(2, dtype=np.float32)", "array([0., 0.], dtype=float32)"),
        ("np.array([1, 2]) @ np.array([3, 4])", "np.int64(11)"),
        ("np.where(np.array([1, -1]) > 0, 1.0, 0.0)", "array([1., 0.])"),
        ("np.arange(10)[2:8:2][-1]", "np.int64(6)"),
        ("np.array([1.5, 2.5]).astype(int)", "array([1, 2])"),
        ("np.maximum(np.array([1, -2]), 0)", "array([1, 0])"),
        ("np.concatenate([[1, 2], [3]])", "array([1, 2, 3])"),
        ("np.random.default_rng(7).permutation(5)", "array([2, 0, 4, 1, 3])"),
        ("softmax(np.array([0.0, 0.0]))", "array([0.5, 0.5])"),
        ("abs(-3), abs(np.array([-1.0]))", "(3, array([1.]))"),
        ("np.float32(0.1), np.pi", "(np.float32(0.1), 3.141592653589793)"),
        ("len(np.zeros((4, 2)))", "4"),
        ("np.array([True, False]) & np.array([True, True])", "array([ True, False])"),
        ("np.expand_dims(np.arange(2), 1).shape", "(2, 1)"),
        ("np.arange(4)[np.newaxis].shape", "(1, 4)"),
        ("np.linspace(0, 1, 5)", "array([0.  , 0.25, 0.5 , 0.75, 1.  ])"),
        ("sum(np.arange(4))", "np.int64(6)"),
    ])
    func numpy(_ code: String, _ expected: String) throws {
        #expect(try Scripts.shown(code) == expected)
    }
}
