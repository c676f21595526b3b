/// e^x = 2^(n/256) · e^r with r between -ln2/512 and ln2/512.
struct ExponentialReduction {
    /// n modulo 256.
    let step: Int
    /// 2 to the power n/256 rounded down.
    let power: Double
    /// What remains, and what rounding left out of it.
    let r: Double, rest: Double

    /// For |x| below 709.7, x + low where low is less than the last place of x.
    @inline(__always)
    init(_ x: Double, _ low: Double = 0) {
        let shifted = x * 0x1.71547652b82fep+8 + ElementaryTables.integerShift
        let n = shifted - ElementaryTables.integerShift
        let bits = shifted.bitPattern
        step = Int(truncatingIfNeeded: bits & 255)
        power = Double(bitPattern: ((bits & ~255) << 44) &+ 0x3ff0_0000_0000_0000)
        // The first part of ln2/256 has so few bits that its product with n is exact.
        let first = x - n * 0x1.62e42fef80000p-9
        let second = n * 0x1.1cf79abc9e3b4p-44 - low
        r = first - second
        rest = (first - r) - second
    }

    /// 2^x instead of e^x, for |x| below 1022.
    @inline(__always)
    init(binary x: Double) {
        let shifted = x * 256 + ElementaryTables.integerShift
        let bits = shifted.bitPattern
        step = Int(truncatingIfNeeded: bits & 255)
        power = Double(bitPattern: ((bits & ~255) << 44) &+ 0x3ff0_0000_0000_0000)
        r = (x - (shifted - ElementaryTables.integerShift) * 0x1p-8) * 0x1.62e42fefa39efp-1
        rest = 0
    }

    /// 2^(step/256), the first part of 27 bits.
    @inline(__always)
    var table: (high: Double, low: Double) {
        (
            ElementaryTables.entry(ElementaryTables.powers, 2 * step),
            ElementaryTables.entry(ElementaryTables.powers, 2 * step + 1)
        )
    }

    /// 2^(-step/256), the first part of 27 bits.
    @inline(__always)
    var inverseTable: (high: Double, low: Double) {
        let opposite = (256 - step) & 255
        let half = step == 0 ? 1.0 : 0.5
        return (
            half * ElementaryTables.entry(ElementaryTables.powers, 2 * opposite),
            half * ElementaryTables.entry(ElementaryTables.powers, 2 * opposite + 1)
        )
    }

    /// e^r - 1 - r.
    @inline(__always)
    var tail: Double {
        let square = r * r
        return square
            * ((0.5 + r * (1.0 / 6)) + square * (1.0 / 24 + r * (1.0 / 120)))
    }

    /// e^x - 1 as two parts.
    @inline(__always)
    var lessOne: (high: Double, low: Double) {
        var (high, low) = table
        high *= power
        low *= power
        // One more term than e^x needs: next to 0 nothing is larger.
        let square = r * r
        let tail = self.tail + square * square * square * (1.0 / 720)
        let upper = r.upper
        let sum = DoubleDouble.sum(high, -1)
        let step = DoubleDouble.fastSum(sum.high, high * upper)
        let whole =
            (step.low + sum.low) + (low + (high * ((r - upper) + (rest + tail)) + low * (r + tail)))
        return (step.high, whole)
    }
}

enum QuickExponential: QuickFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let holds = x.magnitude < 708
        return holds ? value(ExponentialReduction(x)) : .nan
    }

    @inline(__always)
    static func value(_ e: ExponentialReduction) -> Double {
        let (high, low) = e.table
        return (high + (low + (high + low) * (e.r + e.tail))) * e.power
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulExp(x) }
}

enum QuickPowerOf2: QuickFunction {
    /// 2^(n/256) · e^(r · ln2), r exact.
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let e = ExponentialReduction(binary: x)
        let holds = x.magnitude < 1021
        return holds ? QuickExponential.value(e) : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulPow(2, x) }
}

enum QuickExponentialLessOne: QuickFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let (high, low) = ExponentialReduction(x).lessOne
        let holds = x.magnitude < 700 && x.magnitude > 0x1p-54
        return holds ? high + low : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulExpm1(x) }
}

enum QuickSigmoid: StagedFunction {
    /// 1 / (1 + e) for x above 0 and e / (1 + e) below, with e = exp(-|x|).
    @inline(__always)
    static func prepare(_ x: Double) -> DoubleDouble {
        let e = ExponentialReduction(-x.magnitude)
        var (high, low) = e.table
        let tail = e.tail
        high *= e.power
        low *= e.power
        // e as two parts, their sum to some 70 bits.
        let product = high * e.r
        return DoubleDouble.fastSum(
            high, low + (product + ((high + low) * tail + low * e.r)))
    }

    @inline(__always)
    static func finish(_ x: Double, _ prepared: DoubleDouble) -> Double {
        let exponential = prepared
        let whole = 1 + exponential.high
        let coarse = whole.upper
        let rest = (1 - coarse) + exponential.high + exponential.low
        let inverse = 1 / whole
        let numerator = x < 0 ? exponential.high : 1
        let quotient = (numerator * inverse).upper
        let remainder =
            (numerator - quotient * coarse) - quotient * rest + (x < 0 ? exponential.low : 0)
        let holds = x.magnitude < 700
        return holds ? quotient + remainder * inverse : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulSigmoid(x) }
}
