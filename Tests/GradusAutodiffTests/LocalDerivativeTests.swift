import GradusAutodiff
import GradusTensors
import Testing

@Suite struct LocalDerivativeTests {
    @Test func formulasNameTheOperands() throws {
        let graph = Graph()
        let a = graph.leaf(Tensor(scalar: 2.0), name: "a")
        let b = graph.leaf(Tensor(scalar: 3.0), name: "b")
        func formulas(_ result: Variable) -> [String] {
            graph.topology.edges.filter { $0.to == result.index }.map {
                graph.topology.formula(of: $0)
            }
        }
        #expect(formulas(a + b) == ["1", "1"])
        #expect(formulas(a - b) == ["1", "−1"])
        #expect(formulas(a * b) == ["b", "a"])
        #expect(formulas(a / b) == ["1 / b", "−a / b²"])
        #expect(formulas(a.power(b)) == ["b · a^(b − 1)", "a^b · log(a)"])
        #expect(formulas(relu(a)) == ["1[a > 0]"])
        #expect(formulas(abs(a - b)) == ["sign(a − b)"])
        #expect(formulas(tanh(a).named("h")) == ["1 − h²"])
        #expect(formulas(maximum(a, b)) == ["1[a > b]", "1[b > a]"])
        #expect(formulas((a + b) * a) == ["a", "a + b"])
    }

    @Test(arguments: [
        ("2", "2 · a"), ("3", "3 · a^2"), ("1", "1"), ("0", "0"), ("0.5", "0.5 · a^−0.5"),
        ("−1", "−1 · a^−2"), ("2.2", "2.2 · a^(2.2 − 1)"), ("n", "n · a^(n − 1)"),
    ])
    func powersOfNumbersAreSimplified(exponent: String, formula: String) {
        let graph = Graph()
        let a = graph.leaf(Tensor(scalar: 2.0), name: "a")
        let number = Double(exponent.replacing("−", with: "-")) ?? 3
        let power = a.power(graph.leaf(Tensor(scalar: number), name: exponent))
        #expect(
            graph.topology.formula(of: Edge(from: a.index, to: power.index, operand: 0)) == formula)
    }

    @Test func aMatrixTurnedTwiceIsWrittenAsItself() {
        let graph = Graph()
        let q = graph.leaf(Tensor(zeros: [2, 3]), name: "q")
        let k = graph.leaf(Tensor(zeros: [2, 3]), name: "k")
        let product = dot(q, k.transposed())
        let edge = graph.topology.edges.first { $0.to == product.index && $0.operand == 0 }
        #expect(edge.map { graph.topology.formula(of: $0) } == "· k")
        let twice = k.transposed().named("kᵀ").transposed()
        #expect(graph.topology.expression(of: twice.index) == "k")
    }

    @Test func tensorsHaveFormulasShapesAndSmallJacobians() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([1.0, 2, 3, 4, 5, 6], shape: [2, 3]), name: "x")
        let w = graph.leaf(Tensor([1.0, -1, 0.5, 2, 3, -2], shape: [3, 2]), name: "W")
        let b = graph.leaf(Tensor([1.0, 2], shape: [2]), name: "b")
        let product = dot(x, w)
        let sum = product + b
        let first = graph.values.localDerivative(
            of: Edge(from: x.index, to: product.index, operand: 0))
        #expect(first.formula == "· Wᵀ")
        #expect(first.jacobianShape == [2, 2, 2, 3])
        #expect(first.value == nil)
        let jacobian = try #require(first.jacobian)
        #expect(Array(jacobian.doubles().prefix(12)) == [1, 0.5, 3, 0, 0, 0, -1, 2, -2, 0, 0, 0])
        let second = graph.values.localDerivative(
            of: Edge(from: w.index, to: product.index, operand: 1))
        #expect(second.formula == "xᵀ ·")
        let bias = graph.values.localDerivative(
            of: Edge(from: b.index, to: sum.index, operand: 1))
        #expect(bias.formula == "Σ axis 0")
        #expect(bias.jacobian?.doubles() == [1, 0, 0, 1, 1, 0, 0, 1])
        #expect(graph.topology.expression(of: product.index) == "dot(x, W)")
        #expect(graph.topology.expression(of: sum.index) == "dot + b")
        let cut = relu(sum)
        #expect(graph.topology.expression(of: cut.index) == "relu(add)")
    }

    @Test func largeJacobiansAreNotComputed() {
        let graph = Graph()
        let x = graph.leaf(Tensor(zeros: [100]))
        let y = square(x)
        let derivative = graph.values.localDerivative(
            of: Edge(from: x.index, to: y.index, operand: 0))
        #expect(derivative.jacobian == nil)
        #expect(derivative.jacobianShape == [100, 100])
    }

    @Test func replayRefusesWhatDoesNotFit() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor(zeros: [2]), name: "x")
        let y = square(x)
        #expect(throws: TensorError.self) {
            try graph.values.replay(with: [x.index: Tensor(zeros: [3])])
        }
        #expect(throws: TensorError.self) {
            try graph.values.replay(with: [y.index: Tensor(zeros: [2])])
        }
        let moved = try graph.values.replay(with: [x.index: Tensor([3.0, 4], shape: [2])])
        #expect(moved[y.index].doubles() == [9, 16])
    }
}
