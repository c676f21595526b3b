import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTrace

/// The curves of trainings in loops of a script's own: their losses, and what `record(…)` kept
/// beside them.
struct LoopCurves {
    /// A chart for each family of metrics, each with the series of every training.
    let charts: [[LineChartFigure.Contestant]]

    /// All trainings, or that of the loss that is named.
    init(_ argument: HostArgument?, _ call: HostCall, _ recording: RunRecording) throws {
        try recording.loops.publishLoss()
        var wanted: String?
        if let argument, case .variable(let loss) = argument.value {
            let name = argument.variableName ?? loss.name ?? "loss"
            wanted =
                [loss.name, argument.variableName].compactMap(\.self)
                .compactMap { recording.loops.seriesName(ofLoss: $0) }.first
            guard wanted != nil else {
                throw Diagnostic(
                    "no training step was recorded for '\(name)'", at: argument.span,
                    fix: "update a parameter first: w -= 0.1 * grad(\(name), w)")
            }
        }
        let records = recording.loops.records(ofLoss: wanted)
        guard !records.isEmpty else {
            throw Diagnostic(
                "there is nothing to draw: no training step and no metric was recorded",
                at: call.span,
                fix: "update a parameter first, w -= 0.1 * grad(loss, w), or record(val_loss=...)")
        }
        guard records.count <= LineChartFigure.contestantLimit else {
            throw Diagnostic(
                "more than \(LineChartFigure.contestantLimit) trainings cannot be told apart in "
                    + "one figure, found \(records.count)", at: call.span,
                fix: "name the loss to draw: \(call.function)(loss)")
        }
        let labels =
            try CurveSources.labels(call, count: records.count)
            ?? records.map { record in
                guard let loss = record.loss else { return "no training" }
                let name = MetricName(loss)
                return name.training > 1 ? "\(name.plain), training \(name.training)" : name.plain
            }
        let trace = recording.recorder.trace
        charts = try Self.families(records.map(\.series), call).map { metrics in
            zip(labels, records).map { label, record in
                LineChartFigure.Contestant(
                    label: label,
                    series: record.series.filter { metrics.contains($0.name) }
                        .compactMap { trace.series($0.series) })
            }.filter { !$0.series.isEmpty }
        }
    }

    /// The names to draw, those of one family together: as `metrics` says, else the losses with
    /// what was measured of the same, or all where nothing was.
    private static func families(
        _ records: [[(name: String, series: String)]], _ call: HostCall
    ) throws -> [[String]] {
        var known: [String] = []
        for name in records.flatMap({ $0.map(\.name) }) where !known.contains(name) {
            known.append(name)
        }
        var names: [String] = []
        if let argument = call["metrics"] {
            for element in try argument.list() {
                let name = try element.choice(known)
                if !names.contains(name) { names.append(name) }
            }
            guard !names.isEmpty else {
                throw Diagnostic("there is nothing to draw: no metric is named", at: argument.span)
            }
        } else {
            let losses = Set(records.compactMap { $0.first.map { MetricName($0.name).family } })
            names = known.filter { losses.contains(MetricName($0).family) }
            if names.count == Set(records.compactMap { $0.first?.name }).count { names = known }
        }
        var families: [(family: String, names: [String])] = []
        for name in names {
            let family = MetricName(name).family
            // Losses of several names are compared in one chart.
            let isLoss = records.contains { $0.first?.name == name }
            let key =
                isLoss
                ? ""
                : records.contains {
                    $0.first.map { MetricName($0.name).family } == family
                } ? "" : family
            if let place = families.firstIndex(where: { $0.family == key }) {
                families[place].names.append(name)
            } else {
                families.append((key, [name]))
            }
        }
        return families.map(\.names)
    }
}
