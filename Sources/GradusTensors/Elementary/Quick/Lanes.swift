/// One double or several side by side: the quick ways are written once for both. Each lane takes
/// the same operations in the same order, so that arrays and single numbers agree to the bit.
///
/// (Compilers do not make vector instructions of loops that look up tables by themselves.)
protocol Lanes: ExpressibleByFloatLiteral where FloatLiteralType == Double {
    associatedtype Mask: LaneMask
    associatedtype Bits: LaneBits

    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static func / (a: Self, b: Self) -> Self
    static prefix func - (a: Self) -> Self
    static func < (a: Self, b: Self) -> Mask
    static func > (a: Self, b: Self) -> Mask
    static func == (a: Self, b: Self) -> Mask
    func squareRoot() -> Self

    /// The same number in all lanes.
    init(_ value: Double)
    var lanes: Bits { get }
    init(lanes: Bits)
    /// The number where the quick way holds, nan elsewhere.
    func `where`(_ holds: Mask) -> Self
    /// A lane of `a` where the mask holds, of `b` elsewhere.
    static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self
    /// The entries of a table of so many columns at rows that are known to be there: no bound is
    /// checked.
    static func entry(_ table: [Double], _ columns: Int, _ row: Bits, _ column: Int) -> Self
    /// The entries of a column and the next one.
    static func entries(
        _ table: [Double], _ columns: Int, _ row: Bits, _ column: Int
    ) -> (Self, Self)
}

/// Whether something holds, for each lane.
protocol LaneMask {
    func and(_ other: Self) -> Self
    func or(_ other: Self) -> Self
}

/// The 64 bits of each lane.
protocol LaneBits: ExpressibleByIntegerLiteral where IntegerLiteralType == UInt64 {
    static func & (a: Self, b: Self) -> Self
    static func | (a: Self, b: Self) -> Self
    static func ^ (a: Self, b: Self) -> Self
    static func &+ (a: Self, b: Self) -> Self
    static func &- (a: Self, b: Self) -> Self
    func shiftedLeft(_ count: UInt64) -> Self
    func shiftedRight(_ count: UInt64) -> Self
    /// The product of the lower halves.
    func times(_ factor: UInt32) -> Self
}

extension Lanes {
    @inline(__always)
    var magnitude: Self { Self(lanes: lanes & 0x7fff_ffff_ffff_ffff) }

    /// The first 26 bits of the number, cut.
    @inline(__always)
    var upper: Self { Self(lanes: lanes & 0xffff_ffff_f800_0000) }

    /// The number, negated where the sign of another is negative.
    @inline(__always)
    func flipped(by other: Self) -> Self {
        Self(lanes: lanes ^ (other.lanes & 0x8000_0000_0000_0000))
    }

    /// c0 + c1 · x. (Literals among many operators take the type checker long.)
    @inline(__always)
    func line(_ c0: Double, _ c1: Double) -> Self { Self(c0) + self * Self(c1) }

    /// Positive, finite and beyond the least normal number.
    @inline(__always)
    var isPositiveNormal: Mask {
        (self > 0x1p-1022).and(self < Self(lanes: 0x7ff0_0000_0000_0000))
    }

    /// Adding it leaves the integer nearest to a number of less than 2^51 in the lowest bits,
    /// halves rounded to the even one.
    @inline(__always)
    static var integerShift: Self { 0x1.8p52 }
}

extension Double: Lanes {
    @inline(__always)
    var lanes: UInt64 { bitPattern }

    @inline(__always)
    init(lanes: UInt64) { self.init(bitPattern: lanes) }

    @inline(__always)
    func `where`(_ holds: Bool) -> Double { holds ? self : .nan }

    @inline(__always)
    static func select(_ mask: Bool, _ a: Double, _ b: Double) -> Double { mask ? a : b }

    @inline(__always)
    static func entry(
        _ table: [Double], _ columns: Int, _ row: UInt64, _ column: Int
    ) -> Double {
        table.withUnsafeBufferPointer {
            $0[Int(truncatingIfNeeded: row) &* columns &+ column]
        }
    }

    @inline(__always)
    static func entries(
        _ table: [Double], _ columns: Int, _ row: UInt64, _ column: Int
    ) -> (Double, Double) {
        (entry(table, columns, row, column), entry(table, columns, row, column + 1))
    }
}

extension Bool: LaneMask {
    @inline(__always)
    func and(_ other: Bool) -> Bool { self && other }

    @inline(__always)
    func or(_ other: Bool) -> Bool { self || other }
}

extension UInt64: LaneBits {
    @inline(__always)
    func shiftedLeft(_ count: UInt64) -> UInt64 { self &<< count }

    @inline(__always)
    func shiftedRight(_ count: UInt64) -> UInt64 { self &>> count }

    @inline(__always)
    func times(_ factor: UInt32) -> UInt64 { (self & 0xffff_ffff) &* UInt64(factor) }
}
