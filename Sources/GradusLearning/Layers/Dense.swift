import GradusAutodiff
import GradusTensors

/// A layer in which every output sees every input: `activation(dot(x, W) + b)`.
///
/// `x` is `[batch, inputs]`, `W` `[inputs, outputs]`, `b` `[outputs]`, the result
/// `[batch, outputs]`. Weights begin random, biases at zero.
public struct Dense: Layer {
    /// The number of features it takes.
    public let inputCount: Int
    /// The number of features it gives.
    public let outputCount: Int
    /// What is done to the sums.
    public let activation: Activation
    /// How the weights begin.
    public let initializer: Initializer

    /// Makes a layer; without an initializer, the one that suits the activation. Throws unless
    /// both counts are positive.
    public init(
        _ inputs: Int, _ outputs: Int, activation: Activation = .linear,
        initializer: Initializer? = nil
    ) throws(TensorError) {
        guard inputs > 0, outputs > 0, inputs <= 1 << 24, outputs <= 1 << 24 else {
            throw TensorError(
                "Dense needs a positive number of inputs and outputs, found \(inputs) and "
                    + "\(outputs)", fix: "for example Dense(64, 32)")
        }
        inputCount = inputs
        outputCount = outputs
        self.activation = activation
        self.initializer = initializer ?? .suiting(activation)
    }

    /// `dense`
    public var word: String { "dense" }
    /// The number of features it takes.
    public var inputs: Int? { inputCount }

    /// The number of features it gives; throws unless it takes `inputs`.
    public func outputs(for inputs: Int) throws(TensorError) -> Int {
        guard inputs == inputCount else {
            throw TensorError(
                "Dense(\(inputCount), \(outputCount)) takes \(inputCount) features, found \(inputs)",
                fix: "make it Dense(\(inputs), \(outputCount))")
        }
        return outputCount
    }

    /// `W` and `b` with the layer's number.
    public func makeParameters(
        number: Int, dtype: DType, from stream: inout RandomStream
    ) throws(TensorError) -> [Parameter] {
        let weights = try initializer.weights(
            inputs: inputCount, outputs: outputCount, from: &stream)
        return [
            Parameter(name: "W\(number)", value: weights.astype(dtype)),
            Parameter(name: "b\(number)", value: Tensor(zeros: [outputCount], dtype: dtype)),
        ]
    }

    /// Records `activation(dot(inputs, W) + b)`.
    public func record(
        _ inputs: Variable, _ parameters: [Variable]
    ) throws(TensorError) -> Variable {
        let graph = inputs.graph
        let product = try graph.apply(.dot, [inputs, parameters[0]])
        return try activation(graph.apply(.add, [product, parameters[1]]))
    }
}
