import GradusTensors
import Testing

/// The streams of `np.random.seed` beside NumPy's own numbers.
@Suite struct LegacyRandomTests {
    @Test func oneStreamGivesAllDistributions() throws {
        var stream = try LegacyRandomStream(checking: 42)
        #expect(
            stream.random([3]).doubles() == [
                0.3745401188473625, 0.9507143064099162, 0.7319939418114051,
            ])
        #expect(
            stream.standardNormal([4]).doubles() == [
                -1.1118801180469204, 0.31890218468938336, 0.2790412922001377, 1.0105152848065264,
            ])
        #expect(try stream.integers(high: 100, [6]).integers() == [23, 2, 21, 52, 1, 87])
        #expect(stream.permutation(8) == [4, 2, 0, 7, 1, 6, 5, 3])
    }

    @Test func seedsOfAllKinds() throws {
        var largest = try LegacyRandomStream(checking: 4_294_967_295)
        #expect(largest.nextDouble() == 0.0976320289940138)
        var list = try LegacyRandomStream(checking: [1, 2, 3])
        #expect(list.random([2]).doubles() == [0.6098612722867289, 0.8866970434146851])
        #expect(throws: TensorError.self) { try LegacyRandomStream(checking: -1) }
        #expect(throws: TensorError.self) { try LegacyRandomStream(checking: 1 << 32) }
        #expect(throws: TensorError.self) { try LegacyRandomStream(checking: [Int64]()) }
        var generator = try RandomStream(checking: [1, 2])
        #expect(generator.nextDouble() == 0.44841514333227195)
    }

    @Test func integersOfAllWidths() throws {
        var stream = LegacyRandomStream(seed: 5)
        #expect(try stream.bytes(low: 0, high: 100, [6]) == [99, 11, 84, 56, 78, 72])
        stream = LegacyRandomStream(seed: 5)
        #expect(try stream.halves(low: 0, high: 1000, [6]) == [867, 212, 206, 544, 744, 701])
        stream = LegacyRandomStream(seed: 5)
        #expect(
            try stream.integers(low: -(1 << 40), high: 1 << 50, [3]).integers() == [
                86791974676157, 997146939481206, 585562867951689,
            ])
        var generator = RandomStream(seed: 9)
        #expect(
            generator.narrowIntegers(low: 0, last: 99, bits: 8, [10]).integers() == [
                12, 52, 91, 41, 86, 64, 86, 12, 1, 2,
            ])
    }

    @Test func choices() throws {
        var stream = LegacyRandomStream(seed: 5)
        let weights = [0.1, 0.2, 0.3, 0.4]
        #expect(try stream.choice(weights: weights, [8]).integers() == [1, 3, 1, 3, 2, 3, 3, 2])
        #expect(try stream.sample(3, weights: weights) == [1, 0, 3])
        #expect(try stream.sample(4, of: 10) == [0, 3, 7, 8])
        #expect(throws: TensorError.self) { try stream.sample(5, of: 4) }
        #expect(throws: TensorError.self) { try stream.choice(weights: [0.5, 0.4], [1]) }
    }

    @Test func manyNormalNumbers() throws {
        var stream = LegacyRandomStream(seed: 5)
        #expect(try stream.standardNormal([20000]).sum().scalarValue == 32.30199205020235)
        var generator = RandomStream(seed: 9)
        #expect(
            generator.singles([4]).doubles() == [
                0.4215473532676697, 0.8702491521835327, 0.9610445499420166, 0.28681719303131104,
            ])
    }
}
