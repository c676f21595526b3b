import GradusAutodiff
import GradusScript
import GradusTensors
import GradusTrace

/// Records the training that a script does in loops of its own: `W -= lr * grad(loss, W)`.
///
/// The updates that follow one loss are a step. It has the loss before the updates, the
/// learning rate where it can be read off (else nan), and, as the policy says, how parameters
/// and gradients are spread. The first step of a training keeps its graph. A training is what
/// is done to the same parameters for a loss of the same name, which also names its series:
/// `loss`, and `loss~2` for the next training of other parameters. Where the script recorded a
/// `loss` of its own before, the training's is `train_loss`.
///
/// Steps count on over all trainings of the run; points of a series count those of their own.
/// In loops within loops a turn of the outer one is an epoch, in others all is epoch 0.
/// What `record(val_loss=…)` adds stands at the number of steps done until then.
final class LoopRecorder {
    /// Parameters of at most so many elements have every update recorded, so that their path
    /// can be drawn; others have it in the steps that keep summaries.
    static let everyUpdateLimit = 16
    /// Graphs of more nodes or elements than these are not kept.
    static let nodeLimit = 20_000
    static let elementLimit = 1 << 22
    /// Further trainings for a loss of one name share a series and keep no graph.
    static let trainingLimit = 64

    struct Training {
        var lossName: String
        var series: String
        var lineages: Set<Int> = []
        var steps = 0
    }

    struct OpenStep {
        /// The number by which the session calls it.
        var number: Int
        /// The number of the run.
        var step: Int
        var training: Int?
        var record: StepRecord?
        /// Whether its loss stands in the series already.
        var isPublished = false
    }

    let recorder: TraceRecorder
    private(set) var trainings: [Training] = []
    private(set) var open: OpenStep?
    /// The training that the last step belongs to.
    private(set) var current: Int?
    /// What scripts record beside the losses.
    var metrics: [Metric] = []
    /// The last step that was closed, by the session's number and the run's.
    private var closed: (number: Int, step: Int)?
    private var lastStep = -1
    private var lastEpoch: (run: Int, batch: Int)?
    /// The newest recorded version of each parameter, to be the next update's value before.
    private var newest: [Int: RecordedTensor] = [:]

    init(_ recorder: TraceRecorder) { self.recorder = recorder }

    /// The series of the losses that were trained for, oldest first.
    var seriesNames: [String] {
        var names: [String] = []
        for training in trainings where !names.contains(training.series) {
            names.append(training.series)
        }
        return names
    }

    /// The newest series of a loss of that name.
    func seriesName(ofLoss name: String) -> String? {
        trainings.last { $0.lossName == name }?.series
    }

    func didUpdate(_ update: ParameterUpdate) throws {
        if let closed, open == nil, closed.number == update.step {
            // The step was recorded already, for a figure or another training.
            let step = OpenStep(number: closed.number, step: closed.step)
            return try record(update, in: step)
        }
        if open?.number != update.step {
            try closeStep()
            // Only steps with a record use up a number.
            let last = max(lastStep, recorder.trace.steps.last?.step ?? -1)
            open = OpenStep(number: update.step, step: last + 1)
        }
        guard var step = open else { return }
        if let followed = update.followed {
            if step.record == nil { try begin(&step, update, followed) }
            add(update, followed, to: &step)
        }
        open = step
        try record(update, in: step)
    }

    /// Records the step that further updates could still belong to.
    func closeStep() throws {
        guard let step = open else { return }
        open = nil
        closed = (step.number, step.step)
        guard let record = step.record, let training = step.training else { return }
        lastStep = step.step
        try recorder.record(step: record)
        if !step.isPublished {
            try recorder.record(
                series: trainings[training].series, step: trainings[training].steps,
                value: record.loss)
        }
        trainings[training].steps += 1
    }

    /// Puts the loss of the step that is under way into its series, for a figure. Further
    /// updates still belong to the step.
    func publishLoss() throws {
        guard let step = open, !step.isPublished, let record = step.record,
            let training = step.training
        else { return }
        try recorder.record(
            series: trainings[training].series, step: trainings[training].steps,
            value: record.loss)
        open?.isPublished = true
    }

    // MARK: steps

