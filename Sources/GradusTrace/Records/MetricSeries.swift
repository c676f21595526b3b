/// A metric at one step.
public struct MetricPoint: Sendable, Hashable, Codable {
    /// The training step, from 0 or as the run counts.
    public var step: Int
    /// The value; it may be nan or infinite when training diverged.
    public var value: Double

    /// Makes a point.
    public init(step: Int, value: Double) {
        self.step = step
        self.value = value
    }

    /// Whether both are the same bit for bit.
    public static func == (left: MetricPoint, right: MetricPoint) -> Bool {
        left.step == right.step && left.value.bitPattern == right.value.bitPattern
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(step)
        hasher.combine(value.bitPattern)
    }
}

/// A metric over the steps of a run: `loss`, `accuracy`, `epoch_loss`, `val_loss`,
/// `val_accuracy`, or any other name.
public struct MetricSeries: Sendable, Hashable, Codable {
    /// The name in keys; unique in its run.
    public var name: String
    /// What an axis or legend calls it; the name where empty.
    public var label: String
    /// The unit, empty for a plain number.
    public var unit: String
    /// The values with strictly increasing steps.
    public var points: [MetricPoint]

    /// Makes a series.
    public init(
        name: String, label: String = "", unit: String = "", points: [MetricPoint] = []
    ) {
        self.name = name
        self.label = label
        self.unit = unit
        self.points = points
    }

    /// The value at a step, nil where none was recorded. O(log points).
    public func value(at step: Int) -> Double? {
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle].step < step { low = middle + 1 } else { high = middle }
        }
        return low < points.count && points[low].step == step ? points[low].value : nil
    }

    /// A number that summarises the series; nil where there is none (no points, only nan).
    public subscript(statistic: MetricStatistic) -> RecordedNumber? {
        switch statistic {
        case .count: .integer(points.count)
        case .first: points.first.map { .number($0.value) }
        case .last: points.last.map { .number($0.value) }
        case .min: extreme(<).map { .number($0.value) }
        case .max: extreme(>).map { .number($0.value) }
        case .argmin: extreme(<).map { .integer($0.step) }
        case .argmax: extreme(>).map { .integer($0.step) }
        case .diverged: points.first { !$0.value.isFinite }.map { .integer($0.step) }
        }
    }

    private func extreme(_ isBetter: (Double, Double) -> Bool) -> MetricPoint? {
        var best: MetricPoint?
        for point in points where !point.value.isNaN {
            if let found = best, !isBetter(point.value, found.value) { continue }
            best = point
        }
        return best
    }
}
