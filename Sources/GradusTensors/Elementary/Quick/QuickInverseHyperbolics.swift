enum QuickInverseHyperbolicSine: StagedFunction {
    /// log(x + √(x² + 1)), of which 1 is subtracted exactly near 0.
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number> {
        let size = x.magnitude
        let upper = size.upper
        let square = TwoParts<Number>.sum(1.0, upper * upper)
        let root = square.adding((size - upper) * (size + upper)).coarseRoot
        // Exact though the root may be the smaller: it has few bits.
        let sum = TwoParts<Number>.fastSum(root.high, size)
        return sum.adding(root.low)
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ prepared: TwoParts<Number>) -> Number {
        let size = x.magnitude
        let logarithm =
            LogarithmReduction(prepared.high, prepared.low, hasSmall: true).logarithm
        let holds = (size < 0x1p500).and(size > 0x1p-20)
        return (logarithm.rounded.flipped(by: x)).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAsinh(x) }
}

enum QuickInverseHyperbolicCosine: StagedFunction {
    /// log(x + √(x² - 1)).
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number> {
        let upper = x.upper
        let square = TwoParts<Number>.fastSum(upper * upper, -1.0)
        let root = square.adding((x - upper) * (x + upper)).coarseRoot
        let sum = TwoParts<Number>.fastSum(x, root.high)
        return sum.adding(root.low)
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ prepared: TwoParts<Number>) -> Number {
        let logarithm =
            LogarithmReduction(prepared.high, prepared.low, hasSmall: true).logarithm
        let holds = (x < 0x1p500).and(x > 0x1.0001p0)
        return (logarithm.rounded).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAcosh(x) }
}

enum QuickInverseHyperbolicTangent: QuickFunction {
    /// Half of log(1 + x) - log(1 - x).
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let size = x.magnitude
        let above = TwoParts<Number>.fastSum(1.0, size)
        let below = TwoParts<Number>.fastSum(1.0, -size)
        let first = LogarithmReduction(above.high, above.low, hasSmall: true).logarithm
        let second = LogarithmReduction(below.high, below.low, hasSmall: true).logarithm
        let sum = TwoParts<Number>.sum(first.high, -second.high)
        let value = 0.5 * (sum.high + (sum.low + (first.low - second.low)))
        let holds = (size < 1.0).and(size > 0x1p-28)
        return (value.flipped(by: x)).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulAtanh(x) }
}
