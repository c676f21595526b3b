import GradusScript

/// The figures of tensors and of their operations.
struct TensorFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        TensorStructureFunctions(recording: recording).register(in: session)
        TensorOperationFunctions(recording: recording).register(in: session)
        TensorBroadcastFunctions(recording: recording).register(in: session)
        TensorSelectionFunctions(recording: recording).register(in: session)
        TensorEncodingFunctions(recording: recording).register(in: session)
        TensorProductFunctions(recording: recording).register(in: session)
    }
}
