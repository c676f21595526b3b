/// The floating-point element types, with what kernels need of them. Elementary functions
/// are computed in double precision and rounded once.
protocol FloatingElement: TensorElement, BinaryFloatingPoint, CustomStringConvertible {
    /// The nearest number of this type.
    init(rounding value: Double)
    /// The nearest number of this type.
    init(rounding64 value: Int64)
    /// The nearest number of this type.
    init(rounding64 value: UInt64)
    /// The same number in double precision.
    var double: Double { get }
}

extension Double: FloatingElement {
    @inline(__always) init(rounding value: Double) { self = value }
    @inline(__always) init(rounding64 value: Int64) { self = Double(value) }
    @inline(__always) init(rounding64 value: UInt64) { self = Double(value) }
    @inline(__always) var double: Double { self }
}

extension Float: FloatingElement {
    @inline(__always) init(rounding value: Double) { self = Float(value) }
    @inline(__always) init(rounding64 value: Int64) { self = Float(value) }
    @inline(__always) init(rounding64 value: UInt64) { self = Float(value) }
    @inline(__always) var double: Double { Double(self) }
}

extension Float16: FloatingElement {
    @inline(__always) init(rounding value: Double) { self = Float16(value) }
    @inline(__always) init(rounding64 value: Int64) { self = Float16(Float(value)) }
    @inline(__always) init(rounding64 value: UInt64) { self = Float16(Float(value)) }
    @inline(__always) var double: Double { Double(Float(self)) }
}

extension FloatingElement {
    /// The nearest number of this type to an integer.
    @inline(__always)
    init<Integer: IntegerElement>(integer value: Integer) {
        if Integer.isSigned {
            self.init(rounding64: Int64(truncatingIfNeeded: value))
        } else {
            self.init(rounding64: UInt64(truncatingIfNeeded: value))
        }
    }

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
    func maximum(_ other: Self) -> Self { self >= other || self != self ? self : other }

    /// The smaller one, nan if either is nan.
    @inline(__always)
    func minimum(_ other: Self) -> Self { self <= other || self != self ? self : other }
}
