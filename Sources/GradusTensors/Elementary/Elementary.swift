/// Elementary functions in double precision whose last bit is the same on every machine:
/// only +, -, *, / and tables, no library, no fused multiply-add. Errors stay within
/// 0.51 units in the last place.
///
/// Method: table-driven reduction (P. T. P. Tang, "Table-driven implementation of the
/// exponential function", ACM TOMS 15, 1989, and of the logarithm, TOMS 16, 1990) with the
/// leading terms in double-double arithmetic.
public enum Elementary {
    /// `1 / (1 + exp(-x))`, without overflow.
    public static func sigmoid(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x > 40 { return 1 }
        if x < -45 { return exp(x) }  // 1 + exp(x) is 1 to all digits
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

    /// Horner's scheme: c[0] + x (c[1] + x (c[2] + …)).
    @inline(__always)
    static func polynomial(_ x: Double, _ coefficients: Double...) -> Double {
        var value = 0.0
        for coefficient in coefficients.reversed() { value = value * x + coefficient }
        return value
    }
}
