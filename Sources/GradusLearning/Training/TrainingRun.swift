import GradusAutodiff
import GradusTensors

/// A training that is under way.
struct TrainingRun {
    let loss: Loss
    let data: DataSet
    let validation: DataSet?
    let batchSize: Int
    var optimizer: any Optimizer
    /// Where the order of samples comes from.
    var stream: RandomStream
    var history = History()
    /// The graphs by batch size: a full batch, the smaller last one, the validation data.
    private var graphs: [Int: StepGraph] = [:]
    private var validationGraph: StepGraph?

    init(
        loss: Loss, data: DataSet, validation: DataSet?, batchSize: Int,
        optimizer: any Optimizer, stream: RandomStream
    ) {
        self.loss = loss
        self.data = data
        self.validation = validation
        self.batchSize = batchSize
        self.optimizer = optimizer
        self.stream = stream
    }

    /// Runs an epoch, or what of it comes before a divergence.
    mutating func epoch(
        _ epoch: Int, _ model: inout Sequential, _ observers: [any TrainingObserver]
    ) throws -> EpochReport {
        var lossSum = 0.0
        var correct: Int? = 0
        var seen = 0
        let batches = DataSet.batches(count: data.count, size: batchSize, from: &stream)
        for (batch, places) in batches.enumerated() {
            let report = try step(places, epoch, batch, &model)
            lossSum += report.loss * Double(places.count)
            let right = report.accuracy.map { Int(($0 * Double(places.count)).rounded()) }
            correct = correct.flatMap { sum in right.map { sum + $0 } }
            seen += places.count
            for observer in observers { try observer.didFinishStep(report) }
            if history.divergedAtStep != nil { break }
        }
        var report = EpochReport(
            epoch: epoch, lastStep: history.stepLosses.count - 1,
            trainLoss: lossSum / Double(seen),
            trainAccuracy: correct.map { Double($0) / Double(seen) })
        if let validation {
            try measure(validation, model.parameters, model, into: &report)
        }
        history.epochs.append(report)
        return report
    }

    /// Forward, backward and update on one batch.
    private mutating func step(
        _ places: [Int], _ epoch: Int, _ batch: Int, _ model: inout Sequential
    ) throws(TensorError) -> StepReport {
        let samples = try data.rows(places)
        var graph: StepGraph
        if let known = graphs.removeValue(forKey: places.count) {
            graph = known
            try graph.replay(samples, model.parameters)
        } else {
            graph = try StepGraph(model, loss, samples)
        }
        let gradients = try graph.values.backward(from: graph.root, towards: graph.parameters)
        let before = model.parameters
        let rate = optimizer.learningRate
        try optimizer.update(
            &model.parameters,
            along: zip(graph.parameters, before).map { node, parameter in
                gradients[node]
                    ?? Tensor(zeros: parameter.value.shape, dtype: parameter.value.dtype)
            })
        let step = history.stepLosses.count
        history.stepLosses.append(graph.loss)
        if !graph.loss.isFinite || !Self.areFinite(model.parameters) {
            history.divergedAtStep = step
        }
        let correct = graph.correctCount(loss)
        let report = StepReport(
            step: step, epoch: epoch, batch: batch, loss: graph.loss,
            accuracy: correct.map { Double($0) / Double(places.count) }, learningRate: rate,
            values: graph.values, root: graph.root, gradients: gradients,
            parameterNodes: graph.parameters, before: before, after: model.parameters)
        graphs[places.count] = graph
        return report
    }

    private mutating func measure(
        _ samples: DataSet, _ parameters: [Parameter], _ model: Sequential,
        into report: inout EpochReport
    ) throws(TensorError) {
        if validationGraph == nil {
            validationGraph = try StepGraph(model, loss, samples)
        } else {
            try validationGraph?.replay(samples, parameters)
        }
        report.validationLoss = validationGraph?.loss
        report.validationAccuracy = validationGraph?.correctCount(loss)
            .map { Double($0) / Double(samples.count) }
    }

    private static func areFinite(_ parameters: [Parameter]) -> Bool {
        parameters.allSatisfy { parameter in
            guard let largest = try? parameter.value.applying(.abs).sum() else { return true }
            return largest.scalarValue.isFinite
        }
    }
}
