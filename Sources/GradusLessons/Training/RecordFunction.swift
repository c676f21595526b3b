import GradusDiagnostics
import GradusScript

/// `record(val_loss=…, val_accuracy=…)`: what a script measures in a loop of its own.
struct RecordFunction {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(name: "record", parameters: "**metrics") { call in
            guard !call.keywords.isEmpty else {
                throw Diagnostic(
                    "record() takes what is measured by name", at: call.span,
                    fix: "record(val_loss=mean((y - target)**2))")
            }
            for argument in call.keywords {
                guard let number = Self.number(argument.value) else {
                    throw argument.mismatch("a number")
                }
                try recording.loops.record(argument.name, number, at: argument.span)
            }
            return .none
        }
    }

    /// A plain, an array's or a recorded number.
    private static func number(_ value: Value) -> Double? {
        switch value {
        case .variable(let variable) where variable.shape.count == 1: variable.value.scalarValue
        case .array(let array) where array.tensor.size == 1: array.tensor.scalarValue
        default: value.number
        }
    }
}
