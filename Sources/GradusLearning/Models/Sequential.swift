import GradusAutodiff
import GradusTensors

/// A model whose layers follow one another. A value: a copy has parameters of its own.
///
///     var model = try Sequential([
///         Dense(64, 32, activation: .relu), Dense(32, 10, activation: .softmax),
///     ], seed: 7)
///     let probabilities = try model.predict(images)  // [samples, 10]
public struct Sequential: Sendable {
    /// The stages in order.
    public let layers: [any Layer]
    /// What training changes, in the layers' order.
    public var parameters: [Parameter]
    /// The dtype of parameters and of all that is computed with them.
    public let dtype: DType
    /// The number of features it takes; nil when its first layer takes any.
    public let inputCount: Int?
    /// How many parameters belong to each layer.
    private let parameterCounts: [Int]

    /// Makes a model with new parameters: each layer draws from a stream of its own that
    /// follows from the seed. Throws when the layers do not fit one another, or there are none.
    public init(
        _ layers: [any Layer], seed: UInt64, dtype: DType = .float64
    ) throws(TensorError) {
        guard let first = layers.first else {
            throw TensorError("a model needs a layer", fix: "for example Dense(64, 10)")
        }
        guard dtype.isFloating else {
            throw TensorError("parameters are float32 or float64, found \(dtype)")
        }
        var parameters: [Parameter] = []
        var counts: [Int] = []
        var number = 1
        var features = first.inputs
        for (place, layer) in layers.enumerated() {
            do {
                features = try features.map { known throws(TensorError) in
                    try layer.outputs(for: known)
                }
            } catch {
                throw TensorError("layer \(place + 1): \(error.message)", fix: error.fix)
            }
            var stream = RandomStream(seed: Self.mixed(seed, UInt64(place)))
            let own = try layer.makeParameters(number: number, dtype: dtype, from: &stream)
            if !own.isEmpty { number += 1 }
            parameters += own
            counts.append(own.count)
        }
        self.layers = layers
        self.parameters = parameters
        self.dtype = dtype
        inputCount = first.inputs
        parameterCounts = counts
    }

    /// How many numbers training changes.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.size } }

    /// The model's answers: `[samples, inputs]` to `[samples, outputs]`. Throws when the
    /// inputs have other features than the first layer takes.
    public func predict(_ inputs: Tensor) throws(TensorError) -> Tensor {
        let graph = Graph()
        let leaf = try record(inputs, in: graph)
        return try record(leaf, recordParameters(in: graph)).value
    }

    /// Adds inputs to a graph as a leaf, in the model's dtype.
    func record(_ inputs: Tensor, in graph: Graph) throws(TensorError) -> Variable {
        guard inputs.ndim == 2, inputCount == nil || inputCount == inputs.shape[1] else {
            throw TensorError(
                "the model takes inputs of shape (samples, \(inputCount.map(String.init) ?? "features")), "
                    + "found \(inputs.shape)",
                fix: inputs.ndim == 1 ? "a single sample is a row: reshape it to (1, …)" : nil)
        }
        return graph.leaf(inputs.astype(dtype), name: "inputs", role: .input)
    }

    /// Adds the parameters to a graph as leaves.
    public func recordParameters(in graph: Graph) -> [Variable] {
        parameters.map { graph.leaf($0.value, name: $0.name, role: .parameter) }
    }

    /// Records what the model computes from a variable `[samples, inputs]`, a scope for each
    /// layer. `parameters` are `recordParameters`'.
    public func record(
        _ inputs: Variable, _ parameters: [Variable]
    ) throws(TensorError) -> Variable {
        var features = inputs
        var next = 0
        for (place, layer) in layers.enumerated() {
            let own = Array(parameters[next..<(next + parameterCounts[place])])
            next += own.count
            let input = features
            features = try inputs.graph.withScope("\(layer.word) \(place + 1)") {
                () throws(TensorError) in try layer.record(input, own)
            }
        }
        return features
    }

    /// A seed for one of many streams (the finaliser of SplitMix64).
    static func mixed(_ seed: UInt64, _ stream: UInt64) -> UInt64 {
        var bits = seed &+ (stream &+ 1) &* 0x9e37_79b9_7f4a_7c15
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}
