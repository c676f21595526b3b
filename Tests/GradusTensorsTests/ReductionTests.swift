import GradusTensors
import Testing

@Suite struct ReductionTests {
    struct Case: Decodable {
        let op: String
        let seed: UInt64
        let shape: [Int]
        let view: String
        let axis: [Int]?
        let result: CaseTensor
    }

    @Test func everyBitIsNumPys() throws {
        let cases: [Case] = try Cases.load("reductions")
        #expect(cases.count > 150)
        for entry in cases {
            var stream = RandomStream(seed: entry.seed)
            let data = stream.standardNormal(Shape(entry.shape))
            let view: Tensor
            switch entry.view {
            case "transposed": view = data.transposed
            case "reversed":
                view = try data.indexed(by: [.ellipsis, .slice(start: nil, stop: nil, step: -1)])
            case "stepped": view = try data.indexed(by: [.slice(start: nil, stop: nil, step: 2)])
            case "inner":
                view = try data.indexed(by: [.ellipsis, .slice(start: 1, stop: -1, step: nil)])
            case "single": view = data.astype(.float32)
            default: view = data
            }
            let value: Tensor
            switch entry.op {
            case "sum": value = try view.sum(axis: entry.axis)
            case "mean": value = try view.mean(axis: entry.axis)
            case "prod": value = try view.prod(axis: entry.axis)
            case "max": value = try view.max(axis: entry.axis)
            case "min": value = try view.min(axis: entry.axis)
            case "variance": value = try view.variance(axis: entry.axis)
            default: value = try view.standardDeviation(axis: entry.axis)
            }
            #expect(
                isSame(value, entry.result.tensor),
                "\(entry.op) \(entry.shape) \(entry.view) \(entry.axis as Any): \(value.doubles().prefix(3)) \(entry.result.values.prefix(3))"
            )
        }
    }

    @Test func integersAndTruthValues() throws {
        let numbers = try Tensor.arange(0, 6).reshaped([2, 3])
        #expect(try numbers.sum().elements(as: Int64.self) == [15])
        #expect(try numbers.sum(axis: 0).elements(as: Int64.self) == [3, 5, 7])
        #expect(try numbers.mean(axis: 1).doubles() == [1, 4])
        #expect(try numbers.max(axis: [-1], keepDims: true).shape == [2, 1])
        let truth = try numbers.combining(.greater, .integer(2))
        #expect(try truth.sum().elements(as: Int64.self) == [3])
        #expect(try truth.any(axis: [1]).elements(as: Bool.self) == [false, true])
        #expect(try truth.all().elements(as: Bool.self) == [false])
        #expect(try numbers.prod(axis: [1]).elements(as: Int64.self) == [0, 60])
    }

    @Test func nanGoesThroughExtremes() throws {
        let values = Tensor([1, .nan, 3, -2], shape: [2, 2])
        #expect(try values.max(axis: [1]).doubles()[0].isNaN)
        #expect(try values.max(axis: [1]).doubles()[1] == 3)
        #expect(try values.min().scalarValue.isNaN)
        #expect(try values.argmax().elements(as: Int64.self) == [1])
    }

    @Test func placesOfExtremes() throws {
        let values = Tensor([3.0, 1, 2, 9, 9, 0], shape: [2, 3])
        #expect(try values.argmax(axis: 1).elements(as: Int64.self) == [0, 0])
        #expect(try values.argmax(axis: 0).elements(as: Int64.self) == [1, 1, 0])
        #expect(try values.argmin(axis: -1, keepDims: true).shape == [2, 1])
        #expect(try values.argmin().elements(as: Int64.self) == [5])
        #expect(try values.argsort().elements(as: Int64.self) == [1, 2, 0, 2, 0, 1])
        #expect(try values.argsort(axis: 0).elements(as: Int64.self) == [0, 0, 1, 1, 1, 0])
    }

    @Test(arguments: [DType.float64, .float32, .float16, .int64, .int8, .uint8])
    func placesInLongRowsAreTheFirstOnes(dtype: DType) throws {
        for length in [511, 512, 513, 2000] {
            let numbers = (0..<length).map { Double(($0 * 31) % 97) }
            let row = Tensor(numbers, shape: [length]).astype(dtype)
            #expect(try row.argmax().integers() == [Int64(numbers.firstIndex(of: 96) ?? -1)])
            #expect(try row.argmin().integers() == [0])
            var late = numbers
            late[length - 1] = 100
            late[length - 2] = 100
            #expect(
                try Tensor(late, shape: [length]).astype(dtype).argmax().integers()
                    == [Int64(length - 2)])
            guard dtype.isFloating else { continue }
            late[length - 3] = .nan
            #expect(
                try Tensor(late, shape: [length]).astype(dtype).argmin().integers()
                    == [Int64(length - 3)])
        }
    }

    @Test func nothingHasNoExtreme() throws {
        let empty = Tensor(zeros: [0, 3])
        let error = #expect(throws: TensorError.self) { try empty.max(axis: [0]) }
        #expect(
            error?.message
                == "zero-size array to reduction operation maximum which has no identity")
        #expect(try empty.max(axis: [1]).shape == [0])
        #expect(try empty.sum(axis: 0).doubles() == [0, 0, 0])
        #expect(try empty.mean().scalarValue.isNaN)
        #expect(throws: TensorError.self) { try empty.argmax() }
        #expect(throws: TensorError.self) { try empty.sum(axis: 2) }
        #expect(throws: TensorError.self) { try empty.sum(axis: [0, -2]) }
    }
}
