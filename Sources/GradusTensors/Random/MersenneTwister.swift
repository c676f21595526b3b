/// The generator behind NumPy's `np.random.seed`: MT19937 (M. Matsumoto, T. Nishimura,
/// "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudorandom number
/// generator", ACM TOMACS 8(1), 1998).
struct MersenneTwister: Sendable, Hashable {
    private var state: [UInt32]
    private var place = 624

    /// Starts the stream of a seed of 32 bits.
    init(seed: UInt32) {
        state = [seed]
        state.reserveCapacity(624)
        for i in 1..<624 {
            let last = state[i - 1]
            state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(i))
        }
    }

    /// Starts the stream of a list of seeds.
    init(seeds: [UInt32]) {
        self.init(seed: 19_650_218)
        var i = 1
        var j = 0
        for _ in 0..<Swift.max(624, seeds.count) {
            state[i] =
                (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) &* 1_664_525) &+ seeds[j]
                &+ UInt32(j)
            advance(&i)
            j = (j + 1) % seeds.count
        }
        for _ in 0..<623 {
            state[i] =
                (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) &* 1_566_083_941) &- UInt32(i)
            advance(&i)
        }
        state[0] = 0x8000_0000
    }

    private mutating func advance(_ i: inout Int) {
        i += 1
        if i == 624 {
            state[0] = state[623]
            i = 1
        }
    }

    /// The next 32 bits.
    mutating func next32() -> UInt32 {
        if place == 624 { twist() }
        var y = state[place]
        place += 1
        y ^= y >> 11
        y ^= y << 7 & 0x9d2c_5680
        y ^= y << 15 & 0xefc6_0000
        return y ^ y >> 18
    }

    private mutating func twist() {
        for i in 0..<624 {
            let y = state[i] & 0x8000_0000 | state[(i + 1) % 624] & 0x7fff_ffff
            state[i] = state[(i + 397) % 624] ^ y >> 1 ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
        }
        place = 0
    }

    /// The next 64 bits, the upper half first.
    mutating func next64() -> UInt64 {
        let high = UInt64(next32())
        return high << 32 | UInt64(next32())
    }

    /// The next number from 0 to below 1, a multiple of 2^-53.
    mutating func nextDouble() -> Double {
        let a = Double(next32() >> 5)
        let b = Double(next32() >> 6)
        return (a * 67_108_864 + b) * 0x1p-53
    }

    /// The next integer from 0 to `last`, all equally likely: as many bits as `last` has, until
    /// they fit.
    mutating func next(through last: UInt64) -> UInt64 {
        if last == 0 { return 0 }
        let mask = UInt64.max >> UInt64(last.leadingZeroBitCount)
        while true {
            let value = (last <= 0xffff_ffff ? UInt64(next32()) : next64()) & mask
            if value <= last { return value }
        }
    }
}
