import GradusCairoRendering
import GradusDiagnostics
import GradusGraphics
import GradusTrace
import Testing

@testable import GradusLessons

/// What `figure.curves` takes, and what it records.
@Suite struct CurveFunctionsTests {
    private func run(_ script: String) throws -> ExecutedScript {
        try ScriptRunner(print: { _ in }).run(Array(script.utf8), path: "s.py")
    }

    private func drawings(_ executed: ExecutedScript) throws -> [Drawing] {
        let renderer = try CairoRenderer(fonts: FontCatalog.installed())
        return executed.figures.map { $0.drawing(measuredBy: renderer) }
    }

    private func strings(_ drawing: Drawing) -> [String] {
        drawing.leaves.compactMap { mark in
            guard case .text(let line) = mark.content else { return nil }
            return line.string
        }
    }

    private static let trainings = """
        x = np.random.default_rng(1).normal(size=(32, 4))
        y = np.eye(2)[(x[:, 0] > 0).astype(np.int64)]
        def train(rate):
            model = Sequential([Dense(4, 2, activation="softmax")], seed=1)
            return model.fit(x, y, validation_data=(x[:8], y[:8]), epochs=3, batch_size=16,
                optimizer=SGD(learning_rate=rate), shuffle_seed=1)
        a = train(0.1)
        b = train(0.3)

        """

    @Test func aHandWrittenLoopIsDrawnAndRecorded() throws {
        let executed = try run(
            """
            w = parameter(4)
            losses = []
            for i in range(5):
                loss = (w - 1) ** 2
                losses.append(loss)
                w -= 0.25 * grad(loss, w)
            figure.curves(losses)
            """)
        let series = try #require(executed.trace.series("losses"))
        #expect(series.points.map(\.step) == [0, 1, 2, 3, 4])
        #expect(series.points.map(\.value) == [9, 2.25, 0.5625, 0.140625, 0.03515625])
        let drawing = try drawings(executed)[0]
        #expect(strings(drawing).contains("losses 0.0352"))
        #expect(drawing.keyedRuns.map(\.key) == ["series/losses/last"])
        let resolver = TraceResolver(executed.trace)
        #expect(resolver.resolve("series/losses/last") == .number(0.03515625))
    }

    @Test func severalListsHaveNames() throws {
        let executed = try run(
            """
            values = [1, 2.5]
            figure.curves({"up": values, "down": np.array([3.0, 2.0, 1.0])}, name="dict")
            figure.curves([[1, 2], [2, 1]], labels=["one", "two"], name="nested")
            figure.curves(values, name="first")
            values.append(4)
            figure.curves(values, name="second")
            """)
        #expect(
            executed.trace.series.map(\.name) == [
                "up", "down", "value 1", "value 2", "values", "values~2",
            ])
        let drawn = try drawings(executed).map(strings)
        #expect(drawn[0].contains("up 2.5") && drawn[0].contains("down 1"))
        #expect(drawn[1].contains("one 2") && drawn[1].contains("two 1"))
        #expect(drawn[3].contains("values 4"))
    }

    @Test func trainingsAreComparedOrStandAlone() throws {
        let executed = try run(
            Self.trainings + """
                figure.curves(a, name="a")
                figure.curves(b, name="b")
                figure.curves([a, b], metrics=["loss"], labels=["lr 0.1", "lr 0.3"], name="both")
                figure.curves({"low": a, "high": b}, metrics=["val_accuracy"], name="named")
                figure.curves(b, metrics=["accuracy", "val_accuracy", "loss", "val_loss"], name="all")
                """)
        let drawings = try drawings(executed)
        func axes(_ drawing: Drawing) -> [String] {
            drawing.leaves.compactMap { mark in
                guard case .text(let line) = mark.content, mark.name.hasPrefix("axis/x") else {
                    return nil
                }
                return line.string
            }
        }
        #expect(axes(drawings[0]) == ["0", "1", "2", "3", "4", "5", "step"])
        #expect(axes(drawings[1]) == axes(drawings[0]))
        for drawing in drawings {
            #expect(!strings(drawing).contains { $0.contains("~") }, "\(strings(drawing))")
        }
        let both = strings(drawings[2])
        #expect(
            both.contains { $0.hasPrefix("lr 0.1 ") } && both.contains { $0.hasPrefix("lr 0.3 ") })
        #expect(both.contains("loss"))
        #expect(strings(drawings[3]).contains { $0.hasPrefix("high ") && $0.hasSuffix(" %") })
        let all = strings(drawings[4])
        #expect(all.contains("accuracy") && all.contains("loss"))
        let resolver = TraceResolver(executed.trace)
        for run in drawings.flatMap(\.keyedRuns) {
            #expect(resolver.resolve(run.key) != nil, "\(run.key)")
        }
        // The run's own steps count on.
        #expect(executed.trace.steps.map(\.step) == Array(0..<12))
        #expect(executed.trace.series("loss~2")?.points.map(\.step) == Array(0..<6))
        #expect(executed.trace.epochCount == 6 && executed.trace.isEnded)
    }

    @Test(arguments: [
        ("figure.curves(3)", 15, "a history, a list of histories, a list of numbers or a dict"),
        ("figure.curves([])", 15, "there is nothing to draw"),
        ("figure.curves([1, \"a\"])", 15, "history[1] must be a number, found the string 'a'"),
        ("figure.curves([[1], 2])", 15, "history[1] must be a list of numbers, found the int 2"),
        ("figure.curves({\"a\": []})", 15, "'history['a']' is empty"),
        ("figure.curves({1: [2]})", 15, "must have strings as keys"),
        ("figure.curves([1, 2], metrics=[\"loss\"])", 23, "takes 'metrics' with a history"),
        ("figure.curves([1, 2], labels=[\"a\", \"b\"])", 23, "there are 2 labels for 1 curve"),
    ])
    func mistakesHaveTheirPlace(script: String, column: Int, message: String) throws {
        let error = #expect(throws: Diagnostic.self) { try run(script) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        #expect(error?.span?.start == SourcePosition(line: 1, column: column))
        #expect(error?.span?.file == "s.py")
    }

    @Test func metricsThatNoHistoryHasAreNamed() throws {
        let error = #expect(throws: Diagnostic.self) {
            try run(Self.trainings + "figure.curves([a, b], metrics=[\"acuracy\"])\n")
        }
        #expect(error?.fix == "did you mean 'accuracy'?")
        let mixed = #expect(throws: Diagnostic.self) {
            try run(Self.trainings + "figure.curves([a, [1, 2]])\n")
        }
        #expect(mixed?.message == "histories and lists of numbers cannot stand in one figure")
    }
}
