enum QuickHyperbolicTangent: StagedFunction {
    /// e / (e + 2) with e = exp(2|x|) - 1.
    @inline(__always)
    static func prepare(_ x: Double) -> DoubleDouble {
        let size = x.magnitude
        let (high, low) = ExponentialReduction(2 * (size < 20 ? size : 20)).lessOne
        return DoubleDouble.fastSum(high, low)
    }

    @inline(__always)
    static func finish(_ x: Double, _ prepared: DoubleDouble) -> Double {
        let e = prepared
        let size = x.magnitude
        let whole = e.high + 2
        let coarse = whole.upper
        // Exact: of e and 2 the larger one is taken from the sum first.
        let rest = (e.high > 2 ? (e.high - coarse) + 2 : (2 - coarse) + e.high) + e.low
        let inverse = 1 / whole
        let quotient = (e.high * inverse).upper
        let remainder = ((e.high - quotient * coarse) - quotient * rest) + e.low
        let holds = size > 0x1p-28
        return holds ? (quotient + remainder * inverse).flipped(by: x) : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulTanh(x) }
}

/// sinh(a) and cosh(a) of a = n · ln2/256, and the tails of sinh(r) and cosh(r).
struct HyperbolicReduction {
    let sine: DoubleDouble, cosine: DoubleDouble
    let r: Double, rest: Double
    /// sinh(r) - r and cosh(r) - 1.
    let sineTail: Double, cosineTail: Double

    /// For 0 ≤ size < 700.
    @inline(__always)
    init(_ size: Double) {
        let e = ExponentialReduction(size)
        let (high, low) = e.table
        let (inverseHigh, inverseLow) = e.inverseTable
        let half = 0.5 * e.power
        let inverse = 0.25 / half
        sine =
            DoubleDouble.fastSum(high * half, -(inverseHigh * inverse))
            .adding(low * half - inverseLow * inverse).normalized
        cosine =
            DoubleDouble.fastSum(high * half, inverseHigh * inverse)
            .adding(low * half + inverseLow * inverse).normalized
        r = e.r
        rest = e.rest
        let square = r * r
        sineTail = r * square * (1.0 / 6 + square * (1.0 / 120))
        cosineTail = square * (0.5 + square * (1.0 / 24))
    }
}

extension DoubleDouble {
    /// The same number, the first part rounded.
    @inline(__always)
    var normalized: DoubleDouble { DoubleDouble.fastSum(high, low) }

    /// A number added to the low part.
    @inline(__always)
    func adding(_ small: Double) -> DoubleDouble { DoubleDouble(high, low + small) }
}

enum QuickHyperbolicSine: QuickFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let size = x.magnitude
        let a = HyperbolicReduction(size)
        let cosine = a.cosine.high.upper
        let cosineRest = (a.cosine.high - cosine) + a.cosine.low
        let r = a.r.upper
        let sum = DoubleDouble.fastSum(a.sine.high, cosine * r)
        let rest =
            (sum.low + a.sine.low)
            + ((cosine * (((a.r - r) + a.rest) + a.sineTail) + cosineRest * (a.r + a.sineTail))
                + a.sine.high * a.cosineTail)
        let holds = size < 700 && size > 0x1p-28
        return holds ? (sum.high + rest).flipped(by: x) : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulSinh(x) }
}

enum QuickHyperbolicCosine: QuickFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let a = HyperbolicReduction(x.magnitude)
        let rest =
            a.cosine.low + (a.sine.high * (a.r + a.sineTail) + a.cosine.high * a.cosineTail)
        let holds = x.magnitude < 700
        return holds ? a.cosine.high + rest : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulCosh(x) }
}
