import GradusAutodiff
import GradusTensors
import Testing

@Suite struct KinkTests {
    private func gradient(
        _ numbers: [Double], _ body: (Variable) throws -> Variable
    ) throws -> [Double] {
        let graph = Graph()
        let x = graph.leaf(Tensor(numbers, shape: [numbers.count]), name: "x")
        let output = try body(x)
        return try #require(graph.backward(from: output.index)[x.index]).doubles()
    }

    @Test func derivativesAtKinksFollowPyTorch() throws {
        #expect(try gradient([-1, 0, 2]) { abs($0) } == [-1, 0, 1])
        #expect(try gradient([-1, 0, 2]) { relu($0) } == [0, 0, 1])
        #expect(try gradient([3, 3, 1]) { $0.max() } == [0.5, 0.5, 0])
        #expect(try gradient([1, 1, 4]) { $0.min() } == [0.5, 0.5, 0])
        #expect(try gradient([0, 2]) { $0.power(0) } == [0, 0])
    }

    @Test func softmaxAndCrossEntropyStayFiniteForExtremeScores() throws {
        let numbers = try gradient([1000, -1000, 0]) { x in
            let target = x.graph.leaf(Tensor([0.0, 1, 0], shape: [3]), role: .target)
            return categoricalCrossEntropy(softmax(x), targets: target)
        }
        #expect(numbers.allSatisfy { $0.isFinite })
        let logarithms = try gradient([1000, -1000, 0]) { logSoftmax($0) }
        #expect(agree(logarithms, [-2, 1, 1]))
    }

    @Test func integersAndStoppedGradientsHaveNone() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([1.0, 2], shape: [2]))
        let n = graph.leaf(Tensor([Int64(3), 4], shape: [2]))
        let y = x * n + x.stopGradient()
        let gradients = try graph.backward(from: y.index)
        #expect(gradients[n.index] == nil)
        #expect(gradients[x.index]?.doubles() == [3, 4])
        let edge = Edge(from: n.index, to: 2, operand: 1)
        #expect(graph.values.localDerivative(of: edge).formula == "0")
    }

    @Test func float32GradientsAreFloat32() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([Float(1.5), 2], shape: [2]))
        let y = (x * 2.0).sum()
        #expect(y.dtype == .float32)
        #expect(try graph.backward(from: y.index)[x.index]?.dtype == .float32)
    }

    @Test func aCotangentWeighsTheRoot() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([1.0, 2], shape: [2]))
        let y = square(x)
        let gradients = try graph.backward(
            from: y.index, cotangent: Tensor([10.0, 100], shape: [2]))
        #expect(gradients[x.index]?.doubles() == [20, 400])
        #expect(throws: TensorError.self) {
            try graph.backward(from: y.index, cotangent: Tensor(scalar: 1.0))
        }
    }
}
