import GradusTensors
import Testing

@Suite struct SortingTests {
    @Test func sortsEveryTypeAlongEveryAxis() throws {
        let base = Tensor([3, 1, 2, 0, 5, 4], shape: [2, 3])
        for dtype in DType.allCases where dtype != .bool {
            let tensor = base.astype(dtype)
            #expect(try tensor.sorted().integers() == [1, 2, 3, 0, 4, 5], "\(dtype)")
            #expect(try tensor.sorted(axis: 0).integers() == [0, 1, 2, 3, 5, 4])
            #expect(try tensor.sorted(axis: nil).integers() == [0, 1, 2, 3, 4, 5])
            #expect(try tensor.argsort(axis: 0).integers() == [1, 0, 0, 0, 1, 1])
        }
        #expect(throws: TensorError.self) { try base.sorted(axis: 2) }
    }

    @Test func nanComesLastAndEqualsStayInOrder() throws {
        let tensor = Tensor([3, Double.nan, 1, 3, -Double.infinity], shape: [5])
        #expect(try tensor.sorted().doubles().prefix(4) == [-Double.infinity, 1, 3, 3])
        #expect(try tensor.argsort().integers() == [4, 2, 0, 3, 1])
    }

    @Test(arguments: DType.allCases.filter { $0 != .bool }, [255, 256, 5000, 20_000])
    func longRowsAreSortedAsByComparing(dtype: DType, length: Int) throws {
        var stream = RandomStream(seed: 6)
        let scale = Double(dtype.isUnsigned ? 100 : 60)
        let numbers = try stream.standardNormal([2, length])
            .applying(dtype.isUnsigned ? .abs : .negate)
            .combining(.multiply, .floating(scale)).astype(dtype)
        let sorted = try numbers.sorted()
        for (row, plain) in zip(
            try Self.rows(sorted), try Self.rows(numbers).map { $0.sorted() })
        {
            #expect(row == plain)
        }
        #expect(try numbers.transposed.sorted(axis: 0).doubles() == sorted.transposed.doubles())
    }

    private static func rows(_ matrix: Tensor) throws -> [[Double]] {
        let all = matrix.doubles()
        let length = matrix.shape[1]
        return (0..<matrix.shape[0]).map { Array(all[($0 * length)..<(($0 + 1) * length)]) }
    }

    @Test func zerosOfBothSignsStayInOrderAndNaNComesLastInLongRows() throws {
        var numbers = (0..<600).map { Double(($0 * 7) % 100) - 50 }
        numbers[10] = -.nan
        numbers[20] = .nan
        numbers[30] = -.infinity
        numbers[40] = .infinity
        numbers[50] = 0
        numbers[60] = -0.0
        numbers[70] = 0
        let sorted = try Tensor(numbers, shape: [600]).sorted().elements(as: Double.self)
        #expect(sorted[598].isNaN && sorted[599].isNaN && sorted[597] == .infinity)
        #expect(sorted[0] == -.infinity)
        #expect(zip(sorted.dropLast(3), sorted.dropFirst().dropLast(2)).allSatisfy { $0 <= $1 })
        let signs = numbers.filter { $0 == 0 }.map(\.sign)
        #expect(sorted.filter { $0 == 0 }.map(\.sign) == signs)
    }

    @Test func uniqueFindsAllParts() {
        let found = Tensor([3, 1, 3, 2, 1, 3], shape: [2, 3]).unique()
        #expect(found.values.integers() == [1, 2, 3])
        #expect(found.first.integers() == [1, 3, 0])
        #expect(found.inverse.integers() == [2, 0, 2, 1, 0, 2] && found.inverse.shape == [2, 3])
        #expect(found.counts.integers() == [2, 1, 3])
        #expect(Tensor([Double.nan, 1, Double.nan], shape: [3]).unique().values.size == 2)
    }
}
