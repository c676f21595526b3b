import GradusDocuments
import GradusGraphics
import GradusTrace

/// What a trace says of its run in words and tables; each number with its key.
struct RunFacts {
    let trace: Trace

    init(_ trace: Trace) { self.trace = trace }

    /// One sentence about the whole run.
    var sentence: String {
        var parts: [String] = []
        if let last = trace.steps.last {
            let epochs = last.epoch + 1
            parts.append(
                "\(NumberText.integer(trace.steps.count)) training steps in "
                    + "\(epochs) \(epochs == 1 ? "epoch" : "epochs")")
        }
        if !trace.graphs.isEmpty {
            let count = trace.graphs.count
            parts.append("\(count) recorded \(count == 1 ? "graph" : "graphs")")
        }
        if !trace.updates.isEmpty {
            let count = trace.updates.count
            parts.append("\(count) \(count == 1 ? "update" : "updates") of parameters")
        }
        guard !parts.isEmpty else { return "Nothing was recorded in this run." }
        let list =
            parts.count == 1
            ? parts[0] : parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
        return "The run holds \(list)."
    }

    /// A fact and its value.
    var rows: [(String, [DocumentInline])] {
        var rows: [(String, [DocumentInline])] = []
        if let source = trace.info.source { rows.append(("source", [.code(source)])) }
        if let seed = trace.info.seed { rows.append(("seed", [.text(String(seed))])) }
        if !trace.info.programVersion.isEmpty {
            rows.append(("recorded by", [.text("Gradus \(trace.info.programVersion)")]))
        }
        if let step = trace.steps.last {
            rows.append(
                (
                    "learning rate at the last step",
                    [.value(NumberText.short(step.learningRate), key: key(.step(step.step, .learningRate)))]
                ))
        }
        for series in trace.series {
            guard let last = series.points.last else { continue }
            rows.append(
                (
                    "\(series.name) at the last step",
                    [
                        .value(
                            NumberText.short(last.value),
                            key: key(.metricSummary(series.name, .last)))
                    ]
                ))
        }
        for value in trace.values {
            guard let number = value.value.double, !value.name.contains(":") else { continue }
            rows.append(
                (value.name, [.value(NumberText.short(number), key: key(.value(name: value.name)))])
            )
        }
        return rows
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
