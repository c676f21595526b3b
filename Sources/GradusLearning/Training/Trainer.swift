import GradusAutodiff
import GradusTensors

/// The training loop: mini-batches in a new order each epoch, forward, backward, update.
public struct Trainer: Sendable {
    /// What is made small.
    public var loss: Loss

    /// Makes a trainer.
    public init(loss: Loss = .categoricalCrossentropy) { self.loss = loss }

    /// Trains a model and returns what happened.
    ///
    /// The same arguments give the same result bit for bit. A loss that is not finite ends
    /// the training; `History.divergedAtStep` says where.
    ///
    /// - Parameters:
    ///   - validation: samples that the model is measured on after each epoch.
    ///   - shuffleSeed: what the order of samples follows from, epoch after epoch.
    ///   - observers: told in this order; what they throw ends the training, with the model
    ///     as the last update left it.
    /// - Throws: a `TensorError` when shapes do not fit, or an observer's error.
    public func fit(
        _ model: inout Sequential, _ data: DataSet, validation: DataSet? = nil, epochs: Int,
        batchSize: Int, optimizer: any Optimizer, shuffleSeed: UInt64,
        observers: [any TrainingObserver] = []
    ) throws -> History {
        try check(data, validation, epochs, batchSize)
        var run = TrainingRun(
            loss: loss, data: data, validation: validation, batchSize: batchSize,
            optimizer: optimizer, stream: RandomStream(seed: shuffleSeed))
        let plan = TrainingPlan(
            parameters: model.parameters, epochs: epochs, batchSize: batchSize,
            samples: data.count, validationSamples: validation?.count ?? 0,
            stepsPerEpoch: (data.count - 1) / batchSize + 1, loss: loss,
            optimizer: optimizer.description, learningRate: optimizer.learningRate,
            shuffleSeed: shuffleSeed)
        for observer in observers { try observer.trainingWillBegin(plan) }
        for epoch in 0..<epochs where run.history.divergedAtStep == nil {
            let report = try run.epoch(epoch, &model, observers)
            for observer in observers { try observer.didFinishEpoch(report) }
        }
        for observer in observers { try observer.trainingDidEnd(run.history) }
        return run.history
    }

    /// The loss of a model on samples, and the share that it classifies correctly.
    public func evaluate(
        _ model: Sequential, on data: DataSet
    ) throws(TensorError) -> (loss: Double, accuracy: Double?) {
        let graph = try StepGraph(model, loss, data)
        let correct = graph.correctCount(loss)
        return (graph.loss, correct.map { Double($0) / Double(data.count) })
    }

    private func check(
        _ data: DataSet, _ validation: DataSet?, _ epochs: Int, _ batchSize: Int
    ) throws(TensorError) {
        guard data.count > 0 else {
            throw TensorError("there is nothing to train on: the data has no samples")
        }
        guard validation?.count != 0 else {
            throw TensorError("the validation data has no samples", fix: "leave it out")
        }
        guard epochs >= 0 else {
            throw TensorError("the number of epochs is not negative, found \(epochs)")
        }
        guard batchSize >= 1 else {
            throw TensorError("a batch has at least one sample, found \(batchSize)")
        }
    }
}
