import GradusAutodiff
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

@Suite struct TensorGradientFigureTests {
    private static let x = TensorFixture.operand(
        "x", Tensor([1.0, -2, 3, 4, 5, -6], shape: [2, 3]))
    private static let w = TensorFixture.operand(
        "w", Tensor([2.0, 0, 1, -1, 3, 2], shape: [3, 2]))
    private static let upstream = TensorFixture.operand(
        "grad z", Tensor([1.0, 2, 3, 4], shape: [2, 2]))

    /// dot(x, w) with gradients by the derivative rules.
    private func product(cell: (operand: Int, index: [Int])?) throws -> (
        GradientFigure, [TensorOperand]
    ) {
        let graph = Graph()
        let x = graph.leaf(Self.x.record.tensor, name: "x", role: .input)
        let w = graph.leaf(Self.w.record.tensor, name: "w", role: .parameter)
        let g = graph.leaf(Self.upstream.record.tensor)
        let loss = (dot(x, w) * g).sum()
        let gradients = try graph.backward(from: loss.index)
        func gradient(_ variable: Variable, _ label: String) throws -> TensorOperand {
            TensorFixture.operand(label, try #require(gradients[variable.index]))
        }
        let (gx, gw) = (try gradient(x, "grad x"), try gradient(w, "grad w"))
        let wt = TensorFixture.operand("wᵀ", Self.w.record.tensor.transposed.copied())
        let xt = TensorFixture.operand("xᵀ", Self.x.record.tensor.transposed.copied())
        let figure = GradientFigure(
            .dot, operands: [Self.x, Self.w], upstream: Self.upstream,
            rows: [
                GradientFigure.Row(
                    operand: 0, gradient: gx,
                    factor: GradientFigure.Factor(.operand(1, axes: [1, 0]), wt), sign: "·"),
                GradientFigure.Row(
                    operand: 1, gradient: gw,
                    factor: GradientFigure.Factor(.operand(0, axes: [1, 0]), xt, isFirst: true),
                    sign: "·"),
            ], cell: cell, text: FigureText(title: "dot becomes two dots"))
        return (figure, [Self.x, Self.w, Self.upstream, gx, gw, wt, xt])
    }

    @Test(arguments: FigureSize.presets)
    func aDotProductBecomesTwo(size: FigureSize) throws {
        for cell in [nil, (operand: 0, index: [1, 2]), (operand: 1, index: [2, 1])] {
            let (figure, tensors) = try product(cell: cell)
            let drawing = try Fixture.draw(figure, size)
            #expect(drawing.problems(at: size) == [])
            TensorFixture.checkKeys(drawing, tensors, atLeast: 26)
        }
    }

    @Test func theSumOfTheTermsIsTheGradient() throws {
        let (figure, _) = try product(cell: (operand: 1, index: [2, 1]))
        let drawing = try Fixture.draw(figure, .slide)
        // xᵀ[2] · grad z[:, 1] = 3 · 2 + (−6) · 4
        #expect(
            drawing.string("strip/formula/0/0")
                == "(grad w)[2, 1] = xᵀ[2, 0] · (grad z)[0, 1] + xᵀ[2, 1] · (grad z)[1, 1] "
                + "= 3 · 2 + (−6) · 4 = −18")
        #expect(
            figure.description.hasSuffix(
                "(grad w)[2, 1] = −18 is the sum of xᵀ[2, 0] · (grad z)[0, 1] and "
                    + "xᵀ[2, 1] · (grad z)[1, 1]."))
    }

    /// Gradients of every operation that moves or adds elements, as the figure explains them,
    /// against the derivative rules: the terms must add up to each cell.
    @Test func everyCellOfAGradientIsExplained() throws {
        let tensor = Self.x.record.tensor
        let operations: [(TensorOperation, (Variable) -> Variable)] = [
            (.reshape([3, 2]), { $0.reshaped([3, 2]) }),
            (.transpose([1, 0]), { $0.transposed([1, 0]) }),
            (.broadcast([2, 2, 3]), { $0.broadcast(to: [2, 2, 3]) }),
            (.sum(axis: 0), { $0.sum(axes: [0]) }),
            (.sum(axis: nil), { $0.sum() }),
            (
                .index([
                    .slice(start: 0, stop: 1, step: nil), .slice(start: nil, stop: nil, step: 2),
                ]),
                {
                    $0.indexed([
                        .range(start: 0, step: 1, count: 1), .range(start: 0, step: 2, count: 2),
                    ])
                }
            ),
        ]
        for (operation, apply) in operations {
            let graph = Graph()
            let x = graph.leaf(tensor, role: .input)
            let result = apply(x)
            let weights = Fixture.noise(result.shape, from: 40)
            let loss = (result * graph.leaf(weights)).sum()
            let gradient = try #require(try graph.backward(from: loss.index)[x.index]).doubles()
            let provenance = try Provenance(operation, of: [tensor.shape])
            for element in 0..<tensor.size {
                let sum = provenance.contributions(to: .init(operand: 0, element: element))
                    .reduce(0.0) { $0 + weights.doubles()[$1.output] }
                #expect(abs(sum - gradient[element]) < 1e-12)
            }
        }
    }

    @Test(arguments: FigureSize.presets)
    func masksSumsAndSplitsAreDrawn(size: FigureSize) throws {
        let g = TensorFixture.matrix("grad z", [1, 2, 3, 4, 5, 6], [2, 3])
        let mask = TensorFixture.operand("x > 0", Tensor([1.0, 0, 1, 1, 1, 0], shape: [2, 3]))
        let relu = GradientFigure(
            .elementwise(.relu), operands: [Self.x], upstream: g,
            rows: [
                GradientFigure.Row(
                    operand: 0,
                    gradient: TensorFixture.matrix("grad x", [1, 0, 3, 4, 5, 0], [2, 3]),
                    factor: GradientFigure.Factor(.local, mask))
            ], cell: (0, [0, 1]))
        let drawing = try Fixture.draw(relu, size)
        #expect(drawing.problems(at: size) == [])
        #expect(
            drawing.strings.contains {
                $0.contains("(grad x)[0, 1] = (grad z)[0, 1] · (x > 0)[0, 1]")
            })
        let b = TensorFixture.matrix("b", [1, 2, 3], [3])
        let sum = GradientFigure(
            .elementwise(.add), operands: [Self.x, b], upstream: g,
            rows: [
                GradientFigure.Row(
                    operand: 1, gradient: TensorFixture.matrix("grad b", [5, 7, 9], [3]),
                    then: ["sum", "axis=0"])
            ], cell: (1, [1]))
        let second = try Fixture.draw(sum, size)
        #expect(second.problems(at: size) == [])
        // In a narrow column numbers stand below names.
        let lines = (0..<2).compactMap { second.string("strip/formula/\($0)/0") }
        #expect(
            lines.joined(separator: " ")
                == "(grad b)[1] = (grad z)[0, 1] + (grad z)[1, 1] = 2 + 5 = 7")
    }

    @Test func whatDoesNotFitIsDrawnWithoutAnAnswer() throws {
        var (figure, _) = try product(cell: (operand: 0, index: [9, 9]))
        #expect(try Fixture.draw(figure).string("strip/formula/0/0") == nil)
        // A gradient and a factor of other shapes than the operands'.
        figure.cell = (operand: 0, index: [0, 0])
        figure.rows[0].gradient = TensorFixture.operand("grad x", Tensor(zeros: [7]))
        #expect(try Fixture.draw(figure).string("strip/formula/0/0") == nil)
        figure.rows[0].gradient = TensorFixture.operand("grad x", Tensor(zeros: [2, 3]))
        figure.rows[0].factor?.tensor = TensorFixture.operand("wᵀ", Tensor(zeros: [1]))
        #expect(try Fixture.draw(figure).string("strip/formula/0/0") == nil)
        figure.upstream = Self.x
        #expect(try Fixture.draw(figure).strings == ["dot becomes two dots", "no gradient"])
    }
}
