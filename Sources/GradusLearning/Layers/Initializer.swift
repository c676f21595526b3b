import GradusTensors

/// How the weights of a layer begin: small random numbers whose spread follows from the
/// number of inputs and outputs, so that signals neither grow nor vanish on their way.
public enum Initializer: String, Sendable, Codable, CaseIterable {
    /// Uniform within ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010).
    case glorotUniform
    /// Normal with deviation √(2 / (inputs + outputs)) (Glorot and Bengio 2010).
    case glorotNormal
    /// Uniform within ±√(6 / inputs) (He et al. 2015).
    case heUniform
    /// Normal with deviation √(2 / inputs) (He et al. 2015).
    case heNormal

    /// What suits an activation: He's uniform for relu, Glorot's for the others.
    public static func suiting(_ activation: Activation) -> Initializer {
        activation == .relu ? .heUniform : .glorotUniform
    }

    /// Weights of shape `[inputs, outputs]`, float64, drawn from a stream. Throws when a size
    /// is negative or the tensor too large.
    public func weights(
        inputs: Int, outputs: Int, from stream: inout RandomStream
    ) throws(TensorError) -> Tensor {
        let shape = try Shape.checked([inputs, outputs])
        let both = Double(max(1, inputs + outputs))
        let fanIn = Double(max(1, inputs))
        switch self {
        case .glorotUniform: return uniform(shape, within: (6 / both).squareRoot(), &stream)
        case .heUniform: return uniform(shape, within: (6 / fanIn).squareRoot(), &stream)
        case .glorotNormal: return normal(shape, deviation: (2 / both).squareRoot(), &stream)
        case .heNormal: return normal(shape, deviation: (2 / fanIn).squareRoot(), &stream)
        }
    }

    private func uniform(
        _ shape: Shape, within bound: Double, _ stream: inout RandomStream
    ) -> Tensor {
        Tensor((0..<shape.count).map { _ in (2 * stream.nextDouble() - 1) * bound }, shape: shape)
    }

    private func normal(
        _ shape: Shape, deviation: Double, _ stream: inout RandomStream
    ) -> Tensor {
        Tensor((0..<shape.count).map { _ in stream.nextNormal() * deviation }, shape: shape)
    }
}
