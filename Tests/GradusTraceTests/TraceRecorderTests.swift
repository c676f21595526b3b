import GradusTensors
import GradusTrace
import Testing

@Suite struct TraceRecorderTests {
    @Test func keepsOrderAndPassesEventsOn() throws {
        final class Sink: TraceSink {
            var words: [String] = []
            func begin(_ info: RunInfo) { words.append("begin \(info.title)") }
            func abandon() { words.append("abandon") }
            func end() { words.append("end") }
            func record(_ event: TraceEvent) {
                switch event {
                case .graph(let graph): words.append("graph \(graph.id)")
                case .step(let step): words.append("step \(step.step)")
                case .series(let series): words.append("series \(series.name)")
                case .metric(let name, let point): words.append("\(name) \(point.step)")
                case .update(let update): words.append("update \(update.parameter)")
                case .tensor(let tensor): words.append("tensor \(tensor.name)")
                case .value(let value): words.append("value \(value.name)")
                }
            }
        }
        let sink = Sink()
        let recorder = TraceRecorder(sink: sink)
        try recorder.begin(RunInfo(title: "run"))
        try recorder.record(graph: try Sample.scalarGraph())
        try recorder.record(
            step: StepRecord(step: 0, epoch: 0, batch: 0, loss: 1, learningRate: 0.1))
        try recorder.record(series: "loss", step: 0, value: 1)
        try recorder.record(tensor: Tensor([1.0], shape: [1]), named: "t")
        try recorder.record(value: .integer(3), named: "v")
        // The very same again changes nothing.
        try recorder.record(graph: try Sample.scalarGraph())
        try recorder.record(value: .integer(3), named: "v")
        try recorder.end()
        try recorder.end()
        #expect(
            sink.words == [
                "begin run", "graph loss_val", "step 0", "series loss", "loss 0", "tensor t",
                "value v", "end",
            ])
        #expect(recorder.trace.graphs.count == 1)
    }

    @Test func refusesWhatWouldMakeKeysLie() throws {
        let recorder = TraceRecorder()
        #expect(throws: TraceError.self) { try recorder.record(value: .integer(1), named: "v") }
        try recorder.begin(RunInfo(title: "run"))
        try recorder.record(value: .integer(1), named: "v")
        #expect(throws: TraceError.self) { try recorder.record(value: .integer(2), named: "v") }
        try recorder.record(series: "loss", step: 5, value: 1)
        #expect(throws: TraceError.self) { try recorder.record(series: "loss", step: 4, value: 1) }
        var graph = try Sample.scalarGraph()
        graph.root = 99
        #expect(throws: TraceError.self) { try recorder.record(graph: graph) }
        try recorder.end()
        #expect(throws: TraceError.self) { try recorder.record(value: .integer(3), named: "w") }
    }
}
