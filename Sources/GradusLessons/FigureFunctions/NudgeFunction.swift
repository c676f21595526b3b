import GradusAutodiff
import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors
import GradusTrace

/// `figure.nudge`.
struct NudgeFunction {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(
            namespace: "figure", name: "nudge",
            parameters: "root, parameter, *, epsilon=, cell=, \(FigureArguments.parameters)"
        ) { try draw($0) }
    }

    private func draw(_ call: HostCall) throws -> Value {
        let arguments = try FigureArguments(call, in: recording)
        let rootArgument = try call.required("root")
        let root = try rootArgument.variable()
        let argument = try call.required("parameter")
        let variable = try argument.variable()
        let epsilon = try call["epsilon"]?.double() ?? 1e-4
        guard epsilon.isFinite, epsilon != 0, abs(epsilon) >= 1e-12 else {
            throw (call["epsilon"] ?? argument).mismatch("a distance such as 0.0001")
        }
        let size = variable.value.size
        guard size >= 1, size <= NudgeFigure.cellLimit, variable.value.ndim <= 2 else {
            throw Diagnostic(
                "figure.nudge() writes out every cell of a matrix of at most "
                    + "\(NudgeFigure.cellLimit) elements, found the shape \(variable.shape)",
                at: argument.span, fix: "nudge a smaller parameter, such as a bias")
        }
        let cell = try cell(call, of: variable.shape)
        do {
            let (record, places) = try recording.record(graphOf: root, withGradients: true)
            guard let version = call.version(of: variable, in: root),
                let leaf = places[version.index], let top = record.viewRoot
            else {
                let name = root.name.map { "'\($0)'" } ?? "what is drawn"
                throw Diagnostic(
                    "\(name) does not depend on \(argument.variableName.map { "'\($0)'" } ?? "it")",
                    at: argument.span)
            }
            let figure = NudgeFigure(
                name: arguments.name, record: record, cell: cell,
                nudge: try record.values.nudge(leaf: leaf, root: top, by: epsilon),
                samples: try record.values.root(
                    top, movingElement: cell, of: leaf,
                    by: NudgeFigure.curve.map { $0 * epsilon }),
                text: arguments.text)
            let place = "\(call.function), \(call.span.file):\(call.span.start.line)"
            for tensor in figure.tensors {
                try recording.recorder.record(
                    tensor: tensor.tensor, named: tensor.name, provenance: place)
            }
            for value in figure.values {
                try recording.recorder.record(
                    value: value.value, named: value.name, provenance: value.provenance)
            }
            try arguments.add(figure, to: recording, at: call.span)
        } catch let error as TensorError {
            throw Diagnostic(error.message, at: argument.span, fix: error.fix)
        }
        return .none
    }

    /// The row-major index of `cell=(i, j)`; the first cell when none is given.
    private func cell(_ call: HostCall, of shape: Shape) throws(Diagnostic) -> Int {
        guard let argument = call["cell"] else { return 0 }
        let places = try argument.integers()
        guard places.count == shape.rank else {
            throw argument.mismatch("\(shape.rank) places, for the shape \(shape)")
        }
        var index = 0
        for (place, length) in zip(places, shape.dimensions) {
            let wrapped = place < 0 ? place + length : place
            guard wrapped >= 0, wrapped < length else {
                throw argument.mismatch("places within the shape \(shape)")
            }
            index = index * length + wrapped
        }
        return index
    }
}
