extension Elementary {
    /// The sine of x radians; nan for infinite ones.
    static func carefulSin(_ x: Double) -> Double {
        if !x.isFinite { return .nan }
        if x.magnitude < 0x1p-27 { return x }
        let (quadrant, r) = reduced(x)
        let value = quadrant & 1 == 0 ? sine(r) : cosine(r)
        return (quadrant & 2 == 0 ? value : -value).rounded
    }

    /// The cosine of x radians; nan for infinite ones.
    static func carefulCos(_ x: Double) -> Double {
        if !x.isFinite { return .nan }
        let (quadrant, r) = reduced(x)
        let value = quadrant & 1 == 0 ? cosine(r) : sine(r)
        return (quadrant == 0 || quadrant == 3 ? value : -value).rounded
    }

    /// The tangent of x radians; nan for infinite ones.
    static func carefulTan(_ x: Double) -> Double {
        if !x.isFinite { return .nan }
        if x.magnitude < 0x1p-27 { return x }
        let (quadrant, r) = reduced(x)
        let (s, c) = (sine(r), cosine(r))
        return (quadrant & 1 == 0 ? s / c : -(c / s)).rounded
    }

    /// The sine and the cosine of r between 0 and 1.
    static func sineAndCosine(_ r: DoubleDouble) -> (sine: DoubleDouble, cosine: DoubleDouble) {
        (sine(r), cosine(r))
    }

    /// The sine of r between -π/4 and π/4 (a little more does no harm).
    private static func sine(_ r: DoubleDouble) -> DoubleDouble {
        let square = r * r
        let h = square.high
        let tail = polynomial(
            h, -1.0 / 5040, 1.0 / 362_880, -1.0 / 39_916_800, 1.0 / 6_227_020_800,
            -1.0 / 1_307_674_368_000, 1.0 / 355_687_428_096_000, -1.0 / 121_645_100_408_832_000)
        var value = square * (DoubleDouble(0x1.1111111111111p-7, 0x1.1111111111111p-63) + tail * h)
        value = square * (value + DoubleDouble(-0x1.5555555555555p-3, -0x1.5555555555555p-57))
        return r + r * value
    }

    /// The cosine of r between -π/4 and π/4.
    private static func cosine(_ r: DoubleDouble) -> DoubleDouble {
        let square = r * r
        let h = square.high
        let tail = polynomial(
            h, -1.0 / 720, 1.0 / 40320, -1.0 / 3_628_800, 1.0 / 479_001_600,
            -1.0 / 87_178_291_200, 1.0 / 20_922_789_888_000, -1.0 / 6_402_373_705_728_000)
        var value = square * (DoubleDouble(0x1.5555555555555p-5, 0x1.5555555555555p-59) + tail * h)
        value = square * (value + -0.5)
        return value + 1
    }

    /// x = (4j + quadrant) · π/2 + r.
    private static func reduced(_ x: Double) -> (quadrant: Int, r: DoubleDouble) {
        if x.magnitude > 0x1p19 { return reducedLarge(x) }
        let n = nearest(x * 0x1.45f306dc9c883p-1)
        if n == 0 { return (0, DoubleDouble(x)) }
        // π/2 in three parts of 33 bits, whose products with n are exact, and a rest.
        let a = x - n * 0x1.921fb54400000p+0
        let b = DoubleDouble.sum(a, -n * 0x1.0b4611a600000p-34)
        let c = b + -(n * 0x1.3198a2e000000p-69)
        return (Int(n) & 3, c + -(n * 0x1.b839a252049c1p-104))
    }

    /// The same for large x by integers (M. H. Payne, R. N. Hanek, "Radian reduction for
    /// trigonometric functions", SIGNUM Newsletter 18, 1983): of x · 2/π only the places
    /// about the binary point matter.
    private static func reducedLarge(_ x: Double) -> (quadrant: Int, r: DoubleDouble) {
        let significand = x.significandBitPattern | 1 << 52
        let shift = Int(x.exponent) - 52
        // 256 places of 2/π from place `first` on (place 0 stands before the point, worth 1).
        let first = Swift.max(0, shift - 2)
        var window = [UInt64](repeating: 0, count: 4)
        for i in 0..<4 {
            let word = first / 64 + i
            let bit = first % 64
            let next = ElementaryTables.twoOverPi[word + 1]
            window[i] = ElementaryTables.twoOverPi[word] << UInt64(bit)
            if bit > 0 { window[i] |= next >> UInt64(64 - bit) }
        }
        // significand · window, 320 bits of which the lowest 256 are kept.
        var product = [UInt64](repeating: 0, count: 4)
        var carry: UInt64 = 0
        for i in stride(from: 3, through: 0, by: -1) {
            let (high, low) = window[i].multipliedFullWidth(by: significand)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            product[i] = sum
            carry = high &+ (overflow ? 1 : 0)
        }
        // The product's unit is 2^(shift - first - 256): two bits of the quadrant are found
        // `shift - first` places below the top; the top ones are multiples of 4.
        let drop = shift - first  // 2, or less when x is just above the limit
        if drop < 2 {
            // The integer part reaches into the carry: move everything right.
            let by = UInt64(2 - drop)
            for i in stride(from: 3, through: 0, by: -1) {
                let above = i == 0 ? carry : product[i - 1]
                product[i] = product[i] >> by | above << (64 - by)
            }
        }
        var quadrant = Int(product[0] >> 62)
        // The fraction of a quarter turn, from -1/2 to 1/2, as a sum of doubles.
        var fraction = product
        for i in 0..<4 {
            fraction[i] = product[i] << 2 | (i < 3 ? product[i + 1] >> 62 : 0)
        }
        let isNegative = fraction[0] >> 63 == 1
        if isNegative {
            quadrant = (quadrant + 1) & 3
            for i in 0..<4 { fraction[i] = ~fraction[i] }
        }
        var sum = DoubleDouble(0)
        var unit = 0x1p-32
        for word in fraction {
            sum = sum + Double(word >> 32) * unit
            unit *= 0x1p-32
            sum = sum + Double(word & 0xffff_ffff) * unit
            unit *= 0x1p-32
        }
        let r = sum * DoubleDouble(0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54)
        let signed = isNegative ? -r : r
        return x < 0 ? ((4 - quadrant) & 3, -signed) : (quadrant, signed)
    }
}
