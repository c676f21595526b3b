/// A function of one number, applied to every element.
public enum UnaryOperation: String, Sendable, Hashable, Codable, CaseIterable {
    /// `-x`; not for bool.
    case negate
    /// `|x|`.
    case abs
    /// e to the power x.
    case exp
    /// `exp(x) - 1`, exact near 0.
    case expm1
    /// The natural logarithm.
    case log
    /// `log(1 + x)`, exact near 0.
    case log1p
    /// The logarithm to base 2.
    case log2
    /// The logarithm to base 10.
    case log10
    /// The square root.
    case sqrt
    /// `x * x`.
    case square
    /// The hyperbolic tangent.
    case tanh
    /// `1 / (1 + exp(-x))`.
    case sigmoid
    /// `maximum(x, 0)`.
    case relu
    /// The sine of x radians.
    case sin
    /// The cosine of x radians.
    case cos
    /// The tangent of x radians.
    case tan
    /// -1, 0 or 1 (nan for nan).
    case sign
    /// The next integer below.
    case floor
    /// The next integer above.
    case ceil
    /// The nearest integer, halves to the even one.
    case round
    /// The integer part.
    case truncate
    /// `1 / x`.
    case reciprocal
    /// `not x`, as bool.
    case logicalNot
    /// Whether x is nan.
    case isNaN
    /// Whether x is infinite.
    case isInfinite
    /// Whether x is neither nan nor infinite.
    case isFinite

    /// The dtype of the result for elements of `dtype`.
    public func resultDType(_ dtype: DType) -> DType {
        switch self {
        case .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt, .tanh, .sigmoid, .sin, .cos, .tan:
            dtype.isFloating ? dtype : .float64
        case .logicalNot, .isNaN, .isInfinite, .isFinite: .bool
        default: dtype
        }
    }
}
