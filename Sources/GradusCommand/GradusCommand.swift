import ArgumentParser
import Foundation
import GradusLessons
import GradusTrace

/// The `gradus` command.
@main
struct GradusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gradus",
        abstract: "Run the mathematics of neural networks one step at a time, and draw it.",
        discussion: """
            Every command exits with 0 when done; with 1 when the work failed: a script raised, a \
            lesson is wrong, a picture differs; with 2 for bad usage and for input that cannot be \
            read: a file that is not there, a DOT file or a script with a mistake in its syntax.

            Examples:
              gradus build                          build the lessons in lessons/ into output/
              gradus run model.py --trace run.trace run a script and record it
              gradus report run.trace -o report     make a report of a recorded run
              gradus graph model.dot -o model.svg   draw a graph that another program wrote
              gradus snapshot check old new         compare two folders of pictures
              gradus doctor                         show what results depend on
            """,
        version: ProgramVersion.text,
        subcommands: [
            BuildCommand.self, RunCommand.self, ReportCommand.self, GraphCommand.self,
            SnapshotCommand.self,
            DoctorCommand.self,
        ])

    /// Exit codes are the house's own: 0 done, 1 the work failed, 2 bad usage or unreadable input.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as WorkFailure {
            Console().report(failure.error)
            Foundation.exit(failure.code)
        } catch {
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if code.isSuccess {
                if !text.isEmpty { print(text) }
                Foundation.exit(0)
            }
            if !text.isEmpty { FileHandle.standardError.write(Data((text + "\n").utf8)) }
            Foundation.exit(code == .validationFailure ? 2 : max(1, code.rawValue))
        }
    }
}

/// An error with the exit code that it deserves.
struct WorkFailure: Error {
    /// What went wrong.
    var error: any Error
    /// 1 when the work failed, 2 when the input cannot be read.
    var code: Int32

    /// Runs `body` and gives its errors an exit code.
    static func exiting<Result>(_ code: Int32, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failure as WorkFailure {
            throw failure
        } catch let error as RequestError {
            throw WorkFailure(error: error.diagnostic, code: 2)
        } catch {
            throw WorkFailure(error: error, code: code)
        }
    }
}
