import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

@Suite struct TensorSelectionFigureTests {
    private func figure(
        _ operand: TensorOperand, _ code: String, _ items: [IndexItem], cell: [Int]? = nil,
        isPicture: Bool = false
    ) throws -> SelectionFigure {
        SelectionFigure(
            operand, items: items, code: code,
            result: TensorFixture.operand(
                "part", try operand.record.tensor.indexed(by: items).copied()),
            isPicture: isPicture, cell: cell, text: FigureText(title: "A part"))
    }

    private static func slice(_ start: Int?, _ stop: Int?, _ step: Int? = nil) -> IndexItem {
        .slice(start: start, stop: stop, step: step)
    }

    @Test(arguments: FigureSize.presets)
    func slicesAreReadableAndKeyed(size: FigureSize) throws {
        let matrix = TensorFixture.matrix("m", Array(0..<30), [5, 6])
        let cube = TensorFixture.matrix("c", Array(0..<45), [3, 3, 5])
        let figures = [
            try figure(matrix, "1:, 2:4", [Self.slice(1, nil), Self.slice(2, 4)], cell: [1, 0]),
            try figure(matrix, "::2, -1", [Self.slice(nil, nil, 2), .integer(-1)]),
            try figure(matrix, "9:", [Self.slice(9, nil)]),
            try figure(
                TensorFixture.matrix("v", [1, 2, 3], [3]), "::-1", [Self.slice(nil, nil, -1)]),
            try figure(
                cube, "1:, :, 2:4", [Self.slice(1, nil), .all, Self.slice(2, 4)], cell: [1, 0, 0]),
        ]
        for figure in figures {
            let drawing = try Fixture.draw(figure, size)
            #expect(drawing.problems(at: size) == [], "\(figure.code)")
            TensorFixture.checkKeys(drawing, [figure.operand, figure.result], atLeast: 6)
        }
    }

    /// Of a cube only what is picked is solid, and a number stands on each front that is seen.
    @Test(arguments: FigureSize.presets)
    func whatIsPickedOfACubeIsSolid(size: FigureSize) throws {
        let cube = TensorFixture.matrix("c", Array(0..<45), [3, 3, 5])
        let figure = try figure(
            cube, "1:, :, 2:4", [Self.slice(1, nil), .all, Self.slice(2, 4)], cell: [0, 1, 0])
        let drawing = try Fixture.draw(figure, size)
        #expect(drawing.problems(at: size) == [])
        let names = Set(drawing.leaves.map(\.name))
        guard names.contains("blocks/operand/block/0/glass/face") else {
            // Where there is no room for both, the matrices say more.
            #expect(names.contains("operand/0/cell/22/value"))
            return
        }
        func values(_ part: String) -> [String] {
            names.filter { $0.hasPrefix("blocks/\(part)/") && $0.hasSuffix("/value") }
                .compactMap { drawing.string($0) }.sorted()
        }
        // c[1, :, 2:4]; c[2] lies behind it.
        #expect(values("operand") == ["17", "18", "22", "23", "27", "28"])
        #expect(values("result") == values("operand"))
        // The layer behind is seen from above and from the right, and nothing that was not picked.
        #expect(names.contains("blocks/operand/block/0/cell/32/top"))
        #expect(names.contains("blocks/operand/block/0/cell/43/side"))
        #expect(!names.contains("blocks/operand/block/0/cell/37/top"))
        #expect(!names.contains { $0.hasPrefix("blocks/operand/block/0/cell/2/") })
        // The cell that is asked for is outlined.
        #expect(names.contains("blocks/operand/block/0/cell/22/ring"))
    }

    /// A tensor of rank 4 is a row of cubes, and each has its own cells.
    @Test(arguments: FigureSize.presets)
    func whatIsPickedOfARowOfCubesIsSolid(size: FigureSize) throws {
        let row = TensorFixture.matrix("r", Array(0..<48), [3, 2, 2, 4])
        let figure = try figure(
            row, "1:, :, 0, 1:-1", [Self.slice(1, nil), .all, .integer(0), Self.slice(1, -1)],
            cell: [1, 0, 1])
        let drawing = try Fixture.draw(figure, size)
        #expect(drawing.problems(at: size) == [])
        let names = drawing.leaves.map(\.name)
        guard names.contains("blocks/operand/block/2/glass/face") else { return }
        #expect(!names.contains { $0.hasPrefix("blocks/operand/block/0/cell/") })
        #expect(names.contains("blocks/operand/block/2/cell/34/ring"))
        #expect(drawing.string("blocks/operand/block/1/cell/17/value") == "17")
    }

