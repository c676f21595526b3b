#if arch(x86_64) && canImport(_Builtin_intrinsics.intel.sse2)
    // The operators of SIMD2 take the lanes apart, and the optimizer does not always find the
    // vector instructions again; these functions of the compiler's own are those instructions.
    import _Builtin_intrinsics.intel.sse2
#else
    private func _mm_add_pd(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double> { a + b }
    private func _mm_sub_pd(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double> { a - b }
    private func _mm_mul_pd(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double> { a * b }
    private func _mm_div_pd(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double> { a / b }
    private func _mm_sqrt_pd(_ a: SIMD2<Double>) -> SIMD2<Double> { a.squareRoot() }
#endif

/// Two doubles side by side.
struct DoublePair: Lanes {
    var both: SIMD2<Double>

    struct Mask: LaneMask {
        /// Where it does not hold: one more instruction makes these lanes nan.
        var fails: SIMDMask<SIMD2<Int64>>

        @inline(__always)
        init(_ holds: SIMDMask<SIMD2<Int64>>) { fails = .!holds }

        @inline(__always)
        init(fails: SIMDMask<SIMD2<Int64>>) { self.fails = fails }

        @inline(__always)
        func and(_ other: Mask) -> Mask { Mask(fails: fails .| other.fails) }

        @inline(__always)
        func or(_ other: Mask) -> Mask { Mask(fails: fails .& other.fails) }
    }

    struct Bits: LaneBits {
        var both: SIMD2<UInt64>

        @inline(__always)
        init(_ both: SIMD2<UInt64>) { self.both = both }

        @inline(__always)
        init(integerLiteral value: UInt64) { both = SIMD2(repeating: value) }

        @inline(__always)
        static func & (a: Bits, b: Bits) -> Bits { Bits(a.both & b.both) }

        @inline(__always)
        static func | (a: Bits, b: Bits) -> Bits { Bits(a.both | b.both) }

        @inline(__always)
        static func ^ (a: Bits, b: Bits) -> Bits { Bits(a.both ^ b.both) }

        @inline(__always)
        static func &+ (a: Bits, b: Bits) -> Bits { Bits(a.both &+ b.both) }

        @inline(__always)
        static func &- (a: Bits, b: Bits) -> Bits { Bits(a.both &- b.both) }

        @inline(__always)
        func shiftedLeft(_ count: UInt64) -> Bits { Bits(both &<< SIMD2(repeating: count)) }

        @inline(__always)
        func shiftedRight(_ count: UInt64) -> Bits { Bits(both &>> SIMD2(repeating: count)) }

        @inline(__always)
        func times(_ factor: UInt32) -> Bits {
            Bits((both & SIMD2(repeating: 0xffff_ffff)) &* SIMD2(repeating: UInt64(factor)))
        }
    }

    @inline(__always)
    init(_ both: SIMD2<Double>) { self.both = both }

    @inline(__always)
    init(_ value: Double) { both = SIMD2(repeating: value) }

    @inline(__always)
    init(floatLiteral value: Double) { both = SIMD2(repeating: value) }

    @inline(__always)
    static func + (a: DoublePair, b: DoublePair) -> DoublePair {
        DoublePair(_mm_add_pd(a.both, b.both))
    }

    @inline(__always)
    static func - (a: DoublePair, b: DoublePair) -> DoublePair {
        DoublePair(_mm_sub_pd(a.both, b.both))
    }

    @inline(__always)
    static func * (a: DoublePair, b: DoublePair) -> DoublePair {
        DoublePair(_mm_mul_pd(a.both, b.both))
    }

    @inline(__always)
    static func / (a: DoublePair, b: DoublePair) -> DoublePair {
        DoublePair(_mm_div_pd(a.both, b.both))
    }

    @inline(__always)
    static prefix func - (a: DoublePair) -> DoublePair {
        DoublePair(lanes: a.lanes ^ 0x8000_0000_0000_0000)
    }

    @inline(__always)
    static func < (a: DoublePair, b: DoublePair) -> Mask { Mask(a.both .< b.both) }

    @inline(__always)
    static func > (a: DoublePair, b: DoublePair) -> Mask { Mask(a.both .> b.both) }

    @inline(__always)
    static func == (a: DoublePair, b: DoublePair) -> Mask { Mask(a.both .== b.both) }

    @inline(__always)
    func squareRoot() -> DoublePair { DoublePair(_mm_sqrt_pd(both)) }

    @inline(__always)
    var lanes: Bits { Bits(unsafeBitCast(both, to: SIMD2<UInt64>.self)) }

    @inline(__always)
    init(lanes: Bits) { both = unsafeBitCast(lanes.both, to: SIMD2<Double>.self) }

    @inline(__always)
    static func select(_ mask: Mask, _ a: DoublePair, _ b: DoublePair) -> DoublePair {
        DoublePair(a.both.replacing(with: b.both, where: mask.fails))
    }

    @inline(__always)
    func `where`(_ holds: Mask) -> DoublePair {
        DoublePair(lanes: lanes | Bits(unsafeBitCast(holds.fails, to: SIMD2<UInt64>.self)))
    }

    @inline(__always)
    static func entry(
        _ table: [Double], _ columns: Int, _ row: Bits, _ column: Int
    ) -> DoublePair {
        table.withUnsafeBufferPointer {
            let first = Int(truncatingIfNeeded: row.both[0]) &* columns &+ column
            let second = Int(truncatingIfNeeded: row.both[1]) &* columns &+ column
            return DoublePair(SIMD2($0[first], $0[second]))
        }
    }

    @inline(__always)
    static func entries(
        _ table: [Double], _ columns: Int, _ row: Bits, _ column: Int
    ) -> (DoublePair, DoublePair) {
        table.withUnsafeBytes {
            let first = Int(truncatingIfNeeded: row.both[0]) &* columns &+ column
            let second = Int(truncatingIfNeeded: row.both[1]) &* columns &+ column
            // A load for both entries of a lane.
            let a = $0.loadUnaligned(fromByteOffset: 8 &* first, as: SIMD2<Double>.self)
            let b = $0.loadUnaligned(fromByteOffset: 8 &* second, as: SIMD2<Double>.self)
            return (DoublePair(SIMD2(a[0], b[0])), DoublePair(SIMD2(a[1], b[1])))
        }
    }
}
