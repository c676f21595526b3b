/// e^x = 2^(n/256) · e^r with r between -ln2/512 and ln2/512.
struct ExponentialReduction<Number: Lanes> {
    /// n modulo 256.
    let step: Number.Bits
    /// 2 to the power n/256 rounded down.
    let power: Number
    /// What remains, and what rounding left out of it.
    let r: Number, rest: Number

    /// For |x| below 709.7, x + low where low is less than the last place of x.
    @inline(__always)
    init(_ x: Number, _ low: Number = 0.0) {
        let shifted = x * 0x1.71547652b82fep+8 + Number.integerShift
        let n = shifted - Number.integerShift
        let bits = shifted.lanes
        step = bits & 255
        power = Number(lanes: (bits.shiftedRight(8).shiftedLeft(52)) &+ 0x3ff0_0000_0000_0000)
        // The first part of ln2/256 has so few bits that its product with n is exact.
        let first = x - n * 0x1.62e42fef80000p-9
        let second = n * 0x1.1cf79abc9e3b4p-44 - low
        r = first - second
        rest = (first - r) - second
    }

    /// 2^x instead of e^x, for |x| below 1022.
    @inline(__always)
    init(binary x: Number) {
        let shifted = x * 256.0 + Number.integerShift
        let bits = shifted.lanes
        step = bits & 255
        power = Number(lanes: (bits.shiftedRight(8).shiftedLeft(52)) &+ 0x3ff0_0000_0000_0000)
        r = (x - (shifted - Number.integerShift) * 0x1p-8) * 0x1.62e42fefa39efp-1
        rest = 0.0
    }

    /// 2^(step/256), the first part of 27 bits.
    @inline(__always)
    var table: (high: Number, low: Number) {
        Number.entries(ElementaryTables.powers, 2, step, 0)
    }

    /// 2^(-step/256), the first part of 27 bits.
    @inline(__always)
    var inverseTable: (high: Number, low: Number) {
        let opposite = (256 &- step) & 255
        // 1 where the step is 0, 1/2 elsewhere.
        let half = Number(
            lanes: (0x3fe0_0000_0000_0000) &+ ((256 &- step) & 256).shiftedLeft(44))
        let (high, low) = Number.entries(ElementaryTables.powers, 2, opposite, 0)
        return (half * high, half * low)
    }

    /// e^r - 1 - r.
    @inline(__always)
    var tail: Number {
        let square = r * r
        return square
            * (r.line(0.5, 1.0 / 6) + square * r.line(1.0 / 24, 1.0 / 120))
    }

    /// e^x - 1 as two parts.
    @inline(__always)
    var lessOne: (high: Number, low: Number) {
        var (high, low) = table
        high = high * power
        low = low * power
        // One more term than e^x needs: next to 0 nothing is larger.
        let square = r * r
        let tail = self.tail + square * square * square * Number(1.0 / 720)
        let upper = r.upper
        let sum = TwoParts<Number>.sum(high, -1.0)
        let step = TwoParts<Number>.fastSum(sum.high, high * upper)
        let small = high * ((r - upper) + (rest + tail)) + low * (r + tail)
        let whole = (step.low + sum.low) + (low + small)
        return (step.high, whole)
    }
}

enum QuickExponential: QuickFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let holds = (x.magnitude < 708.0)
        return (value(ExponentialReduction(x))).where(holds)
    }

    @inline(__always)
    static func value<Number: Lanes>(_ e: ExponentialReduction<Number>) -> Number {
        let (high, low) = e.table
        return (high + (low + (high + low) * (e.r + e.tail))) * e.power
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulExp(x) }
}

enum QuickPowerOf2: QuickFunction {
    /// 2^(n/256) · e^(r · ln2), r exact.
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let e = ExponentialReduction(binary: x)
        let holds = (x.magnitude < 1021.0)
        return (QuickExponential.value(e)).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulPow(2, x) }
}

enum QuickExponentialLessOne: QuickFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let (high, low) = ExponentialReduction(x).lessOne
        let holds = (x.magnitude < 700.0).and(x.magnitude > 0x1p-54)
        return (high + low).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulExpm1(x) }
}

enum QuickSigmoid: StagedFunction {
    /// 1 / (1 + e) for x above 0 and e / (1 + e) below, with e = exp(-|x|).
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number> {
        let e = ExponentialReduction(-x.magnitude)
        var (high, low) = e.table
        let tail = e.tail
        high = high * e.power
        low = low * e.power
        // e as two parts, their sum to some 70 bits.
        let product = high * e.r
        return TwoParts<Number>.fastSum(
            high, low + (product + ((high + low) * tail + low * e.r)))
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ prepared: TwoParts<Number>) -> Number {
        let exponential = prepared
        let whole = 1.0 + exponential.high
        let coarse = whole.upper
        let rest = (1.0 - coarse) + exponential.high + exponential.low
        let inverse = 1.0 / whole
        let isBelow = x < 0.0
        let numerator = Number.select(isBelow, exponential.high, 1.0)
        let quotient = (numerator * inverse).upper
        let remainder =
            (numerator - quotient * coarse) - quotient * rest
            + Number.select(isBelow, exponential.low, 0.0)
        let holds = (x.magnitude < 700.0)
        return (quotient + remainder * inverse).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulSigmoid(x) }
}
