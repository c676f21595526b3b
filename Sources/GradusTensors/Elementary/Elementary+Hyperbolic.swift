extension Elementary {
    /// The hyperbolic sine.
    static func carefulSinh(_ x: Double) -> Double {
        if x.isNaN || x.magnitude < 0x1p-28 { return x }
        let size = x.magnitude
        if size > 711 { return x < 0 ? -.infinity : .infinity }
        let value: Double
        if size > 40 {
            let e = exponential(DoubleDouble(size))
            value = assembled(e.value, e.exponent - 1)
        } else {
            // (e - 1) + (e - 1) / e, halved, with e - 1 exact near 0.
            let e = exponentialLessOne(DoubleDouble(size))
            value = ((e + e / (e + 1)) * 0.5).rounded
        }
        return x < 0 ? -value : value
    }

    /// The hyperbolic cosine.
    static func carefulCosh(_ x: Double) -> Double {
        if x.isNaN { return x }
        let size = x.magnitude
        if size > 711 { return .infinity }
        let e = exponential(DoubleDouble(size))
        if size > 40 { return assembled(e.value, e.exponent - 1) }
        let full = DoubleDouble(scale(e.value.high, e.exponent), scale(e.value.low, e.exponent))
        return ((full + DoubleDouble(1) / full) * 0.5).rounded
    }

    /// The inverse of the hyperbolic sine.
    static func carefulAsinh(_ x: Double) -> Double {
        let size = x.magnitude
        if !x.isFinite || size < 0x1p-27 { return x }
        let value: Double
        if size > 0x1p30 {
            value = (logarithm(DoubleDouble(size)) + naturalLogarithmOf2).rounded
        } else {
            // log1p(x + x² / (1 + √(1 + x²)))
            let square = DoubleDouble.product(size, size)
            let root = squareRoot(square + 1)
            value = logarithmOfOnePlus(square / (root + 1) + size).rounded
        }
        return x < 0 ? -value : value
    }

    /// The inverse of the hyperbolic cosine; nan below 1.
    static func carefulAcosh(_ x: Double) -> Double {
        if x.isNaN || x < 1 { return .nan }
        if x.isInfinite { return x }
        if x > 0x1p30 { return (logarithm(DoubleDouble(x)) + naturalLogarithmOf2).rounded }
        let less = DoubleDouble.sum(x, -1)
        let root = squareRoot(less * DoubleDouble.sum(x, 1))
        return logarithmOfOnePlus(less + root).rounded
    }

    /// The inverse of the hyperbolic tangent; nan outside -1 to 1.
    static func carefulAtanh(_ x: Double) -> Double {
        let size = x.magnitude
        if x.isNaN || size > 1 { return .nan }
        if size < 0x1p-28 { return x }
        if size == 1 { return x < 0 ? -.infinity : .infinity }
        // log1p(2x / (1 - x)) / 2
        let ratio = DoubleDouble(2 * size) / DoubleDouble.sum(1, -size)
        let value = (logarithmOfOnePlus(ratio) * 0.5).rounded
        return x < 0 ? -value : value
    }

    /// The cube root.
    static func carefulCbrt(_ x: Double) -> Double {
        if !x.isFinite || x == 0 { return x }
        let size = x.magnitude
        // x = m · 8^k with m between 1/2 and 8, so that the root is that of m times 2^k.
        let k = Int((Double(size.exponent) / 3).rounded(.down))
        let m = DoubleDouble(
            k < -300 ? size * 0x1p300 * scale(1, -3 * k - 300) : scale(size, -3 * k))
        var root = DoubleDouble(exp(log(m.high) / 3))
        // One step of Newton's method doubles the digits.
        root = root + (m / (root * root) + -root) * (1.0 / 3)
        let value = scale(root.rounded, k)
        return x < 0 ? -value : value
    }

    /// The root of x² + y² without overflow.
    static func carefulHypot(_ x: Double, _ y: Double) -> Double {
        let (a, b) = (Swift.max(x.magnitude, y.magnitude), Swift.min(x.magnitude, y.magnitude))
        if x.isInfinite || y.isInfinite { return .infinity }
        if x.isNaN || y.isNaN { return .nan }
        if b == 0 || a == 0 { return a }
        if a > 0x1p500 { return carefulHypot(x * 0x1p-600, y * 0x1p-600) * 0x1p600 }
        if b < 0x1p-450 && a < 0x1p500 {
            if a > 0x1p-300 { return a }
            // The root may be a subnormal number: rounded once, to the digits that it has.
            let (c, d) = (a * 0x1p600, b * 0x1p600)
            let root = squareRoot(DoubleDouble.product(c, c) + DoubleDouble.product(d, d))
            let k = root.high.exponent
            return assembled(DoubleDouble(scale(root.high, -k), scale(root.low, -k)), k - 600)
        }
        return squareRoot(DoubleDouble.product(a, a) + DoubleDouble.product(b, b)).rounded
    }

    /// The logarithm of exp(x) + exp(y).
    public static func logAddExp(_ x: Double, _ y: Double) -> Double {
        if x == y { return x + 0x1.62e42fefa39efp-1 }
        let difference = x - y
        if difference > 0 { return x + log1p(exp(-difference)) }
        if difference <= 0 { return y + log1p(exp(difference)) }
        return .nan
    }

    private static var naturalLogarithmOf2: DoubleDouble {
        DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56)
    }

    /// log(1 + x) for a positive x, by its series where the sum would lose digits of x.
    private static func logarithmOfOnePlus(_ x: DoubleDouble) -> DoubleDouble {
        if x.high > 0x1p-20 { return logarithm(x + 1) }
        return x + -(x * x * 0.5) + x * x * x * (1.0 / 3)
    }
}
