extension Elementary {
    /// The natural logarithm; nan below 0, -inf at 0.
    static func carefulLog(_ x: Double) -> Double {
        if let special = specialLogarithm(x) { return special }
        return quickLogarithm(DoubleDouble(x)).rounded
    }

    /// `log(1 + x)`, exact near 0 as well.
    static func carefulLog1p(_ x: Double) -> Double {
        if x.magnitude < 0x1p-54 { return x }
        if let special = specialLogarithm(1 + x) { return special }
        return quickLogarithm(DoubleDouble.sum(1, x)).rounded
    }

    /// The logarithm to base 2.
    static func carefulLog2(_ x: Double) -> Double {
        if let special = specialLogarithm(x) { return special }
        if x.significand == 1 && x.isNormal { return Double(x.exponent) }
        return
            (quickLogarithm(DoubleDouble(x))
            * DoubleDouble(0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56)).rounded
    }

    /// The logarithm to base 10.
    static func carefulLog10(_ x: Double) -> Double {
        if let special = specialLogarithm(x) { return special }
        return
            (quickLogarithm(DoubleDouble(x))
            * DoubleDouble(0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57)).rounded
    }

    private static func specialLogarithm(_ x: Double) -> Double? {
        if x > 0 { return x == .infinity ? x : nil }
        if x.isNaN { return x }
        return x == 0 ? -.infinity : .nan
    }

    /// A positive finite number x = 2^k · m with m between 0.70 and 1.42, the place of c in the
    /// table, and r below 2^-7 for which c · m = 1 + r.
    @inline(__always)
    private static func reducedLogarithm(
        _ x: DoubleDouble
    ) -> (k: Int, place: Int, r: DoubleDouble) {
        var k: Int
        var m: Double
        if x.high >= 0x1p-1022 {
            let bits = x.high.bitPattern
            k = Int(bits >> 52) - 1023
            m = Double(bitPattern: bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000)
            if m >= 1.4140625 {
                k += 1
                m *= 0.5
            }
        } else {
            k = x.high.exponent
            if x.high.significand >= 1.4140625 { k += 1 }
            m = scaled(x.high, by: -k)
        }
        let mLow = x.low == 0 ? 0 : scaled(x.low, by: -k)
        let place = 3 * (Int(nearest(m * 128)) - 90)
        let c = ElementaryTables.logarithms[place]
        // m in two parts whose products with the 11 bits of c are exact.
        let coarse = Double(bitPattern: m.bitPattern & 0xffff_ffff_ffe0_0000)
        var r = DoubleDouble.sum(coarse * c - 1, (m - coarse) * c)
        if mLow != 0 { r = r + DoubleDouble.product(mLow, c) }
        return (k, place, r)
    }

    /// The natural logarithm of a positive finite number to some 66 bits, which is enough for
    /// a result that is not multiplied by large numbers.
    static func quickLogarithm(_ x: DoubleDouble) -> DoubleDouble {
        let (k, place, r) = reducedLogarithm(x)
        let h = r.high
        let square = DoubleDouble.product(h, h)
        // r - r²/2 in full, r³/3 and what follows rounded: it is smaller by 2^-14.
        let rest =
            h * square.high
            * (1.0 / 3 + h
                * polynomial(h, -1.0 / 4, 1.0 / 5, -1.0 / 6, 1.0 / 7, -1.0 / 8, 1.0 / 9, -1.0 / 10))
        let start = DoubleDouble.fastSum(h, -0.5 * square.high)
        let whole = Double(k)
        // The high parts of k·ln2 and -log(c) are multiples of 2^-42: their sum is exact.
        let exact =
            whole * 0x1.62e42fefa3800p-1 + table(ElementaryTables.logarithms, place + 1)
        let sum = DoubleDouble.sum(exact, start.high)
        let low =
            whole * 0x1.ef35793c76730p-45 + table(ElementaryTables.logarithms, place + 2)
        return DoubleDouble.fastSum(
            sum.high,
            sum.low + (start.low + (rest + (low + (r.low * (1 - h) - 0.5 * square.low)))))
    }

    /// An entry of a table at a place that is known to be there.
    @inline(__always)
    private static func table(_ entries: [Double], _ place: Int) -> Double {
        entries.withUnsafeBufferPointer { $0[place] }
    }

    /// The natural logarithm of a positive finite number to some 75 bits.
    static func logarithm(_ x: DoubleDouble) -> DoubleDouble {
        let (k, place, r) = reducedLogarithm(x)
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
