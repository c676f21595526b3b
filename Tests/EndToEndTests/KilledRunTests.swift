import Foundation
import GradusTraceStore
import Testing

@Suite struct KilledRunTests {
    static let script = """
        rng = np.random.default_rng(1)
        x = rng.normal(size=(256, 8))
        y = np.eye(2)[(x[:, 0] > 0).astype(np.int64)]
        model = Sequential([Dense(8, 16, activation="relu"), Dense(16, 2, activation="softmax")], seed=1)
        history = model.fit(x, y, validation_data=(x, y), epochs=100000, batch_size=32,
            optimizer=SGD(learning_rate=0.01), shuffle_seed=1)
        """

    @Test func aKilledTrainingLeavesATraceThatReports() async throws {
        let scratch = try Scratch()
        try scratch.file("train.py", Self.script)
        let process = try Command.start(
            ["run", "train.py", "--trace", "run.trace"], in: scratch.folder,
            output: try scratch.file("stdout", ""), errors: try scratch.file("stderr", ""))
        // Wait until some of the training is on disk; the steps are counted, not the seconds.
        var steps = 0
        for _ in 0..<600 where steps < 128 {
            try await Task.sleep(for: .milliseconds(100))
            let trace = try? TraceReader(path: scratch.url("run.trace").path).trace()
            steps = trace?.steps.count ?? 0
            if !process.isRunning { break }
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let errors = try scratch.text("stderr")
        #expect(steps >= 128, "\(errors)")
        #expect(process.terminationReason == .uncaughtSignal)

        let trace = try TraceReader(path: scratch.url("run.trace").path).trace()
        #expect(trace.steps.count >= steps)
        #expect(trace.series("loss")?.points.last?.step == trace.steps.last?.step)
        let report = try Command.run("report", "run.trace", "-o", "report", in: scratch.folder)
        #expect(report.exitCode == 0, "\(report.errors)")
        let page = try scratch.text("report/index.html")
        #expect(page.contains("<svg"))

        // It says that it is not whole, and how far it came: eight steps make an epoch.
        #expect(!trace.isEnded)
        let count = trace.steps.count
        #expect(trace.epochCount == (count + 7) / 8)
        #expect(page.contains("<strong>This run did not end.</strong>"))
        #expect(page.contains("data-key=\"run/complete_epochs\""))
        #expect(page.contains(" complete epoch"))
        let json = try Command.run("report", "run.trace", "--json", in: scratch.folder)
        #expect(json.output.contains("\"ended\" : false"), "\(json.output)")
        #expect(json.output.contains("\"epochs\" : \(trace.completeEpochCount)"))
    }

    @Test func aFailedScriptLeavesATraceThatSaysSo() throws {
        let scratch = try Scratch()
        try scratch.file(
            "fails.py", "x = parameter(2)\ny = x * x\nprint(grad(y, x))\nz = nothing\n")
        let run = try Command.run("run", "fails.py", "--trace", "run.trace", in: scratch.folder)
        #expect(run.exitCode == 1)
        #expect(try TraceReader(path: scratch.url("run.trace").path).trace().isEnded == false)
        try scratch.file("works.py", "x = parameter(2)\n")
        #expect(
            try Command.run("run", "works.py", "--trace", "good.trace", in: scratch.folder).exitCode
                == 0)
        #expect(try TraceReader(path: scratch.url("good.trace").path).trace().isEnded)
    }
}
