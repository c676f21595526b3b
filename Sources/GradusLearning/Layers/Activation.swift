import GradusAutodiff
import GradusTensors

/// What a layer does to its sums.
public enum Activation: String, Sendable, Codable, CaseIterable {
    /// Nothing.
    case linear
    /// max(x, 0)
    case relu
    /// The hyperbolic tangent.
    case tanh
    /// 1 / (1 + e⁻ˣ)
    case sigmoid
    /// e^x / Σ e^x over the last axis: scores become probabilities.
    case softmax
    /// x · Φ(x), exactly.
    case gelu
    /// x · sigmoid(x)
    case silu
    /// log(1 + eˣ)
    case softplus
    /// x above 0, else 0.01 · x.
    case leakyReLU = "leaky_relu"
    /// x above 0, else eˣ − 1.
    case elu
    /// elu scaled so that activations keep mean and variance (Klambauer et al. 2017).
    case selu

    /// Records the activation of a variable.
    public func callAsFunction(_ sums: Variable) throws(TensorError) -> Variable {
        switch self {
        case .linear: sums
        case .relu: try sums.graph.apply(.relu, [sums])
        case .tanh: try sums.graph.apply(.tanh, [sums])
        case .sigmoid: try sums.graph.apply(.sigmoid, [sums])
        case .softmax: try sums.graph.apply(.softmax, [sums], Attributes(axis: -1))
        case .gelu: try sums.graph.apply(.gelu, [sums])
        case .silu: try sums.graph.apply(.silu, [sums])
        case .softplus: try sums.graph.apply(.softplus, [sums])
        case .leakyReLU: try sums.graph.apply(.leakyReLU, [sums])
        case .elu: try sums.graph.apply(.elu, [sums])
        case .selu: try sums.graph.apply(.selu, [sums])
        }
    }
}
