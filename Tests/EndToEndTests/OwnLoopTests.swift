import Foundation
import GradusTraceStore
import Testing

/// A training loop that a script writes itself, from the script to the report.
@Suite struct OwnLoopTests {
    static let script = """
        w, b = parameter(4.0), parameter(1.0)
        x = input(2.0)
        for i in range(3):
            loss = (w * x + b - 1) ** 2
            w -= 0.125 * grad(loss, w)
            b -= 0.125 * grad(loss, b)
        """

    @Test func theReportOfALoopIsThatOfATraining() throws {
        let scratch = try Scratch()
        try scratch.file("loop.py", Self.script)
        let run = try Command.run("run", "loop.py", "--trace", "run.trace", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.errors == "wrote run.trace: 3 training steps, 1 graph, 6 updates\n")
        let json = try Command.run("report", "run.trace", "--json", in: scratch.folder)
        #expect(
            json.output == """
                [
                  {
                    "ended" : true,
                    "epochs" : 1,
                    "file" : "run.trace",
                    "graphs" : [
                      "step_0"
                    ],
                    "metrics" : [
                      {
                        "count" : 3,
                        "first" : 64,
                        "last" : 0.25,
                        "max" : 64,
                        "min" : 0.25,
                        "name" : "loss"
                      }
                    ],
                    "source" : "loop.py",
                    "steps" : 3,
                    "tensors" : [

                    ],
                    "title" : "loop",
                    "updates" : 6
                  }
                ]

                """)
        let report = try Command.run("report", "run.trace", "-o", "report", in: scratch.folder)
        #expect(report.exitCode == 0, "\(report.errors)")
        let page = try scratch.text("report/index.html")
        #expect(page.contains("training steps, "))
        #expect(page.contains("The graph of training step 0"))
        #expect(page.contains("Parameters at the last recorded step"))
        #expect(page.contains("learning rate at the last step"))
        for file in ["metric-1.svg", "graph-1-forward.svg", "graph-1-backward.svg"] {
            #expect(try scratch.text("report/figures/\(file)").contains("<svg"))
        }
    }

    @Test func aFailedLoopKeepsItsLastStep() throws {
        let scratch = try Scratch()
        try scratch.file("loop.py", Self.script + "\nnothing\n")
        let run = try Command.run("run", "loop.py", "--trace", "run.trace", in: scratch.folder)
        #expect(run.exitCode == 1)
        let trace = try TraceReader(path: scratch.url("run.trace").path).trace()
        #expect(!trace.isEnded && trace.steps.map(\.loss) == [64, 4, 0.25])
    }

    @Test func aScriptWithoutTrainingSaysWhatThereIs() throws {
        let scratch = try Scratch()
        try scratch.file("plain.py", "print(1 + 1)\n")
        let run = try Command.run("run", "plain.py", "--trace", "run.trace", in: scratch.folder)
        #expect(run.output == "2\n")
        #expect(
            run.errors
                == "wrote run.trace: nothing to record (train what parameter(…) declares, or draw a "
                + "figure)\n")
        let report = try Command.run("report", "run.trace", "-o", "report", in: scratch.folder)
        #expect(report.exitCode == 0)
        #expect(
            try scratch.text("report/index.html").contains(
                "Nothing was recorded in this run: it declared nothing with parameter(…) that it "
                    + "then trained, and drew no figure."))
        try scratch.file("lessons/one.md", "---\ntitle: One\n---\n\n```python\nprint(1)\n```\n")
        let build = try Command.run("build", "lessons", in: scratch.folder)
        #expect(build.exitCode == 0, "\(build.errors)")
        #expect(build.errors.contains("one: 0 figures, 0 nodes\n"), "\(build.errors)")
    }
}
