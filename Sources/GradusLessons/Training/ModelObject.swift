import GradusDiagnostics
import GradusLearning
import GradusScript
import GradusTensors

/// A model in a script: it is fitted in place, as in Keras.
final class ModelObject: HostObject {
    /// More steps than any lesson can wait for; steps are counted, not seconds.
    static let stepLimit = 10_000_000

    let typeName = "Sequential"
    private var model: Sequential
    private let recording: RunRecording

    init(_ model: Sequential, _ recording: RunRecording) {
        self.model = model
        self.recording = recording
    }

    var attributeNames: [String] { ["fit", "predict", "parameter_count", "parameters"] }

    func attribute(_ name: String) -> Value? {
        switch name {
        case "parameter_count": .int(model.parameterCount)
        case "parameters": .makeTuple(model.parameters.map { .tensor($0.value.copied()) })
        case "predict": .method("model.predict", parameters: "x") { try self.predict($0) }
        case "fit":
            .method(
                "model.fit",
                parameters: "x, y, *, validation_data=, epochs=, batch_size=, optimizer=, "
                    + "loss=, shuffle_seed="
            ) { try self.fit($0) }
        default: nil
        }
    }

    private func predict(_ call: HostCall) throws -> Value {
        let inputs = try call.required("x")
        do {
            return .tensor(try model.predict(try inputs.tensor()))
        } catch let error as TensorError {
            throw Diagnostic(error.message, at: inputs.span, fix: error.fix)
        }
    }

    private func fit(_ call: HostCall) throws -> Value {
        let epochs = try call["epochs"]?.int() ?? 1
        let batchSize = try call["batch_size"]?.int() ?? 32
        let word = try call["loss"]?.choice(Loss.allCases.map(\.rawValue))
        let loss = word.flatMap(Loss.init(rawValue:)) ?? .categoricalCrossentropy
        let seed = try HostNumbers.seed(call["shuffle_seed"])
        do {
            let data = try DataSet(
                inputs: try call.required("x").tensor(), targets: try call.required("y").tensor())
            let validation = try validationData(call)
            let optimizer =
                try call["optimizer"]?.host(OptimizerObject.self, called: "optimizer").optimizer
                ?? SGD(learningRate: 0.01)
            try check(call, epochs: epochs, batches: data.count / max(1, batchSize) + 1)
            try recording.loops.closeStep()
            let recorder = TrainingRecorder(recording.recorder)
            let history = try Trainer(loss: loss).fit(
                &model, data, validation: validation, epochs: epochs, batchSize: batchSize,
                optimizer: optimizer, shuffleSeed: seed, observers: [recorder])
            return .host(HistoryObject(history, recorder))
        } catch let error as TensorError {
            throw Diagnostic(error.message, at: call.span, fix: error.fix)
        }
    }

    private func check(_ call: HostCall, epochs: Int, batches: Int) throws(Diagnostic) {
        let (steps, overflow) = epochs.multipliedReportingOverflow(by: batches)
        guard overflow || steps > Self.stepLimit else { return }
        throw Diagnostic(
            "the training would take more than \(Self.stepLimit) steps",
            at: call["epochs"]?.span ?? call.span, fix: "train for fewer epochs")
    }

    private func validationData(_ call: HostCall) throws -> DataSet? {
        guard let argument = call["validation_data"] else { return nil }
        let pair = try argument.list()
        guard pair.count == 2 else {
            throw argument.mismatch("inputs and targets, as in (x_val, y_val)")
        }
        return try DataSet(inputs: try pair[0].tensor(), targets: try pair[1].tensor())
    }
}
