import Foundation
import GradusTensors

/// The elementary functions at a million arguments each: the worst error beside MPFR, where it
/// occurs, and the time beside the C library's scalar function and NumPy in the same run.
struct ElementaryBenchmark {
    let sources: String
    let scratch: URL
    /// The Python that has gmpy2.
    private var python: String {
        ProcessInfo.processInfo.environment["GRADUS_PYTHON"] ?? "python3"
    }

    private struct Function {
        let name: String
        /// Applies Gradus's function to tensors of the operands.
        let gradus: ([Tensor]) throws -> Tensor
        /// The C library's scalar function, of one or two operands.
        let library:
            (UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) ->
                Void
        /// The operands' limits for the measure of time.
        let limits: [(Double, Double)]
        /// The arguments for the measure of errors.
        let arguments: [[Double]]
    }

    func run() throws {
        print(
            "function    worst ulp  not nearest  special wrong  gradus ns   libm ns  numpy ns  "
                + "gradus/libm  gradus/numpy  worst at")
        for function in Self.functions(count: 1_000_000) {
            let operands = function.arguments.map { Tensor($0, shape: [$0.count]) }
            let results = try function.gradus(operands).doubles()
            let file = scratch.appendingPathComponent(function.name)
            var numbers: [Double] = []
            for place in results.indices {
                for argument in function.arguments { numbers.append(argument[place]) }
                numbers.append(results[place])
            }
            try numbers.withUnsafeBytes { Data($0) }.write(to: file)
            let checked = try peer(function, file)
            let (own, library) = try Self.nanoseconds(function)
            let other = Double(checked[4]) ?? .nan
            func column(_ text: String, _ width: Int) -> String {
                String(repeating: " ", count: max(0, width - text.count)) + text
            }
            print(
                function.name.padding(toLength: 10, withPad: " ", startingAt: 0),
                column(checked[0], 10), column(checked[2], 12), column(checked[3], 14),
                column(String(format: "%.2f", own), 10),
                column(String(format: "%.2f", library), 9),
                column(String(format: "%.2f", other), 9),
                column(String(format: "%.2f", own / library), 12),
                column(String(format: "%.2f", own / other), 13), "", checked[1])
            fflush(nil)
            try FileManager.default.removeItem(at: file)
        }
    }

