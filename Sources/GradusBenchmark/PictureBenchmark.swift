import Foundation

/// Whole-process time and peak memory from a program to a PNG of its graph: `gradus graph`,
/// folded as it does by itself and with every node, beside micrograd with Graphviz on the same
/// expression, the three taking turns.
struct PictureBenchmark {
    let sources: String
    let command: String
    let scratch: URL
    /// The Python that has micrograd.
    var python = ProcessInfo.processInfo.environment["GRADUS_PEER_PYTHON"] ?? "python3"
    /// Rows of nine nodes.
    private let sizes = [6, 111, 333]

    func run() throws {
        print("from a program to a PNG of its graph, whole process")
        for rows in sizes {
            // dot takes minutes for the largest.
            let turns = rows > 200 ? 1 : 5
            let script = scratch.appendingPathComponent("graph-\(rows).py")
            try Data(Self.script(rows).utf8).write(to: script)
            let picture = scratch.appendingPathComponent("graph-\(rows).png").path
            let own = [command, "graph", script.path, "--force", "-o", picture]
            let commands: [(name: String, words: [String])] = [
                ("gradus graph", own), ("with --fold none", own + ["--fold", "none"]),
                (
                    "micrograd and dot",
                    [python, peer("picture_micrograd.py"), String(rows), picture]
                ),
            ]
            var results = [[(seconds: Double, megabytes: Double)]](
                repeating: [], count: commands.count)
            for _ in 0..<turns {
                for (place, entry) in commands.enumerated() {
                    if let result = try measured(entry.words) { results[place].append(result) }
                }
            }
            print("  a scalar graph of \(9 * rows + 3) nodes (median of \(turns))")
            for (entry, found) in zip(commands, results) {
                let label = entry.name.padding(toLength: 18, withPad: " ", startingAt: 0)
                guard found.count == turns else {
                    print("    \(label)  not measured: it failed or is not installed")
                    continue
                }
                let seconds = found.map(\.seconds).sorted()[turns / 2]
                let megabytes = found.map(\.megabytes).max() ?? 0
                print("    \(label)  \(Timing.text(seconds)) s   \(Timing.text(megabytes)) MB")
            }
        }
    }

    private func peer(_ name: String) -> String {
        sources + "/Sources/GradusBenchmark/Peers/" + name
    }

    private func measured(
        _ command: [String]
    ) throws -> (seconds: Double, megabytes: Double)? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", peer("measured.py")] + command
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let numbers = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            .compactMap { Double($0) }
        guard process.terminationStatus == 0, numbers.count == 2 else { return nil }
        return (numbers[0], numbers[1] * 1024 / 1e6)
    }

    /// The graph of `Peers/picture_micrograd.py` as a script.
    private static func script(_ rows: Int) -> String {
        """
        start = parameter(0.5)
        total = start * 0.0
        for row in range(\(rows)):
            x = input(0.001 * (row % 97) - 0.04)
            w = parameter(0.5 + 0.002 * (row % 53))
            a = x * w
            b = a + w
            c = b * b
            d = relu(c)
            e = d + a
            f = e * x
            total = total + f

        """
    }
}
