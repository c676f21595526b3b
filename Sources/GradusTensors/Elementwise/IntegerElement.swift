/// The integer element types, whose arithmetic wraps as NumPy's does.
protocol IntegerElement: TensorElement, FixedWidthInteger {}

extension UInt8: IntegerElement {}
extension UInt64: IntegerElement {}
extension Int8: IntegerElement {}
extension Int16: IntegerElement {}
extension Int32: IntegerElement {}
extension Int64: IntegerElement {}

extension IntegerElement {
    /// Python's `//`; NumPy's 0 where the divisor is 0.
    @inline(__always)
    func floorDivided(by divisor: Self) -> Self {
        if divisor == 0 { return 0 }
        if Self.isSigned && divisor == ~0 { return 0 &- self }
        let quotient = self / divisor
        return Self.isSigned && quotient &* divisor != self && (self < 0) != (divisor < 0)
            ? quotient &- 1 : quotient
    }

    /// Python's `%`; NumPy's 0 where the divisor is 0.
    @inline(__always)
    func floorRemainder(by divisor: Self) -> Self {
        if divisor == 0 || Self.isSigned && divisor == ~0 { return 0 }
        let remainder = self % divisor
        return Self.isSigned && remainder != 0 && (remainder < 0) != (divisor < 0)
            ? remainder &+ divisor : remainder
    }

    /// The power by squaring, wrapping like NumPy; `exponent` is not negative.
    func raised(to exponent: Self) -> Self {
        var result: Self = 1
        var base = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result &* base }
            base = base &* base
            rest >>= 1
        }
        return result
    }

    /// The distance from zero; the smallest number stays what it is.
    @inline(__always)
    var wrappingMagnitude: Self { self < 0 ? 0 &- self : self }

    /// The greatest common divisor, not negative.
    func commonDivisor(with other: Self) -> Self {
        var (a, b) = (wrappingMagnitude, other.wrappingMagnitude)
        while b != 0 { (a, b) = (b, a.floorRemainder(by: b)) }
        // The least integer has no magnitude of its type and stays negative until here.
        return a.wrappingMagnitude
    }
}
