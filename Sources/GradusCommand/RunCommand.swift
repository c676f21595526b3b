import ArgumentParser
import Foundation
import GradusCairoRendering
import GradusDiagnostics
import GradusLessons
import GradusScript
import GradusTensors
import GradusTrace
import GradusTraceStore

/// Who computes large products of matrices.
enum BLASChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case none

    var policy: ProductPolicy { self == .auto ? .blas : .fixedOrder }
}

/// `gradus run`: a script by itself.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a script in the lesson language, and record it.",
        discussion: """
            What the script prints goes to standard output. The trace is complete after each \
            commit, so that a run that is killed leaves a trace that opens.

            Examples:
              gradus run model.py
              gradus run model.py --memory 4096 --steps 100000000
              gradus run model.py --trace run.trace --figures figures
            """)

    @Argument(help: "The script.")
    var script: String

    @Option(help: "Record the run in this file.")
    var trace: String?

    @Option(help: "Draw the script's figures into this folder, as PNG, PDF and SVG.")
    var figures: String?

    @Option(
        parsing: .unconditional, help: "The most memory that the script may take, in MiB.")
    var memory = ScriptLimits.standard.memory >> 20

    @Option(
        parsing: .unconditional,
        help: "The most steps (statements, calls, rounds of loops) that it may take.")
    var steps = ScriptLimits.standard.steps

    @Option(
        help: ArgumentHelp(
            "Large products: 'auto' by the BLAS that is installed, 'none' by loops whose sums "
                + "have one order, the same on every machine."))
    var blas = BLASChoice.auto

    @Flag(help: "Replace files that Gradus did not write.")
    var force = false

    /// Whether the trace's file has been begun.
    private final class TraceState {
        var isBegun = false
    }

    /// An error with a note more.
    private static func telling(of note: String, in error: any Error) -> any Error {
        guard var diagnostic = error as? Diagnostic else { return error }
        diagnostic.notes.append(.init(note))
        return diagnostic
    }

    /// What a trace holds, in words.
    private static func contents(of trace: Trace) -> String {
        let counts = [
            (trace.steps.count, "training step"), (trace.graphs.count, "graph"),
            (trace.updates.count, "update"), (trace.tensors.count, "tensor"),
        ].filter { $0.0 > 0 }.map { Console.count($0.0, $0.1) }
        guard !counts.isEmpty else {
            return "nothing to record (train what parameter(…) declares, or draw a figure)"
        }
        return counts.joined(separator: ", ")
    }

    func validate() throws {
        guard figures != "" else { throw ValidationError("--figures takes the name of a folder") }
        guard trace != "" else { throw ValidationError("--trace takes the name of a file") }
        guard (1...(1 << 40)).contains(memory) else {
            throw ValidationError("--memory takes a number of MiB, at least 1, found \(memory)")
        }
        guard steps > 0 else {
            throw ValidationError("--steps takes a number, at least 1, found \(steps)")
        }
    }

    func run() throws {
        let console = Console()
        let source = try WorkFailure.exiting(2) {
            let source = try ScriptFile.read(script)
            try ScriptRunner.checkSyntax(of: source, path: script)
            return source
        }
        try WorkFailure.exiting(1) {
            let renderer = try CairoRenderer(fonts: try FontCatalog.installed())
            let begun = TraceState()
            let runner = ScriptRunner(
                recordingInto: {
                    let writer = try trace.map { try TraceWriter(path: $0, force: force) }
                    begun.isBegun = writer != nil
                    return writer
                },
                limits: ScriptLimits(steps: steps, memory: memory << 20), products: blas.policy,
                print: { console.write($0) })
            let run: ExecutedScript
            do {
                run = try runner.run(source, path: script)
            } catch {
                guard let trace, begun.isBegun else { throw error }
                throw Self.telling(
                    of: "what was recorded until then is kept in \(trace)", in: error)
            }
            if let figures {
                let folder = try OutputFolder(URL(fileURLWithPath: figures), force: force)
                let writer = FigureWriter(renderer: renderer, formats: [.png, .pdf, .svg])
                let owner = OutputOwner.script(run.trace.info.title)
                for figure in run.figures {
                    try writer.write(figure, below: "", of: owner, to: folder)
                }
                try folder.publish { earlier, _ in earlier == owner }
                console.say("wrote \(Console.count(run.figures.count, "figure")) to \(figures)")
            }
            if let trace { console.say("wrote \(trace): \(Self.contents(of: run.trace))") }
        }
    }
}
