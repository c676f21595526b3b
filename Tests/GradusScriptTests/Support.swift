import Foundation
import GradusAutodiff
import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusScript

/// Runs scripts for tests.
struct Scripts {
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func session(
        limits: ScriptLimits = ScriptLimits(steps: 200_000, memory: 64 << 20, depth: 200),
        observer: (any RecordingObserver)? = nil
    ) -> ScriptSession {
        ScriptSession(
            file: "lesson.md", dataFolder: repository.appendingPathComponent("lessons"),
            limits: limits, seed: 1, observer: observer)
    }

    /// What `print` wrote.
    static func output(_ source: String) throws -> String {
        try session().run(source).output
    }

    /// An expression as the prompt shows it, after some code.
    static func shown(_ expression: String, after code: String = "") throws -> String {
        let session = session()
        if !code.isEmpty { try session.run(code) }
        let result = try session.run(">>> " + expression)
        return String(result.output.dropLast())
    }

    /// The diagnostic in which a script ends.
    static func failure(
        _ source: String, at line: Int = 1,
        limits: ScriptLimits = ScriptLimits(steps: 200_000, memory: 64 << 20, depth: 200)
    ) throws -> Diagnostic {
        do {
            _ = try session(limits: limits).run(source, at: line)
        } catch let diagnostic as Diagnostic {
            return diagnostic
        }
        throw Unexpected(message: "no error in: \(source)")
    }
}

struct Unexpected: Error {
    var message: String
}

extension Diagnostic {
    /// `line:column-column` of a place on one line.
    var place: String {
        guard let span else { return "nowhere" }
        return "\(span.start.line):\(span.start.column)-\(span.end.column)"
    }
}