    private func begin(
        _ step: inout OpenStep, _ update: ParameterUpdate, _ followed: FollowedGradient
    ) throws {
        let training = try training(of: update, followed)
        var batch = 0
        if let last = lastEpoch, last.run == followed.loopRun { batch = last.batch + 1 }
        lastEpoch = (followed.loopRun, batch)
        step.training = training
        current = training
        step.record = StepRecord(
            step: step.step, epoch: followed.epoch, batch: batch, loss: followed.loss,
            learningRate: update.learningRate ?? .nan,
            graph: try graph(of: update.loss, training, step.step))
    }

    private func add(
        _ update: ParameterUpdate, _ followed: FollowedGradient, to step: inout OpenStep
    ) {
        guard let training = step.training else { return }
        trainings[training].lineages.insert(update.lineage)
        if let rate = update.learningRate, step.record?.learningRate.isNaN ?? false {
            step.record?.learningRate = rate
        }
        guard keepsAll(step) else { return }
        var name = update.name
        var number = 1
        while step.record?.parameters.contains(where: { $0.name == name }) ?? false {
            number += 1
            name = "\(update.name)~\(number)"
        }
        step.record?.parameters.append(
            ParameterSummary(
                name: name, value: TensorSummary(of: update.before.value),
                gradient: TensorSummary(of: followed.gradient)))
    }

    private func keepsAll(_ step: OpenStep) -> Bool {
        recorder.policy.keepsSummaries(ofStep: step.step)
            || step.training.map { trainings[$0].steps == 0 } ?? false
    }

    private func training(
        of update: ParameterUpdate, _ followed: FollowedGradient
    ) throws -> Int {
        let lossName = followed.lossName ?? "loss"
        let others = trainings.indices.filter { trainings[$0].lossName == lossName }
        let known = others.last { trainings[$0].lineages.contains(update.lineage) }
        if let known { return known }
        if others.count >= Self.trainingLimit, let last = others.last {
            return last
        }
        // What the script itself recorded under that name is no training.
        let isTaken = metrics.contains { $0.training == nil && $0.series == lossName }
        let base = isTaken ? "train_\(lossName)" : lossName
        var series = base
        var number = 1
        while recorder.trace.series(series) != nil {
            number += 1
            series = "\(base)~\(number)"
        }
        try recorder.declare(series: series, label: MetricLabel.eachStep)
        trainings.append(Training(lossName: lossName, series: series))
        return trainings.count - 1
    }

    /// Records the graph of a training's first step, and those that the policy keeps.
    private func graph(
        of loss: Variable?, _ training: Int, _ step: Int
    ) throws -> String? {
        guard let loss, trainings[training].steps == 0 || recorder.policy.keepsGraph(ofStep: step)
        else { return nil }
        let part = loss.graph.values.subgraph(of: [loss.index])
        let elements = part.values.topology.nodes.reduce(0) { $0 + $1.shape.count }
        guard part.values.topology.count <= Self.nodeLimit, elements <= Self.elementLimit,
            let root = part.places[loss.index]
        else { return nil }
        let id = "step_\(step)"
        try recorder.record(
            graph: GraphRecord(
                id: id, title: "The graph of training step \(step)", values: part.values,
                root: root, gradients: try part.values.backward(from: root), step: step))
        return id
    }

    // MARK: updates

    private func record(_ update: ParameterUpdate, in step: OpenStep) throws {
        let policy = recorder.policy
        let after = update.after.value
        let isFirst = newest[update.lineage] == nil
        guard
            isFirst || after.size <= Self.everyUpdateLimit || keepsAll(step)
                || policy.keepsGraph(ofStep: step.step)
        else { return }
        // The value before is most often what the last update made.
        var before = newest[update.lineage]
        if before?.tensor?.isIdentical(to: update.before.value) != true {
            before = policy.recorded(update.before.value, step: step.step)
        }
        let made = policy.recorded(after, step: step.step)
        newest[update.lineage] = made
        guard let before else { return }
        try recorder.record(
            update: UpdateRecord(
                step: step.step, parameter: update.name,
                version: update.after.graph.topology.nodes[update.after.index].version,
                before: before, after: made))
    }
}

/// The labels by which reports know whose metrics they draw.
enum MetricLabel {
    /// A loss that a script's own loop made small, at each step.
    static let eachStep = "each step"
}
