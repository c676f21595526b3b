/// x = n · π/128 + r, and the sine and cosine of n · π/128 from a table.
struct AngleReduction<Number: Lanes> {
    let n: Number
    /// n, to be taken modulo 256.
    let turn: Number.Bits
    /// r, and r in two parts: the first of 26 bits, the second what rounding left out as well.
    let r: Number, upper: Number, lower: Number
    /// sin(r) - r and cos(r) - 1.
    let sineTail: Number, cosineTail: Number

    /// For |x| below 51,000.
    @inline(__always)
    init(_ x: Number) {
        let shifted = x * 0x1.45f306dc9c883p+5 + Number.integerShift
        n = shifted - Number.integerShift
        turn = shifted.lanes
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
            r * square * (Number(-1.0 / 6) + square * square.line(1.0 / 120, -1.0 / 5040))
        cosineTail = square * (Number(-0.5) + square * square.line(1.0 / 24, -1.0 / 720))
    }

    /// The sine of x and a number of quarter turns, as two parts.
    @inline(__always)
    func sine(quarters: Int) -> TwoParts<Number> {
        let row = (quarters == 0 ? turn : turn &+ 64) & 255
        let (sine, sineRest) = Number.entries(ElementaryTables.sines, 4, row, 0)
        let (cosine, cosineRest) = Number.entries(ElementaryTables.sines, 4, row, 2)
        let sum = TwoParts<Number>.fastSum(sine, cosine * upper)
        let low =
            (cosine * (lower + sineTail) + cosineRest * (r + sineTail))
            + (sineRest + sine * cosineTail)
        return TwoParts(sum.high, sum.low + low)
    }

    /// Whether r has all its digits: next to multiples of π/128 other than 0 some are lost.
    @inline(__always)
    var isExact: Number.Mask { (r.magnitude > 0x1p-16).or(n == 0.0) }
}

enum QuickSine: QuickFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let angle = AngleReduction(x)
        let holds = (x.magnitude < 51_000.0).and(x.magnitude > 0x1p-27).and(angle.isExact)
        return (angle.sine(quarters: 0).rounded).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulSin(x) }
}

enum QuickCosine: QuickFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let angle = AngleReduction(x)
        let holds = (x.magnitude < 51_000.0).and(angle.isExact)
        return (angle.sine(quarters: 1).rounded).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulCos(x) }
}

enum QuickTangent: QuickFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let angle = AngleReduction(x)
        let sine = angle.sine(quarters: 0)
        let cosine = angle.sine(quarters: 1).normalized
        let inverse = 1.0 / cosine.high
        let coarse = cosine.high.upper
        let quotient = (sine.high * inverse).upper
        let remainder =
            (sine.high - quotient * coarse)
            + (sine.low - quotient * ((cosine.high - coarse) + cosine.low))
        let holds = (x.magnitude < 51_000.0).and(x.magnitude > 0x1p-27).and(angle.isExact)
        return (quotient + remainder * inverse).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulTan(x) }
}
