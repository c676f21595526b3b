/// A number that a `TensorSummary` holds.
public enum SummaryStatistic: String, Sendable, Hashable, Codable, CaseIterable {
    /// The number of elements.
    case count
    /// The smallest element that is not nan.
    case min
    /// The largest element that is not nan.
    case max
    /// The mean of the finite elements.
    case mean
    /// The standard deviation of the finite elements (divided by their number).
    case std
    /// The Euclidean norm of the finite elements.
    case norm
    /// How many elements are nan.
    case nan
    /// How many elements are infinite.
    case inf
}

/// A number that summarises a metric over the recorded steps.
public enum MetricStatistic: String, Sendable, Hashable, Codable, CaseIterable {
    /// The value at the first recorded step.
    case first
    /// The value at the last recorded step.
    case last
    /// The smallest value; nan is passed over.
    case min
    /// The largest value; nan is passed over.
    case max
    /// The first step with the smallest value.
    case argmin
    /// The first step with the largest value.
    case argmax
    /// The number of recorded steps.
    case count
    /// The first step whose value is not finite, where training diverged.
    case diverged
}
