import GradusAutodiff
import GradusCairoRendering
import GradusDocuments
import GradusFigures
import GradusTensors
import GradusTrace
import Testing

@testable import GradusLessons

/// What a report says of a run: whether it ended, how far it came, and each number with its key.
@Suite struct RunReportTests {
    /// Three epochs of two steps, of which the last was cut short unless the run ended.
    private func trace(isEnded: Bool, losses: [Double] = [4, 3, 2, 1, 0.5]) -> Trace {
        var trace = Trace(info: RunInfo(title: "A run", seed: 18_446_744_073_709_551_615))
        trace.steps = losses.indices.map {
            StepRecord(
                step: $0, epoch: $0 / 2, batch: $0 % 2, loss: losses[$0], learningRate: 0.1)
        }
        trace.series = [
            MetricSeries(
                name: "loss",
                points: losses.enumerated().map { MetricPoint(step: $0.offset, value: $0.element) }),
            MetricSeries(
                name: "epoch_loss",
                points: [.init(step: 1, value: 3.5), .init(step: 3, value: 1.5)]),
        ]
        trace.values = [
            NamedValue(name: "ratio 2:1", value: .number(0.5)),
            NamedValue(name: "12:4", value: .number(0.25), isInline: true),
        ]
        trace.isEnded = isEnded
        return trace
    }

    private func graph(_ id: String, nodes: Int) throws -> GraphRecord {
        let graph = Graph()
        var last = graph.leaf(Tensor(scalar: 2.0), name: "x", role: .input)
        while graph.count < nodes { last = square(last) }
        return GraphRecord(id: id, values: graph.values, root: last.index)
    }

    private func document(of trace: Trace) throws -> Document {
        let renderer = try CairoRenderer(fonts: FontCatalog.installed())
        return RunReportBuilder(renderer: renderer)
            .document(of: trace, with: RunFigures(of: [trace])).0
    }

    @Test func aRunThatDidNotEndSaysSoFirst() throws {
        let trace = trace(isEnded: false)
        let facts = RunFacts(trace)
        #expect(
            facts.sentence.plainText
                == "The run holds 5 training steps in 2 complete epochs. "
                + "The recording stopped in epoch 3.")
        guard case .quote(let blocks)? = try document(of: trace).blocks.first,
            case .paragraph(let words)? = blocks.first
        else {
            Issue.record("the report does not begin with the warning")
            return
        }
        #expect(words.plainText.hasPrefix("This run did not end. It was killed, it failed, or"))
        let ended = self.trace(isEnded: true)
        #expect(RunFacts(ended).warning == nil)
        #expect(
            RunFacts(ended).sentence.plainText == "The run holds 5 training steps in 3 epochs.")
    }

    @Test func anEpochThatWasSummarisedIsComplete() {
        var trace = trace(isEnded: false)
        trace.series[1].points.append(.init(step: 4, value: 0.5))
        #expect(trace.epochCount == 3 && trace.completeEpochCount == 3)
        #expect(RunFacts(trace).sentence.plainText.hasSuffix("in 3 complete epochs."))
    }

    @Test func everyNumberHasAKeyThatResolves() throws {
        var trace = trace(isEnded: false)
        trace.graphs = [try graph("g", nodes: 4)]
        let resolver = TraceResolver(trace)
        let values = try document(of: trace).keyedValues
        for value in values {
            #expect(resolver.resolve(value.key) != nil, "\(value.key)")
        }
        let keys = Set(values.map(\.key))
        for key in ["seed", "steps", "epochs", "complete_epochs", "graphs"] {
            #expect(keys.contains("run/\(key)"), "\(key)")
        }
        #expect(values.contains { $0.key == "run/seed" && $0.text == "18446744073709551615" })
        #expect(TraceKey(rawValue: "run/complete_epochs") == .run(.completeEpochs))
        #expect(TraceKey(rawValue: "run/other") == nil)
    }

    @Test func inlineValuesAreToldByTheirFieldNotTheirName() {
        let rows = RunFacts(trace(isEnded: true)).rows.map(\.0)
        #expect(rows.contains("ratio 2:1"))
        #expect(!rows.contains("12:4"))
    }

    @Test func graphsThatShowNothingAreLeftOutAndCounted() throws {
        var trace = trace(isEnded: true)
        trace.graphs = [
            try graph("m1", nodes: 1), try graph("m2", nodes: 2), try graph("deep", nodes: 4),
            try graph("large", nodes: 70),
        ]
        let document = try document(of: trace)
        #expect(document.figures.map(\.name) == ["metric-1", "graph-1-forward"])
        #expect(document.headings.map(\.inlines.plainText) == ["Metrics", "The graph of deep"])
        #expect(
            RunFigures.note(onGraphsLeftOutOf: trace)
                == "Not drawn: 2 graphs with fewer than 3 nodes, 1 graph with more than 60 nodes.")
        #expect(
            document.blocks.contains(
                .paragraph([.text(RunFigures.note(onGraphsLeftOutOf: trace) ?? "")])))
    }

    @Test func runsOfOneReportHaveOneKindOfScale() throws {
        let wide = trace(isEnded: true, losses: [1000, 10, 0.1, 0.001, 0.0001])
        let narrow = trace(isEnded: true)
        let figures = RunFigures(of: [narrow, wide])
        for trace in [narrow, wide] {
            let chart = figures.sections(of: trace).first?.figures.first?.figure as? LineChartFigure
            #expect(chart?.isLogarithmic == true)
        }
        let alone = RunFigures(of: [narrow]).sections(of: narrow).first?.figures.first?.figure
        #expect((alone as? LineChartFigure)?.isLogarithmic == false)
    }
}
