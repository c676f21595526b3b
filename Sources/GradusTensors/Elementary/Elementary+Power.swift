extension Elementary {
    /// x to the power y, with the exceptional cases of IEEE 754: pow(x, 0) and pow(1, y) are
    /// 1, a negative x with a y that is no integer gives nan.
    static func carefulPow(_ x: Double, _ y: Double) -> Double {
        if y == 0 || x == 1 { return 1 }
        if y == 1 { return x }
        if x.isNaN || y.isNaN { return .nan }
        if y == 2 { return x * x }
        if y == 0.5 && x >= 0 && x.isFinite { return x == 0 ? 0 : x.squareRoot() }
        let isInteger = y.rounded(.towardZero) == y
        let isOdd = isInteger && y.magnitude < 0x1p53 && Int64(y) & 1 == 1
        if y.isInfinite {
            if x.magnitude == 1 { return 1 }
            return (x.magnitude > 1) == (y > 0) ? .infinity : 0
        }
        let sign: Double = x.sign == .minus && isOdd ? -1 : 1
        if x == 0 { return sign * (y > 0 ? 0 : .infinity) }
        if x.isInfinite { return sign * (y > 0 ? .infinity : 0) }
        if x < 0 && !isInteger { return .nan }
        return sign * positivePower(x.magnitude, y)
    }

    /// exp(y · log x) with the product to more than 70 bits.
    private static func positivePower(_ x: Double, _ y: Double) -> Double {
        let logarithm = logarithm(DoubleDouble(x))
        let estimate = y * logarithm.high
        if estimate > 709.8 { return .infinity }
        if estimate < -745.2 { return 0 }
        if estimate.magnitude < 0x1p-60 { return 1 }
        // Very large y with x next to 1: halving keeps the splitting of y within range.
        let exact =
            y.magnitude > 0x1p900
            ? DoubleDouble.product(y * 0x1p-100, logarithm.high * 0x1p100)
            : DoubleDouble.product(y, logarithm.high)
        let product = DoubleDouble.fastSum(exact.high, exact.low + y * logarithm.low)
        let e = exponential(product)
        return assembled(e.value, e.exponent)
    }
}
