import GradusDiagnostics
import GradusTensors

/// The generator behind `np.random.seed`, `np.random.rand` and the other functions of
/// `np.random`, bit for bit NumPy's.
final class LegacyGenerator {
    var stream: LegacyRandomStream

    init(_ stream: LegacyRandomStream) { self.stream = stream }

    /// The stream of a seed that a script gives: a number or a list of numbers.
    static func stream(_ argument: HostArgument) throws -> LegacyRandomStream {
        switch argument.value {
        case .list, .tuple:
            return try LegacyRandomStream(checking: try argument.integers().map { Int64($0) })
        default: return try LegacyRandomStream(checking: Int64(try argument.int()))
        }
    }

    /// Adds the functions that draw.
    func addFunctions(to module: ModuleObject) {
        for name in ["random", "random_sample", "ranf", "sample"] {
            module.define(name, "size=") { [self] call in
                try call.drawn(stream.random(try call.sampleShape() ?? []))
            }
        }
        for name in ["rand", "randn"] {
            module.define(name, "*shape") { [self] call in
                var lengths: [Int] = []
                for argument in call.rest { lengths.append(try argument.int()) }
                let shape = try Shape.checked(lengths)
                try call.interpreter.checkMemory(of: shape, itemSize: 16, at: call.span)
                return try call.drawn(
                    name == "rand" ? stream.random(shape) : stream.standardNormal(shape))
            }
        }
        module.define("standard_normal", "size=") { [self] call in
            try call.drawn(stream.standardNormal(try call.sampleShape() ?? []))
        }
        module.define("normal", "loc=, scale=, size=") { [self] call in
            try call.normal(from: &stream)
        }
        module.define("uniform", "low=, high=, size=") { [self] call in
            try call.drawn(
                try stream.uniform(
                    low: try call.parameter("low", 0), high: try call.parameter("high", 1),
                    try call.sampleShape()))
        }
        module.define("randint", "low, high=, size=, dtype=") { [self] call in
            let first = Int64(try call.required("low").int())
            let second = try (call["high"]?.int()).map { Int64($0) }
            let (low, high) = (second == nil ? 0 : first, second ?? first)
            let numbers = try integers(low, high, try call.dtype("dtype") ?? .int64, call)
            return call["dtype"] == nil ? try call.drawn(numbers) : try call.drawnNumPy(numbers)
        }
        module.define("permutation", "x") { [self] call in try call.permutation(from: &stream) }
        module.define("shuffle", "x") { [self] call in try call.shuffle(with: &stream) }
        module.define("choice", "a, size=, replace=, p=") { [self] call in
            try call.choice(from: &stream)
        }
    }

    private func integers(
        _ low: Int64, _ high: Int64, _ dtype: DType, _ call: HostCall
    ) throws -> Tensor {
        let shape = try call.sampleShape() ?? []
        guard let range = dtype.integerRange else {
            if dtype == .bool, low >= 0, high <= 2 {
                throw Diagnostic(
                    "randint() draws integers here, not bool", at: call.span,
                    fix: "compare the numbers: np.random.randint(0, 2, …) == 1")
            }
            throw Diagnostic("Unsupported dtype dtype('\(dtype)') for randint", at: call.span)
        }
        guard low >= Int64(range.lowerBound) else {
            throw Diagnostic("low is out of bounds for \(dtype)", at: call.span)
        }
        guard high - 1 <= Int64(range.upperBound) else {
            throw Diagnostic("high is out of bounds for \(dtype)", at: call.span)
        }
        switch dtype.itemSize {
        case 1:
            return Tensor(try stream.bytes(low: low, high: high, shape), shape: shape).astype(dtype)
        case 2:
            return Tensor(try stream.halves(low: low, high: high, shape), shape: shape)
                .astype(dtype)
        default: return try stream.integers(low: low, high: high, shape).astype(dtype)
        }
    }
}
