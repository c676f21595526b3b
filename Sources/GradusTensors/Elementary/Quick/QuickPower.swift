enum QuickPower: StagedBinaryFunction {
    /// exp(y · log x) with the product to more than 70 bits, for positive x.
    @inline(__always)
    static func prepare(_ x: Double, _ y: Double) -> DoubleDouble {
        let logarithm = LogarithmReduction(x).fullLogarithm
        let upper = logarithm.high.upper
        let factor = y.upper
        return DoubleDouble.fastSum(
            factor * upper,
            factor * ((logarithm.high - upper) + logarithm.low) + (y - factor) * logarithm.high)
    }

    @inline(__always)
    static func finish(_ x: Double, _ y: Double, _ product: DoubleDouble) -> Double {
        let value = QuickExponential.value(ExponentialReduction(product.high, product.low))
        let holds =
            x.isPositiveNormal && y.magnitude < 0x1p500 && y != 2 && y != 0.5
            && product.high.magnitude < 708 && product.high.magnitude > 0x1p-60
        return holds ? value : .nan
    }

    @inline(never)
    static func careful(_ x: Double, _ y: Double) -> Double { Elementary.carefulPow(x, y) }
}
