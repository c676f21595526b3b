import GradusTensors

extension Values {
    /// Evaluates the same topology with other values for some leaves; what follows from none
    /// of them is taken over. No graph is built.
    ///
    /// - Throws: a `TensorError` for a node that is no leaf, for a value of another shape or
    ///   dtype than its leaf's, or when an operation refuses the new values.
    public func replay(with leaves: [Int: Tensor]) throws(TensorError) -> Values {
        let nodes = leaves.keys.sorted()
        var tensors = values
        for node in nodes {
            guard let value = leaves[node] else { continue }
            guard topology.nodes.indices.contains(node), topology.nodes[node].primitive == nil
            else { throw TensorError("node \(node) is no leaf, only leaves get new values") }
            let leaf = topology.nodes[node]
            guard value.shape == leaf.shape, value.dtype == leaf.dtype else {
                throw TensorError(
                    "\(leaf.displayName) is \(leaf.dtype) of shape \(leaf.shape), found "
                        + "\(value.dtype) of shape \(value.shape)")
            }
            tensors[node] = value
        }
        let changed = topology.descendants(of: nodes)
        try topology.evaluate(&tensors, where: changed, to: topology.count - 1)
        return Values(topology: topology, values: tensors)
    }
}

extension Topology {
    /// Computes the operations for which `changed` holds, in order, up to a node.
    func evaluate(
        _ tensors: inout NodeValues, where changed: [Bool], to last: Int
    ) throws(TensorError) {
        guard last >= 0 else { return }
        for node in 0...last where changed[node] {
            guard let primitive = nodes.primitive(node) else { continue }
            if let arity = ScalarKernel.arity(primitive) {
                let start = inputStarts[node]
                if let a = tensors.number(flatInputs[start]),
                    let b = arity == 1 ? 0 : tensors.number(flatInputs[start + 1])
                {
                    tensors.set(node, number: ScalarKernel.value(primitive, a, b))
                    continue
                }
            }
            var operands: [Tensor] = []
            for input in inputs(of: node) { operands.append(tensors[input]) }
            tensors[node] = try primitive.rule.forward(
                operands, nodes[node].attributes, nodes[node].shape)
        }
    }
}
