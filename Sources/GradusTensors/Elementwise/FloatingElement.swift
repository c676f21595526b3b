/// The floating-point element types, with what kernels need of them. Elementary functions
/// are computed in double precision and rounded once.
protocol FloatingElement: TensorElement, BinaryFloatingPoint {
    /// The nearest number of this type.
    init(rounding value: Double)
    /// The same number in double precision.
    var double: Double { get }
}

extension Double: FloatingElement {
    @inline(__always) init(rounding value: Double) { self = value }
    @inline(__always) var double: Double { self }
}

extension Float: FloatingElement {
    @inline(__always) init(rounding value: Double) { self = Float(value) }
    @inline(__always) var double: Double { Double(self) }
}

extension FloatingElement {
    /// Python's `//`: the quotient rounded down, computed from the exact remainder.
    func floorDivided(by divisor: Self) -> Self {
        if divisor == 0 { return self / divisor }
        let remainder = truncatingRemainder(dividingBy: divisor)
        var quotient = (self - remainder) / divisor
        if remainder != 0 && (divisor < 0) != (remainder < 0) { quotient -= 1 }
        if quotient == 0 {
            return Self(signOf: self / divisor, magnitudeOf: 0)
        }
        let floor = quotient.rounded(.down)
        return quotient - floor > 0.5 ? floor + 1 : floor
    }

    /// Python's `%`: the remainder with the divisor's sign.
    func floorRemainder(by divisor: Self) -> Self {
        if divisor == 0 { return .nan }
        let remainder = truncatingRemainder(dividingBy: divisor)
        if remainder == 0 { return Self(signOf: divisor, magnitudeOf: 0) }
        return (divisor < 0) != (remainder < 0) ? remainder + divisor : remainder
    }

    /// The larger one, nan if either is nan.
    @inline(__always)
    func maximum(_ other: Self) -> Self { self >= other || isNaN ? self : other }

    /// The smaller one, nan if either is nan.
    @inline(__always)
    func minimum(_ other: Self) -> Self { self <= other || isNaN ? self : other }
}

extension Int64 {
    /// Python's `//`; NumPy's 0 where the divisor is 0.
    func floorDivided(by divisor: Int64) -> Int64 {
        if divisor == 0 { return 0 }
        if divisor == -1 { return 0 &- self }
        let quotient = self / divisor
        return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
    }

    /// Python's `%`; NumPy's 0 where the divisor is 0.
    func floorRemainder(by divisor: Int64) -> Int64 {
        if divisor == 0 || divisor == -1 { return 0 }
        let remainder = self % divisor
        return remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder
    }

    /// The power by squaring, wrapping like NumPy; `exponent` is not negative.
    func raised(to exponent: Int64) -> Int64 {
        var result: Int64 = 1
        var base = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result &* base }
            base = base &* base
            rest >>= 1
        }
        return result
    }
}
