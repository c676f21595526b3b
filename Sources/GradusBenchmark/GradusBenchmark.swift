import Foundation

/// Measures Gradus beside other tools, in one run on one machine, and prints ratios:
/// machines are shared, so times by themselves say little.
@main
struct GradusBenchmark {
    private static let usage = """
        usage: ./gradus benchmark [PART]
          lessons       building the lessons beside Python with matplotlib
          graphs        scalar graphs beside micrograd, and what tracing a step costs
          pictures      pictures of scalar graphs beside micrograd and Graphviz
          tensors       tensor operations beside NumPy on one thread
          elementary    elementary functions at a million arguments beside MPFR, the C library
                        and NumPy (the Python named by GRADUS_PYTHON must have gmpy2)
          layout DIR    layouts of a folder of DOT files beside Graphviz

        """

    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2, arguments[0] == "--sources",
            let command = ProcessInfo.processInfo.environment["GRADUS_COMMAND"]
        else { return fail() }
        let sources = arguments[1]
        arguments.removeFirst(2)
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        switch (arguments.first ?? "lessons", arguments.count) {
        case ("lessons", 0...1):
            try LessonsBenchmark(sources: sources, command: command, scratch: scratch).run()
        case ("graphs", 1):
            try ScalarGraphBenchmark(sources: sources).run()
            try TracedStepBenchmark().run()
        case ("pictures", 1):
            try PictureBenchmark(sources: sources, command: command, scratch: scratch).run()
        case ("tensors", 1): try TensorBenchmark(sources: sources).run()
        case ("elementary", 1):
            try ElementaryBenchmark(sources: sources, scratch: scratch).run()
        case ("layout", 2):
            try LayoutBenchmark(folder: arguments[1], command: command, scratch: scratch).run()
        default: fail()
        }
    }

    private static func fail() {
        FileHandle.standardError.write(Data(usage.utf8))
        exit(2)
    }
}
