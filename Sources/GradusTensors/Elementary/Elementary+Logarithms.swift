extension Elementary {
    /// The natural logarithm; nan below 0, -inf at 0.
    public static func log(_ x: Double) -> Double {
        if let special = specialLogarithm(x) { return special }
        return logarithm(DoubleDouble(x)).rounded
    }

    /// `log(1 + x)`, exact near 0 as well.
    public static func log1p(_ x: Double) -> Double {
        if x.magnitude < 0x1p-54 { return x }
        if let special = specialLogarithm(1 + x) { return special }
        return logarithm(DoubleDouble.sum(1, x)).rounded
    }

    /// The logarithm to base 2.
    public static func log2(_ x: Double) -> Double {
        if let special = specialLogarithm(x) { return special }
        if x.significand == 1 && x.isNormal { return Double(x.exponent) }
        return
            (logarithm(DoubleDouble(x))
            * DoubleDouble(0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56)).rounded
    }

    /// The logarithm to base 10.
    public static func log10(_ x: Double) -> Double {
        if let special = specialLogarithm(x) { return special }
        return
            (logarithm(DoubleDouble(x))
            * DoubleDouble(0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57)).rounded
    }

    private static func specialLogarithm(_ x: Double) -> Double? {
        if x > 0 { return x == .infinity ? x : nil }
        if x.isNaN { return x }
        return x == 0 ? -.infinity : .nan
    }

    /// The natural logarithm of a positive finite number to some 75 bits.
    static func logarithm(_ x: DoubleDouble) -> DoubleDouble {
        // x = 2^k · m with m between 0.70 and 1.42; c · m = 1 + r with r below 2^-7.
        var k = x.high.exponent
        if x.high.significand >= 1.4140625 { k += 1 }
        let m = scaled(x.high, by: -k)
        let mLow = scaled(x.low, by: -k)
        let place = 3 * (Int((m * 128).rounded(.toNearestOrEven)) - 90)
        let c = ElementaryTables.logarithms[place]
        // m in two parts whose products with the 11 bits of c are exact.
        let coarse = Double(bitPattern: m.bitPattern & 0xffff_ffff_ffe0_0000)
        var r = DoubleDouble.sum(coarse * c - 1, (m - coarse) * c)
        if mLow != 0 { r = r + DoubleDouble.product(mLow, c) }
        let h = r.high
        let tail = polynomial(
            h, -1.0 / 4, 1.0 / 5, -1.0 / 6, 1.0 / 7, -1.0 / 8, 1.0 / 9, -1.0 / 10, 1.0 / 11)
        // r - r²/2 + r³/3 in full, the rest rounded.
        var series = r * (DoubleDouble(0x1.5555555555555p-2, 0x1.5555555555555p-56) + tail * h)
        series = r * (series + -0.5)
        series = r + r * series
        let whole = Double(k)
        // The high parts of k·ln2 and -log(c) are multiples of 2^-42: their sum is exact.
        let exact = whole * 0x1.62e42fefa3800p-1 + ElementaryTables.logarithms[place + 1]
        let low = DoubleDouble.product(whole, 0x1.ef35793c76730p-45)
        return DoubleDouble(exact) + (series + (low + ElementaryTables.logarithms[place + 2]))
    }

    /// x · 2^by for any exponent of a positive number, subnormal ones too.
    private static func scaled(_ x: Double, by exponent: Int) -> Double {
        if exponent > 1000 { return x * 0x1p1000 * scale(1, exponent - 1000) }
        if exponent < -1000 { return x * 0x1p-1000 * scale(1, exponent + 1000) }
        return x * scale(1, exponent)
    }
}
