/// The generator behind NumPy's `default_rng`: a linear congruence of 128 bits whose output
/// is folded and rotated (M. E. O'Neill, "PCG: a family of simple fast space-efficient
/// statistically good algorithms for random number generation", 2014; XSL-RR 128/64).
struct PCG64: Sendable, Hashable {
    /// An unsigned number of 128 bits, kept here because macOS 13 has none.
    private struct Wide: Hashable {
        var high: UInt64
        var low: UInt64

        static func &+ (a: Wide, b: Wide) -> Wide {
            let (low, carry) = a.low.addingReportingOverflow(b.low)
            return Wide(high: a.high &+ b.high &+ (carry ? 1 : 0), low: low)
        }

        static func &* (a: Wide, b: Wide) -> Wide {
            let (high, low) = a.low.multipliedFullWidth(by: b.low)
            return Wide(high: high &+ a.high &* b.low &+ a.low &* b.high, low: low)
        }
    }

    private static let multiplier = Wide(
        high: 2_549_297_995_355_413_924, low: 4_865_540_595_714_422_341)
    private var state: Wide
    private let increment: Wide
    /// The upper half of the last number of which only the lower half was used.
    private var spare: UInt32?

    /// Starts the stream that a seed stands for.
    init(_ seed: SeedSequence) {
        let words = seed.state(4)
        increment = Wide(high: words[2] << 1 | words[3] >> 63, low: words[3] << 1 | 1)
        state = Wide(high: 0, low: 0)
        step()
        state = state &+ Wide(high: words[0], low: words[1])
        step()
    }

    private mutating func step() { state = state &* Self.multiplier &+ increment }

    /// The next 64 bits.
    mutating func next64() -> UInt64 {
        step()
        let folded = state.high ^ state.low
        let turn = state.high >> 58
        return folded >> turn | folded << ((64 - turn) & 63)
    }

    /// The next 32 bits: the halves of 64, the lower first.
    mutating func next32() -> UInt32 {
        if let word = spare {
            spare = nil
            return word
        }
        let word = next64()
        spare = UInt32(truncatingIfNeeded: word >> 32)
        return UInt32(truncatingIfNeeded: word)
    }

    /// The next number from 0 to below 1, a multiple of 2^-53.
    mutating func nextDouble() -> Double { Double(next64() >> 11) * 0x1p-53 }

    /// The next integer from 0 to `last`, all equally likely (D. Lemire, "Fast random integer
    /// generation in an interval", ACM TOMACS 29(1), 2019).
    mutating func next(through last: UInt64) -> UInt64 {
        if last == 0 { return 0 }
        if last == .max { return next64() }
        if last == 0xffff_ffff { return UInt64(next32()) }
        if last < 0xffff_ffff {
            let count = UInt32(last) + 1
            var product = UInt64(next32()) * UInt64(count)
            if UInt32(truncatingIfNeeded: product) < count {
                let threshold = (UInt32.max - UInt32(last)) % count
                while UInt32(truncatingIfNeeded: product) < threshold {
                    product = UInt64(next32()) * UInt64(count)
                }
            }
            return product >> 32
        }
        let count = last + 1
        var (high, low) = next64().multipliedFullWidth(by: count)
        if low < count {
            let threshold = (UInt64.max - last) % count
            while low < threshold { (high, low) = next64().multipliedFullWidth(by: count) }
        }
        return high
    }

    /// The next integer from 0 to `last`, all equally likely, by taking as many bits as `last`
    /// has until they fit: NumPy shuffles arrays so.
    mutating func nextMasked(through last: UInt64) -> UInt64 {
        if last == 0 { return 0 }
        let mask = UInt64.max >> UInt64(last.leadingZeroBitCount)
        while true {
            let value = (last <= 0xffff_ffff ? UInt64(next32()) : next64()) & mask
            if value <= last { return value }
        }
    }
}
