import Foundation
import GradusDiagnostics

@testable import GradusLessons

/// The lessons of the repository.
enum LessonFiles {
    static let names = ["backpropagation.md", "digits.md"]

    static func bytes(_ name: String) throws -> [UInt8] {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return [UInt8](try Data(contentsOf: folder.appendingPathComponent("lessons/\(name)")))
    }
}

/// Parses a text behind a front matter of three lines: its first line is line 4.
func parse(body: String) throws(DiagnosticList) -> Lesson {
    try LessonParser().parse("---\ntitle: T\n---\n" + body, file: "t.md")
}

/// What is wrong with a lesson's text.
func problems(_ text: String) -> [Diagnostic] {
    do {
        _ = try LessonParser().parse(text, file: "t.md")
        return []
    } catch {
        return error.diagnostics
    }
}

/// What is wrong with a body; see `parse(body:)`.
func problems(inBody body: String) -> [Diagnostic] { problems("---\ntitle: T\n---\n" + body) }
