import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

@Suite struct TensorProductFigureTests {
    private func dot(
        _ x: TensorOperand, _ y: TensorOperand, cell: [Int]?
    ) throws -> DotFigure {
        DotFigure(
            x: x, y: y,
            result: TensorFixture.operand("z", try x.record.tensor.dot(y.record.tensor)),
            cell: cell, text: FigureText(title: "Rows meet columns"))
    }

    static let pairs: [(TensorOperand, TensorOperand, [Int])] = {
        let v = TensorFixture.matrix("v", [1, -1, 2], [3])
        let w = TensorFixture.matrix("w", [1, 0, -1, 2, 3, 1, 0, 2, 0, 2, 1, 5], [3, 4])
        return [
            (v, v, []), (TensorFixture.x, v, [1]), (v, w, [2]), (TensorFixture.x, w, [1, 2]),
            (
                TensorFixture.operand("inputs", Fixture.noise([32, 10], from: 3)),
                TensorFixture.operand("W", Fixture.noise([10, 12], from: 7)), [20, 10]
            ),
        ]
    }()

    @Test(arguments: FigureSize.presets)
    func boxDiagramsAreReadableAndKeyed(size: FigureSize) throws {
        for (x, y, cell) in Self.pairs {
            for asked in size == .page ? [cell, nil] : [cell] {
                let figure = try dot(x, y, cell: asked)
                let drawing = try Fixture.draw(figure, size)
                #expect(drawing.problems(at: size) == [], "\(x.label) \(y.label)")
                TensorFixture.checkKeys(drawing, [x, y, figure.result], atLeast: 7)
            }
        }
    }

    @Test func aCellIsTracedToItsRowAndColumn() throws {
        let (x, w, cell) = Self.pairs[3]
        let figure = try dot(x, w, cell: cell)
        let drawing = try Fixture.draw(figure)
        #expect(
            drawing.string("strip/note/0/0")
                == "row 1 of x meets column 2 of w: products of pairs, added up")
        #expect(
            figure.description
                == "z = dot(x, w) with x of shape (2, 3) and w of shape (3, 4) has shape (2, 4). "
                + "z[1, 2] = −10 comes from x[1, 0], w[0, 2], x[1, 1], w[1, 2], x[1, 2] and w[2, 2]."
        )
        // The lengths that meet stand at both operands.
        #expect(drawing.string("operand/0/dimension/1/length") == "3")
        #expect(drawing.string("operand/1/dimension/0/length") == "3")
    }

    @Test func shapesOfAnyRankFollowTheRule() {
        #expect(DotShapesFigure.resultShape([2, 3, 4, 5], [5]) == [2, 3, 4])
        #expect(DotShapesFigure.resultShape([2, 3, 4, 5], [5, 6]) == [2, 3, 4, 6])
        #expect(DotShapesFigure.resultShape([2, 3, 4], [7, 4, 6]) == [2, 3, 7, 6])
        #expect(DotShapesFigure.resultShape([3], [3]) == [])
        #expect(DotShapesFigure.resultShape([2, 3], [2, 3]) == nil)
        #expect(DotShapesFigure.resultShape([], [3]) == nil)
    }

    @Test(arguments: FigureSize.presets)
    func shapeTablesAreReadable(size: FigureSize) throws {
        for (x, y) in [
            ([2, 3, 4, 5], [5]), ([2, 3, 4, 5], [5, 6]), ([2, 3, 4], [7, 4, 6]), ([3], [3]),
        ] {
            let lengths = try #require(DotShapesFigure.resultShape(x, y))
            let shapes = [("x", x), ("y", y), ("z", lengths)].map {
                ShapeOperand(label: $0.0, lengths: $0.1, recordedAs: "shapes." + $0.0)
            }
            let figure = DotShapesFigure(x: shapes[0], y: shapes[1], result: shapes[2])
            let drawing = try Fixture.draw(figure, size)
            #expect(drawing.problems(at: size) == [])
            TensorFixture.checkKeys(
                drawing, [], values: shapes.flatMap(\.values),
                atLeast: x.count + y.count + lengths.count)
        }
    }

    @Test func refusalsSayWhichAxesAndWhatWouldHelp() throws {
        let x = ShapeOperand(label: "x", lengths: [4, 3], recordedAs: "x")
        let y = ShapeOperand(label: "y", lengths: [4, 1], recordedAs: "y")
        let figure = RefusalFigure(.dot, operands: [x, y])
        #expect(
            figure.reasons == [
                "The last axis of x has length 3, axis 0 of y has length 4: a row and a column of "
                    + "different lengths have no dot product.",
                "dot(transpose(x), y) would fit.",
            ])
        for size in FigureSize.presets {
            let drawing = try Fixture.draw(figure, size)
            #expect(drawing.problems == [])
            #expect(drawing.string("table/verdict/1") == "3 ≠ 4")
        }
    }

    @Test(arguments: FigureSize.presets)
    func twoProductsStandBesideEachOther(size: FigureSize) throws {
        let x = TensorFixture.matrix("x", [1, 2, 3, 4], [2, 2])
        let y = TensorFixture.matrix("y", [5, 6, 7, 8], [2, 2])
        let product = TensorFixture.operand(
            "x * y", try x.record.tensor.combining(.multiply, y.record.tensor))
        let dot = TensorFixture.operand("dot(x, y)", try x.record.tensor.dot(y.record.tensor))
        let drawing = try Fixture.draw(
            ProductComparisonFigure(x: x, y: y, elementwise: product, dot: dot, cell: [0, 1]), size)
        #expect(drawing.problems(at: size) == [])
        TensorFixture.checkKeys(drawing, [x, y, product, dot], atLeast: 24)
        #expect(drawing.strings.contains { $0.contains("(x * y)[0, 1] = x[0, 1] * y[0, 1]") })
    }

    @Test(arguments: FigureSize.presets)
    func theConventionsAreEachOthersTranspose(size: FigureSize) throws {
        let x = TensorFixture.matrix("X", [1, 2, 0, 1, -1, 3, 2, -2], [4, 2])
        let w = TensorFixture.matrix("W", [1, 0, -1, 2, -1, 1], [2, 3])
        let b = TensorFixture.matrix("b", [1, 0, -1], [3])
        func turned(_ operand: TensorOperand) -> TensorOperand {
            TensorFixture.operand(operand.label + "ᵀ", operand.record.tensor.transposed.copied())
        }
        let z = TensorFixture.operand(
            "Z", try x.record.tensor.dot(w.record.tensor).combining(.add, b.record.tensor))
        let column = TensorFixture.matrix("b column", [1, 0, -1], [3, 1])
        let (xt, wt) = (turned(x), turned(w))
        let zt = TensorFixture.operand(
            "Zᵀ",
            try wt.record.tensor.dot(xt.record.tensor).combining(.add, column.record.tensor))
        var figure = ConventionsFigure(
            rows: ConventionsFigure.Equation(first: x, second: w, bias: b, result: z),
            columns: ConventionsFigure.Equation(first: wt, second: xt, bias: column, result: zt),
            point: 2)
        #expect(figure.agrees)
        let drawing = try Fixture.draw(figure, size)
        #expect(drawing.problems(at: size) == [])
        TensorFixture.checkKeys(drawing, [x, w, b, z, xt, wt, column, zt], atLeast: 40)
        figure.columns.result = z
        #expect(!figure.agrees)
        #expect(try Fixture.draw(figure, size).problems(at: size) == [])
    }
}
