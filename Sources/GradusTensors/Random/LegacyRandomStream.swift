/// A stream of random numbers that a seed determines: bit for bit NumPy's `np.random.seed`
/// followed by the functions of `np.random`. A value: a copy goes on from the same place.
public struct LegacyRandomStream: Sendable, Hashable {
    private var generator: MersenneTwister
    /// The second of two normal numbers that were drawn together.
    private var spareNormal: Double?

    /// Starts the stream of a seed of 32 bits.
    public init(seed: UInt32) { generator = MersenneTwister(seed: seed) }

    /// Starts the stream of a seed from outside; throws unless it has 32 bits and no sign.
    public init(checking seed: Int64) throws(TensorError) {
        guard let seed = UInt32(exactly: seed) else {
            throw TensorError("Seed must be between 0 and 2**32 - 1", fix: "found \(seed)")
        }
        self.init(seed: seed)
    }

    /// Starts the stream of a list of seeds from outside.
    public init(checking seeds: [Int64]) throws(TensorError) {
        var words: [UInt32] = []
        for seed in seeds {
            guard let word = UInt32(exactly: seed) else {
                throw TensorError("Seed must be between 0 and 2**32 - 1", fix: "found \(seed)")
            }
            words.append(word)
        }
        guard !words.isEmpty else { throw TensorError("Seed must be non-empty") }
        generator = MersenneTwister(seeds: words)
    }

    /// A number from 0 to below 1.
    public mutating func nextDouble() -> Double { generator.nextDouble() }

    /// A number of the standard normal distribution, by the polar method (G. Marsaglia, T. A.
    /// Bray, "A convenient method for generating normal variables", SIAM Review 6(3), 1964).
    public mutating func nextNormal() -> Double {
        if let number = spareNormal {
            spareNormal = nil
            return number
        }
        while true {
            let x = 2 * nextDouble() - 1
            let y = 2 * nextDouble() - 1
            let square = x * x + y * y
            guard square < 1 && square != 0 else { continue }
            let factor = (-2 * Elementary.log(square) / square).squareRoot()
            spareNormal = factor * x
            return factor * y
        }
    }

    /// Puts elements in random order, in place.
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        for i in stride(from: elements.count - 1, through: 1, by: -1) {
            elements.swapAt(i, Int(generator.next(through: UInt64(i))))
        }
    }

    /// The integers from 0 to `count - 1` in random order.
    public mutating func permutation(_ count: Int) -> [Int] {
        var places = Array(0..<Swift.max(0, count))
        shuffle(&places)
        return places
    }

    /// Integers from `low` to before `high`, int64.
    public mutating func integers(
        low: Int64 = 0, high: Int64, _ shape: Shape = []
    ) throws(TensorError) -> Tensor {
        guard low < high else {
            throw TensorError("low >= high", fix: "low is \(low), high is \(high)")
        }
        let last = UInt64(bitPattern: high &- low) - 1
        return fill(shape) { low &+ Int64(bitPattern: $0.generator.next(through: last)) }
    }

    /// Integers of 8 bits from `low` to before `high`: four of them are cut from each word.
    public mutating func bytes(
        low: Int64, high: Int64, _ shape: Shape
    ) throws(TensorError) -> [Int64] {
        guard low < high else {
            throw TensorError("low >= high", fix: "low is \(low), high is \(high)")
        }
        return narrow(low: low, last: UInt32(high - low - 1), bits: 8, count: shape.count)
    }

    /// Integers of 16 bits from `low` to before `high`: two of them are cut from each word.
    public mutating func halves(
        low: Int64, high: Int64, _ shape: Shape
    ) throws(TensorError) -> [Int64] {
        guard low < high else {
            throw TensorError("low >= high", fix: "low is \(low), high is \(high)")
        }
        return narrow(low: low, last: UInt32(high - low - 1), bits: 16, count: shape.count)
    }

    private mutating func narrow(low: Int64, last: UInt32, bits: UInt32, count: Int) -> [Int64] {
        guard last > 0 else { return [Int64](repeating: low, count: count) }
        let mask = UInt32.max >> UInt32(last.leadingZeroBitCount)
        var word: UInt32 = 0
        var left: UInt32 = 0
        return (0..<count).map { _ in
            while true {
                if left == 0 {
                    word = generator.next32()
                    left = 32 / bits - 1
                } else {
                    word >>= bits
                    left -= 1
                }
                let value = word & (bits == 8 ? 0xff : 0xffff) & mask
                if value <= last { return low + Int64(value) }
            }
        }
    }

    mutating func fill<Element: TensorElement>(
        _ shape: Shape, _ next: (inout LegacyRandomStream) -> Element
    ) -> Tensor {
        var elements: [Element] = []
        elements.reserveCapacity(shape.count)
        for _ in 0..<shape.count { elements.append(next(&self)) }
        return Tensor(elements, shape: shape)
    }
}
