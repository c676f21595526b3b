import ArgumentParser
import Foundation
import GradusCairoRendering
import GradusLessons
import GradusTrace
import GradusTraceStore

/// `gradus report`: a report of recorded runs alone.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Make a report of a recorded run.",
        discussion: """
            Example:
              gradus report run.trace -o report
              gradus report run.trace --json
            """)

    @Argument(help: "Trace files.")
    var runs: [String]

    @Option(name: .shortAndLong, help: "The folder to write to.")
    var output: String?

    @Flag(help: "Print what the runs hold as JSON instead of writing a report.")
    var json = false

    @Flag(help: "Replace files that Gradus did not write.")
    var force = false

    func validate() throws {
        guard (output == nil) == json else {
            throw ValidationError("say either -o DIR or --json")
        }
        guard output != "" else { throw ValidationError("-o takes the name of a folder") }
    }

    func run() throws {
        let console = Console()
        let traces = try WorkFailure.exiting(2) {
            try runs.map { RecordedRun(path: $0, trace: try TraceReader(path: $0).trace()) }
        }
        try WorkFailure.exiting(1) {
            if json {
                console.print(try RunSummary.json(of: traces))
                return
            }
            guard let output else { return }
            let renderer = try CairoRenderer(fonts: try FontCatalog.installed())
            let folder = try OutputFolder(URL(fileURLWithPath: output), force: force)
            try RunReportBuilder(renderer: renderer).write(traces, to: folder)
            try folder.publish { owner, _ in owner == .report }
            console.say("wrote \(output)")
        }
    }
}
