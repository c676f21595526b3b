/// log x = k · ln2 - log c + log(1 + r) with x = 2^k · m and c · m = 1 + r.
struct LogarithmReduction<Number: Lanes> {
    /// The exponent k.
    let k: Number
    /// k · ln2 - log c, the first part a multiple of 2^-42.
    let high: Number, low: Number
    /// c · m - 1 below 2^-8.4, and what rounding left out.
    let r: Number, rest: Number

    /// For positive normal numbers x, x + small.
    @inline(__always)
    init(_ x: Number, _ small: Number = 0.0, hasSmall: Bool = false) {
        let bits = x.lanes
        // The cells begin half a cell below 0.703125, so that 1 is the middle of one.
        let offset = bits &- 0x3fe6_7800_0000_0000
        let place = offset.shiftedRight(44) & 255
        let exponent = offset & 0xfff0_0000_0000_0000
        let m = Number(lanes: bits &- exponent)
        // A number of 12 bits with a sign, put where a double has its lowest bits.
        k =
            Number(lanes: 0x4330_0000_0000_0000 | (offset.shiftedRight(52) ^ 2048))
            - 0x1.00000000008p52
        let c = Number.entry(ElementaryTables.reciprocals, 3, place, 0)
        let (logarithm, logarithmRest) = Number.entries(
            ElementaryTables.reciprocals, 3, place, 1)
        let coarse = m.upper
        let first = coarse * c - 1.0
        let second = (m - coarse) * c
        if hasSmall {
            let scaled = small * Number(lanes: 0x3ff0_0000_0000_0000 &- exponent)
            let lower = TwoParts<Number>.fastSum(second, scaled * c)
            r = first + lower.high
            rest = (lower.high - (r - first)) + lower.low
        } else {
            r = first + second
            rest = second - (r - first)
        }
        high = k * 0x1.62e42fefa3800p-1 + logarithm
        low = k * 0x1.ef35793c76730p-45 + logarithmRest
    }

    /// The logarithm as two parts, to some 63 bits.
    @inline(__always)
    var logarithm: TwoParts<Number> {
        let square = r * r
        let tail =
            square
            * (r.line(-0.5, 1.0 / 3)
                + square * (r.line(-1.0 / 4, 1.0 / 5) + square * r.line(-1.0 / 6, 1.0 / 7)))
        let sum = TwoParts<Number>.fastSum(high, r)
        return TwoParts(sum.high, sum.low + ((low + rest) + tail))
    }

    /// The logarithm as two parts, to some 72 bits.
    @inline(__always)
    var fullLogarithm: TwoParts<Number> {
        let square = r * r
        let tail =
            r * square
            * (r.line(1.0 / 3, -1.0 / 4)
                + square * (r.line(1.0 / 5, -1.0 / 6) + square * r.line(1.0 / 7, -1.0 / 8)))
        let upper = r.upper
        let lower = (r - upper) + rest
        // r²/2 in two parts.
        let half = -0.5 * (upper * upper)
        let halfRest = -0.5 * (lower * (r + upper))
        let first = TwoParts<Number>.fastSum(high, r)
        let second = TwoParts<Number>.fastSum(first.high, half)
        let rest = (first.low + second.low) + ((low + rest) + (halfRest + tail))
        return TwoParts<Number>.fastSum(second.high, rest)
    }
}

enum QuickLogarithm: QuickFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let holds = (x.isPositiveNormal)
        return (LogarithmReduction(x).logarithm.rounded).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulLog(x) }
}

enum QuickLogarithm2: StagedFunction {
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number> {
        LogarithmReduction(x).logarithm
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ logarithm: TwoParts<Number>) -> Number {
        let holds = (x.isPositiveNormal)
        return (logarithm.times(0x1.7154764000000p+0, 0x1.2b82fe1777d10p-28)).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulLog2(x) }
}

enum QuickLogarithm10: StagedFunction {
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number> {
        LogarithmReduction(x).logarithm
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ logarithm: TwoParts<Number>) -> Number {
        let holds = (x.isPositiveNormal)
        return (logarithm.times(0x1.bcb7b10000000p-2, 0x1.49b9438ca9aaep-28)).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulLog10(x) }
}

enum QuickLogarithmOfOnePlus: QuickFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let whole = TwoParts<Number>.sum(1.0, x)
        let logarithm = LogarithmReduction(whole.high, whole.low, hasSmall: true).logarithm
        let holds = (x > -1.0).and(x < 0x1p1000).and(x.magnitude > 0x1p-54)
        return (logarithm.rounded).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulLog1p(x) }
}
