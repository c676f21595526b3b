import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

@Suite struct TensorStructureFigureTests {
    private func item(
        _ label: String, _ tensor: Tensor, axes: [String] = []
    ) -> TensorFigure.Item {
        let operand = TensorFixture.operand(label, tensor)
        return TensorFigure.Item(
            operand, axes: axes,
            facts: TensorFacts(
                lengths: tensor.shape.dimensions, dtype: tensor.dtype.rawValue,
                recordedAs: operand.record.name))
    }

    private func check(_ items: [TensorFigure.Item], _ size: FigureSize, atLeast: Int) throws {
        let drawing = try Fixture.draw(
            TensorFigure(items, text: FigureText(title: "Tensors")), size)
        let names = items.map(\.operand.label).joined(separator: ", ")
        #expect(drawing.problems(at: size) == [], "\(names)")
        TensorFixture.checkKeys(
            drawing, items.map(\.operand), values: items.flatMap { $0.facts?.values ?? [] },
            atLeast: atLeast)
    }

    @Test(arguments: FigureSize.presets)
    func everyRankIsReadableAndKeyed(size: FigureSize) throws {
        let scalar = item("scalar", Tensor(scalar: Int64(12)))
        let vector = item("vector", Tensor([Int64(12), 3, 6, 14, 7], shape: [5]))
        let matrix = item("matrix", Tensor((0..<15).map { Int64($0) }, shape: [3, 5]))
        try check([scalar, vector, matrix], size, atLeast: 30)
        try check(
            [item("cube", Tensor((0..<45).map { Int64($0) }, shape: [3, 3, 5]))], size, atLeast: 23)
        try check(
            [
                item(
                    "series", Fixture.noise([6, 12, 4], from: 1),
                    axes: ["samples", "timesteps", "features"])
            ], size, atLeast: 11)
        try check(
            [
                item(
                    "images", Fixture.noise([5, 8, 8, 3], from: 2),
                    axes: ["samples", "height", "width", "channels"])
            ], size, atLeast: 13)
        try check(
            [
                item(
                    "video", Fixture.noise([4, 10, 5, 6, 3], from: 3),
                    axes: ["samples", "frames", "height", "width", "channels"])
            ], size, atLeast: 15)
        try check(
            [vector, item("5D", Fixture.noise([2, 3, 2, 4, 3], from: 4))], size, atLeast: 20)
    }

    @Test(arguments: FigureSize.presets)
    func strangeTensorsAreDrawn(size: FigureSize) throws {
        try check([item("none", Tensor(zeros: [0]))], size, atLeast: 3)
        try check([item("empty", Tensor(zeros: [2, 0, 3]))], size, atLeast: 3)
        try check([item("large", Fixture.noise([40, 60], from: 3))], size, atLeast: 3)
        try check([item("deep", Fixture.noise([100, 2, 2], from: 3))], size, atLeast: 3)
        try check([item("six", Fixture.noise([2, 2, 2, 2, 2, 2], from: 3))], size, atLeast: 3)
        let broken = item("broken", Tensor([.nan, .infinity, 1, -1], shape: [2, 2]))
        let drawing = try Fixture.draw(TensorFigure([broken]), size)
        #expect(drawing.problems(at: size) == [])
        #expect(drawing.string("tensor/0/block/0/cell/0/value") == "NaN")
    }

