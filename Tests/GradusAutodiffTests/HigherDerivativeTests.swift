import GradusAutodiff
import GradusTensors
import Testing

@Suite struct HigherDerivativeTests {
    @Test func derivativesOfAPolynomial() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor(scalar: 2.0), name: "x", role: .input)
        let y = x.power(4) + 3 * x * x  // y′ = 4x³ + 6x, y″ = 12x² + 6, y‴ = 24x, y⁗ = 24
        let first = try grad(y, x)
        let second = try grad(first, x)
        let third = try grad(second, x)
        let fourth = try grad(third, x)
        let fifth = try grad(fourth, x)
        #expect(
            [first, second, third, fourth, fifth].map(\.value.scalarValue) == [44, 54, 48, 24, 0])
        let scopes = graph.topology.nodes.compactMap(\.scope).map { graph.topology.scopes[$0].name }
        #expect(!scopes.isEmpty && scopes.allSatisfy { $0 == "grad" })
    }

    /// The minimum of a quadratic form is one Newton step away.
    @Test func aNewtonStepFindsTheMinimumOfAQuadraticForm() throws {
        let graph = Graph()
        let a = graph.leaf(Tensor([4.0, 1, 1, 3], shape: [2, 2]))
        let b = graph.leaf(Tensor([1.0, 2], shape: [2]))
        let x = graph.leaf(Tensor([5.0, -7], shape: [2]), role: .parameter)
        let y = 0.5 * dot(x, dot(a, x)) - dot(b, x)
        let count = graph.count
        let hessian = try graph.hessian(of: y, towards: x)
        #expect(graph.count == count)
        #expect(hessian == Tensor([4.0, 1, 1, 3], shape: [2, 2]))
        let gradient = try grad(y, x).value.doubles()
        let h = hessian.doubles()
        let determinant = h[0] * h[3] - h[1] * h[2]
        let step = [
            (h[3] * gradient[0] - h[1] * gradient[1]) / determinant,
            (h[0] * gradient[1] - h[2] * gradient[0]) / determinant,
        ]
        let minimum = zip(x.value.doubles(), step).map { $0 - $1 }
        #expect(agree(minimum, [1.0 / 11, 7.0 / 11]))
    }

    @Test func theHessianOfRosenbrocksValley() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([-1.2, 1], shape: [2]))
        let (u, v) = (x.indexed([.index(0)]), x.indexed([.index(1)]))
        let y = square(1 - u) + 100 * square(v - square(u))
        let expected = [1200 * 1.44 - 400 * 1 + 2, 480, 480, 200]
        #expect(agree(try graph.hessian(of: y, towards: x).doubles(), expected))
    }

    @Test func mixedSecondDerivatives() throws {
        let graph = Graph()
        let w = graph.leaf(Tensor([1.0, 2, 3], shape: [3]))
        let x = graph.leaf(Tensor([0.5, -1, 2], shape: [3]))
        let y = square(dot(w, x))  // d²y / dw dx = 2 (x wᵀ + (w·x) I)
        let mixed = try graph.hessian(of: y, towards: w, and: x)
        let (ws, xs) = ([1.0, 2, 3], [0.5, -1, 2])
        let product = zip(ws, xs).reduce(0) { $0 + $1.0 * $1.1 }
        var expected: [Double] = []
        for row in 0..<3 {
            for column in 0..<3 {
                let outer: Double = xs[row] * ws[column]
                expected.append(2 * (row == column ? outer + product : outer))
            }
        }
        #expect(agree(mixed.doubles(), expected))
    }

    @Test func jacobiansHaveTheAxesOfBoth() throws {
        let graph = Graph()
        let w = graph.leaf(Tensor([1.0, 2, 3, 4, 5, 6], shape: [2, 3]))
        let x = graph.leaf(Tensor([1.0, -1, 2], shape: [3]))
        let y = tanh(dot(w, x))
        let jacobian = try graph.jacobian(of: y, towards: x)
        #expect(jacobian.shape == [2, 3])
        let slopes: [Double] = y.value.doubles().map { 1 - $0 * $0 }
        let weights = w.value.doubles()
        let expected: [Double] = (0..<6).map { slopes[$0 / 3] * weights[$0] }
        #expect(agree(jacobian.doubles(), expected))
        let other = graph.leaf(Tensor([1.0], shape: [1]))
        #expect(try graph.jacobian(of: y, towards: other) == Tensor(zeros: [2, 1]))
    }

    @Test func severalElementsNeedAChoice() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([1.0, 2], shape: [2]), name: "x")
        let y = square(x).named("y")
        let error = #expect(throws: TensorError.self) { try grad(y, x) }
        #expect(error?.message == "y has the shape (2,), and only a single number has a gradient")
        #expect(try grad(y, x, cotangent: .ones).value.doubles() == [2, 4])
        let weights = Tensor([10.0, 100], shape: [2])
        #expect(try grad(y, x, cotangent: .weights(weights)).value.doubles() == [20, 400])
        #expect(throws: TensorError.self) {
            try grad(y, x, cotangent: .weights(Tensor(scalar: 1.0)))
        }
    }

    /// What flows depends on the cotangent, and can be differentiated towards it.
    @Test func gradientsPassThroughARecordedCotangent() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([1.0, 2], shape: [2]))
        let v = graph.leaf(Tensor([3.0, 5], shape: [2]))
        let y = square(x) * x
        let product = try grad(y, x, cotangent: .variable(v))  // 3x²·v
        #expect(product.value.doubles() == [9, 60])
        #expect(try grad(product.sum(), v).value.doubles() == [3, 12])
    }

    @Test func nothingFlowsThroughStoppedGradients() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor(scalar: 3.0))
        let y = x * x.stopGradient()
        #expect(try grad(y, x).value.scalarValue == 3)
        #expect(try grad(grad(y, x), x).value.scalarValue == 0)
        let cut = (x * x).stopGradient()
        #expect(try grad(cut, x).value.scalarValue == 0)
    }

    /// Recorded gradients are part of the graph: a replay computes them anew, masks included.
    @Test func recordedGradientsAreReplayed() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([-1.0, 2], shape: [2]))
        let y = (relu(x) * x + maximum(x, 1 - x)).sum()
        let gradient = try grad(y, x)
        #expect(gradient.value.doubles() == [-1, 5])
        let moved = try graph.values.replay(with: [x.index: Tensor([3.0, -4], shape: [2])])
        #expect(moved[gradient.index].doubles() == [7, -1])
    }
}
