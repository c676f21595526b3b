/// A stream of random numbers that a seed determines: bit for bit NumPy's
/// `numpy.random.default_rng(seed)`. A value: a copy goes on from the same place.
public struct RandomStream: Sendable, Hashable {
    private var generator: PCG64

    /// Starts the stream of a seed.
    public init(seed: UInt64) {
        let high = UInt32(truncatingIfNeeded: seed >> 32)
        let low = UInt32(truncatingIfNeeded: seed)
        generator = PCG64(SeedSequence(high == 0 ? [low] : [low, high]))
    }

    /// Starts the stream of a seed from outside; throws when it is negative.
    public init(checking seed: Int64) throws(TensorError) {
        guard seed >= 0 else {
            throw TensorError("expected non-negative integer", fix: "use a seed of 0 or more")
        }
        self.init(seed: UInt64(seed))
    }

    /// Starts the stream of a list of seeds from outside.
    public init(checking seeds: [Int64]) throws(TensorError) {
        var words: [UInt32] = []
        for seed in seeds {
            guard seed >= 0 else {
                throw TensorError("expected non-negative integer", fix: "use seeds of 0 or more")
            }
            words.append(UInt32(truncatingIfNeeded: seed))
            if seed >> 32 > 0 { words.append(UInt32(truncatingIfNeeded: seed >> 32)) }
        }
        generator = PCG64(SeedSequence(words))
    }

    /// The next 32 bits.
    mutating func nextWord() -> UInt32 { generator.next32() }

    /// A number from 0 to below 1.
    public mutating func nextDouble() -> Double { generator.nextDouble() }

    /// An integer from 0 to `last`, all equally likely.
    public mutating func next(through last: UInt64) -> UInt64 { generator.next(through: last) }

    /// A number of the standard normal distribution, by the ziggurat.
    public mutating func nextNormal() -> Double {
        while true {
            let bits = generator.next64()
            let layer = Int(bits & 0xff)
            let isNegative = bits >> 8 & 1 == 1
            let place = bits >> 9 & 0x000f_ffff_ffff_ffff
            let distance = Double(place) * NormalZiggurat.widths[layer]
            let x = isNegative ? -distance : distance
            if place < NormalZiggurat.inside[layer] { return x }
            if layer == 0 { return tail(isNegative: place >> 8 & 1 == 1) }
            let (above, below) = (
                NormalZiggurat.heights[layer - 1], NormalZiggurat.heights[layer]
            )
            if (above - below) * nextDouble() + below < Elementary.exp(-0.5 * x * x) { return x }
        }
    }

    private mutating func tail(isNegative: Bool) -> Double {
        while true {
            let x = -NormalZiggurat.inverseTailStart * Elementary.log1p(-nextDouble())
            let y = -Elementary.log1p(-nextDouble())
            if y + y > x * x {
                let far = NormalZiggurat.tailStart + x
                return isNegative ? -far : far
            }
        }
    }

    /// The integers from 0 to `count - 1` in random order.
    public mutating func permutation(_ count: Int) -> [Int] {
        var places = Array(0..<Swift.max(0, count))
        shuffle(&places)
        return places
    }

    /// Puts elements in random order, in place.
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        for i in stride(from: elements.count - 1, through: 1, by: -1) {
            elements.swapAt(i, Int(generator.nextMasked(through: UInt64(i))))
        }
    }

    /// The shuffle of a sample, which NumPy draws in another way.
    private mutating func shuffle<Element>(_ elements: inout [Element], from first: Int) {
        for i in stride(from: elements.count - 1, through: first, by: -1) {
            elements.swapAt(i, Int(next(through: UInt64(i))))
        }
    }

    /// `count` different integers from 0 to `population - 1`, in random order; NumPy's
    /// `choice(population, count, replace=False)`.
    public mutating func sample(
        _ count: Int, of population: Int
    ) throws(TensorError) -> [Int] {
        guard count >= 0, count <= population else {
            throw TensorError(
                "Cannot take a larger sample than population when replace is False",
                fix: "at most \(Swift.max(0, population)) can be chosen, found \(count)")
        }
        if population > 10_000 && count > population / 50 {
            var places = Array(0..<population)
            shuffle(&places, from: Swift.max(population - count, 1))
            return Array(places[(population - count)...])
        }
        // R. W. Floyd's sampling: each new one, or the last if it is there already.
        var seen = Set<Int>()
        var places: [Int] = []
        for last in (population - count)..<population {
            let place = Int(next(through: UInt64(last)))
            places.append(seen.insert(place).inserted ? place : last)
            seen.insert(places[places.count - 1])
        }
        shuffle(&places, from: 1)
        return places
    }
}
