import Foundation

/// Measures Gradus beside other tools, in one run on one machine, and prints ratios:
/// machines are shared, so times by themselves say little.
@main
struct GradusBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, arguments.first == "--sources", let sources = arguments.last,
            let command = ProcessInfo.processInfo.environment["GRADUS_COMMAND"]
        else {
            FileHandle.standardError.write(Data("usage: ./gradus benchmark\n".utf8))
            exit(2)
        }
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        try ScalarGraphBenchmark(sources: sources).run()
        try TracedStepBenchmark().run()
        try LessonsBenchmark(sources: sources, command: command, scratch: scratch).run()
    }
}
