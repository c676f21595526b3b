// What users call: the quick way where it holds, the careful one elsewhere.

extension Elementary {
    /// e to the power x.
    public static func exp(_ x: Double) -> Double { QuickExponential.value(x) }

    /// 2 to the power x.
    public static func exp2(_ x: Double) -> Double { QuickPowerOf2.value(x) }

    /// `exp(x) - 1`, exact near 0 as well.
    public static func expm1(_ x: Double) -> Double { QuickExponentialLessOne.value(x) }

    /// `1 / (1 + exp(-x))`, without overflow.
    public static func sigmoid(_ x: Double) -> Double { QuickSigmoid.value(x) }

    /// The natural logarithm; nan below 0, -inf at 0.
    public static func log(_ x: Double) -> Double { QuickLogarithm.value(x) }

    /// `log(1 + x)`, exact near 0 as well.
    public static func log1p(_ x: Double) -> Double { QuickLogarithmOfOnePlus.value(x) }

    /// The logarithm to base 2.
    public static func log2(_ x: Double) -> Double { QuickLogarithm2.value(x) }

    /// The logarithm to base 10.
    public static func log10(_ x: Double) -> Double { QuickLogarithm10.value(x) }

    /// The sine of x radians; nan for infinite ones.
    public static func sin(_ x: Double) -> Double { QuickSine.value(x) }

    /// The cosine of x radians; nan for infinite ones.
    public static func cos(_ x: Double) -> Double { QuickCosine.value(x) }

    /// The tangent of x radians; nan for infinite ones.
    public static func tan(_ x: Double) -> Double { QuickTangent.value(x) }

    /// The angle in radians, from -π/2 to π/2, whose tangent is x.
    public static func atan(_ x: Double) -> Double { QuickArctangent.value(x) }

    /// The angle in radians, from -π/2 to π/2, whose sine is x; nan outside -1 to 1.
    public static func asin(_ x: Double) -> Double { QuickArcsine.value(x) }

    /// The angle in radians, from 0 to π, whose cosine is x; nan outside -1 to 1.
    public static func acos(_ x: Double) -> Double { QuickArccosine.value(x) }

    /// The hyperbolic sine.
    public static func sinh(_ x: Double) -> Double { QuickHyperbolicSine.value(x) }

    /// The hyperbolic cosine.
    public static func cosh(_ x: Double) -> Double { QuickHyperbolicCosine.value(x) }

    /// The hyperbolic tangent.
    public static func tanh(_ x: Double) -> Double { QuickHyperbolicTangent.value(x) }

    /// The inverse of the hyperbolic sine.
    public static func asinh(_ x: Double) -> Double { QuickInverseHyperbolicSine.value(x) }

    /// The inverse of the hyperbolic cosine; nan below 1.
    public static func acosh(_ x: Double) -> Double { QuickInverseHyperbolicCosine.value(x) }

    /// The inverse of the hyperbolic tangent; nan outside -1 to 1.
    public static func atanh(_ x: Double) -> Double { QuickInverseHyperbolicTangent.value(x) }

    /// The cube root.
    public static func cbrt(_ x: Double) -> Double { QuickCubeRoot.value(x) }

    /// The angle of the point (x, y) from the positive x-axis, from -π to π.
    public static func atan2(_ y: Double, _ x: Double) -> Double { QuickAngle.value(y, x) }

    /// The root of x² + y² without overflow.
    public static func hypot(_ x: Double, _ y: Double) -> Double { QuickHypotenuse.value(x, y) }

    /// x to the power y, with the exceptional cases of IEEE 754: pow(x, 0) and pow(1, y) are
    /// 1, a negative x with a y that is no integer gives nan.
    public static func pow(_ x: Double, _ y: Double) -> Double { QuickPower.value(x, y) }
}
