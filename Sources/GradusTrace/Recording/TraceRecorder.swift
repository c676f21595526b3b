import GradusAutodiff
import GradusTensors

/// Builds a `Trace` while a run goes on, and passes each record on to a sink (a trace file).
///
///     let recorder = TraceRecorder(sink: try TraceWriter(path: "run.trace"))
///     try recorder.begin(RunInfo(title: "A network learns", seed: 1))
///     try recorder.record(step: StepRecord(step: 0, epoch: 0, batch: 0, loss: 2.3, learningRate: 0.1))
///     try recorder.record(series: "loss", step: 0, value: 2.3)
///     try recorder.end()
///     let trace = recorder.trace
///
/// Names are unique among records of one kind. Recording the very same again (bit for bit)
/// changes nothing; something else under a taken name is refused, because keys already
/// written may point to what is there. It belongs to one thread.
public final class TraceRecorder {
    /// What was recorded so far.
    public private(set) var trace: Trace
    /// What is kept of a training run; asked by those who record steps.
    public let policy: RecordingPolicy

    private let sink: (any TraceSink)?
    private var state = State.idle
    private var graphIndex: [String: Int] = [:]
    private var seriesIndex: [String: Int] = [:]
    private var tensorIndex: [String: Int] = [:]
    private var valueIndex: [String: Int] = [:]
    private var updateIndex: [UpdateName: Int] = [:]

    private enum State { case idle, recording, ended }
    private struct UpdateName: Hashable {
        var step: Int
        var parameter: String
        var version: Int
    }

    /// Makes a recorder; with a sink, each record is in the sink's hands when the call returns.
    public init(sink: (any TraceSink)? = nil, policy: RecordingPolicy = RecordingPolicy()) {
        self.sink = sink
        self.policy = policy
        trace = Trace(info: RunInfo(title: ""), isEnded: false)
    }

    /// Begins the run. Throws a `TraceError` when it has begun already, or the sink's error.
    public func begin(_ info: RunInfo) throws {
        guard state == .idle else { throw TraceError("this recorder has begun its run already") }
        try sink?.begin(info)
        trace.info = info
        state = .recording
    }

    /// Records an evaluation of a graph under its identifier.
    public func record(graph: GraphRecord) throws {
        try checkRecording()
        try checkNodes(of: graph)
        if let index = graphIndex[graph.id] {
            guard trace.graphs[index].firstDifference(from: graph) == nil else {
                throw taken("graph", graph.id)
            }
            return
        }
        try sink?.record(.graph(graph))
        graphIndex[graph.id] = trace.graphs.count
        trace.graphs.append(graph)
    }

    /// Records a training step; steps come in increasing order.
    public func record(step: StepRecord) throws {
        try checkRecording()
        if let last = trace.steps.last {
            if last == step { return }
            guard step.step > last.step else {
                throw TraceError(
                    "step \(step.step) was recorded after step \(last.step)",
                    fix: "count steps upwards, also when training goes on")
            }
        }
        try sink?.record(.step(step))
        trace.steps.append(step)
    }

    /// Declares a metric with its label and unit. Only needed when these differ from the name;
    /// points of an unknown metric declare it.
    public func declare(series name: String, label: String = "", unit: String = "") throws {
        try checkRecording()
        if let index = seriesIndex[name] {
            guard trace.series[index].label == label, trace.series[index].unit == unit else {
                throw taken("series", name)
            }
            return
        }
        let series = MetricSeries(name: name, label: label, unit: unit)
        try sink?.record(.series(series))
        seriesIndex[name] = trace.series.count
        trace.series.append(series)
    }

    /// Records a point of a metric; its steps come in increasing order.
    public func record(series name: String, step: Int, value: Double) throws {
        try checkRecording()
        if seriesIndex[name] == nil { try declare(series: name) }
        guard let index = seriesIndex[name] else { return }
        let point = MetricPoint(step: step, value: value)
        if let last = trace.series[index].points.last {
            if last == point { return }
            guard step > last.step else {
                throw TraceError(
                    "step \(step) of '\(name)' was recorded after step \(last.step)",
                    fix: "count steps upwards, also when training goes on")
            }
        }
        try sink?.record(.metric(series: name, point))
        trace.series[index].points.append(point)
    }

    /// Records the update of a parameter.
    public func record(update: UpdateRecord) throws {
        try checkRecording()
        let name = UpdateName(
            step: update.step, parameter: update.parameter, version: update.version)
        if let index = updateIndex[name] {
            guard trace.updates[index].firstDifference(from: update) == nil else {
                throw taken("update of step \(update.step)", update.parameter)
            }
            return
        }
        try sink?.record(.update(update))
        updateIndex[name] = trace.updates.count
        trace.updates.append(update)
    }

    /// Records a tensor under a name, whole.
    public func record(tensor: Tensor, named name: String, provenance: String = "") throws {
        try checkRecording()
        if let index = tensorIndex[name] {
            guard trace.tensors[index].tensor.isIdentical(to: tensor) else {
                throw taken("tensor", name)
            }
            return
        }
        let record = NamedTensor(
            name: name, tensor: tensor.contiguous(), provenance: provenance)
        try sink?.record(.tensor(record))
        tensorIndex[name] = trace.tensors.count
        trace.tensors.append(record)
    }

    /// Records a value under a name, which for an inline one is its place in the prose.
    public func record(
        value: RecordedNumber, named name: String, provenance: String = "", isInline: Bool = false
    ) throws {
        try checkRecording()
        if let index = valueIndex[name] {
            guard trace.values[index].value == value else { throw taken("value", name) }
            return
        }
        let record = NamedValue(
            name: name, value: value, provenance: provenance, isInline: isInline)
        try sink?.record(.value(record))
        valueIndex[name] = trace.values.count
        trace.values.append(record)
    }

    /// Ends the run; nothing can be recorded afterwards. Ending twice does nothing.
    public func end() throws {
        guard state != .ended else { return }
        try checkRecording()
        state = .ended
        trace.isEnded = true
        try sink?.end()
    }

    /// Ends the recording of a run that failed: what was recorded is kept, and the run is not
    /// marked as ended. Does nothing once the run has ended.
    public func abandon() throws {
        guard state == .recording else { return }
        state = .ended
        try sink?.abandon()
    }

    private func checkRecording() throws {
        switch state {
        case .recording: return
        case .idle: throw TraceError("nothing can be recorded before the run has begun")
        case .ended: throw TraceError("nothing can be recorded after the run has ended")
        }
    }

    /// What points outside the graph would make a file that no reader accepts.
    private func checkNodes(of graph: GraphRecord) throws {
        let count = graph.values.values.count
        let named = [graph.root].compactMap(\.self) + graph.staleNodes + graph.checks.map(\.node)
        if let wrong = named.first(where: { $0 < 0 || $0 >= count }) {
            throw TraceError("graph '\(graph.id)' has \(count) nodes and no node \(wrong)")
        }
    }

    private func taken(_ kind: String, _ name: String) -> TraceError {
        TraceError(
            "the \(kind) '\(name)' was recorded already with other contents",
            fix: "record it under another name")
    }
}
