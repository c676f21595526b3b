extension Elementary {
    /// The angle in radians, from -π/2 to π/2, whose tangent is x.
    static func carefulAtan(_ x: Double) -> Double {
        if x.isNaN || x.magnitude < 0x1p-27 { return x }
        if x.magnitude > 0x1p60 { return x < 0 ? -halfPi.high : halfPi.high }
        let value = arctangent(DoubleDouble(x.magnitude)).rounded
        return x < 0 ? -value : value
    }

    /// The angle of the point (x, y) from the positive x-axis, from -π to π.
    static func carefulAtan2(_ y: Double, _ x: Double) -> Double {
        if x.isNaN || y.isNaN { return .nan }
        let isLeft = x.sign == .minus
        let (a, b) = (y.magnitude, x.magnitude)
        var angle: DoubleDouble
        if a == 0 {
            angle = DoubleDouble(0)
        } else if a.isInfinite && b.isInfinite {
            angle = halfPi * 0.5
        } else if b == 0 || a.isInfinite || a / b > 0x1p120 {
            angle = halfPi
        } else if b.isInfinite || a / b < 0x1p-120 {
            angle = DoubleDouble(isLeft ? 0 : a / b)
        } else {
            // Both near 1, so that nothing overflows on the way.
            let shift = -b.exponent
            let (scaledA, scaledB) = (scale(a, shift), scale(b, shift))
            angle = arctangent(DoubleDouble(scaledA) / DoubleDouble(scaledB))
        }
        if isLeft { angle = halfPi * 2 + -angle }
        return y.sign == .minus ? -angle.rounded : angle.rounded
    }

    /// The angle in radians, from -π/2 to π/2, whose sine is x; nan outside -1 to 1.
    static func carefulAsin(_ x: Double) -> Double {
        if x.isNaN || x.magnitude > 1 { return .nan }
        if x.magnitude < 0x1p-27 { return x }
        let value = arcsine(x.magnitude).rounded
        return x < 0 ? -value : value
    }

    /// The angle in radians, from 0 to π, whose cosine is x; nan outside -1 to 1.
    static func carefulAcos(_ x: Double) -> Double {
        if x.isNaN || x.magnitude > 1 { return .nan }
        if x == 1 { return 0 }
        if x > 0.5 {
            // Near 1 the difference from π/2 would lose its digits.
            let cosine = DoubleDouble(x)
            let sine = squareRoot((DoubleDouble(1) + -cosine) * (DoubleDouble(1) + cosine))
            return arctangent(sine / cosine).rounded
        }
        let sine = arcsine(x.magnitude)
        return (halfPi + (x < 0 ? sine : -sine)).rounded
    }

    /// π/2.
    private static var halfPi: DoubleDouble {
        DoubleDouble(0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54)
    }

    /// The root of a positive number.
    static func squareRoot(_ x: DoubleDouble) -> DoubleDouble {
        if x.high == 0 { return x }
        let root = x.high.squareRoot()
        let rest = x + -DoubleDouble.product(root, root)
        return DoubleDouble.fastSum(root, rest.high / (2 * root))
    }

    /// For 0 ≤ x ≤ 1: the arctangent of x / √(1 - x²).
    private static func arcsine(_ x: Double) -> DoubleDouble {
        if x == 1 { return halfPi }
        let sine = DoubleDouble(x)
        let cosine = squareRoot((DoubleDouble(1) + -sine) * (DoubleDouble(1) + sine))
        return arctangent(sine / cosine)
    }

    /// The arctangent of a positive number: an estimate to 25 bits (M. Abramowitz, I. A.
    /// Stegun, "Handbook of Mathematical Functions", 4.4.49), then one step of Newton's method
    /// of third order in full precision.
    private static func arctangent(_ x: DoubleDouble) -> DoubleDouble {
        if x.high > 1 { return halfPi + -arctangent(DoubleDouble(1) / x) }
        let square = x.high * x.high
        let estimate =
            x.high
            * polynomial(
                square, 1, -0.333_331_452_8, 0.199_935_508_5, -0.142_088_994_4, 0.106_562_639_3,
                -0.075_289_640_0, 0.042_909_613_8, -0.016_165_736_7, 0.002_866_225_7)
        let (s, c) = sineAndCosine(DoubleDouble(estimate))
        let t = (x * c + -s) / (c + x * s)
        let correction = t + -(t.high * t.high * t.high / 3)
        return DoubleDouble(estimate) + correction
    }
}
