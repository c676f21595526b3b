import Foundation
import GradusDiagnostics
import GradusLessons
import Testing

/// `figure.model`, where it goes wrong: with the place of the argument.
@Suite struct ModelFunctionTests {
    private func error(_ code: String, _ files: [String: String] = [:]) throws -> Diagnostic? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-model-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        do {
            _ = try ScriptRunner { _ in }.run(
                Array(code.utf8), path: folder.appendingPathComponent("s.py").path)
            return nil
        } catch let error as Diagnostic {
            return error
        }
    }

    @Test func aDotFileIsDrawnToo() throws {
        #expect(
            try error("figure.model(\"g.dot\")", ["g.dot": "digraph { a -> b; a -> c }"]) == nil)
    }

    @Test func mistakesHaveTheirPlace() throws {
        let missing = try #require(try error("figure.model(\"m.onnx\")"))
        #expect(missing.message.contains("there is no file 'm.onnx'"))
        #expect(missing.span?.start.line == 1 && missing.span?.start.column == 14)
        let damaged = try #require(
            try error("\nfigure.model(\"m.onnx\")", ["m.onnx": "no model"]))
        #expect(damaged.message.hasPrefix("'m.onnx' cannot be drawn: byte "))
        #expect(damaged.span?.start.line == 2)
        let other = try #require(try error("figure.model(\"m.txt\")", ["m.txt": "x"]))
        #expect(other.message.contains(".onnx, .dot or .gv"))
        let outside = try #require(try error("figure.model(\"../m.onnx\")"))
        #expect(outside.message.contains("leads out of the lesson's folder"))
    }
}
