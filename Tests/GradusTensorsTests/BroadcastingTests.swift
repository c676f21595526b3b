import GradusTensors
import Testing

@Suite struct BroadcastingTests {
    @Test func shapesAreMatchedFromTheEnd() throws {
        #expect(try Shape([2, 1, 4]).broadcast(with: [3, 1]) == [2, 3, 4])
        #expect(try Shape([]).broadcast(with: [2]) == [2])
        #expect(try Shape([0, 3]).broadcast(with: [1, 3]) == [0, 3])
        #expect(try Shape([1]).broadcast(with: [0]) == [0])
    }

    @Test func shapesThatDoNotFitAreNamedWithAFix() throws {
        let error = #expect(throws: TensorError.self) {
            try Tensor(zeros: [3]).combining(.add, Tensor(zeros: [4]))
        }
        #expect(
            error?.message == "operands could not be broadcast together with shapes (3,) (4,)")
        #expect(error?.fix?.contains("axis -1") == true)
        #expect(throws: TensorError.self) { try Tensor(zeros: [3]).broadcast(to: [3, 2]) }
    }

    @Test func broadcastingCopiesNothing() throws {
        let row = Tensor([1.0, 2, 3], shape: [3])
        let wide = try row.broadcast(to: [4, 3])
        #expect(wide.sharedStorage === row.sharedStorage && wide.strides == [0, 1])
        #expect(wide.doubles() == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])
    }

    /// For any g: the sum of g · broadcast(x) is the sum of sumReduced(g) · x.
    @Test func sumReducedIsTheAdjointOfBroadcasting() throws {
        var stream = RandomStream(seed: 4)
        let pairs: [(Shape, Shape)] = [
            ([], [2, 3]), ([3], [2, 3]), ([2, 1], [2, 3]), ([1, 1], [4, 5]),
            ([2, 1, 3], [4, 2, 5, 3]),
            ([3], [3]), ([1], [6]), ([1, 3], [3]),
        ]
        for (small, large) in pairs {
            let x = stream.integers9(small)
            let g = stream.integers9(large)
            guard small.canBroadcast(to: large) else {
                #expect(throws: TensorError.self) { try g.sumReduced(to: small) }
                continue
            }
            let left = try g.combining(.multiply, x.broadcast(to: large)).sum()
            let reduced = try g.sumReduced(to: small)
            #expect(reduced.shape == small)
            #expect(isSame(left, try reduced.combining(.multiply, x).sum()))
        }
    }
}

extension RandomStream {
    /// Whole numbers below 9 as float64: their sums of products are exact.
    mutating func integers9(_ shape: Shape) -> Tensor {
        random(shape).mappedToIntegers
    }
}

extension Tensor {
    fileprivate var mappedToIntegers: Tensor {
        Tensor(doubles().map { ($0 * 9).rounded(.down) }, shape: shape)
    }
}
