import GradusTensors
import Testing

@Suite struct ShapingTests {
    @Test func reshapingIsAViewWhereStridesAllow() throws {
        let a = try Tensor.arange(0, 24).reshaped([2, 3, 4])
        let merged = try a.transposed(axes: [2, 0, 1]).reshaped([4, 6])
        #expect(merged.sharedStorage === a.sharedStorage && merged.strides == [1, 4])
        let copied = try a.transposed.reshaped([-1])
        #expect(copied.sharedStorage !== a.sharedStorage)
        #expect(copied.elements(as: Int64.self).prefix(4) == [0, 12, 4, 16])
        #expect(try a.reshaped([4, -1]).shape == [4, 6])
        #expect(try Tensor(zeros: [0, 4]).reshaped([-1, 2]).shape == [0, 2])
    }

    @Test func everyReshapeOfAViewEqualsThatOfItsCopy() throws {
        let a = try Tensor.arange(0, 48).reshaped([2, 4, 6])
        let views = [
            a.transposed, try a.indexed(by: [.all, .slice(start: nil, stop: nil, step: 2)]),
            try a.indexed(by: [
                .slice(start: nil, stop: nil, step: -1), .ellipsis,
                .slice(start: 0, stop: 4, step: nil),
            ]),
            try a.transposed(axes: [1, 0, 2]), try a.indexed(by: [.integer(0), .newAxis]),
        ]
        for view in views {
            for lengths in [[-1], [2, -1], [-1, 2], [2, -1, 2], [-1, 4, 1], [1, -1, 1, 2]] {
                #expect(isSame(try view.reshaped(lengths), try view.copied().reshaped(lengths)))
            }
        }
    }

    @Test func shapesThatDoNotFitAreRefused() throws {
        let a = try Tensor.arange(0, 12)
        let error = #expect(throws: TensorError.self) { try a.reshaped([3, 5]) }
        #expect(error?.message == "cannot reshape array of size 12 into shape (3,5)")
        #expect(throws: TensorError.self) { try a.reshaped([-1, -1]) }
        #expect(throws: TensorError.self) { try a.reshaped([-1, 5]) }
        #expect(throws: TensorError.self) { try a.reshaped([-2, 6]) }
        #expect(throws: TensorError.self) { try a.transposed(axes: [0, 0]) }
        #expect(throws: TensorError.self) { try a.squeezed(axes: [0]) }
        #expect(throws: TensorError.self) { try a.expandedDims(axis: 3) }
    }

    @Test func axesComeAndGo() throws {
        let a = Tensor(zeros: [1, 3, 1])
        #expect(try a.squeezed().shape == [3] && a.squeezed(axes: [-1]).shape == [1, 3])
        #expect(try Tensor(zeros: [2, 3]).expandedDims(axis: 1).shape == [2, 1, 3])
        #expect(try Tensor(zeros: [2, 3]).expandedDims(axis: -1).shape == [2, 3, 1])
    }

    @Test func joining() throws {
        let a = try Tensor.arange(0, 3)
        #expect(try Tensor.concatenate([a, a]).elements(as: Int64.self) == [0, 1, 2, 0, 1, 2])
        #expect(try Tensor.stack([a, a], axis: 1).elements(as: Int64.self) == [0, 0, 1, 1, 2, 2])
        let wide = try Tensor.concatenate([Tensor.ones([2, 1]), Tensor(zeros: [2, 2])], axis: -1)
        #expect(wide.doubles() == [1, 0, 0, 1, 0, 0])
        #expect(
            try Tensor.concatenate([Tensor(zeros: [0, 2]), Tensor.ones([1, 2])]).shape == [1, 2])
        #expect(
            try a.tiled([2, 2]).elements(as: Int64.self) == [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2])
        #expect(throws: TensorError.self) { try Tensor.concatenate([]) }
        #expect(throws: TensorError.self) { try Tensor.stack([a, Tensor(zeros: [4])]) }
        #expect(throws: TensorError.self) {
            try Tensor.concatenate([Tensor(zeros: [2, 3]), Tensor(zeros: [2, 4])])
        }
    }

    @Test func making() throws {
        #expect(try Tensor.arange(5, 0, step: -2).elements(as: Int64.self) == [5, 3, 1])
        #expect(try Tensor.arange(0.0, 1, step: 0.1).doubles()[3] == 0.30000000000000004)
        #expect(try Tensor.arange(3, 0).size == 0)
        #expect(try Tensor.linspace(0, 1, count: 5).doubles() == [0, 0.25, 0.5, 0.75, 1])
        #expect(try Tensor.linspace(0, 1, count: 2, endpoint: false).doubles() == [0, 0.5])
        #expect(try Tensor.linspace(2, 3, count: 1).doubles() == [2])
        #expect(try Tensor.eye(2, columns: 3, offset: 1).doubles() == [0, 1, 0, 0, 0, 1])
        #expect(Tensor.full([2], .integer(7)).elements(as: Int64.self) == [7, 7])
        #expect(Tensor.ones([2], dtype: .bool).elements(as: Bool.self) == [true, true])
        #expect(throws: TensorError.self) { try Tensor.arange(0, 5, step: 0) }
        #expect(throws: TensorError.self) { try Tensor.arange(0.0, .nan) }
        #expect(throws: TensorError.self) { try Tensor.eye(-1) }
        #expect(throws: TensorError.self) { try Tensor.linspace(0, 1, count: -1) }
    }
}
