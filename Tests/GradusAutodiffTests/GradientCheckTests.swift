import GradusAutodiff
import GradusTensors
import Testing

@Suite struct GradientCheckTests {
    /// A smooth graph of random operations on a few leaves.
    func randomGraph(
        seed: UInt64, operations: Int = 12
    ) throws -> (Graph, root: Int, leaves: [Int]) {
        var stream = RandomStream(seed: seed)
        let graph = Graph()
        let shapes: [Shape] = [[], [3], [2, 3], [2, 1]]
        var pool: [Variable] = []
        for _ in 0..<4 {
            let shape = shapes[Int(stream.next(through: 3))]
            pool.append(graph.leaf(try stream.uniform(low: -1, high: 1, shape), role: .parameter))
        }
        let leaves = pool.map(\.index)
        for _ in 0..<operations {
            let a = pool[Int(stream.next(through: UInt64(pool.count - 1)))]
            let b = pool[Int(stream.next(through: UInt64(pool.count - 1)))]
            let result: Variable =
                switch stream.next(through: 13) {
                case 0: a + b
                case 1: a - b
                case 2: a * b
                case 3: a / (square(b) + 1)
                case 4: tanh(a)
                case 5: sigmoid(a)
                case 6: sin(a) * cos(b)
                case 7: exp(a * 0.3)
                case 8: log(square(a) + 1.5)
                case 9: sqrt(square(a) + 1)
                case 10: a.mean(axes: a.shape.rank == 0 ? [] : [0], keepDims: true)
                case 11: a.shape.rank == 0 ? a : softmax(a)
                case 12: a.shape.rank == 2 ? dot(dot(a, a.transposed()), a) : square(a)
                default: (square(a) + 0.5).power(b * 0.5)
                }
            // Kept small, so that what is compared is neither overflow nor noise.
            pool.append(result.value.doubles().allSatisfy { abs($0) < 20 } ? result : a)
        }
        let root = pool.suffix(4).reduce(pool[0].sum()) { $0 + tanh($1).sum() }
        return (graph, root.index, leaves)
    }

    private func verdict(
        at number: Double, _ body: (Variable) -> Variable
    ) throws -> GradientCheck.Verdict? {
        let graph = Graph()
        let x = graph.leaf(Tensor(scalar: number), name: "x", role: .parameter)
        let root = body(x).index
        return graph.values.checkGradients(
            root: root, gradients: try graph.backward(from: root), nodes: [x.index]
        ).first?.verdict
    }

    /// On the border of a domain nothing can be compared; next to it distances shrink.
    @Test func theBorderOfADomainIsNoMistake() throws {
        #expect(try verdict(at: 0) { log($0) } == .notComparable)
        #expect(try verdict(at: 0) { sqrt($0) } == .notComparable)
        for number in [1e-9, 1e-5, 1e-3, 0.01, 0.1] {
            #expect(try verdict(at: number) { log($0) } == .agrees, "log at \(number)")
            #expect(try verdict(at: number) { sqrt($0) } == .agrees, "sqrt at \(number)")
        }
        #expect(try verdict(at: -1) { log($0) } == .notComparable)
        #expect(try verdict(at: 2) { $0 * $0.stopGradient() } == .differs)
    }

    @Test func gradientsOfRandomSmoothGraphsAgreeWithCentralDifferences() throws {
        var compared = 0
        var withinRounding = 0
        for seed in 0..<200 {
            let (graph, root, leaves) = try randomGraph(seed: UInt64(seed))
            let gradients = try graph.backward(from: root)
            let checks = graph.values.checkGradients(
                root: root, gradients: gradients, nodes: leaves)
            for check in checks {
                #expect(check.verdict == .agrees, "seed \(seed), leaf \(check.node): \(check)")
                compared += 1
                if check.largestRelativeDifference > 1e-6 { withinRounding += 1 }
            }
        }
        #expect(compared > 300)
        // A gradient that nearly vanishes is smaller than the rounding of a difference.
        #expect(withinRounding <= compared / 100)
    }

