import GradusDiagnostics
import GradusFigures
import GradusTrace

/// What scripts record beside the losses of their loops: `record(val_loss=…)`.
extension LoopRecorder {
    /// A metric of a training.
    struct Metric {
        /// What the script calls it.
        var name: String
        /// The training, by its place; nil before there is any.
        var training: Int?
        /// Its series: the name, with a number where another training has it.
        var series: String
    }

    /// Adds a point to a metric of the training that is under way, at the number of steps that
    /// it has done; without a training, at the next number. A validation loss after k steps so
    /// stands where the loss of the same parameters does.
    func record(_ name: String, _ value: Double, at span: SourceSpan) throws {
        let series = try self.series(of: name, at: span)
        let last = recorder.trace.series(series)?.points.last?.step
        var step = (last ?? -1) + 1
        if let current {
            step = trainings[current].steps + (open?.record != nil ? 1 : 0)
            if let last, last >= step {
                throw Diagnostic(
                    "'\(name)' was recorded already after step \(last)", at: span,
                    fix: "record it once between two steps of training")
            }
        }
        try recorder.record(series: series, step: step, value: value)
    }

    /// How many different metrics a run may record.
    private static let metricLimit = 1000

    private func series(of name: String, at span: SourceSpan) throws -> String {
        if let known = metrics.first(where: { $0.name == name && $0.training == current }) {
            return known.series
        }
        guard !name.isEmpty, !name.contains("~") else {
            throw Diagnostic(
                "'\(name)' is no name of a metric", at: span,
                fix: "name it like a variable: record(val_loss=...)")
        }
        guard metrics.count < Self.metricLimit else {
            throw Diagnostic(
                "more than \(Self.metricLimit) different metrics were recorded", at: span,
                fix: "record one metric at many steps rather than many metrics")
        }
        // The metrics of a training have the number that its loss has.
        let number = current.map { MetricName(trainings[$0].series).training } ?? 1
        let wanted = number > 1 ? "\(name)~\(number)" : name
        let isOwnLoss = current.map { trainings[$0].lossName == name } ?? false
        guard !isOwnLoss, !trainings.contains(where: { $0.series == wanted }) else {
            throw Diagnostic(
                "'\(name)' is recorded by the training itself", at: span,
                fix: "give it another name, such as val_\(name)")
        }
        var series = wanted
        var next = number
        while recorder.trace.series(series) != nil {
            next += 1
            series = "\(name)~\(next)"
        }
        metrics.append(Metric(name: name, training: current, series: series))
        return series
    }

    /// The trainings of one loss, or all, with what was recorded of each: the series of its loss
    /// and its metrics by name. What was recorded without a training comes last.
    func records(
        ofLoss series: String? = nil
    ) -> [(loss: String?, series: [(name: String, series: String)])] {
        var result: [(loss: String?, series: [(name: String, series: String)])] = []
        for name in seriesNames where series == nil || name == series {
            let places = trainings.indices.filter { trainings[$0].series == name }
            let loss = MetricName(name).plain
            result.append(
                (
                    name,
                    [(loss, name)]
                        + metrics.filter { metric in
                            metric.training.map(places.contains) ?? false
                        }.map { ($0.name, $0.series) }
                ))
        }
        let free = metrics.filter { $0.training == nil }.map { ($0.name, $0.series) }
        if series == nil, !free.isEmpty { result.append((nil, free)) }
        return result
    }
}
