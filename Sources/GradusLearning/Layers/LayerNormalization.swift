import GradusAutodiff
import GradusTensors

/// Each sample standardised over its features, then scaled and shifted by learned numbers
/// (Ba, Kiros and Hinton 2016): `[batch, features]` to the same.
///
/// `gamma` begins at 1, `beta` at 0, both `[features]`.
public struct LayerNormalization: Layer {
    /// The number of features it takes and gives.
    public let featureCount: Int
    /// What is added to the variance.
    public let epsilon: Double

    /// Makes a layer. Throws unless there are features and epsilon is positive.
    public init(_ features: Int, epsilon: Double = 1e-5) throws(TensorError) {
        guard features > 0, features <= 1 << 24, epsilon > 0 else {
            throw TensorError(
                "LayerNormalization needs a positive number of features and a positive epsilon, "
                    + "found \(features) and \(epsilon)", fix: "for example LayerNormalization(32)")
        }
        featureCount = features
        self.epsilon = epsilon
    }

    /// `layer_norm`
    public var word: String { "layer_norm" }
    /// The number of features it takes.
    public var inputs: Int? { featureCount }

    /// The number of features it gives; throws unless it takes `inputs`.
    public func outputs(for inputs: Int) throws(TensorError) -> Int {
        guard inputs == featureCount else {
            throw TensorError(
                "LayerNormalization(\(featureCount)) takes \(featureCount) features, found "
                    + "\(inputs)", fix: "make it LayerNormalization(\(inputs))")
        }
        return inputs
    }

    /// `gamma` and `beta` with the layer's number.
    public func makeParameters(
        number: Int, dtype: DType, from stream: inout RandomStream
    ) throws(TensorError) -> [Parameter] {
        [
            Parameter(
                name: "gamma\(number)", value: Tensor.ones([featureCount], dtype: dtype)),
            Parameter(name: "beta\(number)", value: Tensor(zeros: [featureCount], dtype: dtype)),
        ]
    }

    /// Records `standardize(inputs) · gamma + beta`.
    public func record(
        _ inputs: Variable, _ parameters: [Variable]
    ) throws(TensorError) -> Variable {
        let graph = inputs.graph
        let attributes = Attributes(axis: -1, options: .init(numbers: [epsilon]))
        let standard = try graph.apply(.standardize, [inputs], attributes)
        let scaled = try graph.apply(.multiply, [standard, parameters[0]])
        return try graph.apply(.add, [scaled, parameters[1]])
    }
}
