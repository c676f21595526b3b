import GradusCairoRendering
import GradusDiagnostics
import GradusGraphics
import GradusTrace
import Testing

@testable import GradusLessons

/// What a script's own loops record beside their losses, and how it is drawn.
@Suite struct LoopMetricTests {
    private func run(_ script: String) throws -> ExecutedScript {
        try ScriptRunner(print: { _ in }).run(Array(script.utf8), path: "s.py")
    }

    private func strings(_ figure: ExecutedFigure) throws -> [String] {
        let renderer = try CairoRenderer(fonts: FontCatalog.installed())
        return figure.drawing(measuredBy: renderer).leaves.compactMap { mark in
            guard case .text(let line) = mark.content else { return nil }
            return line.string
        }
    }

    private static let loop = """
        w = parameter(4.0)
        for epoch in range(3):
            for i in range(2):
                loss = (w - 1) ** 2
                w -= 0.25 * grad(loss, w)
            record(val_loss=(w - 1) ** 2, val_accuracy=epoch / 2)

        """

    /// After k steps a validation loss stands where the loss of the same parameters does.
    @Test func metricsStandAtTheStepsDone() throws {
        let trace = try run(Self.loop).trace
        let loss = try #require(trace.series("loss"))
        let validation = try #require(trace.series("val_loss"))
        #expect(loss.points.map(\.step) == [0, 1, 2, 3, 4, 5])
        #expect(validation.points.map(\.step) == [2, 4, 6])
        for point in validation.points.dropLast() {
            #expect(loss.points.first { $0.step == point.step }?.value == point.value)
        }
        #expect(trace.series("val_accuracy")?.points.map(\.value) == [0, 0.5, 1])
    }

    @Test func trainingAndValidationAreDrawnTogether() throws {
        let executed = try run(
            Self.loop + """
                figure.curves()
                figure.curves(loss)
                figure.curves(metrics=["loss", "val_accuracy"])
                """)
        for figure in executed.figures.prefix(2) {
            let shown = try strings(figure)
            #expect(shown.contains { $0.hasPrefix("validation ") })
            #expect(shown.contains("loss") && !shown.contains("accuracy"))
        }
        let panels = try strings(executed.figures[2])
        #expect(panels.contains("loss") && panels.contains("accuracy"))
        #expect(panels.contains("validation 100 %"))
    }

    @Test func aSecondTrainingHasMetricsOfItsOwn() throws {
        let executed = try run(
            """
            for rate in [0.125, 0.25]:
                w = parameter(4.0)
                for i in range(3):
                    loss = (w - 1) ** 2
                    w -= rate * grad(loss, w)
                    record(val_loss=(w - 1) ** 2)
            figure.curves()
            """)
        #expect(
            executed.trace.series.map(\.name) == ["loss", "val_loss", "loss~2", "val_loss~2"])
        #expect(executed.trace.series("val_loss~2")?.points.map(\.step) == [1, 2, 3])
        let shown = try strings(executed.figures[0])
        #expect(shown.contains { $0.hasPrefix("loss, training 2, validation") })
    }

    @Test func metricsWithoutATrainingAreCounted() throws {
        let executed = try run(
            """
            for i in range(4):
                record(accuracy=i / 4)
            figure.curves()
            """)
        #expect(executed.trace.series("accuracy")?.points.map(\.step) == [0, 1, 2, 3])
        #expect(try strings(executed.figures[0]).contains("accuracy"))
    }

    @Test(arguments: [
        ("record()", "record() takes what is measured by name"),
        ("record(3)", "takes 0 positional arguments"),
        ("record(a=\"b\")", "record() expects a number for 'a', found the string 'b'"),
        ("record(a=np.ones(3))", "record() expects a number for 'a'"),
        ("record(a=1)\nrecord(a=2)", "'a' was recorded already after step 1"),
        ("record(loss=1)", "'loss' is recorded by the training itself"),
        ("figure.curves(metrics=[\"b\"])", "'loss'"),
    ])
    func mistakesAreSaid(script: String, message: String) throws {
        let start = "w = parameter(2.0)\nloss = w * w\nw -= 0.5 * grad(loss, w)\n"
        let error = #expect(throws: Diagnostic.self) { try run(start + script) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
        #expect(error?.span != nil)
    }

    // MARK: steps

    @Test(arguments: [
        ("0.5 * (lr * g)", 0.0625), ("g * lr / 2", 0.0625), ("lr * g * 0.5", 0.0625),
        ("-(lr * -g)", 0.125), ("lr * 0.5 ** 2 * g", 0.03125), ("(1 - lr) * g", 0.875),
        ("lr * g", 0.125), ("g / 4", 0.25),
    ])
    func aLearningRateIsTheWholeFactor(change: String, rate: Double) throws {
        let trace = try run(
            """
            lr = 0.125
            w = parameter([4.0, 2.0])
            loss = sum(w * w)
            g = grad(loss, w)
            w -= \(change)
            """
        ).trace
        #expect(trace.steps.map(\.learningRate) == [rate])
    }

    @Test func aFigureBetweenTwoUpdatesKeepsTheStepWhole() throws {
        let executed = try run(
            """
            w = parameter(4.0)
            b = parameter(1.0)
            loss = (w + b) ** 2
            gw, gb = grad(loss, [w, b])
            w -= 0.5 * gw
            figure.curves(name="between")
            b -= 0.5 * gb
            figure.curves(name="after")
            """)
        #expect(executed.trace.steps.count == 1)
        #expect(executed.trace.steps[0].parameters.map(\.name) == ["w", "b"])
        #expect(executed.trace.series("loss")?.points.map(\.value) == [25])
        #expect(executed.figures.count == 2)
    }

    @Test func updatesWithoutAGradientUseNoStepUp() throws {
        let trace = try run(
            """
            w = parameter(4.0)
            w -= 1.0
            w -= 1.0
            for i in range(2):
                loss = w ** 2
                w -= 0.25 * grad(loss, w)
            w -= 0.5
            for i in range(2):
                loss = w ** 2
                w -= 0.25 * grad(loss, w)
            """
        ).trace
        #expect(trace.steps.map(\.step) == [0, 1, 2, 3])
        #expect(trace.updates.map(\.step).sorted() == trace.updates.map(\.step))
        #expect(trace.updates.count == 7)
    }

    @Test(arguments: [
        ("record(**{\"\": 2.0})", "'' is no name of a metric"),
        ("record(**{\"a~2\": 2.0})", "'a~2' is no name of a metric"),
        (
            "for i in range(1001):\n    record(**{f\"m{i}\": i})",
            "more than 1000 different metrics were recorded"
        ),
    ])
    func namesAndNumberOfMetricsAreBounded(script: String, message: String) {
        let error = #expect(throws: Diagnostic.self) { try run(script) }
        #expect(error?.message == message)
    }
}
