/// The value of a function about a place of a table, by its series there.
enum TabulatedSeries {
    /// For a number from 0 on, in two parts: the first of 26 bits.
    @inline(__always)
    static func value(_ table: [Double], _ upper: Double, _ lower: Double) -> DoubleDouble {
        let shifted = upper * 128 + ElementaryTables.integerShift
        let row = 10 * Int(truncatingIfNeeded: shifted.bitPattern & 255)
        let centre = (shifted - ElementaryTables.integerShift) * 0x1p-7
        // Exact, and of less than 26 bits.
        let near = upper - centre
        let d = near + lower
        let square = d * d
        @inline(__always) func c(_ place: Int) -> Double {
            ElementaryTables.entry(table, row + place)
        }
        let tail =
            square
            * ((c(4) + d * c(5)) + square * ((c(6) + d * c(7)) + square * (c(8) + d * c(9))))
        let slope = c(2)
        let sum = DoubleDouble.fastSum(c(0), slope * near)
        return DoubleDouble(
            sum.high, (sum.low + c(1)) + ((slope * lower + c(3) * d) + tail))
    }

    /// base + sign · value, where the base is 0 or more than the value.
    @inline(__always)
    static func combined(
        _ base: Double, _ baseRest: Double, _ sign: Double, _ value: DoubleDouble
    ) -> Double {
        let sum = DoubleDouble.fastSum(base, sign * value.high)
        return sum.high + (sum.low + (baseRest + sign * value.low))
    }
}

enum QuickArctangent: StagedFunction {
    /// π/2 less the arctangent of 1/x beyond 1.
    @inline(__always)
    static func prepare(_ x: Double) -> DoubleDouble {
        let size = x.magnitude
        let isBeyond = size > 1
        let inverse = 1 / size
        let z = isBeyond ? inverse : size
        let upper = z.upper
        let coarse = size.upper
        let inverseRest = ((1 - upper * coarse) - upper * (size - coarse)) * inverse
        let lower = isBeyond ? inverseRest : size - upper
        return DoubleDouble(upper, lower)
    }

    @inline(__always)
    static func finish(_ x: Double, _ prepared: DoubleDouble) -> Double {
        let size = x.magnitude
        let isBeyond = size > 1
        let value = TabulatedSeries.value(
            ElementaryTables.arctangents, prepared.high, prepared.low)
        let angle = TabulatedSeries.combined(
            isBeyond ? 0x1.921fb54442d18p+0 : 0, isBeyond ? 0x1.1a62633145c07p-54 : 0,
            isBeyond ? -1 : 1, value)
        let holds = size > 0x1p-27 && size < 0x1p60
        return holds ? angle.flipped(by: x) : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAtan(x) }
}

enum QuickAngle: StagedBinaryFunction {
    @inline(__always)
    static func prepare(_ y: Double, _ x: Double) -> DoubleDouble {
        let (a, b) = (y.magnitude, x.magnitude)
        let isSteep = a > b
        let small = isSteep ? b : a
        let large = isSteep ? a : b
        let inverse = 1 / large
        let upper = (small * inverse).upper
        let coarse = large.upper
        let lower = ((small - upper * coarse) - upper * (large - coarse)) * inverse
        return DoubleDouble(upper, lower)
    }

    @inline(__always)
    static func finish(_ y: Double, _ x: Double, _ prepared: DoubleDouble) -> Double {
        let (a, b) = (y.magnitude, x.magnitude)
        let isSteep = a > b
        let small = isSteep ? b : a
        let large = isSteep ? a : b
        let value = TabulatedSeries.value(
            ElementaryTables.arctangents, prepared.high, prepared.low)
        let isLeft = x < 0
        // 0, π or π/2, and whether the angle to it is added.
        let turns: Double = isSteep ? 1 : isLeft ? 2 : 0
        let angle = TabulatedSeries.combined(
            turns * 0x1.921fb54442d18p+0, turns * 0x1.1a62633145c07p-54,
            isSteep == isLeft ? 1 : -1, value)
        let holds = small > 0x1p-250 && large < 0x1p250
        return holds ? angle.flipped(by: y) : .nan
    }

    @inline(never)
    static func careful(_ y: Double, _ x: Double) -> Double { Elementary.carefulAtan2(y, x) }
}

enum QuickArcsine: StagedFunction {
    /// π/2 - 2 asin √((1 - x) / 2) beyond 1/2.
    @inline(__always)
    static func prepare(_ x: Double) -> DoubleDouble { half(x.magnitude) }

    @inline(__always)
    static func finish(_ x: Double, _ prepared: DoubleDouble) -> Double {
        let isBeyond = x.magnitude > 0.5
        let value = TabulatedSeries.value(
            ElementaryTables.arcsines, prepared.high, prepared.low)
        let angle = TabulatedSeries.combined(
            isBeyond ? 0x1.921fb54442d18p+0 : 0, isBeyond ? 0x1.1a62633145c07p-54 : 0,
            isBeyond ? -2 : 1, value)
        let holds = x.magnitude < 1 && x.magnitude > 0x1p-27
        return holds ? angle.flipped(by: x) : .nan
    }

    /// x up to 1/2, √((1 - x) / 2) beyond, as two parts.
    @inline(__always)
    static func half(_ size: Double) -> DoubleDouble {
        let isBeyond = size > 0.5
        let square = 0.5 - 0.5 * size
        let root = square.squareRoot()
        let rootUpper = root.upper
        let rootLower = (square - rootUpper * rootUpper) / (root + rootUpper)
        let upper = isBeyond ? rootUpper : size.upper
        let lower = isBeyond ? rootLower : size - upper
        return DoubleDouble(upper, lower)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAsin(x) }
}

enum QuickArccosine: StagedFunction {
    @inline(__always)
    static func prepare(_ x: Double) -> DoubleDouble { QuickArcsine.half(x.magnitude) }

    @inline(__always)
    static func finish(_ x: Double, _ prepared: DoubleDouble) -> Double {
        let isBeyond = x.magnitude > 0.5
        let value = TabulatedSeries.value(
            ElementaryTables.arcsines, prepared.high, prepared.low)
        let turns: Double = isBeyond ? (x < 0 ? 2 : 0) : 1
        let factor: Double = isBeyond ? 2 : 1
        let angle = TabulatedSeries.combined(
            turns * 0x1.921fb54442d18p+0, turns * 0x1.1a62633145c07p-54,
            isBeyond && x > 0 ? factor : (x < 0 && !isBeyond ? factor : -factor), value)
        let holds = x.magnitude < 1
        return holds ? angle : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAcos(x) }
}
