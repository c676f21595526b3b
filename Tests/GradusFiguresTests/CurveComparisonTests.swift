import GradusFigures
import GradusGraphics
import GradusTrace
import Testing

/// Second trainings, several trainings, several units, and axes that say what they are.
@Suite struct CurveComparisonTests {
    private func labels(of axis: String, in drawing: Drawing) -> [String] {
        drawing.leaves.compactMap { mark in
            guard case .text(let line) = mark.content, mark.name.contains(axis),
                mark.name.hasSuffix("/label")
            else { return nil }
            return line.string
        }
    }

    @Test func aSecondTrainingLooksAsTheFirst() throws {
        func chart(_ suffix: String) -> LineChartFigure {
            LineChartFigure(series: [
                MetricSeries(
                    name: "accuracy" + suffix, label: "training",
                    points: [.init(step: 3, value: 0.5), .init(step: 7, value: 0.75)]),
                MetricSeries(
                    name: "val_accuracy" + suffix, label: "validation",
                    points: [.init(step: 3, value: 0.5), .init(step: 7, value: 0.7)]),
            ])
        }
        let (first, second) = (chart(""), chart("~3"))
        #expect(second.valueTitle == "accuracy" && second.isShare)
        #expect(second.lines.map(\.color) == first.lines.map(\.color))
        let drawings = try [first, second].map { try Fixture.draw($0) }
        #expect(drawings[0].strings == drawings[1].strings)
        #expect(labels(of: "axis/y", in: drawings[1]).allSatisfy { $0.hasSuffix(" %") })
        #expect(drawings[1].keyedRuns.map(\.key).contains("series/val_accuracy~3/last"))
    }

    @Test(arguments: [
        ([5], ["5"]), ([0], ["0"]), ([1506], ["1506"]), ([0, 1], ["0", "1"]),
        ([0, 1, 2], ["0", "1", "2"]), ([-1, 0], ["−1", "0"]),
    ])
    func stepsAreWholeNumbers(steps: [Int], expected: [String]) throws {
        let series = MetricSeries(
            name: "loss", points: steps.map { MetricPoint(step: $0, value: Double($0) / 3) })
        let drawing = try Fixture.draw(LineChartFigure(series: [series]))
        #expect(labels(of: "axis/x", in: drawing) == expected)
    }

    @Test func eachUnitHasAPanel() throws {
        let loss = LineChartFigure(series: [
            Fixture.series("epoch_loss", [120, 80, 60], every: 4),
            Fixture.series("val_loss", [125, 90, 75], every: 4),
        ])
        let accuracy = LineChartFigure(series: [
            Fixture.series("val_accuracy", [0.2, 0.6], every: 8)
        ])
        let panels = LineChartPanels([loss, accuracy], text: FigureText(title: "Both"))
        for size in FigureSize.presets {
            let drawing = try Fixture.draw(panels, size)
            #expect(drawing.problems == [])
            #expect(drawing.strings.contains("loss") && drawing.strings.contains("accuracy"))
            #expect(drawing.strings.count { $0 == "step" } == 1)
            // The same step stands at the same place.
            func ticks(_ panel: Int) -> [Double] {
                drawing.leaves.compactMap { mark in
                    guard case .path(let path, _, _) = mark.content,
                        mark.name.hasPrefix("panel/\(panel)/axis/x/"), mark.name.hasSuffix("/tick")
                    else { return nil }
                    return path.bounds?.x
                }
            }
            #expect(ticks(0) == ticks(1) && ticks(0).count > 1)
        }
        #expect(panels.description == loss.description + " " + accuracy.description)
    }

    @Test func linesOfSeveralUnitsSayWhatTheyAre() throws {
        let series = ["accuracy", "val_accuracy", "epoch_loss", "val_loss", "loss", "speed"].map {
            MetricSeries(
                name: $0, label: $0.hasPrefix("val") ? "validation" : "training",
                points: [.init(step: 0, value: 1), .init(step: 1, value: 0.5)])
        }
        let lines = LineChartFigure(series: series).lines
        #expect(lines.map(\.label).contains("accuracy, validation"))
        #expect(lines.map(\.label).contains("loss, training"))
        #expect(Set(lines.map(\.color)).count == 6)
    }

    @Test func trainingsAreComparedInOneChart() throws {
        let contestants = ["lr 0.1", "lr 0.3"].enumerated().map { place, label in
            LineChartFigure.Contestant(
                label: label,
                series: ["epoch_loss", "val_loss"].map {
                    Fixture.series($0 + (place == 0 ? "" : "~2"), [3, 2, Double(place) + 0.5])
                })
        }
        let figure = LineChartFigure(comparing: contestants)
        let drawing = try Fixture.draw(figure)
        #expect(figure.valueTitle == "loss")
        #expect(drawing.strings.contains("lr 0.1, training 0.5"))
        #expect(drawing.strings.contains("lr 0.3, validation 1.5"))
        #expect(figure.lines.map(\.color) == [.series1, .series1, .series2, .series2])
        #expect(figure.lines.map(\.isDashed) == [false, true, false, true])
        #expect(drawing.problems == [])
        let training = LineChartFigure(
            comparing: contestants.map { .init(label: $0.label, series: [$0.series[0]]) })
        #expect(training.lines.map(\.label) == ["lr 0.1", "lr 0.3"])
    }

    @Test func aLogarithmicAxisSaysSo() throws {
        let small = Fixture.series("loss", [1, 1e-3, 1e-6])
        let figure = LineChartFigure(series: [small])
        #expect(figure.isLogarithmic)
        #expect(try Fixture.draw(figure).strings.contains("loss, log scale"))
        #expect(
            figure.description.hasPrefix("Line chart of loss over steps, on a logarithmic scale."))
        let linear = LineChartFigure(series: [small], scale: .linear)
        #expect(try Fixture.draw(linear).strings.contains("loss"))
        let nameless = LineChartFigure(lines: figure.lines)
        #expect(try Fixture.draw(nameless).strings.contains("log scale"))
        #expect(
            !LineChartFigure(series: [Fixture.series("loss", [0, 1])], scale: .logarithmic)
                .isLogarithmic)
    }

    @Test func theStepOfADivergenceHasItsKey() throws {
        let diverged = Fixture.series("loss", [1, 2, 4, 8, .nan, .nan])
        let drawing = try Fixture.draw(LineChartFigure(series: [diverged]))
        #expect(
            drawing.keyedRuns.contains { $0.text == "4" && $0.key == "series/loss/diverged" })
        #expect(diverged[.diverged] == .integer(4))
        #expect(Fixture.series("loss", [1])[.diverged] == nil)
    }
}
