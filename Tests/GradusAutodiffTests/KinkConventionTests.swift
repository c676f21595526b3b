import GradusAutodiff
import GradusTensors
import Testing

/// What derivative rules take where no derivative exists, as PyTorch does, and that the rule
/// written on an edge says the same.
@Suite struct KinkConventionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var numbers: [Double]
        var shape: Shape?
        /// The gradient of the result's sum.
        var gradient: [Double]
        var formula: String
        /// Whether the operation counts as standing on a kink; a hole in a formula is none.
        var isKink = true
        var body: @Sendable (Variable) throws -> Variable

        var testDescription: String { name }
    }

    static func constant(_ x: Variable, _ numbers: [Double], _ name: String) -> Variable {
        x.graph.leaf(Tensor(numbers, shape: [numbers.count]), name: name)
    }

    static let elementwise = [
        Case(
            name: "relu", numbers: [-1, 0, 2], gradient: [0, 0, 1],
            formula: "1[x > 0], 0 at x = 0", body: { relu($0) }),
        Case(
            name: "abs", numbers: [-1, 0, 2], gradient: [-1, 0, 1],
            formula: "sign(x), 0 at x = 0", body: { abs($0) }),
        Case(
            name: "leakyReLU", numbers: [-1, 0, 2], gradient: [0.25, 0.25, 1],
            formula: "1 if x > 0 else 0.25, 0.25 at x = 0",
            body: { leakyReLU($0, negativeSlope: 0.25) }),
        Case(
            name: "elu", numbers: [0, 2], gradient: [0.5, 1],
            formula: "1 if x > 0 else 0.5 · e^x, 0.5 at x = 0", body: { elu($0, alpha: 0.5) }),
        Case(
            name: "smooth elu", numbers: [0, 2], gradient: [1, 1],
            formula: "1 if x > 0 else e^x", isKink: false, body: { elu($0) }),
        Case(
            name: "celu", numbers: [0, 2], gradient: [1, 1],
            formula: "1 if x > 0 else e^(x / 2)", isKink: false, body: { celu($0, alpha: 2) }),
        Case(
            name: "selu", numbers: [0, 2],
            gradient: [1.6732632423543772 * 1.0507009873554805, 1.0507009873554805],
            formula: "1.051 if x > 0 else 1.758 · e^x, 1.758 at x = 0", body: { selu($0) }),
        Case(
            name: "hardtanh", numbers: [-1, 0, 1], gradient: [0, 1, 0],
            formula: "1[−1 < x < 1], 0 at the bounds", body: { hardtanh($0) }),
        Case(
            name: "relu6", numbers: [0, 1, 6], gradient: [0, 1, 0],
            formula: "1[0 < x < 6], 0 at the bounds", body: { relu6($0) }),
        Case(
            name: "hardSigmoid", numbers: [-3, 0, 3], gradient: [0, 1.0 / 6, 0],
            formula: "1/6 · 1[−3 < x < 3], 0 at the bounds", body: { hardSigmoid($0) }),
        Case(
            name: "hardSwish", numbers: [-3, 0, 3], gradient: [0, 0.5, 1],
            formula: "0 if x ≤ −3, 1 if x ≥ 3, else x/3 + 1/2", body: { hardSwish($0) }),
        Case(
            name: "clip", numbers: [-2, -1, 0, 1, 2], gradient: [0, 0, 1, 0, 0],
            formula: "1[−1 < x < 1], 0 at the bounds", body: { clip($0, low: -1, high: 1) }),
        Case(
            name: "clip below", numbers: [-1, 0, 1], gradient: [0, 0, 1],
            formula: "1[x > 0], 0 at x = 0", body: { clip($0, low: 0) }),
        Case(
            name: "clip above", numbers: [1, 2, 3], gradient: [1, 0, 0],
            formula: "1[x < 2], 0 at x = 2", body: { clip($0, high: 2) }),
    ]

    static let pairs = [
        Case(
            name: "maximum", numbers: [0, 1, 2], gradient: [0, 0.5, 1],
            formula: "1[x > y], 1/2 at x = y", body: { maximum($0, constant($0, [1, 1, 1], "y")) }),
        Case(
            name: "minimum", numbers: [0, 1, 2], gradient: [1, 0.5, 0],
            formula: "1[x < y], 1/2 at x = y", body: { minimum($0, constant($0, [1, 1, 1], "y")) }),
        Case(
            name: "repeated maximum", numbers: [1], gradient: [1.5],
            formula: "1[x > y], 1/2 at x = y, Σ axis 0",
            body: { maximum($0, constant($0, [1, 0, 2], "y")) }),
        Case(
            name: "where", numbers: [-1, 0, 1], gradient: [0, 0, 1], formula: "1[c]",
            body: { x in
                let border = (x .> x.graph.constant(0)).named("c")
                return `where`(border, x, constant(x, [5, 5, 5], "y"))
            }),
        Case(
            name: "power of 0", numbers: [0, 2], gradient: [0, 1],
            formula: "n · x^(n − 1), 0 at n = 0", isKink: false,
            body: { $0.power(constant($0, [0, 1], "n")) }),
        Case(
            name: "meanAbsoluteError", numbers: [1, 2], gradient: [0, 0.5],
            formula: "sign(x − t) / 2, 0 at x = t",
            body: { meanAbsoluteError($0, targets: constant($0, [1, 1], "t")) }),
        Case(
            name: "smoothL1 without a bend", numbers: [1, 2], gradient: [0, 0.5],
            formula: "sign(x − t) / 2, 0 at x = t",
            body: { smoothL1Loss($0, targets: constant($0, [1, 1], "t"), beta: 0) }),
        Case(
            name: "smoothL1", numbers: [1, 3], gradient: [0, 0.5],
            formula: "clip((x − t) / 2, ±1) / 2", isKink: false,
            body: { smoothL1Loss($0, targets: constant($0, [1, 1], "t"), beta: 2) }),
        Case(
            name: "huber", numbers: [1, 3], gradient: [0, 1],
            formula: "clip(x − t, ±2) / 2", isKink: false,
            body: { huberLoss($0, targets: constant($0, [1, 1], "t"), delta: 2) }),
        Case(
            name: "hinge", numbers: [1, 0.5], gradient: [0, -0.5],
            formula: "−t · 1[t · x < 1] / 2, 0 at t · x = 1",
            body: { hingeLoss($0, targets: constant($0, [1, 1], "t")) }),
        Case(
            name: "squaredHinge", numbers: [1, 0.5], gradient: [0, -0.5],
            formula: "−2 · t · max(0, 1 − t · x) / 2", isKink: false,
            body: { squaredHingeLoss($0, targets: constant($0, [1, 1], "t")) }),
        Case(
            name: "binaryCrossEntropy", numbers: [0, 0.5], gradient: [0, -1],
            formula: "(x − t) / (x · (1 − x)) / 2, divided by 1e-12 at least", isKink: false,
            body: { binaryCrossEntropy($0, targets: constant($0, [0, 1], "t")) }),
        Case(
            name: "categoricalCrossEntropy", numbers: [0, 1], gradient: [0, -1],
            formula: "−t / x, 0 at x = 0", isKink: false,
            body: { categoricalCrossEntropy($0, targets: constant($0, [1, 1], "t")) }),
    ]

    static let reductions = [
        Case(
            name: "max", numbers: [3, 3, 1], gradient: [0.5, 0.5, 0],
            formula: "1[x = max], 1/2 at a tie", body: { $0.max() }),
        Case(
            name: "max of an axis", numbers: [4, 4, 1, 7, 7, 7], shape: [2, 3],
            gradient: [0.5, 0.5, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3],
            formula: "1[x = max], 1/n at a tie of n", body: { $0.max(axes: [1]) }),
        Case(
            name: "one tie among several", numbers: [4, 4, 1, 5], shape: [2, 2],
            gradient: [0.5, 0.5, 0, 1], formula: "1[x = max], 1/2 at a tie",
            body: { $0.max(axes: [1]) }),
        Case(
            name: "min", numbers: [1, 1, 4], gradient: [0.5, 0.5, 0],
            formula: "1[x = min], 1/2 at a tie", body: { $0.min() }),
        Case(
            name: "norm", numbers: [0, 0], gradient: [0, 0],
            formula: "x / norm(x), 0 at norm(x) = 0", body: { $0.norm() }),
        Case(
            name: "norm of order 1", numbers: [0, -2], gradient: [0, -1],
            formula: "sign(x), 0 at x = 0", body: { $0.norm(order: 1) }),
        Case(
            name: "norm of order 3", numbers: [0, 0], gradient: [0, 0],
            formula: "sign(x) · (|x| / norm(x))^2, 0 at norm(x) = 0",
            body: { $0.norm(order: 3) }),
        Case(
            name: "norm of infinite order", numbers: [-2, 2, 1], gradient: [-0.5, 0.5, 0],
            formula: "sign(x) · 1[|x| = max], shared at a tie", body: { $0.norm(order: .infinity) }),
        Case(
            name: "standardDeviation", numbers: [2, 2], gradient: [0, 0],
            formula: "(x − mean) / (2 · s), 0 at s = 0",
            body: { $0.standardDeviation().named("s") }),
        Case(
            name: "prod", numbers: [0, 2, 3], gradient: [6, 0, 0],
            formula: "product of the others", isKink: false, body: { $0.prod() }),
        Case(
            name: "maxPool", numbers: [1, 4, 4, 2], shape: [1, 1, 2, 2], gradient: [0, 1, 0, 0],
            formula: "1[x is the largest], the first at a tie", body: { maxPool($0, [2, 2]) }),
    ]

    @Test(arguments: elementwise + pairs + reductions)
    func whatIsUsedIsPyTorchsAndIsSaid(_ kink: Case) throws {
        let graph = Graph()
        let x = graph.leaf(
            Tensor(kink.numbers, shape: kink.shape ?? [kink.numbers.count]), name: "x")
        let result = try kink.body(x)
        let gradient = try #require(graph.backward(from: result.index)[x.index]).doubles()
        #expect(agree(gradient, kink.gradient))
        let edge = try #require(
            graph.topology.edges.first { $0.from == x.index && $0.to == result.index })
        #expect(graph.values.localDerivative(of: edge).formula == kink.formula)
        #expect(graph.values.isAtKink(result.index) == kink.isKink)
        // Without values nothing is known of kinks.
        if kink.isKink {
            #expect(!graph.topology.formula(of: edge).contains(" at "))
        }
    }

    /// The value of a scalar at a kink, and the rule beside it.
    @Test func scalarsSayTheSame() throws {
        let graph = Graph()
        let a = graph.leaf(Tensor(scalar: 2.0), name: "a")
        let b = graph.leaf(Tensor(scalar: 2.0), name: "b")
        let largest = maximum(a, b)
        let local = graph.values.localDerivative(
            of: Edge(from: b.index, to: largest.index, operand: 1))
        #expect(local.value == 0.5)
        #expect(local.formula == "1[b > a], 1/2 at b = a")
    }

    @Test func theExponentOfZeroHasASlopeOfItsOwn() throws {
        let graph = Graph()
        let a = graph.leaf(Tensor([0.0, 1], shape: [2]), name: "a")
        let b = graph.leaf(Tensor([2.0, 3], shape: [2]), name: "b")
        let power = a.power(b)
        #expect(try graph.backward(from: power.index)[b.index]?.doubles() == [0, 0])
        let edge = Edge(from: b.index, to: power.index, operand: 1)
        #expect(graph.values.localDerivative(of: edge).formula == "a^b · log(a), 0 at a = 0")
    }

    @Test func aConditionIsWrittenInBothItsSenses() {
        let graph = Graph()
        let x = graph.leaf(Tensor([1.0, 3], shape: [2]), name: "x")
        let y = graph.leaf(Tensor([0.0, 4], shape: [2]), name: "y")
        func rules(_ condition: Variable) -> [String] {
            let choice = `where`(condition, x, y)
            return graph.topology.edges.filter { $0.to == choice.index }.map {
                graph.values.localDerivative(of: $0).formula
            }
        }
        #expect(rules(x .> 0) == ["0", "1[x > 0]", "1[x ≤ 0]"])
        #expect(rules((x .> y).named("c")) == ["0", "1[c]", "1[not c]"])
    }

    @Test func reductionsSayTheirAxes() {
        let graph = Graph()
        let x = graph.leaf(Tensor(zeros: [2, 3]), name: "x")
        func text(_ result: Variable) -> String? { graph.topology.expression(of: result.index) }
        #expect(text(x.sum()) == "sum(x)")
        #expect(text(x.sum(axes: [0])) == "sum(x, axis=0)")
        #expect(text(x.mean(axes: [0, 1])) == "mean(x, axis=(0, 1))")
        #expect(text(softmax(x)) == "softmax(x)")
        #expect(text(softmax(x, axis: 0)) == "softmax(x, axis=0)")
        #expect(text(concatenate([x, x], axis: 1)) == "concatenate(x, x, axis=1)")
        #expect(text(x.transposed([1, 0])) == "transpose(x, (1, 0))")
    }

    @Test func awayFromKinksNothingIsAdded() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([1.0, 3], shape: [2]), name: "x")
        for (result, formula) in [
            (relu(x), "1[x > 0]"), (x.max(), "1[x = max]"), (x.norm(), "x / norm(x)"),
            (clip(x, low: 0, high: 2), "1[0 < x < 2]"), (x.prod(), "prod(x) / x"),
        ] {
            let edge = Edge(from: x.index, to: result.index, operand: 0)
            #expect(graph.values.localDerivative(of: edge).formula == formula)
            #expect(!graph.values.isAtKink(result.index))
        }
    }
}
