import GradusAutodiff
import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusScript

@Suite struct RecordingTests {
    final class Log: RecordingObserver {
        var updates: [ParameterUpdate] = []
        var roots: [Int] = []
        func didUpdate(_ update: ParameterUpdate) { updates.append(update) }
        func didComputeGradients(
            _ gradients: Gradients, of root: Variable, at span: SourceSpan
        ) { roots.append(root.index) }
    }

    static let model = """
        x = input(2)
        w = parameter(3)
        b = parameter(1)
        y_true = target(4)
        x1 = x * w
        x2 = x1 + b
        loss_val = abs(y_true - x2)
        """

    @Test func assignmentsNameNodesAndStatements() throws {
        let session = Scripts.session()
        try session.run(Self.model, at: 10)
        let topology = session.graph.topology
        #expect(
            topology.nodes.map(\.name) == ["x", "w", "b", "y_true", "x1", "x2", nil, "loss_val"])
        #expect(
            topology.nodes.map(\.role) == [
                .input, .parameter, .parameter, .target, .operation, .operation, .operation,
                .operation,
            ])
        #expect(topology.nodes[1].dtype == .float64)
        let statement = topology.statements[try #require(topology.nodes[7].statement)]
        #expect(statement.text == "abs(y_true - x2)")
        #expect(statement.line == 16 && statement.column == 12 && statement.file == "lesson.md")
        #expect(topology.nodes[6].statement == topology.nodes[7].statement)
    }

    @Test func parametersOfOneNameAreToldApartByTheirUpdates() throws {
        let session = Scripts.session()
        try session.run(
            """
            import numpy as np
            class Layer:
                def __init__(self, W): self.W = parameter(W)
            layers = [Layer(np.ones((2, 2))), Layer(np.ones((2, 1)))]
            x = input(np.array([[1., 2.]]))
            for i in range(3):
                loss = np.sum(x @ layers[0].W @ layers[1].W)
                for layer in layers:
                    layer.W -= 0.1 * grad(loss, layer.W)
            first = layers[0].W
            second = layers[1].W
            other = parameter(np.ones((2, 2)))
            """, at: 1)
        func variable(_ name: String) throws -> Variable {
            guard case .variable(let found)? = session.interpreter.globals.variables[name] else {
                throw Unexpected(message: "\(name) is not recorded")
            }
            return found
        }
        let loss = try variable("loss")
        let first = try #require(session.version(of: variable("first"), in: loss))
        let second = try #require(session.version(of: variable("second"), in: loss))
        #expect(first.shape == [2, 2] && second.shape == [2, 1])
        #expect(first.name == "layers[0].W" && second.name == "layers[1].W")
        #expect(session.version(of: try variable("other"), in: loss) == nil)
    }

    @Test func attributesAndKeysNameWhatHasNoName() throws {
        let session = Scripts.session()
        try session.run(
            """
            class Layer:
                def __init__(self): self.W = parameter(2.0)
            layer = Layer()
            p = {}
            p["bias"] = parameter(1.0)
            y = (layer.W + p["bias"]) ** 2
            """, at: 1)
        let topology = session.graph.topology
        #expect(topology.nodes.filter { $0.role == .parameter }.map(\.name) == ["layer.W", "bias"])
        let square = try #require(topology.nodes.indices.last)
        let edge = try #require(topology.edges.first { $0.to == square && $0.operand == 0 })
        let formula = session.graph.values.localDerivative(of: edge).formula
        #expect(formula.contains("2") && !formula.contains("const"), "\(formula)")
    }

    @Test func whatAFunctionOrAComprehensionMakesHasNamesOfItsOwn() throws {
        let session = Scripts.session()
        try session.run(
            """
            class Dense:
                def __init__(self): self.W = parameter(2.0)
            class Net:
                def __init__(self):
                    self.layers = []
                    for i in range(2):
                        layer = Dense()
                        self.layers.append(layer)
            net = Net()
            a, b = [parameter(float(i)) for i in range(2)]
            p = {"W": parameter(3.0)}
            """, at: 1)
        #expect(
            session.graph.topology.nodes.filter { $0.role == .parameter }.map(\.name)
                == ["net.layers[0].W", "net.layers[1].W", "a", "b", "p['W']"])
    }

    @Test func addingANumberToAParameterIsNoUpdate() throws {
        let session = Scripts.session()
        try session.run(
            """
            x = parameter(2.0)
            z = x
            x = x + 1
            y = x * x
            assert grad(y, z) == 6
            """, at: 1)
        #expect(session.graph.topology.nodes.count { $0.role == .parameter } == 1)
    }

    @Test func updatesReachAParameterWhereverItIsHeld() throws {
        let log = Log()
        let session = Scripts.session(observer: log)
        try session.run(
            """
            class Layer:
                def __init__(self): self.V = parameter(4.0)
            W = parameter(2.0)
            b = parameter(1.0)
            p, d, layer = [W, b], {"W": W}, Layer()
            def total(): return W * 3 + b + layer.V * 5
            loss = total()
            p[0] -= 0.1 * grad(loss, p[0])
            loss = total()
            for q in p: q -= 0.5 * grad(loss, q)
            loss = total()
            d["W"] += 1
            layer.V -= grad(loss, layer.V)
            """)
        #expect(log.updates.map(\.name) == ["W", "W", "b", "W", "layer.V"])
        #expect(log.updates.map(\.step) == [0, 1, 1, 2, 2])
        #expect(log.updates.map(\.number) == [0, 1, 2, 3, 4])
        let place = SourcePosition(line: 20, column: 1)
        #expect(try session.evaluate("W:.3f", at: place).text == "1.200")
        #expect(try session.evaluate("(p[0] is W, d['W'] is W)", at: place).text == "(True, True)")
        #expect(try session.evaluate("b", at: place).text == "0.5")
        #expect(try session.evaluate("layer.V", at: place).text == "-1.0")
    }

    @Test func whatIsAssignedIsComputedOnce() throws {
        let session = Scripts.session()
        try session.run(
            """
            calls = []
            def half(v):
                calls.append(1)
                return v * 0.5
            w = parameter(2.0)
            w = w - half(w)
            """)
        let place = SourcePosition(line: 20, column: 1)
        #expect(try session.evaluate("(w, len(calls))", at: place).text == "(1.0, 1)")
    }

    @Test func lossesAreWrittenAsTheyAreCalled() throws {
        let session = Scripts.session()
        try session.run(
            """
            t = target([0.0, 1.0])
            q = softmax(parameter([1.0, 2.0]))
            loss = categorical_crossentropy(t, q)
            """)
        let topology = session.graph.topology
        let text = topology.expression(of: topology.nodes.count - 1)
        #expect(text == "categorical_crossentropy(t, q)")
    }

    @Test func inlineExpressionsLeaveNothingBehind() throws {
        let session = Scripts.session()
        try session.run(Self.model)
        let count = session.graph.count
        let memory = session.memory
        let place = SourcePosition(line: 3, column: 8)
        let doubled = try session.evaluate("x1 * 2:.2f", at: place)
        #expect(doubled.text == "12.00")
        #expect(doubled.number == 12)
        #expect(try session.evaluate("x1", at: place).origin == .node(4))
        #expect(
            try session.evaluate("grad(loss_val, w)", at: place).origin
                == .gradient(root: 7, node: 1))
        #expect(try session.evaluate("(x * w, w + 1)", at: place).text == "(6.0, 4.0)")
        #expect(try session.evaluate("[1, 2, 3][1:]", at: place).text == "[2, 3]")
        #expect(try session.run(">>> grad(x1 * x1, w)\n24.0").differences.isEmpty)
        #expect(session.graph.count == count)
        #expect(session.memory == memory)
        // What a call keeps must live on.
        try session.run("kept = []\ndef keep(v):\n    kept.append(v)\n    return v")
        _ = try session.evaluate("keep(x1 * 3)", at: place)
        #expect(session.graph.count > count)
        #expect(try session.evaluate("kept[0]", at: place).text == "18.0")
    }

    @Test func updatesAreStepsOutsideOfTheLoss() throws {
        let log = Log()
        let session = Scripts.session(observer: log)
        try session.run(
            Self.model + "\nlr = 0.1\nw -= lr * grad(loss_val, w)\nb = b - lr * grad(loss_val, b)")
        #expect(log.updates.map(\.name) == ["w", "b"])
        #expect(log.roots == [7])
        let update = try #require(log.updates.first)
        #expect(update.before.index == 1 && update.after.value.scalarValue == 3 - 0.1 * 2)
        let node = session.graph.topology.nodes[update.after.index]
        #expect(node.name == "w" && node.version == 1 && node.role == .parameter)
        guard case .variable(let new)? = session["w"],
            case .variable(let loss)? = session["loss_val"]
        else {
            Issue.record("w and loss_val are recorded")
            return
        }
        #expect(session.version(of: new, in: loss)?.index == 1)
    }

    @Test func arraysEnterUnderTheirNamesOnce() throws {
        let session = Scripts.session()
        try session.run(
            """
            data = np.ones((2, 3))
            w = parameter(np.ones(3))
            y = dot(data, w) + dot(data, w)
            data[0, 0] = 5
            z = dot(data, w)
            t = sum(z)
            """)
        let leaves = session.graph.topology.nodes.filter { $0.name == "data" }
        #expect(leaves.map(\.version) == [0, 1])
        #expect(try session.evaluate("y", at: SourcePosition(line: 1, column: 1)).text == "[6. 6.]")
        #expect(
            try session.evaluate("grad(t, w)", at: SourcePosition(line: 1, column: 1)).text
                == "[6. 2. 2.]")
    }

    @Test func functionsOpenScopes() throws {
        let session = Scripts.session()
        try session.run(
            "def layer(x, W):\n    return relu(dot(x, W))\nW = parameter(np.eye(2))\nh = layer(np.ones(2), W)"
        )
        let node = try #require(session.graph.topology.nodes.last)
        #expect(node.name == "h")
        #expect(session.graph.topology.scopes[try #require(node.scope)].name == "layer")
    }

    @Test func trainingLoopsConverge() throws {
        let code = """
            rng = np.random.default_rng(1)
            X = rng.normal(size=(32, 2))
            Y = dot(X, np.array([2.0, -1.0])) + 0.5
            W = parameter(np.zeros(2))
            b = parameter(0)
            for step in range(60):
                loss = mean_squared_error(Y, dot(X, W) + b)
                W -= 0.3 * grad(loss, W)
                b -= 0.3 * grad(loss, b)
            print(f'{loss:.6f} {W.value[0]:.3f} {W[1]:.3f} {b:.3f}')
            """
        #expect(try Scripts.output(code) == "0.000000 2.000 -1.000 0.500\n")
    }

    private func value(_ expression: String, after code: String) throws -> String {
        let session = Scripts.session()
        try session.run(code)
        return try session.evaluate(expression, at: SourcePosition(line: 1, column: 1)).text
    }

    @Test func rolesComeFromWhatWasDeclared() throws {
        let session = Scripts.session()
        try session.run(
            """
            data = np.array([1.0, 2.0])
            w = parameter(np.array([3, 4]))
            t = target(1.0)
            y = sum(data * w * 2) - t
            y = y * y
            """)
        let nodes = session.graph.topology.nodes
        let named = nodes.filter { $0.name != nil && $0.primitive == nil }
        #expect(named.map(\.name) == ["w", "t", "data"])
        #expect(named.map(\.role) == [.parameter, .target, .input])
        // A parameter is trained, so that it is floating-point.
        #expect(named[0].dtype == .float64)
        #expect(nodes.filter { $0.name == nil && $0.primitive == nil }.map(\.role) == [.constant])
        #expect(nodes.filter { $0.name == "y" }.map(\.displayName) == ["y", "y₁"])
    }

    /// Two layers may both call their weight W: it is named by its layer, and a version counts
    /// the updates of one parameter or the bindings of one variable.
    @Test func layersNameWhatTheyHold() throws {
        let session = Scripts.session()
        try session.run(
            """
            class Dense:
                def __init__(self):
                    self.W = parameter(2.0)
                def __call__(self, x):
                    h = x * self.W
                    return h + 1.0
            dense1 = Dense()
            dense2 = Dense()
            layers = [Dense(), Dense()]
            x = input(1.0)
            y = dense2(dense1(x))
            dense2.W -= 0.1 * grad(y, dense2.W)
            x = input(3.0)
            """)
        let nodes = session.graph.topology.nodes
        let names = nodes.filter { $0.name != nil }.map(\.displayName)
        #expect(
            names == [
                "dense1.W", "dense2.W", "layers[0].W", "layers[1].W", "x", "h", "h", "y",
                "dense2.W₁", "x₁",
            ])
        #expect(session.graph.topology.scopes.map(\.name).contains("dense2"))
        #expect(session.updatedNodes.map { nodes[$0].displayName } == ["dense2.W"])
    }

    /// Every leaf that was updated since is stale, and nothing else, also after a loop that
    /// forgot nodes in between.
    @Test func whatWasUpdatedIsStale() throws {
        let session = Scripts.session()
        try session.run(
            """
            w = parameter(3.0)
            b = parameter(1.0)
            x = input(2.0)
            for i in range(20):
                loss = square(w * x + b)
                w -= 0.01 * grad(loss, w)
                b -= 0.01 * grad(loss, b)
            """)
        let nodes = session.graph.topology.nodes
        let loss = try #require(nodes.lastIndex { $0.name == "loss" })
        let reached = session.graph.topology.ancestors(of: loss)
        let stale = session.updatedNodes.filter { reached[$0] }.sorted()
        #expect(stale.map { nodes[$0].name } == ["w", "b"])
    }

    /// A node keeps the name that it was given first.
    @Test func anotherNameForAResultIsNoNewNode() throws {
        let session = Scripts.session()
        try session.run("x = input(2.0)\ny = x * x\nz = y\nq = z + 1")
        #expect(session.graph.topology.nodes.compactMap(\.name) == ["x", "y", "q"])
    }

    @Test func whatALoopRecordedIsForgottenTurnByTurn() throws {
        let session = Scripts.session()
        try session.run(
            """
            X = np.ones((8, 3))
            Y = np.arange(8.0)
            W = parameter(np.zeros(3))
            losses = []
            for step in range(200):
                loss = mean_squared_error(Y, dot(X, W))
                losses.append(loss.value)
                W -= 0.05 * grad(loss, W)
            """)
        #expect(session.graph.count < 20)
        #expect(session.graph.topology.statements.count < 20)
        let place = SourcePosition(line: 1, column: 1)
        #expect(try session.evaluate("len(losses)", at: place).text == "200")
        #expect(try session.evaluate("W.name", at: place).text == "W")
        // The last loss is there with all that it was computed from.
        #expect(try session.evaluate("losses[-1] == loss", at: place).text == "True")
        let names = session.graph.topology.nodes.compactMap(\.name)
        #expect(names.filter { $0 == "loss" }.count == 1)
        #expect(names.contains("X") && names.contains("Y"))
        guard case .variable(let w)? = session["W"] else {
            Issue.record("W is recorded")
            return
        }
        #expect(session.graph.topology.nodes[w.index].version == 200)
        try session.run(
            "for i in range(200):\n    W -= 0.05 * grad(mean_squared_error(Y, dot(X, W)), W)")
        #expect(session.graph.count < 20)
    }

    @Test func whatAListHoldsLivesOnAfterALoop() throws {
        let code = """
            w = parameter(1.0)
            kept = []
            for step in range(5):
                loss = square(w - 3)
                kept.append(loss * 2)
                w -= 0.25 * grad(loss, w)
            def turns(n):
                total = input(0.0)
                for i in range(n):
                    total = total + w * i
                return total
            y = turns(300) + stop_gradient(kept[0])
            """
        #expect(
            try value("[round(float(k), 6) for k in kept]", after: code)
                == "[8.0, 2.0, 0.5, 0.125, 0.03125]")
        #expect(try value("grad(y, w)", after: code) == "44850.0")
    }

    @Test func gradientsOfGradients() throws {
        let code = "x = input(2.0)\ny = x ** 4\ng = grad(y, x)"
        #expect(try value("grad(grad(y, x), x)", after: code) == "48.0")
        #expect(try value("grad(grad(grad(y, x), x), x)", after: code) == "48.0")
        #expect(try value("grad(g, x)", after: code) == "48.0")
        #expect(try value("grad(3 * grad(y, x) + x, x)", after: code) == "145.0")
        #expect(try value("grad(grad(5 * x, x), x)", after: code) == "0.0")
        #expect(try value("grad(grad(y, x, create_graph=True) ** 2, x)", after: code) == "3072.0")
        #expect(try value("hessian(y, x)", after: code) == "48.0")
        let vector = "v = input(np.array([1.0, 2.0]))\ns = v ** 3"
        #expect(try value("hessian(sum(s), v)", after: vector) == "[[ 6.  0.]\n [ 0. 12.]]")
        #expect(try value("jacobian(s, v)", after: vector) == "[[ 3.  0.]\n [ 0. 12.]]")
        #expect(try value("grad(s, v, cotangent=1)", after: vector) == "[ 3. 12.]")
        #expect(
            try value("grad(s, v, cotangent=np.array([10.0, 0.0]))", after: vector) == "[30.  0.]")
    }

    @Test func aNewtonStepInTheLessonLanguage() throws {
        let code = """
            x = parameter(1.0)
            for step in range(6):
                y = exp(x) - 2 * x
                x -= grad(y, x) / grad(grad(y, x), x)
            """
        #expect(try value("round(float(x), 12)", after: code) == "0.69314718056")
    }

    @Test func severalElementsNeedACotangent() throws {
        let failure = try Scripts.failure("v = input(np.array([1.0, 2.0]))\ng = grad(v * v, v)")
        #expect(
            failure.message
                == "grad() needs a single number to differentiate, found a Variable of shape (2,)")
        #expect(failure.fix?.contains("cotangent=1") == true)
        let wrong = try Scripts.failure(
            "v = input(np.array([1.0, 2.0]))\ng = grad(v * v, v, cotangent=np.ones(3))")
        #expect(
            wrong.message
                == "a cotangent has the shape of what is differentiated, (2,), found (3,)")
    }

    /// Functions of the language and of NumPy that gradients go through: value and gradient
    /// of their sum.
    @Test(arguments: [
        ("softplus(x)", "[0.693 2.127]", "[0.5   0.881]"),
        ("gelu(x)", "[0.    1.954]", "[0.5   1.085]"),
        ("gelu(x, approximate='tanh')", "[0.    1.955]", "[0.5   1.086]"),
        ("silu(x)", "[0.    1.762]", "[0.5   1.091]"),
        ("leaky_relu(x - 1, negative_slope=0.1)", "[-0.1  1. ]", "[0.1 1. ]"),
        ("elu(x - 1)", "[-0.632  1.   ]", "[0.368 1.   ]"),
        ("np.clip(x, 0.5, 1.5)", "[0.5 1.5]", "[0. 0.]"),
        ("np.expm1(x)", "[0.    6.389]", "[1.    7.389]"),
        ("np.arctan(x)", "[0.    1.107]", "[1.  0.2]"),
        ("np.cumsum(x)", "[0. 2.]", "[2. 1.]"),
        ("np.cumprod(x + 1)", "[1. 3.]", "[4. 1.]"),
        ("np.prod(x)", "0.0", "[2. 0.]"),
        ("x.prod()", "0.0", "[2. 0.]"),
        ("np.var(x)", "1.0", "[-1.  1.]"),
        ("x.std(ddof=1)", "1.414", "[-0.707  0.707]"),
        ("np.linalg.norm(x)", "2.0", "[0. 1.]"),
        ("logsumexp(x)", "2.127", "[0.119 0.881]"),
        ("np.stack([x, x * x]).reshape(-1)", "[0. 2. 0. 4.]", "[1. 5.]"),
        ("np.pad(x, (1, 2))", "[0. 0. 2. 0. 0.]", "[1. 1.]"),
        ("np.roll(x, 1)", "[2. 0.]", "[1. 1.]"),
        ("np.flip(x) * np.array([1.0, 3.0])", "[2. 0.]", "[3. 1.]"),
        ("np.sort(-x)", "[-2. -0.]", "[-1. -1.]"),
        ("np.outer(x, x).reshape(4)", "[0. 0. 0. 4.]", "[4. 4.]"),
        ("np.einsum('i,i->', x, x)", "4.0", "[0. 4.]"),
        ("np.tril(np.outer(x, x)).reshape(4)", "[0. 0. 0. 4.]", "[2. 4.]"),
        ("np.where(x > 1, x * x, -x)", "[-0.  4.]", "[-1.  4.]"),
        ("huber(np.zeros(2), x)", "0.75", "[0.  0.5]"),
        ("mae(np.ones(2), x)", "1.0", "[-0.5  0.5]"),
        ("hinge(np.array([1.0, 1.0]), x, reduction='sum')", "1.0", "[-1.  0.]"),
        (
            "binary_crossentropy(np.ones(2), x, from_logits=True)", "0.41",
            "[-0.25 -0.06]"
        ),
        (
            "sparse_categorical_crossentropy(1, x, from_logits=True)", "0.127",
            "[ 0.119 -0.119]"
        ),
        ("layer_norm(x, np.array([1.0, 2.0]), epsilon=1.0)", "[-0.707  1.414]", "[-0.177  0.177]"),
        (
            "standardize(x, epsilon=1.0) * np.array([1.0, 2.0])", "[-0.707  1.414]",
            "[-0.177  0.177]"
        ),
        (
            "conv1d(x.reshape(1, 1, 2), np.ones((1, 1, 2)), padding=1).reshape(3)", "[0. 2. 2.]",
            "[2. 2.]"
        ),
        ("max_pool1d(x.reshape(1, 1, 2), 2).reshape(1)", "[2.]", "[0. 1.]"),
        ("avg_pool1d(x.reshape(1, 1, 2), 2).reshape(1)", "[1.]", "[0.5 0.5]"),
        ("embedding(np.array([1, 1, 0]), x)", "[2. 2. 0.]", "[1. 2.]"),
        ("dropout(x, 0.0, seed=1)", "[0. 2.]", "[1. 1.]"),
        ("np.hypot(x, 1.0)", "[1.    2.236]", "[0.    0.894]"),
        ("np.logaddexp(x, 2.0)", "[2.127 2.693]", "[0.119 0.5  ]"),
        ("np.diff(x * x)", "[4.]", "[-0.  4.]"),
        ("np.trace(np.outer(x, x))", "4.0", "[0. 4.]"),
        ("np.repeat(x, 2)", "[0. 0. 2. 2.]", "[2. 2.]"),
        ("np.swapaxes(np.stack([x, 2 * x]), 0, 1).reshape(4)", "[0. 0. 2. 4.]", "[3. 3.]"),
        ("(x.reshape(2, 1, 1) @ np.ones((2, 1, 1))).reshape(2)", "[0. 2.]", "[1. 1.]"),
        ("x.astype(np.float32) * 2", "[0. 4.]", "[2. 2.]"),
    ])
    func gradientsGoThrough(_ expression: String, _ shown: String, _ gradient: String) throws {
        let code = "x = input(np.array([0.0, 2.0]))\ny = \(expression)"
        #expect(try value("np.round(value(y), 3)", after: code) == shown)
        #expect(try value("np.round(grad(y, x, cotangent=1), 3)", after: code) == gradient)
    }
}
