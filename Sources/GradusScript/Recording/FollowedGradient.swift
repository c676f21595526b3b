import GradusAutodiff
import GradusTensors

/// The gradient of a loss towards a parameter, as it was when the script asked for it.
public struct FollowedGradient {
    /// The name of the loss; nil when it was never assigned.
    public let lossName: String?
    /// The loss.
    public let loss: Double
    /// Its derivative in the parameter's shape.
    public let gradient: Tensor
    /// The turn of the loop around the one that computes the loss: the epoch, where batches
    /// are looped over within epochs; 0 without such a loop.
    public let epoch: Int
    /// Which run of the loop computed the loss: batches of one epoch have the same.
    public let loopRun: Int

    init(
        lossName: String?, loss: Double, gradient: Tensor,
        loops: ArraySlice<TrainingSteps.Loop>
    ) {
        self.lossName = lossName
        self.loss = loss
        self.gradient = gradient
        epoch = loops.dropLast().last?.turn ?? 0
        loopRun = loops.last?.run ?? 0
    }
}
