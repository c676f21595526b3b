import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTrace

/// `figure.curves`.
struct CurveFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(
            namespace: "figure", name: "curves",
            parameters: "history=, *, metrics=, labels=, scale=, \(FigureArguments.parameters)"
        ) { try curves($0) }
    }

    private func curves(_ call: HostCall) throws -> Value {
        let arguments = try FigureArguments(call, in: recording)
        var scale = ScaleKind.automatic
        if let argument = call["scale"] {
            let word = try argument.choice(ScaleKind.allCases.map(\.rawValue))
            scale = ScaleKind(rawValue: word) ?? scale
        }
        let sources = try CurveSources(call, recording)
        let figures =
            switch sources.content {
            case .histories(let histories):
                try charts(of: histories, call, scale)
            case .lists(let series):
                [chart(of: series, scale)]
            case .loops(let curves):
                curves.charts.map { chart(ofLoops: $0, scale) }
            }
        let figure: any Figure
        if var single = figures.first, figures.count == 1 {
            single.text = arguments.text
            figure = single
        } else {
            figure = LineChartPanels(figures, text: arguments.text)
        }
        try arguments.add(figure, to: recording, at: call.span)
        return .none
    }

    /// Numbers that a script gathered: one axis, as the script put them together.
    private func chart(of series: [MetricSeries], _ scale: ScaleKind) -> LineChartFigure {
        let lines = series.enumerated().map { place, one in
            LineChartFigure.Line(
                series: one, kind: one.points.count <= 60 ? .dots : .plain,
                color: LineChartFigure.lineColor(place),
                label: one.label.isEmpty ? MetricName(one.name).plain : one.label)
        }
        return LineChartFigure(lines: lines, scale: scale)
    }

    /// What loops of the script recorded of one family: of one training, or compared.
    private func chart(
        ofLoops contestants: [LineChartFigure.Contestant], _ scale: ScaleKind
    ) -> LineChartFigure {
        if let only = contestants.first, contestants.count == 1 {
            return LineChartFigure(series: only.series, scale: scale)
        }
        return LineChartFigure(comparing: contestants, scale: scale)
    }

    /// A chart for each family of metrics: loss and accuracy have no scale in common.
    private func charts(
        of histories: [(label: String, history: HistoryObject)], _ call: HostCall,
        _ scale: ScaleKind
    ) throws -> [LineChartFigure] {
        var metrics: [String] = []
        if let argument = call["metrics"] {
            let known = histories.map { $0.history.metricNames }
            let common =
                known.first?.filter { name in known.allSatisfy { $0.contains(name) } } ?? []
            for element in try argument.list() {
                let metric = try element.choice(common)
                if !metrics.contains(metric) { metrics.append(metric) }
            }
        } else {
            metrics = ["loss", "val_loss"]
        }
        var families: [(name: String, metrics: [String])] = []
        for metric in metrics {
            let name = MetricName(metric).family
            if let place = families.firstIndex(where: { $0.name == name }) {
                families[place].metrics.append(metric)
            } else {
                families.append((name, [metric]))
            }
        }
        let charts = families.compactMap { chart(of: histories, $0.metrics, scale) }
        guard !charts.isEmpty else {
            throw Diagnostic("there is nothing to draw: no metric was recorded", at: call.span)
        }
        return charts
    }

    /// A chart of metrics of one family; nil when none of them was recorded.
    private func chart(
        of histories: [(label: String, history: HistoryObject)], _ metrics: [String],
        _ scale: ScaleKind
    ) -> LineChartFigure? {
        let trace = recording.recorder.trace
        if let only = histories.first, histories.count == 1 {
            let series = metrics.flatMap { only.history.seriesNames(of: $0) }
                .compactMap { trace.series($0) }
            return series.isEmpty ? nil : LineChartFigure(series: series, scale: scale)
        }
        // Of several trainings the noise of mini-batches would hide what differs, unless they
        // are so short that there is nothing else.
        let areShort = histories.contains { $0.history.epochCount < 2 }
        let contestants = histories.map { label, history in
            LineChartFigure.Contestant(
                label: label,
                series: metrics.compactMap { metric in
                    let names = history.seriesNames(of: metric)
                    return (areShort ? names.first : names.last).flatMap { trace.series($0) }
                })
        }
        guard contestants.contains(where: { !$0.series.isEmpty }) else { return nil }
        return LineChartFigure(comparing: contestants, scale: scale)
    }
}
