import GradusAutodiff
import GradusTensors
import Testing

/// What is promised of every graph, where the random tests do not reach: shapes that broadcast
/// both ways or hold nothing, very long chains, gradients between nodes in the middle.
@Suite struct AcceptanceTests {
    private func checked(
        _ primitive: Primitive, _ operands: [Tensor], _ attributes: Attributes = .none
    ) throws -> [GradientCheck] {
        let graph = Graph()
        let leaves = operands.map { graph.leaf($0) }
        let result = try graph.apply(primitive, leaves, attributes)
        let weights = Tensor(
            (0..<result.shape.count).map { 1 + 0.3 * Double($0) }, shape: result.shape)
        let root = try graph.apply(.sum, [graph.apply(.multiply, [result, graph.leaf(weights)])])
        let gradients = try graph.values.backward(from: root.index)
        return graph.values.checkGradients(
            root: root.index, gradients: gradients,
            nodes: leaves.filter(\.dtype.isFloating).map(\.index))
    }

    private func numbers(_ shape: Shape, from low: Double = 0.6) -> Tensor {
        Tensor((0..<shape.count).map { low + 0.37 * Double($0 * 7 % 11) }, shape: shape)
    }

    @Test(arguments: [
        Primitive.add, .subtract, .multiply, .divide, .power, .arctan2, .maximum, .minimum,
    ])
    func bothOperandsAreBroadcast(_ primitive: Primitive) throws {
        let pairs: [(Shape, Shape)] = [
            ([3, 1], [1, 2]), ([2, 1, 3], [4, 1]), ([], [2, 3]), ([2, 3], []), ([1], [3]),
            ([1, 1], [2]), ([], []),
        ]
        for (left, right) in pairs {
            // Apart from each other, so that no maximum is a tie.
            for check in try checked(primitive, [numbers(left), numbers(right, from: 0.751)]) {
                #expect(check.verdict == .agrees, "\(primitive) of \(left), \(right): \(check)")
            }
        }
    }

    @Test func conditionsAndChoicesAreBroadcast() throws {
        let mask = Tensor([true, false, true], shape: [3, 1])
        for check in try checked(.where, [mask, numbers([2]), numbers([])]) {
            #expect(check.verdict == .agrees, "\(check)")
        }
    }

