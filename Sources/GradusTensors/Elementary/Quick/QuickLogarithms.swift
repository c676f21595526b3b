/// log x = k · ln2 - log c + log(1 + r) with x = 2^k · m and c · m = 1 + r.
struct LogarithmReduction {
    /// The exponent k.
    let k: Double
    /// k · ln2 - log c, the first part a multiple of 2^-42.
    let high: Double, low: Double
    /// c · m - 1 below 2^-8.4, and what rounding left out.
    let r: Double, rest: Double

    /// For positive normal numbers x, x + small.
    @inline(__always)
    init(_ x: Double, _ small: Double = 0, hasSmall: Bool = false) {
        let bits = x.bitPattern
        // The cells begin half a cell below 0.703125, so that 1 is the middle of one.
        let offset = bits &- 0x3fe6_7800_0000_0000
        let place = 3 * Int(truncatingIfNeeded: (offset >> 44) & 255)
        let exponent = offset & 0xfff0_0000_0000_0000
        let m = Double(bitPattern: bits &- exponent)
        // A number of 12 bits with a sign, put where a double has its lowest bits.
        k = Double(bitPattern: 0x4330_0000_0000_0000 | ((offset >> 52) ^ 2048)) - 0x1.00000000008p52
        let c = ElementaryTables.entry(ElementaryTables.reciprocals, place)
        let coarse = m.upper
        let first = coarse * c - 1
        let second = (m - coarse) * c
        if hasSmall {
            let sum = DoubleDouble.fastSum(first, second)
            let scaled = small * Double(bitPattern: 0x3ff0_0000_0000_0000 &- exponent)
            let whole = DoubleDouble.fastSum(sum.high, sum.low + scaled * c)
            r = whole.high
            rest = whole.low
        } else {
            r = first + second
            rest = second - (r - first)
        }
        high =
            k * 0x1.62e42fefa3800p-1
            + ElementaryTables.entry(ElementaryTables.reciprocals, place + 1)
        low =
            k * 0x1.ef35793c76730p-45
            + ElementaryTables.entry(ElementaryTables.reciprocals, place + 2)
    }

    /// The logarithm as two parts, to some 63 bits.
    @inline(__always)
    var logarithm: DoubleDouble {
        let square = r * r
        let tail =
            square
            * ((r * (1.0 / 3) - 0.5)
                + square * ((r * (1.0 / 5) - 1.0 / 4) + square * (r * (1.0 / 7) - 1.0 / 6)))
        let sum = DoubleDouble.fastSum(high, r)
        return DoubleDouble(sum.high, sum.low + ((low + rest) + tail))
    }

    /// The logarithm as two parts, to some 72 bits.
    @inline(__always)
    var fullLogarithm: DoubleDouble {
        let square = r * r
        let tail =
            r * square
            * ((1.0 / 3 - r * (1.0 / 4))
                + square * ((1.0 / 5 - r * (1.0 / 6)) + square * (1.0 / 7 - r * (1.0 / 8))))
        let upper = r.upper
        let lower = (r - upper) + rest
        // r²/2 in two parts.
        let half = -0.5 * (upper * upper)
        let halfRest = -0.5 * (lower * (r + upper))
        let first = DoubleDouble.fastSum(high, r)
        let second = DoubleDouble.fastSum(first.high, half)
        let rest = (first.low + second.low) + ((low + rest) + (halfRest + tail))
        return DoubleDouble.fastSum(second.high, rest)
    }
}

extension DoubleDouble {
    /// The product with a constant whose first part has 26 bits, rounded.
    @inline(__always)
    func times(_ constant: Double, _ constantLow: Double) -> Double {
        let sum = DoubleDouble.fastSum(high, low)
        let coarse = sum.high.upper
        return coarse * constant
            + (((sum.high - coarse) + sum.low) * constant + sum.high * constantLow)
    }
}

extension Double {
    /// Positive, finite and not subnormal.
    @inline(__always)
    var isPositiveNormal: Bool { bitPattern &- 0x0010_0000_0000_0000 < 0x7fe0_0000_0000_0000 }
}

enum QuickLogarithm: QuickFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let holds = x.isPositiveNormal
        return holds ? LogarithmReduction(x).logarithm.rounded : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulLog(x) }
}

enum QuickLogarithm2: StagedFunction {
    @inline(__always)
    static func prepare(_ x: Double) -> DoubleDouble { LogarithmReduction(x).logarithm }

    @inline(__always)
    static func finish(_ x: Double, _ logarithm: DoubleDouble) -> Double {
        let holds = x.isPositiveNormal
        return holds ? logarithm.times(0x1.7154764000000p+0, 0x1.2b82fe1777d10p-28) : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulLog2(x) }
}

enum QuickLogarithm10: StagedFunction {
    @inline(__always)
    static func prepare(_ x: Double) -> DoubleDouble { LogarithmReduction(x).logarithm }

    @inline(__always)
    static func finish(_ x: Double, _ logarithm: DoubleDouble) -> Double {
        let holds = x.isPositiveNormal
        return holds ? logarithm.times(0x1.bcb7b10000000p-2, 0x1.49b9438ca9aaep-28) : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulLog10(x) }
}

enum QuickLogarithmOfOnePlus: QuickFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let whole = DoubleDouble.sum(1, x)
        let logarithm = LogarithmReduction(whole.high, whole.low, hasSmall: true).logarithm
        let holds = x > -1 && x < 0x1p1000 && x.magnitude > 0x1p-54
        return holds ? logarithm.rounded : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulLog1p(x) }
}
