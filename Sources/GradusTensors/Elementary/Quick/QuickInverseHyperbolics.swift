enum QuickInverseHyperbolicSine: StagedFunction {
    /// log(x + √(x² + 1)), of which 1 is subtracted exactly near 0.
    @inline(__always)
    static func prepare(_ x: Double) -> DoubleDouble {
        let size = x.magnitude
        let upper = size.upper
        let square = DoubleDouble.sum(1, upper * upper)
        let root = square.adding((size - upper) * (size + upper)).coarseRoot
        let sum = DoubleDouble.sum(root.high, size)
        return DoubleDouble.fastSum(sum.high, sum.low + root.low)
    }

    @inline(__always)
    static func finish(_ x: Double, _ prepared: DoubleDouble) -> Double {
        let size = x.magnitude
        let logarithm =
            LogarithmReduction(prepared.high, prepared.low, hasSmall: true).logarithm
        let holds = size < 0x1p500 && size > 0x1p-20
        return holds ? logarithm.rounded.flipped(by: x) : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAsinh(x) }
}

enum QuickInverseHyperbolicCosine: StagedFunction {
    /// log(x + √(x² - 1)).
    @inline(__always)
    static func prepare(_ x: Double) -> DoubleDouble {
        let upper = x.upper
        let square = DoubleDouble.sum(upper * upper, -1)
        let root = square.adding((x - upper) * (x + upper)).coarseRoot
        let sum = DoubleDouble.sum(x, root.high)
        return DoubleDouble.fastSum(sum.high, sum.low + root.low)
    }

    @inline(__always)
    static func finish(_ x: Double, _ prepared: DoubleDouble) -> Double {
        let logarithm =
            LogarithmReduction(prepared.high, prepared.low, hasSmall: true).logarithm
        let holds = x < 0x1p500 && x > 1 + 0x1p-16
        return holds ? logarithm.rounded : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAcosh(x) }
}

enum QuickInverseHyperbolicTangent: QuickFunction {
    /// Half of log(1 + x) - log(1 - x).
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let size = x.magnitude
        let above = DoubleDouble.fastSum(1, size)
        let below = DoubleDouble.fastSum(1, -size)
        let first = LogarithmReduction(above.high, above.low, hasSmall: true).logarithm
        let second = LogarithmReduction(below.high, below.low, hasSmall: true).logarithm
        let sum = DoubleDouble.sum(first.high, -second.high)
        let value = 0.5 * (sum.high + (sum.low + (first.low - second.low)))
        let holds = size < 1 && size > 0x1p-28
        return holds ? value.flipped(by: x) : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAtanh(x) }
}
