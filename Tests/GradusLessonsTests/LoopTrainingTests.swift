import Foundation
import GradusAutodiff
import GradusDiagnostics
import GradusTensors
import GradusTrace
import Testing

@testable import GradusLessons

/// What is recorded of trainings that a script does in loops of its own.
@Suite struct LoopTrainingTests {
    private func trace(_ script: String) throws -> Trace {
        try ScriptRunner(print: { _ in }).run(Array(script.utf8), path: "s.py").trace
    }

    private static let line = """
        w = parameter(4.0)
        b = parameter(1.0)
        x = input(2.0)

        """

    @Test func theUpdatesOfOneLossAreAStep() throws {
        let trace = try trace(
            Self.line + """
                for i in range(3):
                    loss = (w * x + b - 1) ** 2
                    w -= 0.125 * grad(loss, w)
                    b -= 0.125 * grad(loss, b)
                """)
        // e = 2w + b - 1; w -= 4e / 8, b -= 2e / 8: e becomes e - e - e / 4 = -e / 4.
        #expect(trace.steps.map(\.loss) == [64, 4, 0.25])
        #expect(trace.steps.map(\.step) == [0, 1, 2])
        #expect(trace.steps.map(\.learningRate) == [0.125, 0.125, 0.125])
        #expect(trace.steps.map(\.epoch) == [0, 0, 0] && trace.steps.map(\.batch) == [0, 1, 2])
        #expect(trace.steps.map(\.graph) == ["step_0", nil, nil])
        let loss = try #require(trace.series("loss"))
        #expect(loss.points.map(\.step) == [0, 1, 2])
        #expect(loss.points.map(\.value) == [64, 4, 0.25])
        let spread = trace.steps[0].parameters
        #expect(spread.map(\.name) == ["w", "b"])
        #expect(spread.map { $0.value[.mean].double } == [4, 1])
        #expect(spread.map { $0.gradient?[.mean].double } == [32, 16])
        #expect(trace.updates.map(\.step) == [0, 0, 1, 1, 2, 2])
        #expect(trace.updates.map(\.parameter) == ["w", "b", "w", "b", "w", "b"])
        #expect(
            trace.updates.compactMap { $0.before.tensor?.scalarValue } == [4, 1, 0, -1, 1, -0.5])
        #expect(
            trace.updates.compactMap { $0.after.tensor?.scalarValue } == [
                0, -1, 1, -0.5, 0.75, -0.625,
            ])
    }

    @Test func theFirstStepKeepsItsGraph() throws {
        let trace = try trace(
            Self.line + """
                for i in range(4):
                    loss = (w * x + b - 1) ** 2
                    w -= 0.125 * grad(loss, w)
                """)
        #expect(trace.graphs.map(\.id) == ["step_0"])
        let record = try #require(trace.graph("step_0"))
        let root = try #require(record.root)
        #expect(
            record.topology.nodes[root].role == .loss && record.topology.nodes[root].name == "loss")
        #expect(record.values[root].scalarValue == 64 && record.step == 0)
        let w = try #require(record.topology.node(named: "w"))
        #expect(record.gradients?[w]?.scalarValue == 32)
    }

    @Test func batchesWithinEpochsAreCounted() throws {
        let trace = try trace(
            """
            X = np.arange(6.0).reshape(6, 1)
            W = parameter([[1.0]])
            for epoch in range(2):
                for i in range(3):
                    x = X[2 * i:2 * i + 2]
                    loss = mean(square(dot(x, W) - 3 * x))
                    for p in [W]:
                        p -= 0.01 * grad(loss, p)
                score = mean(square(dot(X, W) - 3 * X))
            """)
        #expect(trace.steps.map(\.epoch) == [0, 0, 0, 1, 1, 1])
        #expect(trace.steps.map(\.batch) == [0, 1, 2, 0, 1, 2])
        #expect(trace.epochCount == 2)
        // Passes for measuring are no steps, and have no series.
        #expect(trace.series.map(\.name) == ["loss"])
        #expect(
            RunFacts(trace).sentence.plainText.hasPrefix(
                "The run holds 6 training steps in 2 epochs"))
    }

    @Test func aSingleLoopHasNoEpochsToTellOf() throws {
        let trace = try trace(
            """
            w = parameter(1.0)
            while value(w) > 0.5:
                cost = w * w
                w -= 0.125 * grad(cost, w)
            """)
        #expect(trace.steps.map(\.loss) == [1, 0.5625, 0.31640625])
        #expect(trace.series.map(\.name) == ["cost"])
        #expect(
            RunFacts(trace).sentence.plainText
                == "The run holds 3 training steps, 1 recorded graph and 3 updates of parameters.")
    }

    @Test func momentumIsWrittenOutByHand() throws {
        let trace = try trace(
            """
            w = parameter([4.0, 2.0])
            velocity, rate = np.zeros(2), 0.25
            for i in range(3):
                loss = sum(w * w)
                velocity = 0.5 * velocity + grad(loss, w)
                w -= rate * velocity
            """)
        #expect(trace.steps.map(\.loss) == [20, 5, 0])
        #expect(trace.steps.map(\.learningRate) == [0.25, 0.25, 0.25])
    }

    @Test func learningRatesAreReadOffTheChange() throws {
        func rates(_ update: String) throws -> [Double] {
            try trace(
                """
                w = parameter([4.0, 2.0, 7.0])
                class Box: pass
                o = Box()
                o.lr = 0.003
                rates = [0.03]
                for i in range(1):
                    loss = sum(w ** 3)
                    g = grad(loss, w)
                    \(update)
                """
            ).steps.map(\.learningRate)
        }
        #expect(try rates("w -= 0.1 * g / 3") == [0.1 / 3])
        #expect(try rates("w -= g * o.lr") == [0.003])
        #expect(try rates("w -= rates[0] * g") == [0.03])
        #expect(try rates("w += -0.07 * g") == [0.07])
        #expect(try rates("w = w - rates[0] * g") == [0.03])
        #expect(try rates("w -= g") == [1])
        let unread = try rates("w -= g / np.sqrt(g)")
        #expect(unread.count == 1 && unread.allSatisfy(\.isNaN))
    }

    @Test func lossesThatTakeTurnsAreStepsOfTheirOwn() throws {
        let trace = try trace(
            """
            d, g = parameter(1.0), parameter(2.0)
            for i in range(2):
                d_loss = (d - g) ** 2
                d -= 0.5 * grad(d_loss, d)
                g_loss = (d * g) ** 2
                g -= 0.25 * grad(g_loss, g)
            """)
        #expect(trace.steps.count == 4)
        #expect(trace.series.map(\.name) == ["d_loss", "g_loss"])
        #expect(trace.series("d_loss")?.points.map(\.step) == [0, 1])
        #expect(trace.updates.map(\.step) == [0, 1, 2, 3])
        #expect(trace.graphs.map(\.id) == ["step_0", "step_1"])
    }

    @Test func whatIsAddedToAGradientBelongsToItsStep() throws {
        let trace = try trace(
            """
            w = parameter([4.0])
            for i in range(3):
                loss = sum((w - 1) ** 2)
                penalty = sum(w * w)
                w -= 0.125 * (grad(loss, w) + grad(penalty, w))
                w -= 0.5 * value(w)
            """)
        #expect(trace.series.map(\.name) == ["loss"])
        #expect(trace.steps.count == 3 && trace.steps.first?.loss == 9)
        #expect(trace.updates.map(\.step) == [0, 0, 1, 1, 2, 2])
    }

    @Test func newtonStepsHaveTheLossThatTheyMakeSmall() throws {
        for body in [
            "w -= grad(loss, w) / grad(grad(loss, w), w)",
            "h = grad(grad(loss, w), w)\n    w -= grad(loss, w) / h",
            "g = grad(loss, w)\n    h = grad(g, w)\n    w -= g / h",
        ] {
            let trace = try trace(
                """
                w = parameter(3.0)
                for i in range(2):
                    loss = (w - 1) ** 2
                    \(body)
                """)
            #expect(trace.steps.map(\.loss) == [4, 0], "\(body)")
            #expect(trace.series.map(\.name) == ["loss"])
            #expect(trace.graphs.map { $0.topology.count } == [5], "\(body)")
        }
        // Outside of loops each statement stands for itself.
        let straight = try trace(
            """
            w = parameter(3.0)
            loss = (w - 1) ** 2
            g = grad(loss, w)
            h = grad(g, w)
            w -= g / h
            """)
        #expect(straight.steps.map(\.loss) == [4])
    }

    @Test func stepsInFunctionsAndBranchesAreFound() throws {
        let trace = try trace(
            """
            class SGD2:
                def __init__(self, parameters, lr): self.parameters, self.lr = parameters, lr
                def step(self, gradients):
                    for p, g in zip(self.parameters, gradients): p -= self.lr * g
            a, b = parameter(2.0), parameter(1.0)
            optimizer = SGD2([a, b], 0.125)
            def train(i):
                if i % 2 == 0:
                    loss = (a * b - 1) ** 2
                else:
                    loss = (a + b - 1) ** 2
                optimizer.step(grad(loss, [a, b]))
            for i in range(4):
                train(i)
            """)
        #expect(trace.steps.count == 4 && trace.updates.count == 8)
        #expect(trace.steps.map(\.learningRate) == [0.125, 0.125, 0.125, 0.125])
        #expect(trace.steps.first?.loss == 1)
        #expect(trace.steps.first?.parameters.map(\.name) == ["a", "b"])
    }

    @Test func otherParametersBeginAnotherTraining() throws {
        let trace = try trace(
            """
            for rate in [0.25, 0.125]:
                w = parameter(1.0)
                for i in range(3):
                    loss = w * w
                    w -= rate * grad(loss, w)
            """)
        #expect(trace.series.map(\.name) == ["loss", "loss~2"])
        #expect(trace.series("loss")?.points.map(\.value) == [1, 0.25, 0.0625])
        #expect(trace.series("loss~2")?.points.map(\.value) == [1, 0.5625, 0.31640625])
        #expect(trace.steps.map(\.step) == [0, 1, 2, 3, 4, 5])
        #expect(trace.graphs.map(\.id) == ["step_0", "step_3"])
    }

    @Test func loopsAndModelsCountOneAnothersSteps() throws {
        let trace = try trace(
            """
            w = parameter(1.0)
            loss = w * w
            w -= 0.25 * grad(loss, w)
            x = np.random.default_rng(1).normal(size=(4, 2))
            model = Sequential([Dense(2, 1)], seed=1)
            model.fit(x, x[:, :1], epochs=1, batch_size=2, loss="mean_squared_error")
            loss = w * w
            w -= 0.25 * grad(loss, w)
            """)
        #expect(trace.steps.map(\.step) == [0, 1, 2, 3])
        #expect(trace.updates.map(\.step) == [0, 3])
        #expect(trace.series("loss")?.points.map(\.value) == [1, 0.25])
        #expect(trace.series("loss~2")?.points.count == 2)
    }

    @Test func whatIsOnlyAskedIsNoStep() throws {
        let trace = try trace(
            """
            w = parameter(1.0)
            y = w * 5
            print(grad(y, w))
            loss = w * w
            w -= 0.25 * grad(loss, w)
            z = w * 7
            print(grad(z, w))
            w += 1
            """)
        #expect(trace.steps.map(\.loss) == [1])
        #expect(trace.series.map(\.name) == ["loss"])
        #expect(trace.updates.count == 2)
    }

    @Test func aLongTrainingStaysSmall() throws {
        func run(_ turns: Int) throws -> (nodes: Int, memory: Int, trace: Trace) {
            let recorder = TraceRecorder(policy: LessonSession.policy)
            try recorder.begin(RunInfo(title: "long"))
            let session = LessonSession(
                file: "s.py", dataFolder: URL(fileURLWithPath: "."), seed: nil, recorder: recorder,
                products: .fixedOrder)
            try session.run(
                LessonCode(
                    language: "python",
                    text: """
                        w = parameter(np.ones(100))
                        x = input(np.ones(100))
                        for i in range(\(turns)):
                            loss = sum((w * x - 1) ** 2)
                            w -= 0.001 * grad(loss, w)
                        """, firstLine: 1))
            try session.finish()
            return (session.script.graph.count, session.script.memory, recorder.trace)
        }
        let (short, long) = (try run(10), try run(3000))
        #expect(long.nodes == short.nodes && long.nodes < 20)
        // Only what is recorded of each step is kept.
        #expect(long.memory - short.memory == 2990 * 2048)
        #expect(long.trace.steps.count == 3000 && long.trace.graphs.count == 1)
        // Of larger parameters not every update is kept whole.
        #expect(long.trace.updates.count == 300)
    }

    @Test func curvesOfLoopsNeedNoList() throws {
        let executed = try ScriptRunner(print: { _ in }).run(
            Array(
                (Self.line + """
                    for i in range(3):
                        loss = (w * x + b - 1) ** 2
                        w -= 0.125 * grad(loss, w)
                        b -= 0.125 * grad(loss, b)
                    figure.curves(loss)
                    figure.curves()
                    """).utf8), path: "s.py")
        #expect(executed.figures.count == 2)
        #expect(executed.trace.series.map(\.name) == ["loss"])
        #expect(executed.trace.steps.count == 3)
        let error = #expect(throws: Diagnostic.self) {
            _ = try trace("w = parameter(1.0)\ny = w * w\nfigure.curves(y)")
        }
        #expect(error?.message == "no training step was recorded for 'y'")
        #expect(error?.fix == "update a parameter first: w -= 0.1 * grad(y, w)")
    }
}