    @Test func codeIsWrittenFromTheItems() {
        func code(_ items: IndexItem...) -> String {
            let x = TensorFixture.x
            return SelectionFigure(x, items: items, result: x).code
        }
        #expect(code(Self.slice(1, nil, 1), Self.slice(nil, nil, -1)) == "1:, ::-1")
        #expect(code(.ellipsis, .newAxis, .integer(-2)) == "..., None, -2")
        #expect(code(.integers(Tensor([2, 0] as [Int64], shape: [2]))) == "[2, 0]")
    }

    @Test func placesAreNumberedFromBothEnds() throws {
        let matrix = TensorFixture.matrix("m", Array(0..<30), [5, 6])
        let figure = try figure(matrix, "1:-1, 2:-2", [Self.slice(1, -1), Self.slice(2, -2)])
        let drawing = try Fixture.draw(figure)
        #expect(drawing.string("operand/0/axis/rows/1") == "1")
        #expect(drawing.string("operand/0/axis/rows/end/1") == "−4")
        #expect(drawing.string("operand/0/axis/columns/end/4") == "−2")
        #expect(
            figure.description
                == "m[1:-1, 2:-2] picks 6 of 30 elements: shape (5, 6) becomes (3, 2).")
        // Only what is picked has a colour.
        let tints = drawing.leaves.map(\.name).filter {
            $0.hasPrefix("operand/0/cell/") && $0.hasSuffix("/tint")
        }
        #expect(tints.count == 6)
    }

    @Test(arguments: FigureSize.presets)
    func cropsOfPicturesAreFramed(size: FigureSize) throws {
        let pictures = TensorFixture.operand("images", Fixture.noise([9, 8, 8], from: 3))
        let crop = [IndexItem.all, Self.slice(2, -2), Self.slice(2, -2)]
        let all = try figure(pictures, ":, 2:-2, 2:-2", crop, isPicture: true)
        let drawing = try Fixture.draw(all, size)
        #expect(drawing.problems(at: size) == [])
        TensorFixture.checkKeys(drawing, [pictures, all.result], atLeast: 7)
        #expect(drawing.string("more") == "the first 5 of 9 pictures")
        let one = TensorFixture.operand("digit", Fixture.noise([8, 8], from: 3))
        let corner = try figure(
            one, "4:, 4:", [Self.slice(4, nil), Self.slice(4, nil)], isPicture: true)
        let second = try Fixture.draw(corner, size)
        #expect(second.problems(at: size) == [])
        let framed = second.leaves.first { $0.name == "operand/0/picture/0/chosen" }
        #expect(framed?.description == "rows 4 to 7, columns 4 to 7")
    }

    @Test func aResultOfAnotherShapeIsSaid() throws {
        let matrix = TensorFixture.matrix("m", Array(0..<30), [5, 6])
        let figure = SelectionFigure(
            matrix, items: [Self.slice(1, nil)], code: "1:", result: matrix, isPicture: true)
        #expect(try Fixture.draw(figure).strings == ["[1:] does not fit shape (5, 6)"])
    }

    private func batch(_ samples: Int, _ size: Int, _ number: Int) throws -> BatchFigure {
        let data = TensorFixture.operand("images", Fixture.noise([samples, 64], from: 1))
        let part = try data.record.tensor.indexed(by: [
            Self.slice(size * number, size * (number + 1))
        ])
        return BatchFigure(
            data: data, batch: TensorFixture.operand("batch", part.copied()), batchSize: size,
            number: number, pictureShape: (8, 8), recordedAs: "b")
    }

    @Test(arguments: FigureSize.presets)
    func batchesAreReadableAndKeyed(size: FigureSize) throws {
        for (samples, length, number) in [
            (300, 128, 0), (300, 128, 2), (300, 7, 20), (64, 64, 0), (10, 100, 0),
        ] {
            let figure = try batch(samples, length, number)
            let drawing = try Fixture.draw(figure, size)
            #expect(drawing.problems(at: size) == [], "\(samples) \(length) \(number)")
            TensorFixture.checkKeys(
                drawing, [figure.data, figure.batch], values: figure.values, atLeast: 8)
        }
        #expect(
            try batch(300, 128, 2).description
                == "Batch 2 of images, shape (300, 64): samples 256 to 299, images[128 * 2:128 * (2 + 1)], "
                + "shape (44, 64). There are 3 batches of 128; the last has 44.")
        var none = try batch(10, 100, 0)
        none.number = 3
        #expect(try Fixture.draw(none, size).strings == ["no such batch"])
    }
}
