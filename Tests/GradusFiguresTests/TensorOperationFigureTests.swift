import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

@Suite struct TensorOperationFigureTests {
    static let examples: [(TensorOperation, [TensorOperand], [Int])] = {
        let (x, y) = (TensorFixture.x, TensorFixture.y)
        let b = TensorFixture.matrix("b", [10, 20, 30], [3])
        let cube = TensorFixture.matrix("t", Array(0..<24), [2, 3, 4])
        return [
            (.elementwise(.add), [x, y], [1, 2]),
            (.elementwise(.negate), [x], [0, 1]),
            (.reshape([3, 2]), [x], [1, 0]),
            (.reshape([4, 6]), [cube], [2, 1]),
            (.transpose([1, 0]), [x], [2, 1]),
            (.transpose([2, 0, 1]), [cube], [3, 1, 0]),
            (.expandDims(axis: 0), [b], [0, 2]),
            (.broadcast([2, 3]), [b], [1, 1]),
            (.concatenate(axis: 0), [x, y], [2, 1]),
            (.concatenate(axis: 1), [x, y], [1, 5]),
            (.sum(axis: 0), [x], [1]),
            (.sum(axis: 1), [x], [0]),
            (.sum(axis: nil), [x], []),
            (.dot, [cube, TensorFixture.matrix("w", Array(0..<8), [4, 2])], [1, 2, 0]),
        ]
    }()

    @Test(arguments: FigureSize.presets)
    func everyOperationIsReadableAndKeyed(size: FigureSize) throws {
        for (operation, operands, cell) in Self.examples {
            for asked in size == .page ? [cell, nil] : [cell] {
                let figure = try TensorFixture.figure(operation, operands, cell: asked)
                let drawing = try Fixture.draw(figure, size)
                #expect(drawing.problems(at: size) == [], "\(figure.code)")
                TensorFixture.checkKeys(drawing, operands + [figure.result], atLeast: 6)
            }
        }
    }

    @Test func theStripShowsNamesAndNumbers() throws {
        let drawing = try Fixture.draw(
            try TensorFixture.figure(
                .elementwise(.add), [TensorFixture.x, TensorFixture.y], cell: [1, 2]))
        #expect(
            drawing.string("strip/formula/0/0") == "z[1, 2] = x[1, 2] + y[1, 2] = (−6) + 2 = −4")
        let sum = try Fixture.draw(
            try TensorFixture.figure(.sum(axis: 0), [TensorFixture.x], cell: [1]))
        #expect(sum.string("strip/formula/0/0") == "z[1] = x[0, 1] + x[1, 1] = (−2) + 5 = 3")
        let moved = try Fixture.draw(
            try TensorFixture.figure(.reshape([3, 2]), [TensorFixture.x], cell: [1, 0]))
        #expect(moved.string("strip/formula/0/0") == "z[1, 0] = x[0, 2] = 3")
    }

    @Test func descriptionsAreWrittenFromTheData() throws {
        #expect(
            try TensorFixture.figure(
                .concatenate(axis: 0), [TensorFixture.x, TensorFixture.y], cell: [2, 1]
            ).description
                == "z = concatenate([x, y], axis=0) with x of shape (2, 3) and y of shape (2, 3) has "
                + "shape (4, 3). z[2, 1] = 0 comes from y[0, 1].")
        #expect(
            try TensorFixture.figure(.sum(axis: 1), [TensorFixture.x], cell: [0]).description
                == "z = sum(x, axis=1) with x of shape (2, 3) has shape (2,). z[0] = 2 comes from "
                + "x[0, 0], x[0, 1] and x[0, 2].")
    }

    @Test func aColourFollowsItsElement() throws {
        let figure = try TensorFixture.figure(.transpose([1, 0]), [TensorFixture.x])
        let drawing = try Fixture.draw(figure)
        func tint(_ name: String) -> Paint? {
            for mark in drawing.leaves where mark.name == name {
                if case .path(_, let fill, _) = mark.content { return fill }
            }
            return nil
        }
        // x[0, 2] is element 2; transposed it is z[2, 0], element 4.
        let colours = (0..<6).map { tint("operand/0/cell/\($0)/box/tint") }
        #expect(Set(colours.compactMap(\.self)).count == 6)
        #expect(tint("result/cell/4/box/tint") == colours[2])
        #expect(tint("result/cell/1/box/tint") == colours[3])
    }

    @Test(arguments: FigureSize.presets)
    func longAndStrangeTensorsAreDrawn(size: FigureSize) throws {
        let long = TensorFixture.operand("X", Fixture.noise([32, 10], from: 1))
        let deep = TensorFixture.operand("d", Fixture.noise([3, 2, 2, 2, 2], from: 9))
        let odd = TensorFixture.operand(
            "odd", Tensor([.nan, .infinity, -1e300, 1e-300, 0, -0.0], shape: [2, 3]))
        let empty = TensorFixture.operand("empty", Tensor(zeros: [0, 3]))
        for (operand, cell) in [
            (long, [17, 4]), (deep, [2, 1, 0, 1, 1]), (odd, [0, 1]), (empty, [0, 0]),
        ] {
            let figure = try TensorFixture.figure(.elementwise(.negate), [operand], cell: cell)
            let drawing = try Fixture.draw(figure, size)
            #expect(drawing.problems(at: size) == [], "\(operand.label)")
        }
        // What is asked for is drawn although its row and column are far away.
        let drawing = try Fixture.draw(
            try TensorFixture.figure(.elementwise(.negate), [long], cell: [17, 4]), size)
        #expect(drawing.string("operand/0/cell/174/value") != nil)
        #expect(drawing.string("operand/0/gap/0") != nil)
    }

    @Test func roundedNumbersAreNotCalledEqual() throws {
        let x = TensorFixture.operand("x", Tensor([1.0 / 3, 2.5], shape: [2]))
        let figure = try TensorFixture.figure(.elementwise(.add), [x, x], cell: [0])
        #expect(
            try Fixture.draw(figure).string("strip/formula/0/0")
                == "z[0] = x[0] + x[0] = 0.33 + 0.33 ≈ 0.67")
        let exact = try TensorFixture.figure(.elementwise(.add), [x, x], cell: [1])
        #expect(
            try Fixture.draw(exact).string("strip/formula/0/0")
                == "z[1] = x[1] + x[1] = 2.50 + 2.50 = 5.00")
    }

    @Test func whatDoesNotFitIsSaidAndNeverTraps() throws {
        let wrong = OperationFigure(
            .dot, operands: [TensorFixture.x, TensorFixture.x], result: TensorFixture.y,
            cell: [0, 0])
        #expect(
            try Fixture.draw(wrong).strings
                == ["shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)"])
        let outside = try TensorFixture.figure(
            .transpose([1, 0]), [TensorFixture.x], cell: [5, 5])
        #expect(try Fixture.draw(outside).string("strip/formula/0/0") == nil)
        // A result that is not the operation's.
        let strange = OperationFigure(
            .reshape([3, 2]), operands: [TensorFixture.x],
            result: TensorFixture.matrix("z", Array(0..<20), [5, 4]), cell: [4, 3])
        #expect(try Fixture.draw(strange).problems == [])
    }
}
