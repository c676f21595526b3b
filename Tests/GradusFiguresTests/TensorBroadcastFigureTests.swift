import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

@Suite struct TensorBroadcastFigureTests {
    /// A figure of a broadcast sum with its steps carried out.
    private func figure(
        _ x: TensorOperand, _ y: TensorOperand, cell: [Int]?
    ) throws -> (BroadcastingFigure, [TensorOperand]) {
        let target = try x.record.tensor.shape.broadcast(with: y.record.tensor.shape)
        let sum = try x.record.tensor.combining(.add, y.record.tensor)
        let result = TensorFixture.operand("z", sum)
        var all = [x, y, result]
        let operands = try [x, y].map { operand -> BroadcastingFigure.Operand in
            var step = BroadcastingFigure.Operand(given: operand)
            let tensor = operand.record.tensor
            let missing = target.rank - tensor.ndim
            var current = tensor
            if missing > 0 {
                current = try tensor.reshaped(
                    [Int](repeating: 1, count: missing) + tensor.shape.dimensions)
                let expanded = TensorOperand(
                    NamedTensor(name: operand.label + ".expanded", tensor: current),
                    label: operand.label)
                step.expanded = expanded
                all.append(expanded)
            }
            if current.shape != target {
                let repeated = TensorOperand(
                    NamedTensor(
                        name: operand.label + ".repeated",
                        tensor: try current.broadcast(to: target).copied()),
                    label: operand.label.uppercased())
                step.repeated = repeated
                all.append(repeated)
            }
            return step
        }
        return (
            BroadcastingFigure(
                .add, operands: operands, result: result, cell: cell,
                text: FigureText(title: "Broadcasting")), all
        )
    }

    static let pairs: [(TensorOperand, TensorOperand, [Int])] = [
        (TensorFixture.x, TensorFixture.matrix("y", [10, 20, 30], [3]), [1, 1]),
        (
            TensorFixture.matrix("c", [100, 200, 300], [3, 1]),
            TensorFixture.matrix("y", [10, 20, 30], [3]), [1, 2]
        ),
        (TensorFixture.x, TensorFixture.matrix("y", [5], []), [0, 0]),
        (
            TensorFixture.matrix("t", Array(0..<24), [2, 3, 4]),
            TensorFixture.matrix("y", [1, 2, 3, 4], [4]), [1, 2, 1]
        ),
        (
            TensorFixture.operand("X", Fixture.noise([32, 10], from: 1)),
            TensorFixture.operand("y", Fixture.noise([10], from: 2)), [17, 4]
        ),
    ]

    @Test(arguments: FigureSize.presets)
    func stepsAreReadableAndKeyed(size: FigureSize) throws {
        for (x, y, cell) in Self.pairs {
            for asked in size == .page ? [cell, nil] : [cell] {
                let (figure, tensors) = try figure(x, y, cell: asked)
                let drawing = try Fixture.draw(figure, size)
                #expect(drawing.problems(at: size) == [], "\(x.label) \(y.label)")
                TensorFixture.checkKeys(drawing, tensors, atLeast: 20)
            }
        }
    }

    @Test func aRepeatedCellIsTheSameCellAgain() throws {
        let (x, y, cell) = Self.pairs[0]
        let drawing = try Fixture.draw(try figure(x, y, cell: cell).0)
        let names = Set(drawing.leaves.map(\.name))
        // The first row is y itself, the second is y again: dashed.
        for column in 0..<3 {
            #expect(!names.contains("operand/1/repeated/cell/\(column)/box/ghost"))
            #expect(names.contains("operand/1/repeated/cell/\(3 + column)/box/ghost"))
        }
        func tint(_ name: String) -> Paint? {
            for mark in drawing.leaves where mark.name == name + "/box/tint" {
                if case .path(_, let fill, _) = mark.content { return fill }
            }
            return nil
        }
        #expect(tint("operand/1/given/cell/1") != nil)
        #expect(tint("operand/1/repeated/cell/1") == tint("operand/1/given/cell/1"))
        #expect(tint("operand/1/repeated/cell/4") == tint("operand/1/given/cell/1"))
        #expect(tint("operand/1/repeated/cell/3") != tint("operand/1/given/cell/1"))
    }

    @Test func theStepsAreDescribed() throws {
        let (x, y, cell) = Self.pairs[0]
        #expect(
            try figure(x, y, cell: cell).0.description
                == "z = x + y with x of shape (2, 3) and y of shape (3,) has shape (2, 3). "
                + "z[1, 1] = 25 comes from x[1, 1] and y[1]. Axes are added to y: (3,) becomes "
                + "(1, 3). y is repeated: (1, 3) becomes (2, 3).")
    }

    @Test func axesMeetFromTheLast() {
        let alignment = BroadcastAlignment([4, 3], [3])
        #expect(alignment.meetings == [.repeated(operand: 1, times: 4), .equal])
        #expect(alignment.fits)
        let both = BroadcastAlignment([4, 1], [1, 3])
        #expect(
            both.meetings == [.repeated(operand: 1, times: 4), .repeated(operand: 0, times: 3)])
        #expect(
            BroadcastAlignment([4, 3], [4]).meetings == [
                .repeated(operand: 1, times: 4), .misfit(3, 4),
            ])
        #expect(!BroadcastAlignment([4, 3], [4]).fits)
        #expect(BroadcastAlignment([0, 3], [1, 3]).fits)
    }

    @Test func remediesAreShapesThatFit() throws {
        #expect(BroadcastAlignment.remedies(for: [4], against: [4, 3]) == [[4, 1]])
        #expect(BroadcastAlignment.remedies(for: [2, 4], against: [2, 3, 4]) == [[2, 1, 4]])
        #expect(BroadcastAlignment.remedies(for: [5], against: [4, 3]) == [])
        for shape in BroadcastAlignment.remedies(for: [3, 2], against: [2, 3, 2, 5, 2]) {
            #expect(throws: Never.self) {
                try Shape([2, 3, 2, 5, 2]).broadcast(with: Shape(shape))
            }
        }
    }

    @Test(arguments: FigureSize.presets)
    func refusalsAreExplained(size: FigureSize) throws {
        let x = ShapeOperand(TensorFixture.matrix("x", Array(0..<12), [4, 3]))
        let y = ShapeOperand(TensorFixture.matrix("y", [1, 2, 3, 4], [4]))
        let figure = RefusalFigure(.broadcasting(.add), operands: [x, y])
        #expect(
            figure.reasons == [
                "Axis −1 has length 3 in x and 4 in y, and neither is 1.",
                "y.reshape((4, 1)) would fit: its (4,) then meets the axis of the same length.",
            ])
        #expect(try Fixture.draw(figure, size).problems(at: size) == [])
        let turned = RefusalFigure(
            .broadcasting(.multiply),
            operands: [
                ShapeOperand(label: "a", lengths: [2, 3], recordedAs: "a"),
                ShapeOperand(label: "b", lengths: [3, 2], recordedAs: "b"),
            ])
        #expect(turned.reasons.last == "transpose(b) would fit.")
        #expect(try Fixture.draw(turned, size).problems(at: size) == [])
    }
}
