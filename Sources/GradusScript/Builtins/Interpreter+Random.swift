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
            BuiltinFunction(name: name, signature: CallSignature(parameters), body: body)
        }
        switch name {
        case "normal":
            return make("loc=, scale=, size=") { [self] call in
                let mean = try call["loc"]?.double() ?? 0
                let deviation = try call["scale"]?.double() ?? 1
                let shape = try call.sampleShape()
                return try call.array(
                    try stream.normal(mean: mean, standardDeviation: deviation, shape))
            }
        case "standard_normal":
            return make("size=") { [self] call in
                try call.array(stream.standardNormal(try call.sampleShape()))
            }
        case "random":
            return make("size=") { [self] call in
                try call.array(stream.random(try call.sampleShape()))
            }
        case "uniform":
            return make("low=, high=, size=") { [self] call in
                let low = try call["low"]?.double() ?? 0
                let high = try call["high"]?.double() ?? 1
                let shape = try call.sampleShape()
                return try call.array(try stream.uniform(low: low, high: high, shape))
            }
        case "integers":
            return make("low, high=, size=, endpoint=") { [self] call in
                let first = Int64(try call.required("low").int())
                let high = try (call["high"]?.int()).map { Int64($0) }
                let shape = try call.sampleShape()
                return try call.array(
                    try stream.integers(
                        low: high == nil ? 0 : first, high: high ?? first,
                        endpoint: try call.flag("endpoint"), shape))
            }
        case "permutation": return make("x") { [self] call in try permutation(call) }
        case "shuffle": return make("x") { [self] call in try shuffle(call) }
        case "choice": return make("a, size=, replace=, p=") { [self] call in try choice(call) }
        default: return nil
        }
    }

    private func permutation(_ call: HostCall) throws -> Value {
        let argument = try call.required("x")
        if let count = argument.value.integer {
            guard count >= 0 else { throw argument.mismatch("a number of 0 or more") }
            try call.interpreter.checkMemory(
                count > Int.max / 16 ? Int.max : count * 16, at: call.span)
            let order = stream.permutation(count).map(Int64.init)
            return try call.array(Tensor(order, shape: [order.count]))
        }
        let tensor = try call.interpreter.numbers(argument)
        return try call.array(try stream.permuted(tensor))
    }

    private func shuffle(_ call: HostCall) throws -> Value {
        let argument = try call.required("x")
        switch argument.value {
        case .list(let list): stream.shuffle(&list.elements)
        case .array(let array) where array.tensor.ndim > 0:
            var order = Array(0..<array.tensor.shape[0])
            stream.shuffle(&order)
            let places = Tensor(order.map(Int64.init), shape: [order.count])
            array.write(try array.tensor.indexed(by: [.integers(places)]))
        default: throw argument.mismatch("a list or an array")
        }
        return .none
    }

    private func choice(_ call: HostCall) throws -> Value {
        let argument = try call.required("a")
        var pool: Tensor?
        let count: Int
        if let number = argument.value.integer {
            count = number
        } else {
            let tensor = try call.interpreter.numbers(argument)
            guard tensor.ndim > 0 else { throw argument.mismatch("an array or a count") }
            pool = tensor
            count = tensor.shape[0]
        }
        guard count > 0 else { throw argument.mismatch("something to choose from") }
        let shape = try call.sampleShape()
        let places: Tensor
        if let weights = call["p"] {
            let numbers = try call.interpreter.numbers(weights).doubles()
            guard numbers.count == count else {
                throw weights.mismatch("\(count) probabilities")
            }
            places = try stream.choice(weights: numbers, shape)
        } else if try call["replace"]?.bool() ?? true {
            places = try stream.integers(high: Int64(count), shape)
        } else {
            guard count <= 1 << 26 else { throw argument.mismatch("at most 67108864 elements") }
            let sample = try stream.sample(shape.count, of: count).map(Int64.init)
            places = Tensor(sample, shape: shape)
        }
        guard let pool else { return try call.array(places) }
        let picked =
            places.ndim == 0
            ? try pool.indexed(by: [.integer(Int(places.contiguousInt64))]).copied()
            : try pool.indexed(by: [.integers(places)])
        return try call.array(picked)
    }
}

extension HostCall {
    /// The shape of a sample: `size=`, a number without it.
    fileprivate func sampleShape() throws(Diagnostic) -> Shape {
        let shape = try shape("size") ?? []
        try interpreter.checkMemory(of: shape, itemSize: 16, at: span)
        return shape
    }
}

extension Interpreter {
    /// `np.random`: `default_rng`.
    func addRandom(to random: ModuleObject, seed: UInt64) {
        var unseeded: UInt64 = 0
        random.define("default_rng", "seed=") { call in
            guard let argument = call["seed"] else {
                unseeded += 1
                return .generator(GeneratorObject(RandomStream(seed: seed &+ unseeded &- 1)))
            }
            if case .generator = argument.value { return argument.value }
            return .generator(
                GeneratorObject(try RandomStream(checking: Int64(try argument.int()))))
        }
    }
}
