import GradusTensors

/// One evaluation of a topology: a value for every node.
public struct Values: Sendable {
    /// The graph that was evaluated.
    public let topology: Topology
    /// The value of each node.
    public internal(set) var values: NodeValues

    /// Puts values beside the nodes that they belong to; traps unless there is one for each
    /// (use `checked` for what comes from outside).
    public init(topology: Topology, values: [Tensor]) {
        self.init(topology: topology, values: NodeValues(values))
    }

    init(topology: Topology, values: NodeValues) {
        precondition(
            values.count == topology.count,
            "a graph of \(topology.count) nodes needs as many values, found \(values.count)")
        self.topology = topology
        self.values = values
    }

    /// Puts values beside nodes, or says which does not fit its node's shape or dtype.
    public static func checked(
        topology: Topology, values: [Tensor]
    ) throws(TensorError) -> Values {
        guard values.count == topology.count else {
            throw TensorError(
                "a graph of \(topology.count) nodes needs as many values, found \(values.count)")
        }
        for (index, value) in values.enumerated() {
            let node = topology.nodes[index]
            guard value.shape == node.shape, value.dtype == node.dtype else {
                throw TensorError(
                    "node \(index) (\(node.displayName)) is \(node.dtype) of shape "
                        + "\(node.shape), found \(value.dtype) of shape \(value.shape)")
            }
        }
        return Values(topology: topology, values: values)
    }

    /// The value of a node.
    public subscript(node: Int) -> Tensor { values[node] }

    /// The value of a node as a number when it has one element.
    public func number(of node: Int) -> Double? {
        if let number = values.number(node) { return number }
        return values[node].size == 1 ? values[node].scalarValue : nil
    }
}
