import GradusAutodiff
import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusScript

/// Nothing makes plain numbers of recorded values unasked: a function keeps the graph, has the
/// derivative 0, or refuses.
@Suite struct RecordedNumbersTests {
    /// Expressions of `w` whose derivative must be that of the numbers: the script is run again
    /// with `w` moved, so that a part that was cut out of the graph shows.
    @Test(arguments: [
        "np.mean([(w * x[i] - y[i]) ** 2 for i in range(3)]) + 0.01 * w ** 2",
        "np.sum([w, w * w]) + w", "np.max([w, w * w]) + w", "np.prod((w, w * w)) + w",
        "np.sqrt([w, 2.0])[0] + w", "np.sum(np.exp([[w, 1.0], [2.0, w]])) + w",
        "np.dot([w, w * w, 1.0], y) + w", "np.var([w, 3 * w, 1.0]) + w",
        "np.sum(np.add([w, 1.0], [w, w])) + w", "np.maximum([w, 1.0], 0.1).sum() + w",
        "np.cumsum([w, w * w])[1] + w", "np.outer([w, 1.0], y).sum() + w",
        "np.sort([1.0, w * w, 0.3])[0] + w", "np.repeat([w, w * w], 2).sum() + w",
        "np.clip([w, 3 * w], 0, 1).sum() + w", "np.diff([w, 3 * w])[0] + w",
        "np.linalg.norm([w, 3 * w]) + w", "np.concatenate([[w, 3 * w], [1.0]]).sum() + w",
        "np.array([[w, 3 * w], [1.0, w]]).sum() + w", "np.asarray(w) * 2 + w",
        "(np.array([1.0, 2.0]) * [w, w * w]).sum() + w", "x @ [w, w, w * w] + w",
        "([w, w * w] * np.array([1.0, 2.0])).sum() + w", "x.dot([w, w, 1.0]) + w",
        "(w * x * [w, 1.0, w]).sum()", "np.average([w, w * w], weights=[1.0, 3.0]) + w",
        "np.append([w], [w * w, 1.0]).sum() + w", "np.inner([w, w * w], [1.0, 2.0]) + w",
        "np.inner([[w, 1.0]], [[w, 2.0]])[0][0] + w", "np.vdot([w, w * w], [w, 2.0]) + w",
        "np.column_stack([[w, w * w], [1.0, 2.0]])[0, 0] + w",
        "np.dstack([[w, w * w], [1.0, 2.0]]).sum() + w", "np.full((2, 2), w).sum() + w",
        "np.full_like(x, w).sum() + w", "np.ptp([w, 3 * w]) + w", "np.fabs([-w]).sum() + w",
        "np.degrees(w) + np.radians(w)", "np.einsum('i,i->', [w, w * w], [1.0, 2.0]) + w",
        "np.where([True, False], [w, w], [1.0, 2.0]).sum() + w",
        "np.vectorize(lambda t: t * w)(x).sum() + w", "np.vectorize(lambda t: t * t)(w * x).sum()",
        "w % 0.4 + w", "divmod(w, 0.4)[1] + w", "w // 0.4 + w", "w.copy() * 2 + w",
        "np.float64(w) * 2 + w", "np.float64([w, w])[1] + w", "math.exp(w) + w",
        "math.sqrt(w) + math.sin(w) + math.log(w) + math.fabs(w)", "math.pow(w, 3) + w",
        "math.fsum([w, w * w]) + math.prod([w, w])", "math.atan2(w, 2.0) + math.hypot(w, 1.0)",
        "math.degrees(w) + math.floor(w)", "mse([w, w * w], [1.0, 2.0]) + w",
        "softmax([w, 1.0])[0] + w", "sigmoid([w, 1.0])[0] + w", "np.round([w, 1.0]).sum() + w",
        "stop_gradient([w, 1.0]).sum() * 0 + w", "sum([w, w * w]) + max([w, 0.1]) + abs(w)",
        "np.linspace(w, 2.0, 4)[1] + w", "np.linspace(0, w, 3, endpoint=False).sum()",
        "(w * m)[np.arange(2), [1, 0]].sum()", "(w * m)[[0, 0, 1]].sum()",
        "(w * m)[[[0], [1]], [0, -1]][1, 1] + w", "(w * m)[m > 2.5].sum()",
        "(w * m)[np.array([True, False])][0, 1] + w", "(w * m)[np.arange(2), 1].sum()",
        "(w * m)[[1], :].sum()", "(w * np.ones((2, 3, 4)))[[0, 1], [2, 2]].sum()",
        "fill(w)", "fillRows(w)", "fillAndRead(w)", "fillAndClear(w)", "fillParts(w)",
        "sum(filled(w)) + max(filled(w)) + abs(filled(w))[1] + min(filled(w))",
    ])
    func gradientIsThatOfTheNumbers(_ expression: String) throws {
        let setup = """
            import math
            x = np.array([1.0, 2.0, 3.0])
            y = np.array([2.0, 4.0, 6.5])
            m = np.array([[1.0, 2.0], [3.0, 4.0]])
            def fill(w):
                p = np.zeros(3)
                for i in range(3):
                    p[i] = w * x[i]
                return np.mean((p - y) ** 2) + 0.01 * w ** 2
            def fillRows(w):
                p = np.ones((3, 3))
                p[0] = w * x
                p[-1] = w
                return (p ** 3).sum() + p[0].sum() + p[1, 1]
            def fillAndRead(w):
                p = np.ones((2, 3))
                p[0, 1] = w
                p[1, 2] = w * w
                p[1, 2] += w
                q = [p, 2 * p]
                return np.stack(q).sum() + p[0, 1] + (-p)[0, 1] ** 2 + p.T.sum() + sum(p[1])
            def fillAndClear(w):
                p = np.ones(3)
                p[0] = w
                p[:] = 2.0
                return p.sum() + w
            def fillParts(w):
                p = np.ones((3, 4))
                p[:, 1] = w * x
                p[1:, 2:] = w * w
                p[0] = w * p[2]
                p[-1, 0] = w
                p *= w
                p[:] = p + w * p[1]
                return (p ** 2).sum() + p[0, 0]
            def filled(w):
                p = np.ones(3)
                p[1] = w * w
                return p
            def f(w):
                return \(expression)

            """
        let output = try Scripts.output(
            setup + """
                w = parameter(0.7)
                print(float(grad(f(w), w)))
                print((float(f(parameter(0.7 + 1e-6))) - float(f(parameter(0.7 - 1e-6)))) / 2e-6)
                """)
        let numbers = output.split(separator: "\n").compactMap { Double($0) }
        try #require(numbers.count == 2)
        #expect(abs(numbers[0] - numbers[1]) < 1e-5 * (1 + abs(numbers[1])), "\(numbers)")
    }

