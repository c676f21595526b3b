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
        #expect(topology.nodes.map(\.name) == ["x", "w", "b", "y_true", "x1", "x2", nil, "loss_val"])
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
        try session.run(Self.model + "\nlr = 0.1\nw -= lr * grad(loss_val, w)\nb = b - lr * grad(loss_val, b)")
        #expect(log.updates.map(\.name) == ["w", "b"])
        #expect(log.roots == [7])
        let update = try #require(log.updates.first)
        #expect(update.before.index == 1 && update.after.value.scalarValue == 3 - 0.1 * 2)
        let node = session.graph.topology.nodes[update.after.index]
        #expect(node.name == "w" && node.version == 1 && node.role == .parameter)
        guard case .variable(let new)? = session["w"], case .variable(let loss)? = session["loss_val"]
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
        try session.run("def layer(x, W):\n    return relu(dot(x, W))\nW = parameter(np.eye(2))\nh = layer(np.ones(2), W)")
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
}
