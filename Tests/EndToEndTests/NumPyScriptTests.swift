import Foundation
import Testing

/// Scripts that use nothing but NumPy print the same under `gradus run` as under CPython: what
/// they print there lies beside them, and where Python with NumPy 2 is present they run again.
@Suite struct NumPyScriptTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("NumPyScripts")

    static let names: [String] = {
        // A missing folder leaves no names, which the count below reports.
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
    }()

    /// Whether `python3` has NumPy 2.
    static let hasNumPy: Bool = {
        let check = "import numpy, sys; sys.exit(numpy.__version__.split('.')[0] != '2')"
        return (try? python(["-c", check]))?.exitCode == 0
    }()

    @Test func thereAreManyScripts() { #expect(Self.names.count >= 40) }

    @Test(arguments: names) func printsWhatCPythonPrints(_ name: String) throws {
        let own = try Command.run("run", "\(name).py", in: Self.folder)
        #expect(own.exitCode == 0, "\(own.errors)")
        let stored = try String(
            contentsOf: Self.folder.appendingPathComponent("\(name).txt"), encoding: .utf8)
        #expect(own.output == stored, "\(name): \(Self.firstDifference(own.output, stored))")
        guard Self.hasNumPy else { return }
        let other = try Self.python(["-W", "ignore", "\(name).py"])
        #expect(other.exitCode == 0)
        #expect(
            own.output == other.output,
            "\(name) beside CPython: \(Self.firstDifference(own.output, other.output))")
    }

    private static func firstDifference(_ own: String, _ other: String) -> String {
        let lines = zip(own.components(separatedBy: "\n"), other.components(separatedBy: "\n"))
        for (number, (left, right)) in lines.enumerated() where left != right {
            return "line \(number + 1) is '\(left)', not '\(right)'"
        }
        return "one is longer"
    }

    /// Runs `python3` in the scripts' folder.
    private static func python(
        _ arguments: [String]
    ) throws -> (exitCode: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
