import GradusAutodiff
import GradusTensors

/// What a training is going to do.
public struct TrainingPlan: Sendable {
    /// The parameters as they begin.
    public var parameters: [Parameter]
    /// The number of passes over the data.
    public var epochs: Int
    /// The number of samples in a step.
    public var batchSize: Int
    /// The number of training samples.
    public var samples: Int
    /// The number of validation samples; 0 without validation.
    public var validationSamples: Int
    /// The number of steps in an epoch.
    public var stepsPerEpoch: Int
    /// What is made small.
    public var loss: Loss
    /// The optimizer as a reader would write it.
    public var optimizer: String
    /// The learning rate of the first step.
    public var learningRate: Double
    /// What the order of samples follows from.
    public var shuffleSeed: UInt64
}

/// What happened in one step. Its tensors are those of the step itself, not copies: keeping
/// a report keeps them.
public struct StepReport: Sendable {
    /// The number of steps before it, over all epochs.
    public var step: Int
    /// The number of epochs before it.
    public var epoch: Int
    /// The number of batches before it in its epoch.
    public var batch: Int
    /// The loss of the batch before the update; nan or infinite when training diverged.
    public var loss: Double
    /// The share of the batch that was classified correctly before the update; nil where the
    /// loss is not about classes.
    public var accuracy: Double?
    /// The learning rate of the update.
    public var learningRate: Double
    /// The graph of the step, evaluated on its batch.
    public var values: Values
    /// The node of the loss.
    public var root: Int
    /// The gradients towards the parameters and what lies on the way to them.
    public var gradients: Gradients
    /// The nodes of the parameters, in the model's order.
    public var parameterNodes: [Int]
    /// The parameters before the update.
    public var before: [Parameter]
    /// The parameters after it.
    public var after: [Parameter]
}

/// What an epoch came to.
public struct EpochReport: Sendable, Hashable {
    /// The number of epochs before it.
    public var epoch: Int
    /// Its last step.
    public var lastStep: Int
    /// The mean loss of its samples, each before the update of its own batch.
    public var trainLoss: Double
    /// The share of its samples classified correctly, likewise.
    public var trainAccuracy: Double?
    /// The loss on the validation data after its last update.
    public var validationLoss: Double?
    /// The share of the validation data classified correctly after its last update.
    public var validationAccuracy: Double?
}

/// A whole training in numbers.
public struct History: Sendable, Hashable {
    /// The loss of each step.
    public var stepLosses: [Double] = []
    /// The report of each epoch.
    public var epochs: [EpochReport] = []
    /// The first step whose loss or update was not finite; training ended there. Nil when all
    /// went well.
    public var divergedAtStep: Int?

    /// An empty history.
    public init() {}
}

/// Someone who watches a training. Each function may throw to end it; all do nothing unless
/// implemented.
public protocol TrainingObserver: AnyObject {
    /// Called once, before the first step.
    func trainingWillBegin(_ plan: TrainingPlan) throws
    /// Called after each update.
    func didFinishStep(_ report: StepReport) throws
    /// Called after the last step of each epoch.
    func didFinishEpoch(_ report: EpochReport) throws
    /// Called once, after the last epoch; not when an observer ended the training.
    func trainingDidEnd(_ history: History) throws
}

extension TrainingObserver {
    /// Does nothing.
    public func trainingWillBegin(_ plan: TrainingPlan) throws {}
    /// Does nothing.
    public func didFinishStep(_ report: StepReport) throws {}
    /// Does nothing.
    public func didFinishEpoch(_ report: EpochReport) throws {}
    /// Does nothing.
    public func trainingDidEnd(_ history: History) throws {}
}
