/// A further metric of one step.
public struct NamedMetric: Sendable, Hashable, Codable {
    /// Its name, such as `accuracy`.
    public var name: String
    /// Its value.
    public var value: Double

    /// Makes a metric.
    public init(_ name: String, _ value: Double) {
        self.name = name
        self.value = value
    }

    /// Whether both are the same bit for bit.
    public static func == (left: NamedMetric, right: NamedMetric) -> Bool {
        left.name == right.name && left.value.bitPattern == right.value.bitPattern
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(value.bitPattern)
    }
}

/// What is kept of a parameter in a step: how its values and gradient are spread.
public struct ParameterSummary: Sendable, Hashable, Codable {
    /// The parameter's name, such as `W1`.
    public var name: String
    /// Its values before the update.
    public var value: TensorSummary
    /// Its gradient, if one was computed.
    public var gradient: TensorSummary?

    /// Makes a parameter's summary.
    public init(name: String, value: TensorSummary, gradient: TensorSummary? = nil) {
        self.name = name
        self.value = value
        self.gradient = gradient
    }
}

/// One step of training.
public struct StepRecord: Sendable, Hashable, Codable {
    /// The step, strictly increasing in a run.
    public var step: Int
    /// The epoch, from 0.
    public var epoch: Int
    /// The batch within the epoch, from 0.
    public var batch: Int
    /// The loss of the step's batch before its update.
    public var loss: Double
    /// Further metrics in a fixed order.
    public var metrics: [NamedMetric]
    /// The learning rate that the update used.
    public var learningRate: Double
    /// The identifier of the step's recorded graph, when the policy kept it.
    public var graph: String?
    /// How the parameters were spread, when the policy kept it.
    public var parameters: [ParameterSummary]

    /// Makes a step's record.
    public init(
        step: Int, epoch: Int, batch: Int, loss: Double, metrics: [NamedMetric] = [],
        learningRate: Double, graph: String? = nil, parameters: [ParameterSummary] = []
    ) {
        self.step = step
        self.epoch = epoch
        self.batch = batch
        self.loss = loss
        self.metrics = metrics
        self.learningRate = learningRate
        self.graph = graph
        self.parameters = parameters
    }

    /// Whether both are the same bit for bit.
    public static func == (left: StepRecord, right: StepRecord) -> Bool {
        left.step == right.step && left.epoch == right.epoch && left.batch == right.batch
            && left.loss.bitPattern == right.loss.bitPattern && left.metrics == right.metrics
            && left.learningRate.bitPattern == right.learningRate.bitPattern
            && left.graph == right.graph && left.parameters == right.parameters
    }

    /// Hashes what tells steps apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(step)
        hasher.combine(loss.bitPattern)
    }
}
