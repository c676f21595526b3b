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
            parameters: "history, *, metrics=, scale=, \(FigureArguments.parameters)"
        ) { try curves($0) }
    }

    private func curves(_ call: HostCall) throws -> Value {
        let arguments = try FigureArguments(call, in: recording)
        let history = try call.required("history").host(HistoryObject.self, called: "history")
        var names: [String] = []
        if let argument = call["metrics"] {
            for element in try argument.list() {
                let metric = try element.choice(history.metricNames)
                names += history.seriesNames(of: metric)
            }
        } else {
            names = history.seriesNames(of: "loss") + history.seriesNames(of: "val_loss")
        }
        var scale = ScaleKind.automatic
        if let argument = call["scale"] {
            let word = try argument.choice(ScaleKind.allCases.map(\.rawValue))
            scale = ScaleKind(rawValue: word) ?? scale
        }
        let series = names.compactMap { recording.recorder.trace.series($0) }
        guard !series.isEmpty else {
            throw Diagnostic("there is nothing to draw: no metric was recorded", at: call.span)
        }
        let figure = LineChartFigure(series: series, text: arguments.text, scale: scale)
        try arguments.add(figure, to: recording, at: call.span)
        return .none
    }
}
