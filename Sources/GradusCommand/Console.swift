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
        let environment = ProcessInfo.processInfo.environment
        isTerminal =
            isatty(FileHandle.standardError.fileDescriptor) == 1 && environment["TERM"] != "dumb"
        isColoured = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
        self.isQuiet = isQuiet
    }

    /// Writes a line of data.
    func print(_ line: String) { write(line + "\n") }

    /// Writes data as it is; ends the program where it cannot be written.
    func write(_ text: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            report(Diagnostic("standard output cannot be written to"))
            exit(1)
        }
    }

    /// Writes a line of talk.
    func say(_ line: String) {
        guard !isQuiet else { return }
        let clear = isTerminal ? "\r\u{1B}[K" : ""
        Self.write(clear + line + "\n", to: .standardError)
    }

    /// Shows what is going on: on a terminal in one line that the next overwrites, else not.
    func progress(_ text: String) {
        guard isTerminal, !isQuiet else { return }
        Self.write("\r\u{1B}[K" + text, to: .standardError)
    }

    /// Reports what went wrong, with the lines of the files concerned.
    func report(_ error: any Error) {
        let clear = isTerminal ? "\r\u{1B}[K" : ""
        let text = Self.diagnostics(error).map { render($0) }.joined(separator: "\n")
        Self.write(clear + text + "\n", to: .standardError)
    }

    /// A number with its noun: `1 figure`, `2 figures`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)" + (number == 1 ? "" : "s")
    }

    /// The errors as diagnostics; one that is none is shown by its description.
    static func diagnostics(_ error: any Error) -> [Diagnostic] {
        switch error {
        case let error as Diagnostic: [error]
        case let error as DiagnosticList: error.diagnostics
        default: [Diagnostic("\(error)")]
        }
    }

    /// When standard error is closed or full there is nobody left to tell.
    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }

    private func render(_ diagnostic: Diagnostic) -> String {
        var sources: [String: String] = [:]
        for file in ([diagnostic.span] + diagnostic.notes.map(\.span)).compactMap({ $0?.file }) {
            sources[file] = try? String(contentsOfFile: file, encoding: .utf8)
        }
        return DiagnosticRenderer(sources: sources, isColoured: isColoured).render(diagnostic)
    }
}
