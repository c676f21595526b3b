/// Elementary functions in double precision whose last bit is the same on every machine:
/// only +, -, *, / and tables, no library, no fused multiply-add. Errors stay within
/// 0.51 units in the last place.
///
/// Method: table-driven reduction (P. T. P. Tang, "Table-driven implementation of the
/// exponential function", ACM TOMS 15, 1989, and of the logarithm, TOMS 16, 1990) with the
/// leading terms in double-double arithmetic.
public enum Elementary {
    /// `1 / (1 + exp(-x))`, without overflow.
    static func carefulSigmoid(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x > 40 { return 1 }
        if x < -45 { return carefulExp(x) }  // 1 + exp(x) is 1 to all digits
        // exp(x) / (1 + exp(x)) below 0 and 1 / (1 + exp(-x)) above keep the small parts.
        let e = exponential(DoubleDouble(-x.magnitude))
        let scaled = DoubleDouble(scale(e.value.high, e.exponent), scale(e.value.low, e.exponent))
        let denominator = scaled + 1
        return (x < 0 ? scaled / denominator : DoubleDouble(1) / denominator).rounded
    }

    /// `x` times 2 to the power `exponent`, rounded once.
    static func scale(_ x: Double, _ exponent: Int) -> Double {
        if exponent >= -1022 && exponent <= 1023 {
            return x * Double(bitPattern: UInt64(exponent + 1023) << 52)
        }
        return Double(sign: .plus, exponent: exponent, significand: x)
    }

    /// The integer nearest to x, halves to the even one, for |x| below 2^51: adding a number so
    /// large leaves no room for a fraction. (The instruction for it is not on every processor.)
    @inline(__always)
    static func nearest(_ x: Double) -> Double { (x + 0x1.8p52) - 0x1.8p52 }

    // Horner's scheme c[0] + x (c[1] + x (c[2] + …)), for as many coefficients as are used: a
    // list of any length would be an array, made anew for every number.

    @inline(__always)
    static func polynomial(
        _ x: Double, _ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double,
        _ c5: Double, _ c6: Double
    ) -> Double {
        var value = c6 * x + c5
        value = value * x + c4
        value = value * x + c3
        value = value * x + c2
        value = value * x + c1
        return value * x + c0
    }

    @inline(__always)
    static func polynomial(
        _ x: Double, _ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double,
        _ c5: Double, _ c6: Double, _ c7: Double
    ) -> Double {
        polynomial(x, c1, c2, c3, c4, c5, c6, c7) * x + c0
    }

    @inline(__always)
    static func polynomial(
        _ x: Double, _ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double,
        _ c5: Double, _ c6: Double, _ c7: Double, _ c8: Double
    ) -> Double {
        polynomial(x, c1, c2, c3, c4, c5, c6, c7, c8) * x + c0
    }

    @inline(__always)
    static func polynomial(
        _ x: Double, _ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double,
        _ c5: Double, _ c6: Double, _ c7: Double, _ c8: Double, _ c9: Double
    ) -> Double {
        polynomial(x, c1, c2, c3, c4, c5, c6, c7, c8, c9) * x + c0
    }
}
