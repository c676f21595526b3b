import GradusAutodiff
import GradusTensors

/// The graph of one step on batches of one size: recorded once, then replayed.
struct StepGraph {
    /// The last evaluation.
    private(set) var values: Values
    /// The node of the loss.
    let root: Int
    /// The node of the predictions.
    let predictions: Int
    /// The nodes of the parameters, in the model's order.
    let parameters: [Int]
    private let inputs: Int
    private let targets: Int
    private let dtype: DType

    /// Records the graph on a first batch. Throws when shapes do not fit.
    init(_ model: Sequential, _ loss: Loss, _ batch: DataSet) throws(TensorError) {
        let graph = Graph()
        let inputs = try model.record(batch.inputs, in: graph)
        let targets = graph.leaf(
            Self.targets(of: batch, loss, model.dtype), name: "y_true", role: .target)
        let parameters = model.recordParameters(in: graph)
        let predictions = try model.record(inputs, parameters)
        let root = try loss.record(predictions, targets: targets)
        graph.setName("loss", of: root.index)
        graph.markLoss(root.index)
        values = graph.values
        self.root = root.index
        self.predictions = predictions.index
        self.parameters = parameters.map(\.index)
        self.inputs = inputs.index
        self.targets = targets.index
        dtype = model.dtype
    }

    private static func targets(of batch: DataSet, _ loss: Loss, _ dtype: DType) -> Tensor {
        batch.targets.astype(loss.takesClasses ? .int64 : dtype)
    }

    /// Evaluates the graph on another batch of the same size with other parameters.
    mutating func replay(_ batch: DataSet, _ current: [Parameter]) throws(TensorError) {
        // Places of classes stay the integers that they were recorded as.
        let type = values.topology.nodes[targets].dtype
        var leaves = [inputs: batch.inputs.astype(dtype), targets: batch.targets.astype(type)]
        for (node, parameter) in zip(parameters, current) { leaves[node] = parameter.value }
        values = try values.replay(with: leaves)
    }

    /// The loss of the last evaluation.
    var loss: Double { values[root].scalarValue }

    /// The number of samples of the last evaluation classified correctly.
    func correctCount(_ loss: Loss) -> Int? {
        loss.correctCount(values[predictions], values[targets])
    }
}