    @Test func memoryIsGivenInBothUnits() throws {
        let video = try #require(
            TensorFacts(lengths: [4, 240, 144, 256, 3], dtype: "float32", recordedAs: "video"))
        #expect(video.count == 106_168_320)
        #expect(video.bytes == 424_673_280)
        #expect(video.memory == "405.0 MiB = 424.7 MB")
        func memory(_ lengths: [Int], _ dtype: String) -> String? {
            TensorFacts(lengths: lengths, dtype: dtype, recordedAs: "t")?.memory
        }
        #expect(memory([], "bool") == "1 byte")
        #expect(memory([3], "float16") == "6 bytes")
        #expect(memory([128], "float64") == "1.0 KiB = 1.0 kB")
        #expect(memory([1_000_000, 280, 128], "bool") == "33.4 GiB = 35.8 GB")
        #expect(memory([128, 256, 256, 3], "uint8") == "24.0 MiB = 25.2 MB")
        #expect(memory([0, 5], "int64") == "0 bytes")
        #expect(memory([Int.max, 2], "bool") == nil)
        #expect(memory([Int.max / 2], "float64") == nil)
        #expect(memory([3], "complex128") == nil)
    }

    @Test func descriptionsAreWrittenFromTheData() {
        let vector = item("vector", Tensor([Int64(12), 3, 6, 14, 7], shape: [5]))
        let series = item(
            "series", Fixture.noise([6, 12, 4], from: 1),
            axes: ["samples", "timesteps", "features"])
        #expect(
            TensorFigure([vector, series]).description
                == "vector: vector (rank 1) of shape (5,), int64, 5 values, 40 bytes: 12, 3, 6, 14, 7. "
                + "series: rank-3 tensor of shape (6, 12, 4) (samples 6, timesteps 12, features 4), "
                + "float64, 288 values, 2.3 KiB = 2.3 kB.")
    }

    private func shape(
        _ label: String, _ lengths: [Int], _ dtype: String, _ axes: [String]
    ) throws -> TensorShapeFigure.Item {
        TensorShapeFigure.Item(
            ShapeOperand(label: label, lengths: lengths, recordedAs: label), axes: axes,
            facts: try #require(TensorFacts(lengths: lengths, dtype: dtype, recordedAs: label)))
    }

    @Test(arguments: FigureSize.presets)
    func dataSetsAreDrawnFromTheirShapes(size: FigureSize) throws {
        let pixels = ["samples", "height", "width", "channels"]
        let items = [
            try shape("people", [100_000, 3], "float64", ["samples", "features"]),
            try shape("documents", [500, 20_000], "int64", ["samples", "words"]),
            try shape("days", [250, 390, 3], "float64", ["days", "minutes", "prices"]),
            try shape(
                "tweets", [1_000_000, 280, 128], "bool", ["tweets", "characters", "alphabet"]),
            try shape("grey", [128, 256, 256, 1], "uint8", pixels),
            try shape("colour", [128, 256, 256, 3], "uint8", pixels),
            try shape(
                "video", [4, 240, 144, 256, 3], "float32",
                ["samples", "frames", "height", "width", "channels"]),
        ]
        for group in [items] + items.map({ [$0] }) {
            let drawing = try Fixture.draw(
                TensorShapeFigure(group, text: FigureText(title: "Data sets")), size)
            #expect(drawing.problems(at: size) == [], "\(group.map(\.shape.label))")
            TensorFixture.checkKeys(
                drawing, [], values: group.flatMap { $0.shape.values + $0.facts.values }, atLeast: 5
            )
        }
    }

    @Test func strangeShapesAreDrawn() throws {
        for lengths in [[], [0], [0, 3], [-1, 2], [Int.max / 16, 2], [1, 1, 1, 1, 1, 1, 1]] {
            let item = TensorShapeFigure.Item(
                ShapeOperand(label: "t", lengths: lengths, recordedAs: "t"),
                facts: try #require(TensorFacts(lengths: [2], dtype: "bool", recordedAs: "t")))
            #expect(try Fixture.draw(TensorShapeFigure([item])).problems == [], "\(lengths)")
        }
    }

    @Test func sidesGrowByTheSameForEachFactorOfTen() throws {
        func face(_ lengths: [Int]) throws -> Rectangle {
            let drawing = try Fixture.draw(
                TensorShapeFigure([try shape("t", lengths, "bool", [])]), .slide)
            for mark in drawing.leaves where mark.name == "tensor/0/block/0/face" {
                if case .path(let path, _, _) = mark.content { return try #require(path.bounds) }
            }
            throw TensorError("no face")
        }
        let small = try face([10, 1000])
        // The side of 1 is 0.3 of what a factor of ten adds.
        #expect(abs(small.height / small.width - 1.3 / 3.3) < 1e-9)
    }
}
