import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// A random generator: `np.random.default_rng(seed)`, bit for bit NumPy's.
public final class GeneratorObject {
    var stream: RandomStream

    init(_ stream: RandomStream) { self.stream = stream }

    static let methodNames = [
        "choice", "integers", "normal", "permutation", "random", "shuffle", "standard_normal",
        "uniform",
    ]

    /// A method by its name.
    func method(_ name: String) -> BuiltinFunction? {
        func make(_ parameters: String, _ body: @escaping (HostCall) throws -> Value)
            -> BuiltinFunction
        {
            let made = BuiltinFunction(
                name: name, signature: CallSignature(parameters), body: body)
            made.recordedUse = Interpreter.randomUse(of: name)
            return made
        }
        switch name {
        case "normal":
            return make("loc=, scale=, size=") { [self] call in
                try call.normal(from: &stream)
            }
        case "standard_normal":
            return make("size=, dtype=") { [self] call in
                if try call.dtype("dtype") == .float32 {
                    throw Diagnostic(
                        "standard_normal() draws float64 here", at: call.span,
                        fix: "convert it with .astype(np.float32)")
                }
                return try call.drawn(stream.standardNormal(try call.sampleShape() ?? []))
            }
        case "random":
            return make("size=, dtype=") { [self] call in
                let shape = try call.sampleShape() ?? []
                switch try call.dtype("dtype") {
                case .float32?: return try call.drawn(stream.singles(shape))
                case .float64?, nil: return try call.drawn(stream.random(shape))
                case let other?:
                    throw Diagnostic(
                        "Unsupported dtype dtype('\(other)') for random", at: call.span,
                        fix: "draw floats and convert them", kind: "TypeError")
                }
            }
        case "uniform":
            return make("low=, high=, size=") { [self] call in
                let low = try call.parameter("low", 0)
                let high = try call.parameter("high", 1)
                let range = try high.combining(.subtract, low)
                guard try range.combining(.less, .integer(0)).any().scalarValue == 0 else {
                    throw Diagnostic("high - low < 0", at: call.span)
                }
                return try call.drawn(
                    try stream.uniform(low: low, high: high, try call.sampleShape()))
            }
        case "integers":
            return make("low, high=, size=, dtype=, endpoint=") { [self] call in
                let first = Int64(try call.required("low").int())
                let high = try (call["high"]?.int()).map { Int64($0) }
                let shape = try call.sampleShape() ?? []
                let dtype = try call.dtype("dtype") ?? .int64
                guard let range = dtype.integerRange else {
                    throw Diagnostic(
                        "Unsupported dtype dtype('\(dtype)') for integers", at: call.span)
                }
                let isClosed = try call.flag("endpoint")
                if dtype.itemSize < 4 {
                    let low = high == nil ? 0 : first
                    let last = (high ?? first) - (isClosed ? 0 : 1)
                    guard low <= last else { throw Diagnostic("low >= high", at: call.span) }
                    guard low >= Int64(range.lowerBound), last <= Int64(range.upperBound) else {
                        throw Diagnostic(
                            "\(low < Int64(range.lowerBound) ? "low" : "high") is out of bounds for "
                                + dtype.rawValue, at: call.span)
                    }
                    return try call.drawnNumPy(
                        stream.narrowIntegers(
                            low: low, last: last - low, bits: dtype.itemSize * 8, shape
                        ).astype(dtype))
                }
                return try call.drawnNumPy(
                    try stream.integers(
                        low: high == nil ? 0 : first, high: high ?? first,
                        endpoint: isClosed, shape
                    ).astype(dtype))
            }
        case "permutation":
            return make("x, axis=") { [self] call in try call.permutation(from: &stream) }
        case "shuffle":
            return make("x, axis=") { [self] call in try call.shuffle(with: &stream) }
        case "choice":
            return make("a, size=, replace=, p=, axis=, shuffle=") { [self] call in
                try call.choice(from: &stream)
            }
        default: return nil
        }
    }
}

extension HostCall {
    /// The shape of a sample: `size=`; nil without it.
    func sampleShape() throws(Diagnostic) -> Shape? {
        let shape = try shape("size")
        try interpreter.checkMemory(of: shape ?? [], itemSize: 16, at: span)
        return shape
    }

    /// A parameter of a distribution: a number or an array of them.
    func parameter(_ name: String, _ standard: Double) throws(Diagnostic) -> Tensor {
        guard let argument = self[name] else { return Tensor(scalar: standard) }
        return try interpreter.numbers(argument).astype(.float64)
    }

    func normal(from source: inout some RandomSource) throws -> Value {
        let mean = try parameter("loc", 0)
        let deviation = try parameter("scale", 1)
        return try drawn(
            try source.normal(mean: mean, standardDeviation: deviation, try sampleShape()))
    }

