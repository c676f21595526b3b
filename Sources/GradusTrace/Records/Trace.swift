import GradusAutodiff

/// A recorded run: everything that figures and reports may show of it.
///
/// A plain value. Records stand in the order in which they were made; keys
/// (`TraceKey`) name any number in it.
public struct Trace: Sendable {
    /// What the run was.
    public var info: RunInfo
    /// The recorded evaluations of graphs.
    public var graphs: [GraphRecord]
    /// The training steps, in order.
    public var steps: [StepRecord]
    /// The metrics over the steps.
    public var series: [MetricSeries]
    /// The tensors kept by name.
    public var tensors: [NamedTensor]
    /// The updates of parameters.
    public var updates: [UpdateRecord]
    /// The values kept by name.
    public var values: [NamedValue]
    /// Whether the run came to its end; not when it was killed or failed, and while it goes on.
    public var isEnded: Bool

    /// Makes a trace, empty unless records are given.
    public init(
        info: RunInfo, graphs: [GraphRecord] = [], steps: [StepRecord] = [],
        series: [MetricSeries] = [], tensors: [NamedTensor] = [], updates: [UpdateRecord] = [],
        values: [NamedValue] = [], isEnded: Bool = true
    ) {
        self.info = info
        self.graphs = graphs
        self.steps = steps
        self.series = series
        self.tensors = tensors
        self.updates = updates
        self.values = values
        self.isEnded = isEnded
    }

    /// The recorded graph of that identifier. O(graphs).
    public func graph(_ id: String) -> GraphRecord? { graphs.first { $0.id == id } }
    /// The metric of that name. O(series).
    public func series(_ name: String) -> MetricSeries? { series.first { $0.name == name } }
    /// The tensor of that name. O(tensors).
    public func tensor(_ name: String) -> NamedTensor? { tensors.first { $0.name == name } }
    /// The value of that name. O(values).
    public func value(_ name: String) -> NamedValue? { values.first { $0.name == name } }

    /// The number that a key names, or nil when the key leads nowhere.
    /// For many keys make one `TraceResolver`, which remembers views and paths.
    public func resolve(_ key: TraceKey) -> RecordedNumber? { TraceResolver(self).resolve(key) }
}
