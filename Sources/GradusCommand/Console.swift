import Foundation
import GradusDiagnostics

/// Where the command talks: data to standard output, talk and progress to standard error.
struct Console: Sendable {
    /// Whether standard error is a terminal that takes colours.
    let isColoured: Bool
    /// Whether standard error is a terminal, where a line may be overwritten.
    let isTerminal: Bool
    /// Whether progress is kept to itself.
    let isQuiet: Bool

    init(isQuiet: Bool = false) {
        isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
        let environment = ProcessInfo.processInfo.environment
        isColoured =
            isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        self.isQuiet = isQuiet
    }

    /// Writes a line of data.
    func print(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Writes a line of talk.
    func say(_ line: String) {
        guard !isQuiet else { return }
        let clear = isTerminal ? "\r\u{1B}[K" : ""
        FileHandle.standardError.write(Data((clear + line + "\n").utf8))
    }

    /// Shows what is going on: on a terminal in one line that the next overwrites, else not.
    func progress(_ text: String) {
        guard isTerminal, !isQuiet else { return }
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + text).utf8))
    }

    /// Reports what went wrong, with the lines of the files concerned.
    func report(_ error: any Error) {
        let clear = isTerminal ? "\r\u{1B}[K" : ""
        let text = Self.diagnostics(error).map { render($0) }.joined(separator: "\n")
        FileHandle.standardError.write(Data((clear + text + "\n").utf8))
    }

    /// The errors as diagnostics; one that is none is shown by its description.
    static func diagnostics(_ error: any Error) -> [Diagnostic] {
        switch error {
        case let error as Diagnostic: [error]
        case let error as DiagnosticList: error.diagnostics
        default: [Diagnostic("\(error)")]
        }
    }

    private func render(_ diagnostic: Diagnostic) -> String {
        var sources: [String: String] = [:]
        for file in ([diagnostic.span] + diagnostic.notes.map(\.span)).compactMap({ $0?.file }) {
            sources[file] = try? String(contentsOfFile: file, encoding: .utf8)
        }
        return DiagnosticRenderer(sources: sources, isColoured: isColoured).render(diagnostic)
    }
}
