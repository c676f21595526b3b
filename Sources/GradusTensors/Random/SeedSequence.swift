/// Turns a seed into well-mixed starting states, as NumPy's `SeedSequence` does
/// (M. E. O'Neill, "Developing a seed_seq alternative", 2015).
struct SeedSequence {
    private var pool = [UInt32](repeating: 0, count: 4)

    /// Mixes a seed of any number of 32-bit words, the lowest first.
    init(_ entropy: [UInt32]) {
        var hashConstant: UInt32 = 0x43b0_d7e5
        func hash(_ value: UInt32) -> UInt32 {
            var value = value ^ hashConstant
            hashConstant = hashConstant &* 0x931e_8875
            value = value &* hashConstant
            return value ^ value >> 16
        }
        func mix(_ x: UInt32, _ y: UInt32) -> UInt32 {
            let result = 0xca01_f9dd &* x &- 0x4973_f715 &* y
            return result ^ result >> 16
        }
        for i in 0..<4 { pool[i] = hash(i < entropy.count ? entropy[i] : 0) }
        for source in 0..<4 {
            for target in 0..<4 where source != target {
                pool[target] = mix(pool[target], hash(pool[source]))
            }
        }
        for word in entropy.dropFirst(4) {
            for target in 0..<4 { pool[target] = mix(pool[target], hash(word)) }
        }
    }

    /// The first `count` words of state.
    func state(_ count: Int) -> [UInt64] {
        var hashConstant: UInt32 = 0x8b51_f9dd
        let halves = (0..<(2 * count)).map { i -> UInt64 in
            var value = pool[i % 4] ^ hashConstant
            hashConstant = hashConstant &* 0x58f3_8ded
            value = value &* hashConstant
            return UInt64(value ^ value >> 16)
        }
        return (0..<count).map { halves[2 * $0] | halves[2 * $0 + 1] << 32 }
    }
}
