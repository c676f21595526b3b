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
    /// The angle in radians whose sine is x.
    case arcsin
    /// The angle in radians whose cosine is x.
    case arccos
    /// The angle in radians whose tangent is x.
    case arctan
    /// The hyperbolic sine.
    case sinh
    /// The hyperbolic cosine.
    case cosh
    /// The inverse of the hyperbolic sine.
    case arcsinh
    /// The inverse of the hyperbolic cosine.
    case arccosh
    /// The inverse of the hyperbolic tangent.
    case arctanh
    /// 2 to the power x.
    case exp2
    /// The cube root.
    case cbrt
    /// x degrees in radians.
    case radians
    /// x radians in degrees.
    case degrees
    /// `~x`: of bool not x, of integers each bit.
    case bitwiseNot
    /// Whether x is negative, -0 included.
    case signbit
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
        case .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt, .tanh, .sigmoid, .sin, .cos, .tan,
            .arcsin, .arccos, .arctan, .sinh, .cosh, .arcsinh, .arccosh, .arctanh, .exp2, .cbrt,
            .radians, .degrees:
            dtype.floatingCounterpart
        case .logicalNot, .isNaN, .isInfinite, .isFinite, .signbit: .bool
        // NumPy has no loops of these for bool.
        case .square, .reciprocal: dtype == .bool ? .int8 : dtype
        case .round: dtype == .bool ? .float16 : dtype
        default: dtype
        }
    }

    /// NumPy's name of the function.
    public var numpyName: String {
        switch self {
        case .negate: "negative"
        case .abs: "absolute"
        case .round: "rint"
        case .truncate: "trunc"
        case .logicalNot: "logical_not"
        case .isNaN: "isnan"
        case .isInfinite: "isinf"
        case .isFinite: "isfinite"
        case .bitwiseNot: "invert"
        default: rawValue
        }
    }
}
