enum QuickPower: StagedBinaryFunction {
    /// exp(y · log x) with the product to more than 70 bits, for positive x.
    @inline(__always)
    static func prepare<Number: Lanes>(_ x: Number, _ y: Number) -> TwoParts<Number> {
        let logarithm = LogarithmReduction(x).fullLogarithm
        let upper = logarithm.high.upper
        let factor = y.upper
        return TwoParts<Number>.fastSum(
            factor * upper,
            factor * ((logarithm.high - upper) + logarithm.low) + (y - factor) * logarithm.high)
    }

    @inline(__always)
    static func finish<Number: Lanes>(_ x: Number, _ y: Number, _ product: TwoParts<Number>)
        -> Number
    {
        let value = QuickExponential.value(ExponentialReduction(product.high, product.low))
        let size = product.high.magnitude
        let (two, half) = (y - 2.0, y - 0.5)
        let holds = x.isPositiveNormal.and(y.magnitude < 0x1p500).and(size < 708.0)
            .and(size > 0x1p-60).and(two.magnitude > 0.0).and(half.magnitude > 0.0)
        return value.where(holds)
    }

    @inline(never)
    static func careful(_ x: Double, _ y: Double) -> Double { Elementary.carefulPow(x, y) }
}
