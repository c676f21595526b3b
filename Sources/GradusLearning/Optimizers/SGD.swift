import GradusTensors

/// A rule by which gradients move parameters.
public protocol Optimizer: Sendable {
    /// The size of a step now.
    var learningRate: Double { get }
    /// As a reader would write it: `SGD(learningRate: 0.3)`.
    var description: String { get }
    /// Moves each parameter against its gradient, by place. Throws when a gradient's shape is
    /// not its parameter's.
    mutating func update(
        _ parameters: inout [Parameter], along gradients: [Tensor]
    ) throws(TensorError)
}

/// Stochastic gradient descent: `w -= learningRate * g`; with momentum m, `v = m * v + g` and
/// `w -= learningRate * v`, where v begins with the first gradient (as in PyTorch).
public struct SGD: Optimizer {
    /// The size of a step.
    public var learningRate: Double
    /// How much of the last step's velocity is kept, from 0 to below 1.
    public let momentum: Double
    private var velocities: [Tensor] = []

    /// Makes the optimizer. Throws for a learning rate that is not a number from 0 on, or a
    /// momentum outside 0..<1.
    public init(learningRate: Double, momentum: Double = 0) throws(TensorError) {
        guard learningRate >= 0, learningRate.isFinite else {
            throw TensorError(
                "a learning rate is a number from 0 on, found \(learningRate)",
                fix: "begin with 0.1")
        }
        guard momentum >= 0, momentum < 1 else {
            throw TensorError("momentum is from 0 to below 1, found \(momentum)")
        }
        self.learningRate = learningRate
        self.momentum = momentum
    }

    /// As a reader would write it.
    public var description: String {
        momentum == 0
            ? "SGD(learningRate: \(learningRate))"
            : "SGD(learningRate: \(learningRate), momentum: \(momentum))"
    }

    /// Moves each parameter against its gradient.
    public mutating func update(
        _ parameters: inout [Parameter], along gradients: [Tensor]
    ) throws(TensorError) {
        guard parameters.count == gradients.count else {
            throw TensorError(
                "\(parameters.count) parameters need as many gradients, found \(gradients.count)")
        }
        for (place, gradient) in gradients.enumerated() {
            let parameter = parameters[place]
            guard gradient.shape == parameter.value.shape else {
                throw TensorError(
                    "the gradient of \(parameter.name) has its shape \(parameter.value.shape), "
                        + "found \(gradient.shape)")
            }
            var direction = gradient
            if momentum != 0 {
                if velocities.count > place {
                    direction = try velocities[place]
                        .combining(.multiply, .floating(momentum)).combining(.add, gradient)
                    velocities[place] = direction
                } else {
                    velocities.append(gradient)
                }
            }
            let step = try direction.combining(.multiply, .floating(learningRate))
            parameters[place].value = try parameter.value.combining(.subtract, step)
        }
    }
}