    @Test func aWrongGradientIsFound() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([1.0, 2, 3], shape: [3]))
        let y = (x * x).sum()
        let wrong = Gradients(
            root: y.index,
            tensors: [Tensor([2.0, 4.001, 6], shape: [3])]
                + [Tensor?](repeating: nil, count: graph.count - 1))
        let check = try #require(
            graph.values.checkGradients(root: y.index, gradients: wrong, nodes: [x.index]).first)
        #expect(check.verdict == .differs)
        #expect(check.digits == 3)
    }

    @Test func kinksAreToldApart() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([-1.0, 0, 2], shape: [3]))
        let y = abs(x).sum()
        let gradients = try graph.backward(from: y.index)
        let check = graph.values.checkGradients(
            root: y.index, gradients: gradients, nodes: [x.index])
        #expect(check.map(\.verdict) == [.kink])
        let away = graph.leaf(Tensor([-1.0, 0.5, 2], shape: [3]))
        let z = abs(away).sum()
        let smooth = graph.values.checkGradients(
            root: z.index, gradients: try graph.backward(from: z.index), nodes: [away.index])
        #expect(smooth.map(\.verdict) == [.agrees])
    }

    @Test func float32LeavesAreComparedInFloat64() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([Float(0.5), 1.25], shape: [2]))
        let y = (x * x * x).sum()
        let check = try #require(
            graph.values.checkGradients(
                root: y.index, gradients: try graph.backward(from: y.index), nodes: [x.index]
            ).first)
        #expect(check.verdict == .agrees)
    }

    /// Every kind of kink is told apart from a wrong derivative.
    @Test func kinksOfAllPrimitivesAreRecognised() throws {
        func verdict(_ number: Double, _ body: (Variable) -> Variable) throws -> [GradientCheck
            .Verdict]
        {
            let graph = Graph()
            let x = graph.leaf(Tensor([number, 0.3], shape: [2]))
            let y = body(x).sum()
            return graph.values.checkGradients(
                root: y.index, gradients: try graph.backward(from: y.index), nodes: [x.index]
            ).map(\.verdict)
        }
        #expect(try verdict(0) { relu($0) } == [.kink])
        #expect(try verdict(0) { leakyReLU($0) } == [.kink])
        #expect(try verdict(1) { maximum($0, 2 - $0) } == [.kink])
        #expect(try verdict(0.3) { $0.max() } == [.kink])
        #expect(try verdict(2) { clip($0, low: -1, high: 2) } == [.kink])
        #expect(try verdict(0) { hardtanh($0, low: 0, high: 1) } == [.kink])
        #expect(
            try verdict(1) { hingeLoss($0, targets: $0.graph.leaf(Tensor([1.0, 1], shape: [2]))) }
                == [.kink])
        #expect(
            try verdict(1) {
                meanAbsoluteError($0, targets: $0.graph.leaf(Tensor([1.0, 1], shape: [2])))
            } == [.kink])
        // Bends whose slopes agree are none.
        #expect(
            try verdict(1) { huberLoss($0, targets: $0.graph.leaf(Tensor([0.0, 1], shape: [2]))) }
                == [.agrees])
        #expect(try verdict(0) { square(relu($0)) } == [.agrees])
        #expect(try verdict(0) { elu($0) } == [.agrees])
    }

    /// A gradient of 0 that is left of larger terms is no disagreement.
    @Test func gradientsThatCancelAgree() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([1.0, 2, 4], shape: [3]))
        let b = graph.leaf(Tensor(scalar: 0.3))
        let y = square(standardized(x + b, axes: [0]) * 3).sum() + softmax(x).sum()
        let checks = graph.values.checkGradients(
            root: y.index, gradients: try graph.backward(from: y.index),
            nodes: [x.index, b.index])
        #expect(checks.map(\.verdict) == [.agrees, .agrees])
    }
}

/// What an evaluation costs decides how much of a gradient is checked.
@Suite struct EvaluationCostTests {
    @Test func productsCountTheirInnerLength() {
        let graph = Graph()
        let x = graph.leaf(Tensor(zeros: [4, 5]))
        let w = graph.leaf(Tensor(zeros: [5, 6]))
        #expect(graph.values.evaluationCost == 20 + 30)
        let product = dot(x, w)
        #expect(graph.values.evaluationCost == 50 + 4 * 5 * 6)
        _ = product.sum()
        #expect(graph.values.evaluationCost == 50 + 120 + 24)
        _ = einsum("ij,jk->ik", x, w)
        #expect(graph.values.evaluationCost >= 50 + 120 + 24 + 120)
    }

    @Test func convolutionsCountTheirKernels() {
        let graph = Graph()
        let x = graph.leaf(Tensor(zeros: [1, 2, 5, 5]))
        let kernel = graph.leaf(Tensor(zeros: [3, 2, 3, 3]))
        _ = conv2d(x, kernel)
        #expect(graph.values.evaluationCost == 50 + 54 + 27 * 18)
    }
}
