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

    /// Records the activation of a variable.
    public func callAsFunction(_ sums: Variable) throws(TensorError) -> Variable {
        switch self {
        case .linear: sums
        case .relu: try sums.graph.apply(.relu, [sums])
        case .tanh: try sums.graph.apply(.tanh, [sums])
        case .sigmoid: try sums.graph.apply(.sigmoid, [sums])
        case .softmax: try sums.graph.apply(.softmax, [sums], Attributes(axis: -1))
        }
    }
}
