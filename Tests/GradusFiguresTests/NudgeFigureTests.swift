import GradusAutodiff
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

/// One cell moved by ε, the slope read off beside the gradient.
@Suite struct NudgeFigureTests {
    private func figure(
        _ epsilon: Double, cell: Int = 7, hidden: Int = 5
    ) throws -> NudgeFigure {
        let record = try Fixture.layers(hidden: hidden)
        let leaf = try #require(record.topology.node(named: "W1"))
        let root = try #require(record.viewRoot)
        return NudgeFigure(
            name: "nudge", record: record, cell: cell,
            nudge: try record.values.nudge(leaf: leaf, root: root, by: epsilon),
            samples: try record.values.root(
                root, movingElement: cell, of: leaf, by: NudgeFigure.curve.map { $0 * epsilon }))
    }

    private func trace(_ figure: NudgeFigure) -> Trace {
        var trace = Fixture.trace(figure.record)
        trace.tensors += figure.tensors
        trace.values += figure.values
        return trace
    }

    @Test func slopesAreTheGradientsAsFarAsEpsilonAllows() throws {
        let figure = try figure(1e-4)
        let gradient = try #require(figure.record.gradients?[figure.leaf]).doubles()
        let slopes = figure.slopes.tensor.doubles()
        #expect(slopes.count == 15)
        for (slope, gradient) in zip(slopes, gradient) {
            #expect(abs(slope - gradient) < 1e-3)
        }
        // A thousand times smaller: a thousand times nearer, but for rounding.
        let closer = try self.figure(1e-7)
        let first = zip(slopes, gradient).reduce(0) { max($0, abs($1.0 - $1.1)) }
        let second = zip(closer.slopes.tensor.doubles(), gradient)
            .reduce(0) { max($0, abs($1.0 - $1.1)) }
        #expect(second < first / 50)
    }

    @Test func onlyTheChosenCellMoves() throws {
        let figure = try figure(0.25)
        let root = try #require(figure.record.viewRoot)
        var elements = figure.record.values.values[figure.leaf].doubles()
        elements[7] += 0.25
        let replayed = try figure.record.values.replay(
            with: [figure.leaf: Tensor(elements, shape: [3, 5])])
        #expect(replayed.number(of: root) == figure.after.tensor.doubles()[7])
    }

    @Test(arguments: FigureSize.presets)
    func numbersAreRecordedAndNothingOverlaps(size: FigureSize) throws {
        for (epsilon, cell) in [(1e-4, 7), (2, 0), (-0.5, 14)] {
            let figure = try figure(epsilon, cell: cell)
            let drawing = try Fixture.draw(figure, size)
            #expect(drawing.problems == [], "\(size.name), \(epsilon)")
            let resolver = TraceResolver(trace(figure))
            #expect(drawing.keyedRuns.count > 50)
            for run in drawing.keyedRuns {
                let value = try #require(resolver.resolve(run.key)?.double, "\(run)")
                #expect(
                    (2...15).contains {
                        run.text == NumberText.short(value, significantDigits: $0)
                    }, "\(run) is \(value)")
            }
        }
    }

    @Test func whatIsNoLeafIsRefused() throws {
        let record = try Fixture.layers()
        let root = try #require(record.viewRoot)
        #expect(throws: TensorError.self) {
            try record.values.nudge(leaf: root, root: root, by: 1e-3)
        }
    }
}
