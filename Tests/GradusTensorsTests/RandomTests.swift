import GradusTensors
import Testing

@Suite struct RandomTests {
    struct Case: Decodable {
        let seed: UInt64
        let random: CaseTensor
        let normal: CaseTensor
        let uniform: CaseTensor
        let scaled: CaseTensor
        let small: CaseTensor
        let large: CaseTensor
        let closed: CaseTensor
        let permutation: CaseTensor
        let sample: CaseTensor
        let bigSample: CaseTensor
        let weighted: CaseTensor
        let normalSum: String
        let rows: CaseTensor
        let mixed: CaseTensor
    }

    @Test func streamsAreNumPysToTheBit() throws {
        let cases: [Case] = try Cases.load("random")
        #expect(cases.count == 4)
        for entry in cases {
            func check(
                _ expected: CaseTensor, _ name: String,
                _ draw: (inout RandomStream) throws -> Tensor
            ) rethrows {
                var stream = RandomStream(seed: entry.seed)
                let value = try draw(&stream)
                #expect(isSame(value, expected.tensor), "\(entry.seed) \(name): \(value)")
            }
            func list(_ places: [Int]) -> Tensor {
                Tensor(places.map { Int64($0) }, shape: [places.count])
            }
            check(entry.random, "random") { $0.random([5]) }
            check(entry.normal, "normal") { $0.standardNormal([40]) }
            try check(entry.uniform, "uniform") { try $0.uniform(low: -2, high: 3, [2, 2]) }
            try check(entry.scaled, "scaled") {
                try $0.normal(mean: 1, standardDeviation: 0.5, [3])
            }
            try check(entry.small, "small") { try $0.integers(high: 10, [20]) }
            try check(entry.large, "large") { try $0.integers(low: -(1 << 40), high: 1 << 50, [5]) }
            try check(entry.closed, "closed") {
                try $0.integers(low: .min, high: .max, endpoint: true, [4])
            }
            check(entry.permutation, "permutation") { list($0.permutation(12)) }
            try check(entry.sample, "sample") { list(try $0.sample(40, of: 1000)) }
            try check(entry.bigSample, "bigSample") {
                list(Array(try $0.sample(500, of: 20000).prefix(20)))
            }
            try check(entry.weighted, "weighted") {
                try $0.choice(weights: [0.1, 0.2, 0.3, 0.4], [12])
            }
            try check(entry.rows, "rows") {
                try $0.permuted(Tensor.arange(0, 12).reshaped([6, 2]))
            }
            try check(entry.mixed, "mixed") {
                let first = try $0.integers(high: 5).scalarValue
                let second = $0.nextDouble()
                let third = try $0.integers(high: 7).scalarValue
                return Tensor([first, second, third, $0.nextNormal()], shape: [4])
            }
            var stream = RandomStream(seed: entry.seed)
            #expect(try stream.standardNormal([20000]).sum().scalarValue == Double(entry.normalSum))
        }
    }

    @Test func wrongArgumentsAreRefused() {
        var stream = RandomStream(seed: 0)
        #expect(throws: TensorError.self) { try RandomStream(checking: -1) }
        #expect(throws: TensorError.self) { try stream.integers(low: 5, high: 5) }
        #expect(throws: TensorError.self) { try stream.normal(standardDeviation: -1) }
        #expect(throws: TensorError.self) { try stream.normal(standardDeviation: .nan) }
        #expect(throws: TensorError.self) { try stream.uniform(low: 1, high: 0) }
        #expect(throws: TensorError.self) { try stream.sample(3, of: 2) }
        #expect(throws: TensorError.self) { try stream.choice(weights: [0, 0]) }
    }
}
