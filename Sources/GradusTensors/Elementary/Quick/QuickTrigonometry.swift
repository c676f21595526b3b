/// x = n · π/128 + r, and the sine and cosine of n · π/128 from a table.
struct AngleReduction {
    let n: Double
    /// n, to be taken modulo 256.
    let turn: Int
    /// r, and r in two parts: the first of 26 bits, the second what rounding left out as well.
    let r: Double, upper: Double, lower: Double
    /// sin(r) - r and cos(r) - 1.
    let sineTail: Double, cosineTail: Double

    /// For |x| below 51,000.
    @inline(__always)
    init(_ x: Double) {
        let shifted = x * 0x1.45f306dc9c883p+5 + ElementaryTables.integerShift
        n = shifted - ElementaryTables.integerShift
        turn = Int(truncatingIfNeeded: shifted.bitPattern & 255)
        // π/128 in two parts of 31 bits, whose products with n are exact, and a rest.
        let first = x - n * 0x1.921fb54400000p-6
        let second = n * 0x1.0b4611a000000p-40
        let difference = first - second
        let rest = ((first - difference) - second) - n * 0x1.898cc51701b84p-70
        r = difference + rest
        upper = r.upper
        lower = (difference - upper) + rest
        let square = r * r
        sineTail =
            r * square * (-1.0 / 6 + square * (1.0 / 120 - square * (1.0 / 5040)))
        cosineTail = square * (-0.5 + square * (1.0 / 24 - square * (1.0 / 720)))
    }

    /// The sine of x and a number of quarter turns, as two parts.
    @inline(__always)
    func sine(quarters: Int) -> DoubleDouble {
        let row = 4 * ((turn + 64 * quarters) & 255)
        let sine = ElementaryTables.entry(ElementaryTables.sines, row)
        let sineRest = ElementaryTables.entry(ElementaryTables.sines, row + 1)
        let cosine = ElementaryTables.entry(ElementaryTables.sines, row + 2)
        let cosineRest = ElementaryTables.entry(ElementaryTables.sines, row + 3)
        let sum = DoubleDouble.fastSum(sine, cosine * upper)
        let low =
            (cosine * (lower + sineTail) + cosineRest * (r + sineTail))
            + (sineRest + sine * cosineTail)
        return DoubleDouble(sum.high, sum.low + low)
    }

    /// Whether r has all its digits: next to multiples of π/128 other than 0 some are lost.
    @inline(__always)
    var isExact: Bool { r.magnitude > 0x1p-16 || n == 0 }
}

enum QuickSine: QuickFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let angle = AngleReduction(x)
        let holds = x.magnitude < 51_000 && x.magnitude > 0x1p-27 && angle.isExact
        return holds ? angle.sine(quarters: 0).rounded : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulSin(x) }
}

enum QuickCosine: QuickFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let angle = AngleReduction(x)
        let holds = x.magnitude < 51_000 && angle.isExact
        return holds ? angle.sine(quarters: 1).rounded : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulCos(x) }
}

enum QuickTangent: QuickFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let angle = AngleReduction(x)
        let sine = angle.sine(quarters: 0)
        let cosine = angle.sine(quarters: 1).normalized
        let inverse = 1 / cosine.high
        let coarse = cosine.high.upper
        let quotient = (sine.high * inverse).upper
        let remainder =
            (sine.high - quotient * coarse)
            + (sine.low - quotient * ((cosine.high - coarse) + cosine.low))
        let holds = x.magnitude < 51_000 && x.magnitude > 0x1p-27 && angle.isExact
        return holds ? quotient + remainder * inverse : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulTan(x) }
}
