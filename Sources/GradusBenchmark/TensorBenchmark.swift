import Foundation
import GradusTensors

/// The time of operations on tensors beside NumPy's on one thread, for 10² to 10⁷ elements:
/// `gradus-benchmark tensors SOURCES`.
struct TensorBenchmark {
    let sources: String

    private struct Operation {
        let name: String
        /// Runs it once on operands of so many elements; nil where the size is not measured.
        let make: (Int) throws -> (() throws -> Tensor)?
    }

    func run() throws {
        let peer = try peerTimes()
        print("operation            elements     gradus µs      numpy µs     gradus / numpy")
        for operation in Self.operations {
            for power in 2...7 {
                let count = Int(pow(10, Double(power)))
                guard let body = try operation.make(count) else { continue }
                let own = try Self.seconds(body)
                guard let other = peer["\(operation.name) \(count)"] else { continue }
                print(
                    Self.padded(operation.name, 20), Self.padded("\(count)", 10),
                    Self.right(own * 1e6), Self.right(other * 1e6),
                    Self.right(own / other))
            }
        }
    }

    /// NumPy's seconds by operation and size.
    private func peerTimes() throws -> [String: Double] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", sources + "/Sources/GradusBenchmark/Peers/tensors_numpy.py",
        ]
        var environment = ProcessInfo.processInfo.environment
        for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
            environment[name] = "1"
        }
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        var times: [String: Double] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 3 else { continue }
            times["\(parts[0]) \(parts[1])"] = Double(parts[2])
        }
        return times
    }

    /// The least seconds of one call over several rounds of at least 10 ms.
    private static func seconds(_ body: () throws -> Tensor) throws -> Double {
        let clock = ContinuousClock()
        func measure(_ count: Int) throws -> Double {
            let start = clock.now
            for _ in 0..<count { _ = try body() }
            let elapsed = clock.now - start
            return Double(elapsed.components.seconds)
                + Double(elapsed.components.attoseconds) / 1e18
        }
        var count = 1
        while try measure(count) < 0.01 { count *= 2 }
        var best = Double.infinity
        for _ in 0..<5 { best = min(best, try measure(count) / Double(count)) }
        return best
    }

    private static func vector(_ count: Int, _ dtype: DType = .float64) -> Tensor {
        var stream = RandomStream(seed: 1)
        return stream.random([count]).astype(dtype)
    }

    private static var operations: [Operation] {
        var list: [Operation] = []
        func add(_ name: String, _ make: @escaping (Int) throws -> (() throws -> Tensor)?) {
            list.append(Operation(name: name, make: make))
        }
        for dtype in [DType.float64, .float32, .int64] {
            add("add_\(dtype)") { count in
                let a = vector(count, dtype)
                let b = vector(count, dtype)
                return { try a.combining(.add, b) }
            }
        }
        add("multiply_scalar") { count in
            let a = vector(count)
            return { try a.combining(.multiply, .floating(2.5)) }
        }
        add("maximum_0") { count in
            let a = vector(count)
            return { try a.combining(.maximum, .floating(0)) }
        }
        add("less") { count in
            let (a, b) = (vector(count), vector(count))
            return { try a.combining(.less, b) }
        }
        add("add_row") { count in
            guard count >= 1000 else { return nil }
            let a = try vector(count).reshaped([count / 100, 100])
            let b = vector(100)
            return { try a.combining(.add, b) }
        }
        add("add_transposed") { count in
            guard count >= 1000 else { return nil }
            let a = try vector(count).reshaped([count / 100, 100])
            let b = try vector(count).reshaped([100, count / 100]).transposed
            return { try a.combining(.add, b) }
        }
        for operation in [UnaryOperation.sqrt, .exp, .log, .sin, .tanh] {
            add(operation.rawValue) { count in
                let a = vector(count)
                return { try a.applying(operation) }
            }
        }
        add("astype_uint8_float32") { count in
            let a = vector(count).astype(.uint8)
            return { a.astype(.float32) }
        }
        for dtype in [DType.float64, .float32, .int64] {
            add("sum_\(dtype)") { count in
                let a = vector(count, dtype)
                return { try a.sum() }
            }
        }
        add("max") { count in
            let a = vector(count)
            return { try a.max() }
        }
        add("argmax") { count in
            let a = vector(count)
            return { try a.argmax() }
        }
        add("var") { count in
            let a = vector(count)
            return { try a.variance() }
        }
        for axis in [0, 1] {
            add("sum_axis\(axis)") { count in
                guard count >= 1000 else { return nil }
                let a = try vector(count).reshaped([count / 100, 100])
                return { try a.sum(axis: axis) }
            }
        }
        add("cumsum") { count in
            let a = vector(count)
            return { try a.cumulativeSum() }
        }
        add("sort") { count in
            guard count <= 1_000_000 else { return nil }
            let a = vector(count)
            return { try a.sorted() }
        }
        add("where") { count in
            let a = vector(count)
            let b = try a.combining(.greater, .floating(0.5))
            return { try Tensor.whereSelect(b, a, b) }
        }
        add("mask") { count in
            let a = vector(count)
            let b = try a.combining(.greater, .floating(0.5))
            return { try a.indexed(by: [.mask(b)]) }
        }
        add("dot_vectors") { count in
            let (a, b) = (vector(count), vector(count))
            return { try a.dot(b) }
        }
        for dtype in [DType.float64, .float32] {
            add("dot_matrices_\(dtype)") { count in
                guard count <= 1_000_000 else { return nil }
                let side = Int(Double(count).squareRoot())
                let a = try vector(side * side, dtype).reshaped([side, side])
                return { try a.dot(a) }
            }
        }
        return list
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ value: Double) -> String {
        let text = Timing.text(value)
        return String(repeating: " ", count: max(0, 13 - text.count)) + text
    }
}
