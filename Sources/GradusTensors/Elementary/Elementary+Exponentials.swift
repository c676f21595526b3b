extension Elementary {
    /// e to the power x.
    static func carefulExp(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x > 709.8 { return .infinity }
        if x < -745.2 { return 0 }
        let e = exponential(DoubleDouble(x))
        return assembled(e.value, e.exponent)
    }

    /// `exp(x) - 1`, exact near 0 as well.
    static func carefulExpm1(_ x: Double) -> Double {
        if x.isNaN || x == 0 { return x }
        if x > 709.8 { return .infinity }
        if x < -38 { return -1 }
        if x > 38 {
            let e = exponential(DoubleDouble(x))
            return assembled(e.value + -scale(1, -e.exponent), e.exponent)
        }
        return x.magnitude < 0x1p-54 ? x : exponentialLessOne(DoubleDouble(x)).rounded
    }

    /// The hyperbolic tangent: expm1(2x) / (expm1(2x) + 2).
    static func carefulTanh(_ x: Double) -> Double {
        if x.isNaN || x.magnitude < 0x1p-28 { return x }
        if x.magnitude > 20 { return x < 0 ? -1 : 1 }
        let e = exponentialLessOne(DoubleDouble(2 * x.magnitude))
        let value = (e / (e + 2)).rounded
        return x < 0 ? -value : value
    }

    /// e to the power x as value · 2^exponent, value between 1/2 and 2 with some 62 bits;
    /// |x| below 746.
    static func exponential(_ x: DoubleDouble) -> (value: DoubleDouble, exponent: Int) {
        // x = n · ln2/128 + r; ln2/128 in parts whose products with n are exact.
        let n = nearest(x.high * 0x1.71547652b82fep+7)
        let first = x.high - n * 0x1.62e42ff000000p-8
        var r = DoubleDouble.sum(first, n * 0x1.718432a200000p-42)
        r = DoubleDouble.fastSum(r.high, r.low + (x.low - n * 0x1.3c7673007e5edp-76))
        let place = Int(n)
        let step = place & 127
        let square = r.high * r.high
        let rest =
            r.low + square
            * (0.5 + r.high
                * (1.0 / 6 + r.high
                    * (1.0 / 24
                        + r.high * (1.0 / 120 + r.high * (1.0 / 720)))))
        let high = ElementaryTables.powersOfTwo[2 * step]
        let low = ElementaryTables.powersOfTwo[2 * step + 1]
        let exact = DoubleDouble.product(high, r.high)
        let sharp = DoubleDouble.fastSum(high, exact.high)
        let full = DoubleDouble.fastSum(
            sharp.high, sharp.low + (exact.low + low + high * rest + low * r.high))
        return (full, (place - step) / 128)
    }

    /// `exp(x) - 1` for |x| up to 80: by its series below 0.35, by exp elsewhere.
    static func exponentialLessOne(_ x: DoubleDouble) -> DoubleDouble {
        if x.high.magnitude > 0.35 {
            let e = exponential(x)
            return DoubleDouble(scale(e.value.high, e.exponent), scale(e.value.low, e.exponent))
                + -1
        }
        let h = x.high
        let tail = polynomial(
            h, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362_880, 1.0 / 3_628_800,
            1.0 / 39_916_800, 1.0 / 479_001_600, 1.0 / 6_227_020_800, 1.0 / 87_178_291_200,
            1.0 / 1_307_674_368_000)
        // x + x²/2 + x³/6 + x⁴/24 + x⁵/120 in full, the rest rounded.
        var value = x * DoubleDouble(0x1.1111111111111p-7, 0x1.1111111111111p-63 + tail * h)
        value = x * (value + DoubleDouble(0x1.5555555555555p-5, 0x1.5555555555555p-59))
        value = x * (value + DoubleDouble(0x1.5555555555555p-3, 0x1.5555555555555p-57))
        value = x * (value + 0.5)
        return x + x * value
    }

    /// (high + low) · 2^exponent rounded once, below the normal numbers too.
    static func assembled(_ value: DoubleDouble, _ exponent: Int) -> Double {
        if exponent > -1022 || exponent == -1022 && value.high >= 1 {
            return scale(value.rounded, exponent)
        }
        // Adding a large power of two rounds at the last place a subnormal number has.
        guard exponent > -1100 else { return 0 }
        let anchor = scale(1, -1022 - exponent)
        let sum = DoubleDouble.fastSum(anchor, value.high)
        return scale((sum.high + (sum.low + value.low)) - anchor, exponent)
    }
}
