import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

@Suite struct PictureFigureTests {
    private func pictures(_ count: Int) -> NamedTensor {
        NamedTensor(
            name: "pictures",
            tensor: Tensor((0..<(count * 64)).map { Double($0 % 17) / 16 }, shape: [count, 64]))
    }
    private func labels(_ values: [Int64]) -> NamedTensor {
        NamedTensor(name: "labels", tensor: Tensor(values, shape: [values.count]))
    }

    @Test func gridShowsPicturesLabelsAndTheirRange() throws {
        let figure = ImageGridFigure(
            images: pictures(12), pictureHeight: 8, pictureWidth: 8,
            labels: labels((0..<12).map { Int64($0 % 10) }), columns: 6,
            text: FigureText(title: "Digits"))
        let drawing = try Fixture.draw(figure)
        #expect(drawing.string("picture/11/label") == "1")
        #expect(drawing.keyedRuns.contains { $0.text == "1" && $0.key == "tensor/labels[11]" })
        #expect(
            drawing.keyedRuns.contains { $0.text == "0" && $0.key == "tensor/pictures/summary/min" }
        )
        #expect(drawing.problems == [])
        #expect(
            figure.description
                == "12 pictures of 8 by 8 pixels from 0 (white) to 1 (black), "
                + "labelled 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1.")
    }

    @Test(arguments: FigureSize.presets)
    func noPicturesAndWrongShapesAreDrawn(size: FigureSize) throws {
        for tensor in [
            Tensor(zeros: [0, 8, 8]), Tensor(zeros: [0, 64]), Tensor(zeros: [3, 10]),
            Tensor(zeros: []), Tensor(zeros: [2, 2, 0]),
        ] {
            let drawing = try Fixture.draw(
                ImageGridFigure(
                    images: NamedTensor(name: "none", tensor: tensor), pictureHeight: 8,
                    pictureWidth: 8), size)
            #expect(drawing.strings == ["no pictures"])
        }
        let broken = NamedTensor(
            name: "broken", tensor: Tensor([.nan, .infinity, 1, 2], shape: [1, 2, 2]))
        let drawing = try Fixture.draw(ImageGridFigure(images: broken, columns: 0), size)
        #expect(drawing.description == "1 picture of 2 by 2 pixels from 1 (white) to 2 (black).")
        #expect(drawing.problems == [])
    }

    private func mistakes(_ size: FigureSize = .page) throws -> (WrongPredictionsFigure, Drawing) {
        let probabilities = NamedTensor(
            name: "probabilities",
            tensor: Tensor(
                [
                    0.9, 0.05, 0.05,
                    0.2, 0.7, 0.1,
                    0.1, 0.28, 0.62,
                    0.3, 0.4, 0.3,
                ], shape: [4, 3]))
        let figure = WrongPredictionsFigure(
            name: "mistakes", images: pictures(4), pictureHeight: 8, pictureWidth: 8,
            probabilities: probabilities, labels: labels([0, 2, 1, 1]),
            text: FigureText(title: "Misread"))
        return (figure, try Fixture.draw(figure, size))
    }

    @Test func mistakesStandSurestFirst() throws {
        let (figure, drawing) = try mistakes()
        #expect(figure.mistakes.map(\.index) == [1, 2])
        #expect(drawing.string("count") == "2 of 4 misread, the surest first")
        #expect(drawing.string("mistake/2/classes") == "written 1 · read 2")
        #expect(drawing.string("mistake/2/probability") == "62 % sure")
        #expect(drawing.problems == [])
        #expect(
            figure.description
                == "2 of 4 pictures are misread (50.0 %). Surest first: 2 read as 1 (70 %), "
                + "1 read as 2 (62 %).")
        let trace = Trace(
            info: RunInfo(title: "test"),
            tensors: [figure.images, figure.labels, figure.probabilities], values: figure.values)
        #expect(drawing.keyedRuns.count == 8)
        for run in drawing.keyedRuns {
            let value = try #require(
                TraceKey(rawValue: run.key).flatMap { trace.resolve($0) }?.double)
            let texts = [
                NumberText.short(value), NumberText.fixed(value * 100, fractionDigits: 0) + " %",
            ]
            #expect(texts.contains(run.text))
        }
    }

    @Test(arguments: FigureSize.presets)
    func mistakesFitAnySize(size: FigureSize) throws {
        #expect(try mistakes(size).1.problems == [])
    }

    @Test func nothingWrongAndNothingAtAll() throws {
        let one = NamedTensor(name: "p", tensor: Tensor([1.0, 0], shape: [1, 2]))
        let right = WrongPredictionsFigure(
            name: "m", images: pictures(1), pictureHeight: 8, pictureWidth: 8, probabilities: one,
            labels: labels([0]))
        #expect(right.description == "None of 1 pictures is misread.")
        #expect(try Fixture.draw(right).strings == ["0 of 1 misread"])
        let none = WrongPredictionsFigure(
            name: "m", images: NamedTensor(name: "i", tensor: Tensor(zeros: [0, 64])),
            probabilities: NamedTensor(name: "p", tensor: Tensor(zeros: [0, 10])),
            labels: labels([]))
        #expect(none.description == "No predictions to compare.")
        #expect(try Fixture.draw(none).strings == ["no predictions"])
        let unknown = WrongPredictionsFigure(
            name: "m", images: pictures(1), pictureHeight: 8, pictureWidth: 8,
            probabilities: NamedTensor(
                name: "p", tensor: Tensor([Double.nan, .nan], shape: [1, 2])),
            labels: labels([0]))
        #expect(unknown.total == 0)
    }

    @Test func certaintyIsNotRoundedUpToAll() throws {
        let nearly = NamedTensor(
            name: "p", tensor: Tensor([0.0004, 0.9996], shape: [1, 2]))
        let figure = WrongPredictionsFigure(
            name: "m", images: pictures(1), pictureHeight: 8, pictureWidth: 8,
            probabilities: nearly,
            labels: labels([0]))
        #expect(try Fixture.draw(figure).string("mistake/0/probability") == "99.96 % sure")
    }
}