    @Test func reductionsTakeEveryChoiceOfAxes() throws {
        let choices: [[Int]?] = [nil, [], [0], [1], [-1], [0, 2], [2, 0], [0, 1, 2]]
        for primitive in [Primitive.sum, .mean, .max, .min, .prod, .variance, .logSumExp] {
            for axes in choices where axes != [] || primitive != .variance {
                for keepDims in [false, true] {
                    let attributes = Attributes(axes: axes, keepDims: keepDims)
                    let spread = Tensor(
                        (0..<24).map { 0.5 + 0.1 * Double($0 * 7 % 24) }, shape: [2, 3, 4])
                    for check in try checked(primitive, [spread], attributes) {
                        #expect(
                            check.verdict == .agrees,
                            "\(primitive) over \(String(describing: axes)), \(keepDims): \(check)")
                    }
                }
            }
        }
    }

    @Test func emptyTensorsHaveEmptyGradients() throws {
        for shape: Shape in [[0], [2, 0], [0, 3]] {
            let empty = Tensor(zeros: shape)
            for primitive in [
                Primitive.add, .subtract, .multiply, .divide, .power, .maximum, .minimum,
            ] {
                let graph = Graph()
                let (a, b) = (graph.leaf(empty), graph.leaf(Tensor(scalar: 2.0)))
                let total = try graph.apply(.sum, [graph.apply(primitive, [a, b])])
                let gradients = try graph.backward(from: total.index)
                #expect(total.value.scalarValue == 0)
                #expect(gradients[a.index]?.shape == shape, "\(primitive)")
                #expect(gradients[b.index]?.doubles() == [0], "\(primitive)")
            }
            for primitive in [
                Primitive.exp, .tanh, .relu, .abs, .sigmoid, .square, .negate, .softplus,
            ] {
                let graph = Graph()
                let a = graph.leaf(empty)
                let options: Attributes =
                    primitive == .softplus
                    ? Attributes(options: .init(numbers: [1, 20])) : .none
                let total = try graph.apply(.sum, [graph.apply(primitive, [a], options)])
                #expect(try graph.backward(from: total.index)[a.index]?.shape == shape)
            }
        }
        // A product over nothing: zeros of the result's shape, and gradients of the operands'.
        let graph = Graph()
        let (a, b) = (graph.leaf(Tensor(zeros: [2, 0])), graph.leaf(Tensor(zeros: [0, 3])))
        let product = try graph.apply(.dot, [a, b])
        #expect(product.value.doubles() == [Double](repeating: 0, count: 6))
        let gradients = try graph.backward(from: try graph.apply(.sum, [product]).index)
        #expect(gradients[a.index]?.shape == [2, 0] && gradients[b.index]?.shape == [0, 3])
    }

    @Test func aMillionOperationsAreOneChain() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor(scalar: 0.5), name: "x")
        let mark = graph.mark()
        let (shrink, shift) = (graph.constant(0.999_99), graph.constant(0.000_01))
        var node = x
        for _ in 0..<500_000 {
            node = try graph.apply(.multiply, to: [node.index, shrink.index])
            node = try graph.apply(.add, to: [node.index, shift.index])
        }
        #expect(graph.count == 1_000_003)
        let gradients = try graph.backward(from: node.index)
        // 0.99999 to the power of 500,000.
        let expected = Elementary.exp(500_000 * Elementary.log1p(-0.000_01))
        let slope = try #require(gradients[x.index]).scalarValue
        #expect(abs(slope / expected - 1) < 1e-9)
        let checks = graph.values.checkGradients(
            root: node.index, gradients: gradients, nodes: [x.index])
        #expect(checks.map(\.verdict) == [.agrees])
        let set = graph.values.paths(from: node.index, to: x.index, limit: 3)
        #expect(set.count == 1 && set.paths.first?.nodes.count == 1_000_001)
        let total = try #require(set.total)
        #expect(abs(total / slope - 1) < 1e-9)
        let path = try #require(set.paths.first)
        let flow = try #require(graph.values.contribution(of: path))
        #expect(abs(flow.scalarValue / slope - 1) < 1e-9)
        graph.free(back: mark)
        #expect(graph.count == 1)
    }

    @Test func gradientsAreThereBetweenAnyTwoNodes() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([0.5, -1, 2], shape: [3]), name: "x")
        let w = graph.leaf(Tensor([1.0, 2, -1, 0.5, 3, 1], shape: [3, 2]), name: "w")
        let hidden = tanh(dot(x, w))
        let squares = square(hidden)
        let total = (squares * 3).sum()
        // From the loss to a node in the middle, and from there to the leaf.
        let inner = try grad(total, hidden).value.doubles()
        #expect(near(inner, hidden.value.doubles().map { 6 * $0 }))
        let through = try grad(
            hidden, x, cotangent: .weights(Tensor(inner, shape: [2]))
        ).value.doubles()
        #expect(near(through, try grad(total, x).value.doubles()))
        // A node towards itself, and weights on what comes out.
        #expect(try grad(total, total).value.scalarValue == 1)
        #expect(
            try grad(squares, squares, cotangent: .weights(Tensor([2.0, 5], shape: [2]))).value
                .doubles() == [2, 5])
        // The Jacobian's rows are those products with one weight each.
        let jacobian = try graph.jacobian(of: hidden, towards: x).doubles()
        for row in 0..<2 {
            let one = Tensor((0..<2).map { $0 == row ? 1.0 : 0 }, shape: [2])
            let product = try grad(hidden, x, cotangent: .weights(one)).value.doubles()
            #expect(near(product, Array(jacobian[(3 * row)..<(3 * row + 3)])))
        }
    }

    private func gradient(
        _ numbers: [Double], _ shape: Shape? = nil, _ body: (Variable) throws -> Variable
    ) throws -> [Double] {
        let graph = Graph()
        let x = graph.leaf(Tensor(numbers, shape: shape ?? [numbers.count]))
        let output = try body(x)
        return try #require(graph.backward(from: output.index)[x.index]).doubles()
    }

    /// The conventions at corners, also those that the reference cases do not contain.
    @Test func cornersFollowPyTorch() throws {
        #expect(
            try gradient([-1, 0, 1, 1.5, -2]) { clip($0, low: -1, high: 1) } == [0, 1, 0, 0, 0])
        #expect(try gradient([2, 1, 3]) { maximum($0, $0.graph.constant(2)) } == [0.5, 0, 1])
        #expect(try gradient([2, 1, 3]) { minimum($0, $0.graph.constant(2)) } == [0.5, 1, 0])
        #expect(try gradient([0, 0]) { $0.norm() } == [0, 0])
        #expect(try gradient([0, -3]) { $0.norm(order: 1) } == [0, -1])
        // Of equal elements in a window the first one takes all.
        #expect(
            try gradient([4, 4, 4, 4], [1, 1, 2, 2]) { maxPool($0, [2, 2]) } == [1, 0, 0, 0])
        #expect(
            try gradient([0, 1]) { x in
                `where`(x .> x.graph.constant(0), x * 3, x * 5)
            } == [5, 3])
    }
}
