/// A number of some 106 bits: the unevaluated sum of two doubles. No fused multiply-add, so
/// that all processors agree (T. J. Dekker, "A floating-point technique for extending the
/// available precision", Numer. Math. 18, 1971).
struct DoubleDouble {
    /// The number, rounded to a double.
    var high: Double
    /// What rounding left out.
    var low: Double

    @inline(__always)
    init(_ high: Double, _ low: Double = 0) {
        self.high = high
        self.low = low
    }

    /// The exact sum of two doubles.
    @inline(__always)
    static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
        let sum = a + b
        let part = sum - a
        return DoubleDouble(sum, (a - (sum - part)) + (b - part))
    }

    /// The exact sum of two doubles, the first not smaller in magnitude than the second.
    @inline(__always)
    static func fastSum(_ a: Double, _ b: Double) -> DoubleDouble {
        let sum = a + b
        return DoubleDouble(sum, b - (sum - a))
    }

    /// The exact product of two doubles below 2^996.
    @inline(__always)
    static func product(_ a: Double, _ b: Double) -> DoubleDouble {
        let product = a * b
        let (aHigh, aLow) = split(a)
        let (bHigh, bLow) = split(b)
        let rest = ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow
        return DoubleDouble(product, rest)
    }

    @inline(__always)
    private static func split(_ a: Double) -> (Double, Double) {
        let scaled = a * 0x1.0000002p27
        let high = scaled - (scaled - a)
        return (high, a - high)
    }

    @inline(__always)
    static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let s = sum(a.high, b.high)
        let t = sum(a.low, b.low)
        let u = fastSum(s.high, s.low + t.high)
        return fastSum(u.high, u.low + t.low)
    }

    @inline(__always)
    static func + (a: DoubleDouble, b: Double) -> DoubleDouble {
        let s = sum(a.high, b)
        return fastSum(s.high, s.low + a.low)
    }

    @inline(__always)
    static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let p = product(a.high, b.high)
        return fastSum(p.high, p.low + (a.high * b.low + a.low * b.high))
    }

    @inline(__always)
    static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
        let p = product(a.high, b)
        return fastSum(p.high, p.low + a.low * b)
    }

    @inline(__always)
    static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let first = a.high / b.high
        let rest = a + (b * -first)
        let second = rest.high / b.high
        let last = (rest + (b * -second)).high / b.high
        return fastSum(first, second) + last
    }

    @inline(__always)
    static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

    /// The nearest double.
    @inline(__always)
    var rounded: Double { high + low }
}
