extension Trace {
    /// The number of epochs that were begun, over all trainings.
    public var epochCount: Int {
        var count = 0
        var last: StepRecord?
        for step in steps {
            // An epoch begins where the number changes, or where batches begin anew.
            let isSame = last.map { $0.epoch == step.epoch && $0.batch < step.batch } ?? false
            if !isSame { count += 1 }
            last = step
        }
        return count
    }

    /// The number of epochs that were recorded whole: all of a run that ended, and of another
    /// the last one only when its summary was recorded too.
    public var completeEpochCount: Int {
        let begun = epochCount
        guard !isEnded, begun > 0 else { return begun }
        let summarised = series.reduce(0) { sum, series in
            series.name == "epoch_loss" || series.name.hasPrefix("epoch_loss~")
                ? sum + series.points.count : sum
        }
        return summarised >= begun ? begun : begun - 1
    }

    /// A number of the run as a whole; nil where it has none.
    public subscript(field: TraceKey.RunField) -> RecordedNumber? {
        switch field {
        case .seed:
            info.seed.map { seed in Int(exactly: seed).map { .integer($0) } ?? .text("\(seed)") }
        case .steps: .integer(steps.count)
        case .epochs: .integer(epochCount)
        case .completeEpochs: .integer(completeEpochCount)
        case .graphs: .integer(graphs.count)
        case .updates: .integer(updates.count)
        }
    }
}
