enum QuickHyperbolicTangent: StagedFunction {
    /// e / (e + 2) with e = exp(2|x|) - 1.
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number> {
        let size = x.magnitude
        let (high, low) = ExponentialReduction(2.0 * Number.select(size < 20.0, size, 20.0)).lessOne
        return TwoParts<Number>.fastSum(high, low)
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ prepared: TwoParts<Number>) -> Number {
        let e = prepared
        let size = x.magnitude
        let whole = e.high + 2.0
        let coarse = whole.upper
        // Exact: of e and 2 the larger one is taken from the sum first.
        let rest =
            Number.select(e.high > 2.0, (e.high - coarse) + 2.0, (2.0 - coarse) + e.high) + e.low
        let inverse = 1.0 / whole
        let quotient = (e.high * inverse).upper
        let remainder = ((e.high - quotient * coarse) - quotient * rest) + e.low
        let holds = (size > 0x1p-28)
        return ((quotient + remainder * inverse).flipped(by: x)).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulTanh(x) }
}

/// sinh(a) and cosh(a) of a = n · ln2/256, and the tails of sinh(r) and cosh(r).
struct HyperbolicReduction<Number: Lanes> {
    let sine: TwoParts<Number>, cosine: TwoParts<Number>
    let r: Number, rest: Number
    /// sinh(r) - r and cosh(r) - 1.
    let sineTail: Number, cosineTail: Number

    /// For 0 ≤ size < 700.
    @inline(__always)
    init(_ size: Number) {
        let e = ExponentialReduction(size)
        let (high, low) = e.table
        let (inverseHigh, inverseLow) = e.inverseTable
        let half = 0.5 * e.power
        let inverse = 0.25 / half
        sine =
            TwoParts<Number>.fastSum(high * half, -(inverseHigh * inverse))
            .adding(low * half - inverseLow * inverse).normalized
        cosine =
            TwoParts<Number>.fastSum(high * half, inverseHigh * inverse)
            .adding(low * half + inverseLow * inverse).normalized
        r = e.r
        rest = e.rest
        let square = r * r
        sineTail = r * square * square.line(1.0 / 6, 1.0 / 120)
        cosineTail = square * square.line(0.5, 1.0 / 24)
    }
}

enum QuickHyperbolicSine: QuickFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let size = x.magnitude
        let a = HyperbolicReduction(size)
        let cosine = a.cosine.high.upper
        let cosineRest = (a.cosine.high - cosine) + a.cosine.low
        let r = a.r.upper
        let sum = TwoParts<Number>.fastSum(a.sine.high, cosine * r)
        let rest =
            (sum.low + a.sine.low)
            + ((cosine * (((a.r - r) + a.rest) + a.sineTail) + cosineRest * (a.r + a.sineTail))
                + a.sine.high * a.cosineTail)
        let holds = (size < 700.0).and(size > 0x1p-28)
        return ((sum.high + rest).flipped(by: x)).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulSinh(x) }
}

enum QuickHyperbolicCosine: QuickFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let a = HyperbolicReduction(x.magnitude)
        let rest =
            a.cosine.low + (a.sine.high * (a.r + a.sineTail) + a.cosine.high * a.cosineTail)
        let holds = (x.magnitude < 700.0)
        return (a.cosine.high + rest).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulCosh(x) }
}
