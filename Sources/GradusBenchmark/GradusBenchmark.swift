import Foundation

/// Measures Gradus beside other tools, in one run on one machine, and prints ratios:
/// machines are shared, so times by themselves say little.
@main
struct GradusBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let kind = arguments.first, let path = arguments.last,
            ["--sources", "--layout"].contains(kind),
            let command = ProcessInfo.processInfo.environment["GRADUS_COMMAND"]
        else {
            FileHandle.standardError.write(
                Data(
                    "usage: ./gradus benchmark, or gradus-benchmark --layout DIR (a folder of DOT files)\n"
                        .utf8))
            exit(2)
        }
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        if kind == "--layout" {
            try LayoutBenchmark(folder: path, command: command, scratch: scratch).run()
        } else {
            try LessonsBenchmark(sources: path, command: command, scratch: scratch).run()
        }
    }
}
