import GradusTensors

// What networks do to their sums, element by element. Derivatives at kinks are PyTorch's.

/// max(x, 0); the derivative at 0 is 0.
public func relu(_ x: Variable) -> Variable { x.applying(.relu) }
/// The hyperbolic tangent of each element.
public func tanh(_ x: Variable) -> Variable { x.applying(.tanh) }
/// 1 / (1 + e⁻ˣ) of each element.
public func sigmoid(_ x: Variable) -> Variable { x.applying(.sigmoid) }
/// log(1 + e^(βx)) / β; x itself where βx is above the threshold (PyTorch's `softplus`).
public func softplus(_ x: Variable, beta: Double = 1, threshold: Double = 20) -> Variable {
    x.applying(.softplus, numbers: beta, threshold)
}
/// x / (1 + |x|)
public func softsign(_ x: Variable) -> Variable { x.applying(.softsign) }
/// log(sigmoid(x)), without overflow.
public func logSigmoid(_ x: Variable) -> Variable { x.applying(.logSigmoid) }

/// How gelu's normal distribution is computed.
public enum GeluApproximation: String, Sendable, Codable, CaseIterable {
    /// Exactly, by the error function.
    case none
    /// By a hyperbolic tangent, as the first transformers did.
    case tanh
}

/// x · Φ(x), Φ the normal distribution's (Hendrycks and Gimpel 2016).
public func gelu(_ x: Variable, approximate: GeluApproximation = .none) -> Variable {
    x.applying(approximate == .tanh ? .geluTanh : .gelu)
}
/// x · sigmoid(x), also known as swish.
public func silu(_ x: Variable) -> Variable { x.applying(.silu) }
/// x · tanh(softplus(x))
public func mish(_ x: Variable) -> Variable { x.applying(.mish) }
/// x above 0, else slope · x; the derivative at 0 is the slope.
public func leakyReLU(_ x: Variable, negativeSlope: Double = 0.01) -> Variable {
    x.applying(.leakyReLU, numbers: negativeSlope)
}
/// x above 0, else α (eˣ − 1); the derivative at 0 is α.
public func elu(_ x: Variable, alpha: Double = 1) -> Variable { x.applying(.elu, numbers: alpha) }
/// elu with the scale and α that keep activations normalised (Klambauer et al. 2017); the
/// derivative at 0 is 1.758.
public func selu(_ x: Variable) -> Variable { x.applying(.selu) }
/// x above 0, else α (e^(x/α) − 1)
public func celu(_ x: Variable, alpha: Double = 1) -> Variable {
    x.applying(.celu, numbers: alpha)
}
/// x cut to bounds; the derivative at the bounds is 0 (PyTorch's `hardtanh`).
public func hardtanh(_ x: Variable, low: Double = -1, high: Double = 1) -> Variable {
    x.applying(.hardtanh, numbers: low, high)
}
/// x cut to 0 and 6; the derivative at the bounds is 0.
public func relu6(_ x: Variable) -> Variable { hardtanh(x, low: 0, high: 6) }
/// x / 6 + 1/2 cut to 0 and 1; the derivative at −3 and 3 is 0.
public func hardSigmoid(_ x: Variable) -> Variable { x.applying(.hardSigmoid) }
/// x · hardSigmoid(x); the derivative at −3 is 0, at 3 it is 1.
public func hardSwish(_ x: Variable) -> Variable { x.applying(.hardSwish) }

/// e^x / Σ e^x along an axis.
public func softmax(_ x: Variable, axis: Int = -1) -> Variable {
    x.applying(.softmax, [], Attributes(axis: axis))
}
/// The logarithm of softmax along an axis, safe for large differences.
public func logSoftmax(_ x: Variable, axis: Int = -1) -> Variable {
    x.applying(.logSoftmax, [], Attributes(axis: axis))
}

extension Variable {
    /// A primitive that is told numbers.
    func applying(
        _ primitive: Primitive, numbers first: Double, _ second: Double? = nil
    ) -> Variable {
        applying(
            primitive, [],
            Attributes(options: .init(numbers: [first] + (second.map { [$0] } ?? []))))
    }
}
