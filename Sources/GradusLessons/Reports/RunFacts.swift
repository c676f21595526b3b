import GradusDocuments
import GradusFigures
import GradusGraphics
import GradusTrace

/// What a trace says of its run in words and tables; each number with its key.
struct RunFacts {
    let trace: Trace

    init(_ trace: Trace) { self.trace = trace }

    /// What the run holds, in a sentence; how far it came where it did not end.
    var sentence: [DocumentInline] {
        var parts: [[DocumentInline]] = []
        if !trace.steps.isEmpty {
            parts.append(count(.steps, "training step") + (hasEpochs ? epochs : []))
        }
        if !trace.graphs.isEmpty { parts.append(count(.graphs, "recorded graph")) }
        if !trace.updates.isEmpty {
            parts.append(
                count(.updates, "update") + [.text(" of parameters")])
        }
        guard !parts.isEmpty else {
            return [
                .text(
                    trace.isEnded
                        ? "Nothing was recorded in this run: it declared nothing with parameter(…) "
                            + "that it then trained, and drew no figure."
                        : "Nothing was recorded before the recording stopped.")
            ]
        }
        var sentence: [DocumentInline] = [.text("The run holds ")]
        for (place, part) in parts.enumerated() {
            if place > 0 { sentence.append(.text(place == parts.count - 1 ? " and " : ", ")) }
            sentence += part
        }
        sentence.append(.text("."))
        if !trace.isEnded, !trace.steps.isEmpty, hasEpochs,
            trace.completeEpochCount < trace.epochCount
        {
            sentence += [.text(" The recording stopped in epoch "), value(.epochs), .text(".")]
        }
        return sentence
    }

    /// Says of a run that did not end that it did not; nil of any other.
    var warning: [DocumentInline]? {
        guard !trace.isEnded else { return nil }
        return [
            .strong([.text("This run did not end.")]),
            .text(
                " It was killed, it failed, or it was still going on when this report was made. "
                    + "Everything below was recorded until then."),
        ]
    }

    /// Whether steps belong to epochs: not those of a single loop, which may be anything.
    private var hasEpochs: Bool {
        trace.steps.contains { $0.epoch > 0 }
            || !trace.series.allSatisfy { $0.label == MetricLabel.eachStep }
    }

    private var epochs: [DocumentInline] {
        let word = trace.isEnded ? "epoch" : "complete epoch"
        return [.text(" in ")] + count(.completeEpochs, word)
    }

    /// A number of the run with what it counts.
    private func count(_ field: TraceKey.RunField, _ word: String) -> [DocumentInline] {
        let isOne = trace[field] == .integer(1)
        return [value(field), .text(" \(word)\(isOne ? "" : "s")")]
    }

    private func value(_ field: TraceKey.RunField) -> DocumentInline {
        let text: String =
            switch trace[field] {
            case .integer(let number) where field != .seed: NumberText.integer(number)
            case .some(let other): other.description
            case nil: "none"
            }
        return .value(text, key: key(.run(field)))
    }

    /// A fact and its value.
    var rows: [(String, [DocumentInline])] {
        var rows: [(String, [DocumentInline])] = []
        if let source = trace.info.source { rows.append(("source", [.code(source)])) }
        if trace.info.seed != nil { rows.append(("seed", [value(.seed)])) }
        if !trace.info.programVersion.isEmpty {
            rows.append(("recorded by", [.text("Gradus \(trace.info.programVersion)")]))
        }
        // A rate that could not be read off an update is none to show.
        if let step = trace.steps.last, !step.learningRate.isNaN {
            rows.append(
                (
                    "learning rate at the last step",
                    [
                        .value(
                            NumberText.short(step.learningRate),
                            key: key(.step(step.step, .learningRate)))
                    ]
                ))
        }
        for series in trace.series {
            guard let last = series.points.last else { continue }
            rows.append(
                (
                    Self.rowName(of: series),
                    [
                        .value(
                            NumberText.short(last.value),
                            key: key(.metricSummary(series.name, .last)))
                    ]
                ))
        }
        for value in trace.values {
            guard let number = value.value.double, !value.isInline else { continue }
            rows.append(
                (value.name, [.value(NumberText.short(number), key: key(.value(name: value.name)))])
            )
        }
        return rows
    }

    /// A metric as a reader calls it; its second and later trainings are told apart.
    private static func rowName(of series: MetricSeries) -> String {
        let name = MetricName(series.name)
        return name.plain + " at the last step"
            + (name.training > 1 ? " of training \(name.training)" : "")
    }

    /// The facts as a table.
    var table: DocumentTable {
        DocumentTable(
            alignments: [.leading, .trailing], header: [[.text("What")], [.text("Value")]],
            rows: rows.map { [[.text($0.0)], $0.1] })
    }

    /// How the parameters were spread when they were last summarised; nil when never.
    var parameterTable: DocumentTable? {
        guard let step = trace.steps.last(where: { !$0.parameters.isEmpty }) else { return nil }
        return DocumentTable(
            alignments: [.leading, .trailing, .trailing, .trailing, .trailing, .trailing],
            header: ["name", "elements", "smallest", "mean", "largest", "gradient norm"].map {
                [.text($0)]
            },
            rows: step.parameters.map { parameter in
                let cells: [(TraceKey.NodeTensor, SummaryStatistic)] = [
                    (.value, .count), (.value, .min), (.value, .mean), (.value, .max),
                    (.gradient, .norm),
                ]
                return [[.code(parameter.name)]]
                    + cells.map { [cell(step, parameter, $0.0, $0.1)] }
            })
    }

    private func cell(
        _ step: StepRecord, _ parameter: ParameterSummary, _ tensor: TraceKey.NodeTensor,
        _ statistic: SummaryStatistic
    ) -> DocumentInline {
        let summary = tensor == .value ? parameter.value : parameter.gradient
        let key = TraceKey.step(step.step, .parameter(parameter.name, tensor, statistic))
        switch summary?[statistic] {
        case .number(let number): return .value(NumberText.short(number), key: key.rawValue)
        case .integer(let count): return .value(NumberText.integer(count), key: key.rawValue)
        case .text, nil: return .text("none")
        }
    }

    private func key(_ key: TraceKey) -> String { key.rawValue }
}