    func permutation(from source: inout some RandomSource) throws -> Value {
        let argument = try required("x")
        if let count = argument.value.integer {
            guard count >= 0 else { throw argument.mismatch("a number of 0 or more") }
            try interpreter.checkMemory(count > Int.max / 16 ? Int.max : count * 16, at: span)
            let order = source.permutation(count).map(Int64.init)
            return try array(Tensor(order, shape: [order.count]))
        }
        let tensor = try interpreter.numbers(argument)
        let axis = try self["axis"]?.int() ?? 0
        guard axis != 0 else { return try array(try source.permuted(tensor)) }
        let rows = try tensor.movingAxes([axis], to: [0])
        return try array(try source.permuted(rows).movingAxes([0], to: [axis]).contiguous())
    }

    func shuffle(with source: inout some RandomSource) throws -> Value {
        let argument = try required("x")
        switch argument.value {
        case .list(let list): source.shuffle(&list.elements)
        case .array(let array) where array.tensor.ndim > 0:
            try interpreter.checkWriteable(array, at: span)
            let axis = try array.tensor.shape.normalized(axis: try self["axis"]?.int() ?? 0)
            var order = Array(0..<array.tensor.shape[axis])
            source.shuffle(&order)
            let places = Tensor(order.map(Int64.init), shape: [order.count])
            array.write(
                try array.tensor.indexed(
                    by: [IndexItem](repeating: .all, count: axis) + [.integers(places)]))
        default: throw argument.mismatch("a list or an array")
        }
        return .none
    }

    func choice(from source: inout some RandomSource) throws -> Value {
        let argument = try required("a")
        var pool: Tensor?
        let count: Int
        if let number = argument.value.integer {
            count = number
        } else {
            let tensor = try interpreter.numbers(argument)
            guard tensor.ndim > 0 else { throw argument.mismatch("an array or a count") }
            guard tensor.ndim == 1 || has("axis") || source is RandomStream else {
                throw Diagnostic(
                    "a must be 1-dimensional", at: argument.span,
                    fix: "choose the rows' numbers: x[np.random.choice(len(x), …)]")
            }
            pool = tensor
            count = tensor.shape[0]
        }
        let isLegacy = !(source is RandomStream)
        let shape = try sampleShape() ?? []
        guard count > 0 || shape.count == 0 else {
            throw Diagnostic(
                pool == nil
                    ? "a must be \(isLegacy ? "greater than 0" : "a positive integer") unless no "
                        + "samples are taken"
                    : "\(isLegacy ? "'a'" : "a") cannot be empty unless no samples are taken",
                at: argument.span)
        }
        let replaces = try self["replace"]?.bool() ?? true
        let places: Tensor
        if count == 0 {
            places = Tensor(zeros: shape, dtype: .int64)
        } else if let weights = self["p"] {
            let numbers = try interpreter.numbers(weights).doubles()
            guard numbers.count == count else {
                throw Diagnostic(
                    "'a' and 'p' must have same size", at: weights.span,
                    fix: "give \(count) probabilities, found \(numbers.count)")
            }
            places =
                replaces
                ? try source.choice(weights: numbers, shape)
                : Tensor(
                    try source.sample(shape.count, weights: numbers).map(Int64.init), shape: shape)
        } else if replaces {
            places = try source.integers(low: 0, high: Int64(count), shape)
        } else {
            guard count <= 1 << 26 else { throw argument.mismatch("at most 67108864 elements") }
            try interpreter.checkMemory(count * 8, at: span)
            let sample = try source.sample(shape.count, of: count).map(Int64.init)
            places = Tensor(sample, shape: shape)
        }
        guard let pool else { return try drawn(places) }
        let picked =
            places.ndim == 0
            ? try pool.indexed(by: [.integer(Int(places.scalarInteger))]).copied()
            : try pool.indexed(by: [.integers(places)])
        return try drawnNumPy(picked)
    }
}

extension Interpreter {
    /// `np.random`: `default_rng`, and the functions of one hidden generator that
    /// `np.random.seed` starts.
    func addRandom(to random: ModuleObject, seed: UInt64) {
        var unseeded: UInt64 = 0
        random.define("default_rng", "seed=") { call in
            guard let argument = call["seed"] else {
                unseeded += 1
                return .generator(GeneratorObject(RandomStream(seed: seed &+ unseeded &- 1)))
            }
            switch argument.value {
            case .generator: return argument.value
            case .list, .tuple:
                let seeds = try argument.integers().map { Int64($0) }
                return .generator(GeneratorObject(try RandomStream(checking: seeds)))
            default:
                return .generator(
                    GeneratorObject(try RandomStream(checking: Int64(try argument.int()))))
            }
        }
        let hidden = LegacyGenerator(
            LegacyRandomStream(seed: UInt32(truncatingIfNeeded: seed)))
        hidden.addFunctions(to: random)
        random.define("seed", "seed=") { call in
            if let argument = call["seed"] {
                hidden.stream = try LegacyGenerator.stream(argument)
            } else {
                hidden.stream = LegacyRandomStream(seed: UInt32(truncatingIfNeeded: seed))
            }
            return .none
        }
        random.define("RandomState", "seed=") { call in
            let generator = LegacyGenerator(
                try call["seed"].map(LegacyGenerator.stream)
                    ?? LegacyRandomStream(seed: UInt32(truncatingIfNeeded: seed)))
            let object = ModuleObject(name: "numpy.random.RandomState")
            generator.addFunctions(to: object)
            return .module(object)
        }
    }
}
