import Foundation
import GradusDiagnostics
import Testing

@testable import GradusScript

/// Programs without NumPy print here what CPython prints: `Cases/Python` holds each with the
/// output of CPython 3.11, and where python3 is at hand it is asked again.
@Suite struct PythonProgramTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Cases/Python")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
    }()

    static func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }

    @Test func thereAreAtLeastSixty() { #expect(Self.names.count >= 60) }

    @Test(arguments: names)
    func printsWhatCPythonPrints(_ name: String) throws {
        let session = ScriptSession(
            file: "\(name).py", dataFolder: Self.folder,
            limits: ScriptLimits(steps: 2_000_000, memory: 256 << 20))
        var printed = ""
        session.onPrint = { printed += $0 }
        let source = try Self.text("\(name).py")
        do {
            try session.run(source)
        } catch let diagnostic as Diagnostic {
            let shown = DiagnosticRenderer(sources: ["\(name).py": source]).render(diagnostic)
            Issue.record("\(shown)")
        }
        let expected = try Self.text("\(name).txt")
        let lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in expected.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            #expect(number < lines.count && lines[number] == line, "line \(number + 1)")
        }
        #expect(printed == expected)
    }

    /// The stored outputs are CPython's.
    @Test(.enabled(if: python != nil))
    func theStoredOutputsAreCPythons() throws {
        guard let python = Self.python else { return }
        for name in Self.names {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: python)
            process.arguments = [
                "-W", "ignore", Self.folder.appendingPathComponent("\(name).py").path,
            ]
            process.environment = ["PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let output = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            #expect(
                String(decoding: output, as: UTF8.self) == (try Self.text("\(name).txt")), "\(name)"
            )
        }
    }

    /// A CPython 3.11, whose messages the outputs hold; those of other versions differ.
    static let python: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        for folder in folders {
            let path = "\(folder)/python3.11"
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        return nil
    }()
}
