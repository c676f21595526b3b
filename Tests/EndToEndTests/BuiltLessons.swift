import Foundation
import Testing

/// The project's own lessons, built once for all tests that look at the outcome.
enum BuiltLessons {
    private static let result = Result { () throws -> Scratch in
        let scratch = try Scratch()
        let outcome = try Command.run(
            "build", Command.sources.appendingPathComponent("lessons").path, "-o", "output",
            in: scratch.folder)
        guard outcome.exitCode == 0 else { throw Failure(description: outcome.errors) }
        return scratch
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// The output folder.
    static func folder() throws -> URL { try result.get().url("output") }

    /// A text file of the output.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: try folder().appendingPathComponent(path), encoding: .utf8)
    }

    static let lessons = ["tensors", "backpropagation", "digits", "graphs", "listings"]
}
