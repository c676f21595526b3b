/// The value of a function about a place of a table, by its series there.
enum TabulatedSeries {
    /// For a number in two parts, the first of 26 bits. The table's row for 0 is added to the
    /// integer shift.
    @inline(__always)
    static func value<Number: Lanes>(
        _ table: [Double], _ upper: Number, _ lower: Number,
        _ shift: Number = Number.integerShift
    ) -> TwoParts<Number> {
        let shifted = upper * 128.0 + shift
        let row = shifted.lanes & 511
        let centre = (shifted - shift) * 0x1p-7
        // Exact, and of less than 26 bits.
        let near = upper - centre
        let d = near + lower
        let square = d * d
        let (value, valueRest) = Number.entries(table, 10, row, 0)
        let (slope, slopeRest) = Number.entries(table, 10, row, 2)
        let (c2, c3) = Number.entries(table, 10, row, 4)
        let (c4, c5) = Number.entries(table, 10, row, 6)
        let (c6, c7) = Number.entries(table, 10, row, 8)
        let tail =
            square * ((c2 + d * c3) + square * ((c4 + d * c5) + square * (c6 + d * c7)))
        let sum = TwoParts<Number>.fastSum(value, slope * near)
        return TwoParts(
            sum.high, (sum.low + valueRest) + ((slope * lower + slopeRest * d) + tail))
    }

    /// base + sign · value, where the base is 0 or more than the value.
    @inline(__always)
    static func combined<Number: Lanes>(
        _ base: Number, _ baseRest: Number, _ sign: Number, _ value: TwoParts<Number>
    ) -> Number {
        let sum = TwoParts<Number>.fastSum(base, sign * value.high)
        return sum.high + (sum.low + (baseRest + sign * value.low))
    }
}

enum QuickArctangent: StagedFunction {
    /// π/2 less the arctangent of 1/x beyond 1.
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number> {
        let size = x.magnitude
        let isBeyond = size > 1.0
        let inverse = 1.0 / size
        let z = Number.select(isBeyond, inverse, size)
        let upper = z.upper
        let coarse = size.upper
        let inverseRest = ((1.0 - upper * coarse) - upper * (size - coarse)) * inverse
        let lower = Number.select(isBeyond, inverseRest, size - upper)
        return TwoParts(upper, lower)
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ prepared: TwoParts<Number>) -> Number {
        let size = x.magnitude
        let isBeyond = size > 1.0
        let value = TabulatedSeries.value(
            ElementaryTables.arctangents, prepared.high, prepared.low)
        let angle = TabulatedSeries.combined(
            Number.select(isBeyond, 0x1.921fb54442d18p+0, 0.0),
            Number.select(isBeyond, 0x1.1a62633145c07p-54, 0.0),
            Number.select(isBeyond, -1.0, 1.0), value)
        let holds = (size > 0x1p-27).and(size < 0x1p60)
        return (angle.flipped(by: x)).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAtan(x) }
}

enum QuickAngle: StagedBinaryFunction {
    @inline(__always)
    static func prepare<Number: Lanes>(_ y: Number, _ x: Number) -> TwoParts<Number> {
        let (a, b) = (y.magnitude, x.magnitude)
        let isSteep = a > b
        let small = Number.select(isSteep, b, a)
        let large = Number.select(isSteep, a, b)
        let inverse = 1.0 / large
        let upper = (small * inverse).upper
        let coarse = large.upper
        let lower = ((small - upper * coarse) - upper * (large - coarse)) * inverse
        return TwoParts(upper, lower)
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ y: Number, _ x: Number, _ prepared: TwoParts<Number>)
        -> Number
    {
        let (a, b) = (y.magnitude, x.magnitude)
        let isSteep = a > b
        let small = Number.select(isSteep, b, a)
        let large = Number.select(isSteep, a, b)
        let value = TabulatedSeries.value(
            ElementaryTables.arctangents, prepared.high, prepared.low)
        let isLeft = x < 0.0
        // 0, π or π/2, and whether the angle to it is added.
        let turns = Number.select(isSteep, 1.0, Number.select(isLeft, 2.0, 0.0))
        let angle = TabulatedSeries.combined(
            turns * 0x1.921fb54442d18p+0, turns * 0x1.1a62633145c07p-54,
            Number.select(
                isSteep, Number.select(isLeft, 1.0, -1.0), Number.select(isLeft, -1.0, 1.0)), value)
        let holds = (small > 0x1p-250).and(large < 0x1p250)
        return (angle.flipped(by: y)).where(holds)
    }

    @inline(never)
    static func careful(_ y: Double, _ x: Double) -> Double { Elementary.carefulAtan2(y, x) }
}

enum QuickArcsine: StagedFunction {
    /// π/2 - 2 asin √((1 - x) / 2) beyond 1/2.
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number> { half(x.magnitude) }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ prepared: TwoParts<Number>) -> Number {
        let size = x.magnitude
        let shift = Number.select(size > 0.5, 0x1.8000000000041p52, 0x1.8p52)
        let angle = TabulatedSeries.value(
            ElementaryTables.arcsines, prepared.high, prepared.low, shift)
        return angle.rounded.flipped(by: x).where(size < 1.0)
    }

    /// x up to 1/2, √((1 - x) / 2) beyond, as two parts.
    @inline(__always)
    static func half<Number: Lanes>(_ size: Number) -> TwoParts<Number> {
        let isBeyond = size > 0.5
        let square = 0.5 - 0.5 * size
        let z = Number.select(isBeyond, square.squareRoot(), size)
        let upper = z.upper
        let rootLower = (square - upper * upper) / (z + upper)
        return TwoParts(upper, Number.select(isBeyond, rootLower, z - upper))
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAsin(x) }
}

enum QuickArccosine: StagedFunction {
    /// 2 asin √((1 - x) / 2) beyond 1/2, π less that of -x below -1/2.
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number> {
        let size = x.magnitude
        let half = QuickArcsine.half(size)
        let sign = Number.select(size > 0.5, 0.0, x)
        return TwoParts(half.high.flipped(by: sign), half.low.flipped(by: sign))
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ prepared: TwoParts<Number>) -> Number {
        let size = x.magnitude
        let beyond = Number.select(x < 0.0, 0x1.80000000000c2p52, 0x1.8000000000081p52)
        let shift = Number.select(size > 0.5, beyond, 0x1.8000000000040p52)
        let angle = TabulatedSeries.value(
            ElementaryTables.arccosines, prepared.high, prepared.low, shift)
        return angle.rounded.where(size < 1.0)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAcos(x) }
}
