import GradusAutodiff

/// The name of one recorded number: what it belongs to, and which number of it.
///
/// A key is a path of words, such as `graph/loss_val/node/3/value[0]`, and parses back to
/// the same key. Names inside it are percent-escaped (everything but letters, digits, `_`,
/// `.` and `~`), so that a key is plain ASCII without spaces and fits into an attribute of
/// an SVG or HTML element. `Trace.resolve` gives the number; a key that was made for
/// something that was never recorded leads nowhere and resolves to nil.
///
/// | key | number |
/// |---|---|
/// | `run/seed`, `steps`, `epochs`, `complete_epochs`, `graphs`, `updates` | the run as a whole |
/// | `graph/G/node/N/value[I]`, `…/gradient[I]` | an element, by its row-major index |
/// | `graph/G/node/N/value/STAT`, `…/gradient/STAT` | a statistic of the tensor |
/// | `graph/G/node/N/shape/AXIS` | a length |
/// | `graph/G/edge/FROM-TO-OPERAND/derivative` | the local derivative of an operation's edge |
/// | `graph/G/view/KIND/edge/FROM-TO/derivative` | the combined derivative of a view's edge |
/// | `graph/G/view/KIND/path/FROM-TO/P/product`, `…/P/factor/K` | a path, largest first |
/// | `graph/G/view/KIND/paths/FROM-TO/total`, `…/count` | all paths together |
/// | `graph/G/check/N/digits` | digits that agree with central differences |
/// | `series/S/STEP`, `series/S/first`, `last`, `min`, `max`, `argmin`, `argmax`, `count`, `diverged` | a metric |
/// | `step/STEP/loss`, `epoch`, `batch`, `learning_rate`, `step/STEP/metric/M` | a training step |
/// | `step/STEP/parameter/P/value/STAT`, `…/gradient/STAT` | a parameter in a training step |
/// | `update/STEP/P/before/STAT`, `…/after/STAT` | a parameter around its update |
/// | `tensor/T[I]`, `tensor/T/shape/AXIS`, `tensor/T/summary/STAT` | a named tensor |
/// | `value/V` | a named value |
///
/// `FROM` and `TO` are always indices of nodes in the graph's topology, in views too (the
/// node that holds the statement's result): an edge goes from operand to consumer, a path
/// from the root down to the node whose gradient it explains.
public struct TraceKey: Hashable, Sendable, RawRepresentable, Codable {
    /// What the key names.
    public let target: Target

    /// A key to the given target.
    public init(_ target: Target) { self.target = target }

    /// The kinds of number that a key can name.
    public enum Target: Hashable, Sendable {
        /// A number of the run as a whole.
        case run(RunField)
        /// A number of a recorded graph, by the graph's identifier.
        case graph(id: String, GraphTarget)
        /// The value of a metric at a step.
        case metric(series: String, step: Int)
        /// A statistic of a metric over all its steps.
        case metricSummary(series: String, MetricStatistic)
        /// A number of one training step.
        case step(step: Int, StepField)
        /// A statistic of a parameter before or after its update.
        case update(step: Int, parameter: String, UpdateSide, SummaryStatistic)
        /// An element of a named tensor by its row-major index.
        case tensorElement(name: String, index: Int)
        /// A length of a named tensor.
        case tensorShape(name: String, axis: Int)
        /// A statistic of a named tensor.
        case tensorSummary(name: String, SummaryStatistic)
        /// A named value.
        case value(name: String)
    }

    /// A number of the run as a whole.
    public enum RunField: String, Hashable, Sendable, CaseIterable {
        /// The seed of its random streams.
        case seed
        /// The number of training steps.
        case steps
        /// The number of epochs that were begun.
        case epochs
        /// The number of epochs that were recorded whole.
        case completeEpochs = "complete_epochs"
        /// The number of recorded graphs.
        case graphs
        /// The number of recorded updates.
        case updates
    }

    /// The kinds of number inside one graph.
    public enum GraphTarget: Hashable, Sendable {
        /// An element of a node's value or gradient by its row-major index.
        case element(node: Int, NodeTensor, index: Int)
        /// A statistic of a node's value or gradient.
        case statistic(node: Int, NodeTensor, SummaryStatistic)
        /// A length of a node's shape.
        case shape(node: Int, axis: Int)
        /// The local derivative of an edge between operations.
        case edgeDerivative(from: Int, to: Int, operand: Int)
        /// The combined derivative of an edge of a view.
        case viewEdgeDerivative(GraphViewKind, from: Int, to: Int)
        /// The product along a path of a view.
        case pathProduct(GraphViewKind, from: Int, to: Int, path: Int)
        /// One factor along a path of a view.
        case pathFactor(GraphViewKind, from: Int, to: Int, path: Int, factor: Int)
        /// The sum of all paths' products.
        case pathTotal(GraphViewKind, from: Int, to: Int)
        /// The number of all paths.
        case pathCount(GraphViewKind, from: Int, to: Int)
        /// The digits to which a gradient agrees with central differences.
        case checkDigits(node: Int)
    }

    /// Which tensor of a node.
    public enum NodeTensor: String, Hashable, Sendable, CaseIterable {
        /// What the forward pass computed.
        case value
        /// What the backward pass computed.
        case gradient
    }

    /// Which side of an update.
    public enum UpdateSide: String, Hashable, Sendable, CaseIterable {
        /// The parameter that the step's gradients belong to.
        case before
        /// The parameter that the next step starts from.
        case after
    }

    /// A number of a training step.
    public enum StepField: Hashable, Sendable {
        /// The loss of the step's batch.
        case loss
        /// The epoch, from 0.
        case epoch
        /// The batch within the epoch, from 0.
        case batch
        /// The learning rate that the step used.
        case learningRate
        /// A further metric by name.
        case metric(String)
        /// A statistic of a parameter, or of its gradient, as the step summarised it.
        case parameter(String, NodeTensor, SummaryStatistic)
    }
}

extension TraceKey: CustomStringConvertible {
    /// The key as it is written into drawings: its `rawValue`.
    public var description: String { rawValue }
}
