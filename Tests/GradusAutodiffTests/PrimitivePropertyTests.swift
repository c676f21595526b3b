import GradusAutodiff
import GradusTensors
import Testing

/// What holds for every row of the table of primitives, on random numbers and shapes.
@Suite struct PrimitivePropertyTests {
    /// A primitive on a sample, weighed so that places cannot be exchanged unnoticed.
    private func record(
        _ primitive: Primitive, _ seed: UInt64
    ) throws -> (graph: Graph, leaves: [Variable], result: Variable, weights: Tensor) {
        var stream = RandomStream(seed: seed)
        let sample = PrimitiveSample.random(primitive, &stream)
        let graph = Graph()
        let leaves = sample.operands.map { graph.leaf($0) }
        let result = try graph.apply(primitive, leaves, sample.attributes)
        let weights = try stream.uniform(low: 0.5, high: 1.5, result.shape)
        return (graph, leaves, result, weights)
    }

    /// The rule against central differences of the forward function.
    @Test(arguments: Primitive.allCases)
    func derivativesAgreeWithCentralDifferences(_ primitive: Primitive) throws {
        for seed in 0..<UInt64(6) {
            let (graph, leaves, result, weights) = try record(primitive, seed)
            guard result.dtype.isFloating else { continue }
            let weighted = try graph.apply(.multiply, [result, graph.leaf(weights)])
            let root = try graph.apply(.sum, [weighted])
            let gradients = try graph.values.backward(from: root.index)
            let checks = graph.values.checkGradients(
                root: root.index, gradients: gradients, nodes: leaves.map(\.index),
                elementLimit: 6)
            for check in checks {
                #expect(
                    check.verdict == .agrees,
                    "\(primitive) \(seed), operand \(check.node): \(check)")
            }
        }
    }

    /// The shape and dtype that the table promises are those that come out, and a recorded
    /// backward pass gives the gradients of the one on tensors.
    @Test(arguments: Primitive.allCases)
    func shapesTypesAndRecordedGradientsAgree(_ primitive: Primitive) throws {
        for seed in 10..<UInt64(16) {
            let (graph, leaves, result, weights) = try record(primitive, seed)
            let attributes = graph.topology.nodes[result.index].attributes
            let shape = try primitive.resultShape(of: leaves.map(\.shape), attributes)
            let dtype = primitive.resultType(of: leaves.map(\.dtype), attributes)
            #expect(result.value.shape == shape && result.value.dtype == dtype, "\(primitive)")
            guard result.dtype.isFloating else { continue }
            let floating = leaves.filter(\.dtype.isFloating)
            let recorded = try grad(result, floating, cotangent: .weights(weights))
            let gradients = try graph.values.backward(from: result.index, cotangent: weights)
            for (leaf, gradient) in zip(floating, recorded) {
                let expected =
                    gradients[leaf.index]?.doubles()
                    ?? [Double](repeating: 0, count: leaf.shape.count)
                #expect(gradient.shape == leaf.shape)
                #expect(
                    agree(gradient.value.doubles(), expected), "\(primitive) \(seed)")
            }
        }
    }

    /// Derivatives of derivatives: the recorded backward pass is a graph whose own gradients
    /// agree with central differences.
    @Test(arguments: Primitive.allCases)
    func secondDerivativesAgreeWithCentralDifferences(_ primitive: Primitive) throws {
        for seed in 20..<UInt64(23) {
            let (graph, leaves, result, weights) = try record(primitive, seed)
            guard result.dtype.isFloating else { continue }
            let floating = leaves.filter(\.dtype.isFloating)
            let first = try grad(result, floating, cotangent: .weights(weights))
            var root = graph.leaf(Tensor(scalar: 0.0))
            for gradient in first {
                // Weighed, since sums of gradients are often constant.
                let count = gradient.shape.count
                let weights = (0..<count).map { 1 + 0.7 * Double($0) }
                let constant = graph.leaf(Tensor(weights, shape: gradient.shape))
                root = root + (gradient * constant).sum()
            }
            let gradients = try graph.values.backward(from: root.index)
            let checks = graph.values.checkGradients(
                root: root.index, gradients: gradients, nodes: floating.map(\.index),
                elementLimit: 3)
            for check in checks {
                #expect(
                    check.verdict == .agrees,
                    "second derivative of \(primitive) \(seed), operand \(check.node): \(check)")
            }
        }
    }

    /// The short way for numbers gives the bits of the table.
    @Test(arguments: Primitive.allCases)
    func numbersTakeTheSameWayAsTensors(_ primitive: Primitive) throws {
        let specials: [Double] = [
            0, -0.0, 1, 2, 3, -1.5, 0.5, 700, -745, .infinity, -.infinity, .nan,
            .leastNormalMagnitude / 16,
        ]
        for a in specials {
            for b in specials {
                let numbers = Graph()
                let tensors = Graph()
                let scalars = [numbers.constant(a), numbers.constant(b)]
                let vectors = [a, b].map { tensors.leaf(Tensor([$0], shape: [1])) }
                for count in 1...2 {
                    guard
                        (try? primitive.resultShape(of: [Shape](repeating: [], count: count)))
                            != nil,
                        let left = try? numbers.apply(primitive, Array(scalars[..<count])),
                        let right = try? tensors.apply(primitive, Array(vectors[..<count])),
                        left.shape == [], right.shape == [1], left.dtype == .float64
                    else { continue }
                    #expect(
                        Self.isSame(left.value.scalarValue, right.value.scalarValue),
                        "\(primitive)(\(a), \(b))")
                    let one = try numbers.values.backward(
                        from: left.index, cotangent: Tensor(scalar: 1.25))
                    let two = try tensors.values.backward(
                        from: right.index, cotangent: Tensor([1.25], shape: [1]))
                    for operand in 0..<count {
                        let (x, y) = (
                            one[scalars[operand].index]?.scalarValue,
                            two[vectors[operand].index]?.scalarValue
                        )
                        #expect((x == nil) == (y == nil))
                        if let x, let y {
                            #expect(
                                Self.isSame(x, y),
                                "d \(primitive)(\(a), \(b)) / d \(operand): \(x), \(y)")
                        }
                    }
                }
            }
        }
    }

    /// Equal as numbers; signs of zero apart, since masks and products differ in them.
    private static func isSame(_ x: Double, _ y: Double) -> Bool {
        x == y || (x.isNaN && y.isNaN)
    }
}