    /// Every function of `np`, `np.linalg` and `math`, called with recorded numbers in several
    /// ways: it refuses, or its result is recorded, or it does not change with them.
    @Test func noFunctionGivesPlainNumbersThatDependOnRecordedOnes() throws {
        let session = Scripts.session(
            limits: ScriptLimits(steps: 20_000_000, memory: 1 << 30, depth: 200))
        try session.run("import math")
        let interpreter = session.interpreter
        // Texts and counts show the numbers, and nobody computes with them.
        let shown = [
            "array2string", "array_repr", "array_str", "format_float_positional",
            "format_float_scientific", "histogram", "heaviside",
        ]
        let start = SourcePosition(line: 1, column: 1)
        let span = SourceSpan(file: "lesson.md", start: start, end: start)
        var checked = 0
        for (module, name) in Self.functions(of: interpreter) where !shown.contains(name) {
            for arguments in [
                "w", "w, 2.0", "2.0, w", "[w, w * w]", "[w, 0.2], [0.5, w]", "w, [1.0, 2.0]",
                "np.array([0.2, 0.5]), [w, 0.5]", "[np.array([0.2, 0.4]), [w, w]]", "x, w",
                "x, 0.1, w", "x * w", "x * w, x", "x, x * w", "m * w", "m * w, m", "m, m * w",
                "lambda t: w * t, x", "0.0, w, 3", "3, w",
            ] {
                func result(_ w: Double) -> Value? {
                    do {
                        try session.run(
                            """
                            x = np.array([0.3, 0.6])
                            m = np.array([[0.3, 0.6], [0.1, 0.9]])
                            w = parameter(\(w))
                            r = \(module).\(name)(\(arguments))
                            """)
                        return session["r"]
                    } catch {
                        return nil
                    }
                }
                guard let first = result(0.7), !first.holdsRecorded else { continue }
                guard let second = result(0.7004) else { continue }
                checked += 1
                #expect(
                    try interpreter.text(first, at: span) == interpreter.text(second, at: span),
                    "\(module).\(name)(\(arguments))")
            }
        }
        #expect(checked > 300)
    }

    private static func functions(of interpreter: Interpreter) -> [(String, String)] {
        var result: [(String, String)] = []
        for (shown, module) in [("np", "numpy"), ("math", "math")] {
            guard let object = interpreter.modules[module] else { continue }
            for (name, member) in object.members {
                if case .builtin(let function) = member, !function.isType {
                    result.append((shown, name))
                }
                if case .module(let inner) = member, name == "linalg" {
                    result += inner.members.keys.map { ("np.linalg", $0) }
                }
            }
        }
        return result.sorted { $0 < $1 }
    }

    @Test func refusalsNameTheFunctionAndTheWayAround() throws {
        let median = try Scripts.failure("w = parameter(1.0)\nnp.median([w, 2 * w])")
        #expect(
            median.message == "np.median cannot be recorded: there is no rule for its derivative, "
                + "and a gradient through it would be wrong")
        #expect(median.place == "2:11-21")
        let normal = try Scripts.failure(
            "w = parameter(1.0)\nr = np.random.default_rng(0)\nr.normal(w, 1.0)")
        #expect(
            normal.fix == "draw standard numbers and scale them: mean + deviation * "
                + "standard_normal()")
        let ragged = try Scripts.failure("w = parameter(1.0)\nnp.mean([w, [w, w]])")
        #expect(
            ragged.message == "the lists do not form a rectangle: one part has the shape (), "
                + "another (2,)")
    }

    @Test func partsOfRecordedValuesAreChecked() throws {
        let far = try Scripts.failure("w = parameter([[1.0, 2.0]])\nw[[0], [2]]")
        #expect(far.message == "index 2 is out of bounds for axis 1 with size 2")
        let mask = try Scripts.failure("w = parameter([1.0, 2.0])\nw[np.array([True])]")
        #expect(
            mask.message == "boolean index did not match indexed array along axis 0; "
                + "size of axis is 2 but size of corresponding boolean axis is 1")
        let deep = try Scripts.failure("w = parameter([1.0, 2.0])\nw[[0], [1]]")
        #expect(deep.message == "too many indices: the value has the shape (2,)")
    }

    @Test func placesThatArraysCannotBeFilledAt() throws {
        let mask = try Scripts.failure(
            "w = parameter(1.0)\na = np.zeros(2)\na[np.array([True, False])] = w")
        #expect(mask.message.hasPrefix("recorded values are written into the array itself, at"))
        #expect(mask.place == "3:1-27")
        let integers = try Scripts.failure(
            "w = parameter(1.0)\na = np.zeros(2, dtype=int)\na[0] = w")
        #expect(integers.message.hasPrefix("a recorded value cannot be written into an array of"))
        let view = try Scripts.failure(
            "w = parameter(1.0)\na = np.zeros(3)\nb = a[1:]\na[1] = w\nb + w")
        #expect(view.message.hasPrefix("this array is a view of 'a' into which"))
        let into = try Scripts.failure(
            "w = parameter(1.0)\na = np.zeros((2, 2))\nb = a[1]\nb += w")
        #expect(into.message.hasPrefix("recorded values are written into the array itself, at"))
        let sorted = try Scripts.failure(
            "w = parameter(1.0)\na = np.zeros(3)\na[1] = w\na.sort()\na + w")
        #expect(sorted.message.hasPrefix("'a' holds recorded values and was then changed"))
    }

    /// All names of an array see what an operation in place makes of it, as in NumPy.
    @Test func operationsInPlaceReachEveryName() throws {
        let output = try Scripts.output(
            """
            w = parameter(3.0)
            a = np.ones(2)
            b = a
            a *= w
            def add(q):
                q += w
            add(a)
            b[0] *= 2
            print(a, b, grad(np.sum(b), w))
            """)
        #expect(output == "[12.  6.] [12.  6.] 6.0\n")
    }

    /// A copy of a parameter stays when the parameter is trained; its views are itself.
    @Test(arguments: [
        "w.copy()", "np.copy(w)", "np.array(w)", "+w", "sum([w])", "np.roll(w, 0)", "w.flatten()",
        "np.stack([w])[0]", "w.astype(float)", "filled(w)[0]",
    ])
    func copiesOfParametersStay(_ copy: String) throws {
        let output = try Scripts.output(
            """
            def filled(w):
                a = np.zeros((2, 2))
                a[0] = w
                return a
            w = parameter([1.0, 2.0])
            best = \(copy)
            for step in range(3):
                w -= 0.1 * grad(np.sum(w ** 2), w)
            best += 1
            print(value(best), w)
            """)
        #expect(output == "[2. 3.] [0.512 1.024]\n")
    }

    /// `out = b` and `out += …` may mean a step of training or a new value.
    @Test func parametersUnderOtherNames() throws {
        let neuron = try Scripts.failure(
            "b = parameter(0.5)\nw = parameter(2.0)\nout = b\nout += w * 3.0")
        #expect(
            neuron.message == "'out' is the parameter 'b' under another name, and what is added is "
                + "itself recorded: this may mean a step of training or a new value")
        #expect(neuron.place == "4:5-7")
        let own = try Scripts.failure(
            "b = parameter(0.5)\nw = parameter(2.0)\nb += w * 3.0")
        #expect(own.message.hasPrefix("'b' is the parameter 'b', and what is added is itself"))
        let held = try Scripts.failure(
            "b = parameter(0.5)\nw = parameter(2.0)\nl = [b]\nl[0] += w * 3.0")
        #expect(held.message.hasPrefix("'b' is the parameter 'b', and what is added is itself"))
        let output = try Scripts.output(
            """
            b = parameter(1.0)
            w = parameter([2.0])
            for p in [b, w]:
                g = grad(np.sum(b * w), p)
                p -= 0.1 * (g + 0.5 * p)
            print(b, w)
            """)
        #expect(output == "0.75 [1.825]\n")
    }

    /// Lists that hold one another many times, or themselves, are refused and not walked for ever.
    @Test func tangledListsEnd() throws {
        for use in [
            "np.argmax(l)", "np.sum(l)", "np.array(value(l))", "np.shape(l)", "x * 1.0 + l",
        ] {
            for (kind, code) in [
                ("holds itself", "l = [w, 1.0]\nl.append(l)\n"),
                ("is shared", "l = [w, w]\nfor i in range(60):\n    l = [l, l]\n"),
            ] {
                let failure = try Scripts.failure(
                    "w = parameter(2.0)\nx = np.ones(2)\n\(code)\(use)")
                #expect(!failure.message.isEmpty, "\(kind): \(use)")
            }
        }
    }

    @Test func weightsAndOrdersMeanWhatTheyMeanToNumPy() throws {
        let output = try Scripts.output(
            """
            m = np.array([[1.0, 2.0], [3.0, 4.0]])
            W = parameter(m)
            print(np.average(W, axis=0, weights=[1.0, 3.0]))
            print(np.inner(parameter(2.0), m))
            print(np.linalg.norm(W, 1), np.linalg.norm(W, np.inf), np.linalg.norm(W, -1))
            print(np.full_like(np.array([1, 2]), parameter(2.5)), np.full(1, W[0, 0], dtype=int))
            print(W[:, [1, 1, 0]])
            """)
        #expect(
            output == """
                [2.5 3.5]
                [[2. 4.]
                 [6. 8.]]
                6.0 7.0 4.0
                [2 2] [1]
                [[2. 2. 1.]
                 [4. 4. 3.]]

                """)
        for call in [
            "np.linalg.norm(W, 2)", "np.linalg.norm(W[0], 0)", "np.bincount([0], weights=W[0, :1])",
        ] {
            let failure = try Scripts.failure(
                "W = parameter(np.ones((2, 2)))\n\(call)")
            #expect(failure.message.contains("a gradient through it would be wrong"), "\(call)")
        }
    }

    /// What has the derivative 0 forgets that it came from a gradient; all else remembers.
    @Test func stepsBySignsAreConstants() throws {
        let output = try Scripts.output(
            """
            x = parameter([2.0, -1.0])
            g = grad(np.sum(x ** 2), x)
            moved = x + 0.1 * np.sign(g)
            print(grad(np.sum(moved ** 2), x), np.argmax(g), g.argmax())
            """)
        #expect(output == "[ 4.2 -2.2] 0 0\n")
        for use in ["abs(g)", "sum(g)", "math.sqrt(g)", "max(g, 0.5) * 1", "pow(g, 2)"] {
            let failure = try Scripts.failure(
                "import math\nx = parameter(2.0)\ng = grad(x ** 3, x)\nif 'sum' in '\(use)':\n"
                    + "    g = [g, g]\nt = \(use)\ngrad(x * t, x)")
            #expect(failure.message.contains("plain numbers that depend on 'x'"), "\(use)")
        }
    }

    /// What a step of training wrote is numbers afterwards: its graph is freed.
    @Test func arraysOfLossesHoldNoGraphs() throws {
        let session = Scripts.session()
        try session.run(
            """
            w = parameter(1.0)
            losses = np.zeros(50)
            for step in range(50):
                loss = (w * 3.0 - 2.0) ** 2
                losses[step] = loss
                w -= 0.01 * grad(loss, w)
            print(losses[0], losses.mean() < 1)
            """)
        #expect(session.graph.count < 30)
        let failure = try Scripts.failure(
            """
            w = parameter(1.0)
            v = parameter(1.0)
            losses = np.zeros(2)
            for step in range(2):
                loss = (w * 3.0 - v) ** 2
                losses[step] = loss
                w -= 0.01 * grad(loss, w)
            grad(losses.sum() * v, v)
            """)
        #expect(failure.message.hasPrefix("the value was computed with plain numbers"))
    }

    /// Losses of earlier turns do not depend on the newest parameters, and those of one sum over
    /// several turns do on several versions.
    @Test func earlierTurnsArePast() throws {
        let output = try Scripts.output(
            """
            w = parameter(1.0)
            first = np.zeros(3)
            for step in range(3):
                loss = (w * 3.0 - 2.0) ** 2
                first[step] = loss
                relative = loss / first[0]
                w -= 0.01 * grad(relative, w)
            print(w > 0)
            """)
        #expect(output == "True\n")
        let failure = try Scripts.failure(
            """
            w = parameter(1.0)
            total = 0.0
            for step in range(3):
                loss = (w * 3.0 - 2.0) ** 2
                total += loss
                w -= 0.01 * grad(loss, w)
            grad(total + w, w)
            """)
        #expect(failure.message.hasPrefix("the value was computed from earlier versions of 'w' as"))
    }

    @Test func secondDerivativesOfLogAddExp() throws {
        let output = try Scripts.output(
            """
            x = parameter(0.0)
            y = np.logaddexp(0.0, x)
            print(y, grad(y, x), grad(grad(y, x), x), np.logaddexp(parameter(-np.inf), 1.0))
            """)
        #expect(output == "0.6931471805599453 0.5 0.25 1.0\n")
    }

    @Test func originsGoThroughViews() throws {
        let failure = try Scripts.failure(
            """
            x = parameter([1.0, 2.0])
            g = grad(np.sum(x ** 3), x)
            a = np.zeros(2)
            v = a[:]
            v[:] = g + 0.0
            grad(np.sum(x * a), x)
            """)
        #expect(failure.message.contains("plain numbers that depend on 'x'"))
    }

    @Test func aQuestionKeepsItsAnswer() throws {
        let output = try Scripts.output(
            """
            x = parameter([1.0])
            t = np.array([0.5])
            c = x > t
            t[0] = 5.0
            print(c, np.where(c, x * 3, 0.0))
            """)
        #expect(output == "[ True] [3.]\n")
    }

    /// Gradients that are arrays take part in what is recorded as they are written, or `grad`
    /// refuses; it never leaves them out.
    @Test(arguments: [
        ("w + g", "13.0"), ("w * g", "36.0"), ("w + value(3 * g)", "1.0"),
        ("w + 1 * g", nil), ("g * 3 + w", nil), ("w + (-g)", nil), ("w + np.sum(g)", nil),
        ("w + np.stack([g, 2 * g]).sum()", nil), ("w + g.copy()", "13.0"),
        ("w + np.array([g])[0]", nil), ("[w, 2 * g] @ np.ones(2)", nil),
        ("w + np.float64(g + 0)", nil), ("fill(w, 2 * g)", nil),
    ])
    func gradientsOfGradientsAreNeverLeftOut(_ expression: String, _ result: String?) throws {
        let script = """
            def fill(w, g):
                p = np.zeros(2)
                p[0] = g
                p[1] = w
                return p.sum()
            w = parameter(2.0)
            g = grad(w ** 3, w)
            print(grad(\(expression), w))
            """
        if let result {
            #expect(try Scripts.output(script) == result + "\n")
        } else {
            let failure = try Scripts.failure(script)
            #expect(failure.message.contains("plain numbers that depend on 'w' themselves"))
            #expect(failure.fix?.contains("create_graph=True") == true)
        }
    }

    /// Momentum, Adam and Newton steps by hand are no derivatives of derivatives.
    @Test func stepsByHandStayPlain() throws {
        let output = try Scripts.output(
            """
            w = parameter(2.0)
            x = input(2.0)
            m, s = 0.0, 0.0
            for step in range(40):
                g = grad(w ** 2, w)
                m = 0.9 * m + 0.1 * g
                s = 0.9 * s + 0.1 * g ** 2
                w -= 0.1 * m / (np.sqrt(s) + 1e-8)
                f = x ** 4 - x
                slope = grad(f, x)
                x = x - slope / grad(slope, x)
            print(round(float(w), 2), round(float(x) ** 3, 6))
            """)
        #expect(output.hasSuffix(" 0.25\n"))
    }
}
