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

    @Test func uniqueFindsAllParts() {
        let found = Tensor([3, 1, 3, 2, 1, 3], shape: [2, 3]).unique()
        #expect(found.values.integers() == [1, 2, 3])
        #expect(found.first.integers() == [1, 3, 0])
        #expect(found.inverse.integers() == [2, 0, 2, 1, 0, 2] && found.inverse.shape == [2, 3])
        #expect(found.counts.integers() == [2, 1, 3])
        #expect(Tensor([Double.nan, 1, Double.nan], shape: [3]).unique().values.size == 2)
    }
}