    private func peer(_ function: Function, _ file: URL) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            python, sources + "/Sources/GradusBenchmark/Peers/elementary_errors.py", file.path,
            function.name, "\(function.arguments.count)",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 5 else {
            throw CocoaError(.executableLoad, userInfo: [NSDebugDescriptionErrorKey: text])
        }
        return [words[0], words[1], words[2], words[3], words[4].trimmingCharacters(in: .newlines)]
    }

    /// The least nanoseconds an element takes over several rounds, the two taking turns.
    private static func nanoseconds(_ function: Function) throws -> (Double, Double) {
        let count = 16_384
        var arguments = ElementaryArguments(seed: 5)
        let operands = function.limits.map { arguments.even(count, $0.0, $0.1) }
        let tensors = operands.map { Tensor($0, shape: [count]) }
        var results = [Double](repeating: 0, count: count)
        let clock = ContinuousClock()
        var (own, library) = (Double.infinity, Double.infinity)
        func seconds(_ duration: Duration) -> Double {
            Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        }
        for _ in 0..<40 {
            own = min(own, seconds(try clock.measure { _ = try function.gradus(tensors) }))
            library = min(
                library,
                seconds(
                    clock.measure {
                        function.library(operands[0], operands.last!, &results, count)
                    }))
        }
        return (own / Double(count) * 1e9, library / Double(count) * 1e9)
    }

    private static func functions(count: Int) -> [Function] {
        var list: [Function] = []
        var arguments = ElementaryArguments(seed: 1)
        func unary(
            _ operation: UnaryOperation, _ low: Double, _ high: Double, _ points: [Double],
            _ library: @escaping (Double) -> Double
        ) {
            list.append(
                Function(
                    name: operation.rawValue, gradus: { try $0[0].applying(operation) },
                    library: { x, _, result, count in
                        for i in 0..<count { result[i] = library(x[i]) }
                    }, limits: [(low, high)], arguments: [points + ElementaryArguments.special]))
        }
        func binary(
            _ operation: BinaryOperation, _ limits: [(Double, Double)], _ points: [[Double]],
            _ library: @escaping (Double, Double) -> Double
        ) {
            let special = ElementaryArguments.special
            list.append(
                Function(
                    name: operation.rawValue, gradus: { try $0[0].combining(operation, $0[1]) },
                    library: { x, y, result, count in
                        for i in 0..<count { result[i] = library(x[i], y[i]) }
                    }, limits: limits,
                    arguments: [
                        points[0] + special.flatMap { x in special.map { _ in x } },
                        points[1] + special.flatMap { _ in special },
                    ]))
        }
        let half = count / 2
        let quarter = count / 4
        let small = arguments.scaled(quarter, -60, 3)
        let all = arguments.scaled(quarter, -1074, 1023)
        let positive =
            arguments.aboutOne(quarter) + arguments.even(half, 0, 10)
            + all.map { $0.magnitude }
        let angles =
            arguments.even(half, -100, 100) + arguments.turns(quarter / 2) + small
            + all.prefix(quarter / 2)
        let unit =
            arguments.even(half, -1, 1) + small.map { $0 / 16 }
            + arguments.aboutOne(quarter).map { 2 - max($0, 2 - $0) }
        unary(
            .exp, -10, 10, arguments.even(half, -746, 710) + arguments.even(quarter, -3, 3) + small,
            Foundation.exp)
        unary(
            .exp2, -10, 10,
            arguments.even(half, -1080, 1024) + arguments.even(quarter, -3, 3) + small,
            Foundation.exp2)
        unary(
            .expm1, -10, 10,
            arguments.even(half, -40, 710) + arguments.even(quarter, -3, 3) + small,
            Foundation.expm1)
        unary(
            .sigmoid, -10, 10,
            arguments.even(half, -746, 50) + arguments.even(quarter, -3, 3) + small
        ) { 1 / (1 + Foundation.exp(-$0)) }
        unary(.log, 0, 10, positive, Foundation.log)
        unary(.log2, 0, 10, positive, Foundation.log2)
        unary(.log10, 0, 10, positive, Foundation.log10)
        unary(
            .log1p, -0.9, 10,
            arguments.even(half, -1, 10)
                + arguments.scaled(quarter, -60, 1).map { max($0, -$0 / 4) }
                + all.map { $0.magnitude }, Foundation.log1p)
        unary(.sin, -10, 10, angles, Foundation.sin)
        unary(.cos, -10, 10, angles, Foundation.cos)
        unary(.tan, -10, 10, angles, Foundation.tan)
        unary(.arcsin, -1, 1, unit, Foundation.asin)
        unary(.arccos, -1, 1, unit, Foundation.acos)
        unary(.arctan, -10, 10, arguments.even(half, -10, 10) + small + all, Foundation.atan)
        unary(
            .sinh, -10, 10,
            arguments.even(half, -711, 711) + arguments.even(quarter, -3, 3) + small,
            Foundation.sinh)
        unary(
            .cosh, -10, 10,
            arguments.even(half, -711, 711) + arguments.even(quarter, -3, 3) + small,
            Foundation.cosh)
        unary(
            .tanh, -4, 4, arguments.even(half, -21, 21) + arguments.even(quarter, -3, 3) + small,
            Foundation.tanh)
        unary(.arcsinh, -10, 10, arguments.even(half, -100, 100) + small + all, Foundation.asinh)
        unary(
            .arccosh, 1, 10,
            arguments.even(half, 1, 100) + arguments.aboutOne(quarter).map { max($0, 2 - $0) }
                + all.map { $0.magnitude }.map { max($0, 1 + 1 / $0) }, Foundation.acosh)
        unary(.arctanh, -1, 1, unit, Foundation.atanh)
        unary(.cbrt, -10, 10, arguments.even(half, -10, 10) + small + all, Foundation.cbrt)
        var powers = arguments.even(half, -700, 700)
        let bases =
            arguments.even(half, 0, 10) + arguments.aboutOne(quarter) + all.map { $0.magnitude }
        powers += arguments.even(half, -745, 710)
        let exponents = zip(bases, powers).enumerated().map { place, pair in
            place % 3 == 0
                ? (pair.1 / 70).rounded() / 2
                : place % 3 == 1 ? pair.1 / Foundation.log(pair.0) : pair.1 / 70
        }
        binary(.power, [(0, 10), (-10, 10)], [bases, exponents], Foundation.pow)
        let points = arguments.even(half, -10, 10) + small + all
        binary(
            .arctan2, [(-10, 10), (-10, 10)],
            [points, arguments.even(half, -10, 10) + arguments.scaled(half, -300, 300)],
            Foundation.atan2)
        binary(
            .hypot, [(-10, 10), (-10, 10)],
            [
                points,
                arguments.even(half, -10, 10)
                    + zip(small + all, arguments.scaled(half, -30, 30)).map { $0 * $1 },
            ], Foundation.hypot)
        return list
    }
}
