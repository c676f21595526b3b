/// A number of more digits than a double as the unevaluated sum of two.
struct TwoParts<Number: Lanes> {
    var high: Number
    var low: Number

    @inline(__always)
    init(_ high: Number, _ low: Number) {
        self.high = high
        self.low = low
    }

    /// The exact sum of two numbers.
    @inline(__always)
    static func sum(_ a: Number, _ b: Number) -> TwoParts {
        let sum = a + b
        let part = sum - a
        return TwoParts(sum, (a - (sum - part)) + (b - part))
    }

    /// The exact sum of two numbers, the first not smaller in magnitude than the second.
    @inline(__always)
    static func fastSum(_ a: Number, _ b: Number) -> TwoParts {
        let sum = a + b
        return TwoParts(sum, b - (sum - a))
    }

    /// The same number, the first part rounded.
    @inline(__always)
    var normalized: TwoParts { TwoParts.fastSum(high, low) }

    /// A number added to the low part.
    @inline(__always)
    func adding(_ small: Number) -> TwoParts { TwoParts(high, low + small) }

    /// The nearest number.
    @inline(__always)
    var rounded: Number { high + low }

    /// The root of a positive number as two parts, the first of 26 bits.
    @inline(__always)
    var coarseRoot: TwoParts {
        let root = (high + low).squareRoot()
        let upper = root.upper
        return TwoParts(upper, ((high - upper * upper) + low) / (root + upper))
    }

    /// The product with a constant whose first part has 26 bits, rounded.
    @inline(__always)
    func times(_ constant: Number, _ constantLow: Number) -> Number {
        let sum = normalized
        let coarse = sum.high.upper
        return coarse * constant
            + (((sum.high - coarse) + sum.low) * constant + sum.high * constantLow)
    }
}
