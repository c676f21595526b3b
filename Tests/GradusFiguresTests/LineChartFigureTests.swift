import GradusFigures
import GradusGraphics
import GradusTrace
import Testing

@Suite struct LineChartFigureTests {
    private let batches = Fixture.series("loss", (0..<200).map { 2 / (1 + Double($0) / 20) })
    private let means = Fixture.series("epoch_loss", [1.5, 0.75, 0.5, 0.25], every: 50)
    private let validation = Fixture.series("val_loss", [1.6, 0.8, 0.6, 0.4], every: 50)

    @Test func linesEndInTheirNamesAndLastValues() throws {
        let figure = LineChartFigure(
            series: [batches, means, validation], text: FigureText(title: "Loss"))
        let drawing = try Fixture.draw(figure)
        #expect(drawing.strings.contains("training 0.25"))
        #expect(drawing.strings.contains("validation 0.4"))
        #expect(drawing.strings.contains("each batch"))
        // From top to bottom, as the lines end.
        #expect(drawing.keyedRuns.map(\.key) == ["series/val_loss/last", "series/epoch_loss/last"])
        #expect(drawing.strings.contains("loss"))
        #expect(drawing.strings.contains("step"))
        #expect(drawing.problems == [])
        #expect(
            figure.description
                == "Line chart of loss over steps. Each batch: from 2 at step 0 to 0.183 at step "
                + "199, lowest 0.183, highest 2. Training: from 1.5 at step 0 to 0.25 at step 150, "
                + "lowest 0.25, highest 1.5. Validation: from 1.6 at step 0 to 0.4 at step 150, "
                + "lowest 0.4, highest 1.6.")
    }

    @Test func sharesAreInPerCent() throws {
        let drawing = try Fixture.draw(
            LineChartFigure(series: [
                Fixture.series("accuracy", [0.5, 0.9, 1]),
                Fixture.series("val_accuracy", [0.5, 0.9, 0.9666]),
            ]))
        #expect(drawing.strings.contains("training 100 %"))
        #expect(drawing.strings.contains("validation 96.7 %"))
        #expect(drawing.strings.contains("accuracy"))
    }

    @Test func divergenceIsMarkedWithItsStep() throws {
        let diverged = Fixture.series("loss", [1, 2, 4, 8, .nan, .nan])
        let figure = LineChartFigure(series: [diverged])
        let drawing = try Fixture.draw(figure)
        #expect(drawing.strings.contains("training is NaN from step 4"))
        #expect(drawing.keyedRuns.contains { $0.text == "NaN" && $0.key == "series/loss/4" })
        #expect(figure.description.hasSuffix("; not finite (NaN) from step 4."))
        #expect(drawing.problems == [])
    }

    @Test func aGapIsNoDivergence() throws {
        let gaps = Fixture.series("loss", [1, 2, .nan, 3, .infinity, 2.5, .nan, .nan, 4])
        let figure = LineChartFigure(series: [gaps])
        let drawing = try Fixture.draw(figure)
        #expect(drawing.strings.contains("training is NaN at step 2"))
        #expect(drawing.strings.contains("training is ∞ at step 4"))
        #expect(drawing.strings.contains("training is NaN at steps 6 to 7"))
        #expect(
            figure.description.contains(
                "; not finite (NaN) at step 2; not finite (∞) at step 4; not finite (NaN) at "
                    + "steps 6 to 7."))
        #expect(drawing.problems == [])
        let both = try Fixture.draw(
            LineChartFigure(series: [Fixture.series("loss", [1, .infinity, .nan, .nan])]))
        #expect(both.strings.contains("training is ∞ at step 1"))
        #expect(both.strings.contains("training is NaN from step 2"))
        let many = try Fixture.draw(
            LineChartFigure(
                series: [Fixture.series("loss", (0..<20).map { $0 % 2 == 0 ? 1 : .nan })]))
        #expect(many.strings.contains("training is NaN at step 5, and 7 times more"))
        #expect(many.problems == [])
    }

    /// The words on a stop stand above the plot, where they hide no point.
    @Test func wordsAboutAStopHideNothing() throws {
        let drawing = try Fixture.draw(
            LineChartFigure(series: [Fixture.series("loss", [1, 2, 4, .infinity, .nan])]))
        func box(_ name: String) throws -> Rectangle {
            let mark = try #require(drawing.leaves.first { $0.name == name })
            guard case .path(let path, _, _) = mark.content else { throw FigureTestError() }
            return try #require(path.bounds)
        }
        let top = try box("line/0-loss/0/dot/2")
        for step in [3, 4] {
            #expect(try box("line/0-loss/stop/\(step)/ground").maxY < top.y)
        }
    }

    @Test(arguments: [
        [], [[Double]()], [[1]], [[3, 3, 3]], [[.nan]], [[.infinity, -.infinity]], [[0, 0]],
        [[1e300, -1e300]], [[1e-300, 2e-300]], [[1e-5, 1, 1e5]], [[1], [1]], [[5, .nan, 7], []],
    ])
    func anySeriesIsDrawn(values: [[Double]]) throws {
        let series = values.enumerated().map { Fixture.series("m\($0.offset)", $0.element) }
        for size in FigureSize.presets {
            let drawing = try Fixture.draw(LineChartFigure(series: series), size)
            #expect(drawing.size.width >= size.width)
            #expect(drawing.problems == [])
            for mark in drawing.leaves {
                guard case .path(let path, _, _) = mark.content, let box = path.bounds else {
                    continue
                }
                #expect(box.x.isFinite && box.y.isFinite && box.width < 2000)
            }
        }
    }

    @Test func manyValuesBecomeFewMarks() throws {
        let long = Fixture.series("loss", (0..<50_000).map { Fixture.noise($0) })
        let drawing = try Fixture.draw(LineChartFigure(series: [long]))
        let line = try #require(drawing.leaves.first { $0.name == "line/0-loss/0" })
        guard case .path(let path, _, _) = line.content else {
            Issue.record("the line is no path")
            return
        }
        #expect(path.elements.count < 5000)
    }

    @Test func namesOfCloseLinesMoveApart() throws {
        let drawing = try Fixture.draw(
            LineChartFigure(
                series: (0..<6).map {
                    Fixture.series("metric \($0)", [1, 2, 3.0 + Double($0) / 1000])
                }))
        #expect(drawing.problems == [])
    }
}

private struct FigureTestError: Error {}
