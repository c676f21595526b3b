/// One thing recorded. A trace is what its events add up to, in their order.
public enum TraceEvent: Sendable {
    /// An evaluation of a graph.
    case graph(GraphRecord)
    /// A training step.
    case step(StepRecord)
    /// A metric is declared, without points; it comes before the metric's first point.
    case series(MetricSeries)
    /// A point of a declared metric.
    case metric(series: String, MetricPoint)
    /// An update of a parameter.
    case update(UpdateRecord)
    /// A named tensor.
    case tensor(NamedTensor)
    /// A named value.
    case value(NamedValue)
}

/// A place that recorded events go to while a run is still going on, such as a trace file.
public protocol TraceSink: AnyObject {
    /// Called once, before the first event.
    func begin(_ info: RunInfo) throws
    /// Called for each event in order, after the recorder has checked it.
    func record(_ event: TraceEvent) throws
    /// Called once, when the run is over; nothing follows.
    func end() throws
    /// Called instead of `end` when the run failed; what was recorded is kept.
    func abandon() throws
}
