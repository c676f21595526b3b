import Foundation
import GradusAutodiff
import GradusTensors

/// Forward and backward through a scalar graph of 10,000 nodes, beside micrograd (install it
/// with `pip install micrograd==0.1.0`) on the same graph, in one run: recorded and
/// differentiated anew each turn, as micrograd does it, and replayed on the recorded graph.
struct ScalarGraphBenchmark {
    let sources: String
    /// The Python that has micrograd.
    var python = ProcessInfo.processInfo.environment["GRADUS_PEER_PYTHON"] ?? "python3"
    /// Rows of nine nodes, and the number that they are added to.
    private let rows = 1111
    private let turns = 7

    func run() throws {
        guard let peer = try peerTimes() else {
            print("micrograd is missing; install it with: pip install micrograd==0.1.0")
            return
        }
        var recorded: [Double] = []
        var replayed: [Double] = []
        var checks: (Double, Double) = (0, 0)
        let (graph, root, leaves) = Self.record(rows)
        let values = graph.values
        let moved = Dictionary(
            uniqueKeysWithValues: leaves.map { ($0, Tensor(scalar: values[$0].scalarValue)) })
        for _ in 0..<turns * 10 {
            var result: (value: Double, gradients: Gradients, leaves: [Int])?
            recorded.append(
                try Self.seconds {
                    let (graph, root, leaves) = Self.record(rows)
                    result = (
                        graph.value(of: root).scalarValue, try graph.backward(from: root), leaves
                    )
                })
            // What is compared with micrograd is summed outside of its time too.
            if let result { checks = (result.value, Self.sum(result.gradients, result.leaves)) }
            replayed.append(
                try Self.seconds {
                    let next = try values.replay(with: moved)
                    _ = try next.backward(from: root)
                })
        }
        let other = Self.median(peer.times)
        print("a scalar graph of \(graph.count) nodes, forward and backward (median)")
        print("  micrograd           \(Self.milliseconds(other))")
        for (name, times) in [("recorded anew", recorded), ("replayed", replayed)] {
            let own = Self.median(times)
            let label = name.padding(toLength: 18, withPad: " ", startingAt: 0)
            print(
                "  \(label)  \(Self.milliseconds(own))   \(Timing.text(other / own)) times as fast")
        }
        guard abs(checks.0 - peer.value) < 1e-9, abs(checks.1 - peer.gradients) < 1e-9 else {
            print("the two do not compute the same: \(checks), \(peer.value), \(peer.gradients)")
            exit(1)
        }
        try runChain()
    }

    /// A chain of a million operations, which micrograd's recursion cannot walk: built,
    /// differentiated and freed.
    private func runChain() throws {
        let length = 1_000_000
        var slope = 0.0
        let elapsed = try Self.seconds {
            let graph = Graph()
            let one = graph.constant(1)
            var sum = one
            for _ in 0..<length { sum = sum + one }
            slope = try graph.backward(from: sum.index)[one.index]?.scalarValue ?? 0
        }
        print("a chain of \(length) operations, built, differentiated and freed")
        print("  Gradus              \(Self.milliseconds(elapsed))")
        guard slope == Double(length + 1) else {
            print("its derivative is \(length + 1), found \(slope)")
            exit(1)
        }
    }

    /// The graph of `Peers/scalar_graph_micrograd.py`.
    private static func record(_ rows: Int) -> (Graph, root: Int, leaves: [Int]) {
        let graph = Graph()
        var total = graph.constant(0)
        var leaves: [Int] = []
        for row in 0..<rows {
            let x = graph.constant(0.001 * Double(row % 97) - 0.04)
            let w = graph.constant(0.5 + 0.002 * Double(row % 53))
            leaves += [x.index, w.index]
            let a = x * w
            let b = a + w
            let c = b * b
            let d = relu(c)
            let e = d + a
            let f = e * x
            total = total + f
        }
        return (graph, total.index, leaves)
    }

    private static func sum(_ gradients: Gradients, _ leaves: [Int]) -> Double {
        leaves.reduce(0) { $0 + (gradients[$1]?.scalarValue ?? 0) }
    }

    private func peerTimes() throws -> (times: [Double], value: Double, gradients: Double)? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            python, sources + "/Sources/GradusBenchmark/Peers/scalar_graph_micrograd.py",
            String(rows), String(turns),
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ").compactMap { Double($0) }
        }
        guard process.terminationStatus == 0, let first = lines.first, first.count >= 3 else {
            return nil
        }
        return (lines.map { $0[0] }, first[1], first[2])
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try body()
        let elapsed = clock.now - start
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }

    private static func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

    private static func milliseconds(_ seconds: Double) -> String {
        "\(Timing.text(seconds * 1000)) ms"
    }
}
