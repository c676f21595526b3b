import GradusTensors

extension Values {
    /// The derivative of a node towards everything that it depends on, in one walk from the
    /// root to the first leaf: each node hands its gradient, through its derivative rule, to
    /// its operands. O(nodes) and their arithmetic; not recursive.
    ///
    /// - Parameters:
    ///   - cotangent: the weight of each element of the root, in its shape; ones when nil.
    ///   - towards: leaves or other nodes to compute gradients for, with those on the way to
    ///     them; nil for all.
    /// - Throws: a `TensorError` when the root holds no floating-point numbers or the
    ///   cotangent has another shape.
    public func backward(
        from root: Int, cotangent: Tensor? = nil, towards: [Int]? = nil
    ) throws(TensorError) -> Gradients {
        guard topology.nodes.indices.contains(root) else {
            throw TensorError("a graph of \(topology.count) nodes has no node \(root)")
        }
        return try backward(
            from: root, cotangent: cotangent,
            wanted: towards.map { topology.descendants(of: $0) })
    }

    /// As above, with the nodes whose gradients are wanted known already.
    func backward(
        from root: Int, cotangent: Tensor?, wanted: [Bool]?
    ) throws(TensorError) -> Gradients {
        let node = topology.nodes[root]
        guard values[root].dtype.isFloating else {
            throw TensorError(
                "only floating-point results have gradients, \(node.displayName) is \(node.dtype)")
        }
        if let cotangent, cotangent.shape != node.shape {
            throw TensorError(
                "a cotangent of \(node.displayName) has its shape \(node.shape), "
                    + "found \(cotangent.shape)")
        }
        var gradients = [Tensor?](repeating: nil, count: topology.count)
        gradients[root] =
            cotangent?.astype(values[root].dtype) ?? Kernel.ones(like: values[root])
        for index in stride(from: root, through: 0, by: -1) {
            guard let gradient = gradients[index], let primitive = topology.nodes[index].primitive
            else { continue }
            distribute(gradient, of: index, primitive.rule, wanted, into: &gradients)
        }
        return Gradients(root: root, tensors: gradients)
    }

    /// Adds to the gradients of a node's operands what flows to them through it.
    func distribute(
        _ gradient: Tensor, of index: Int, _ rule: PrimitiveRule, _ wanted: [Bool]?,
        into gradients: inout [Tensor?]
    ) {
        let inputs = topology.inputs(of: index)
        var context: DerivativeContext?
        for (operand, input) in inputs.enumerated() {
            guard values[input].dtype.isFloating, wanted?[input] ?? true,
                rule.differentiable(operand)
            else { continue }
            let known =
                context
                ?? DerivativeContext(
                    operands: inputs.map { values[$0] }, output: values[index],
                    cotangent: gradient, attributes: topology.nodes[index].attributes)
            context = known
            let share = rule.derivative(known, operand).astype(values[input].dtype)
            if let sum = gradients[input] {
                gradients[input] = Kernel.add(sum, share)
            } else {
                gradients[input] = share
            }
        }
    }

    /// The vector-Jacobian product of one edge; nil when the operand is not differentiated.
    func vectorJacobianProduct(of edge: Edge, cotangent: Tensor) -> Tensor? {
        let node = topology.nodes[edge.to]
        guard let rule = node.primitive?.rule, values[edge.from].dtype.isFloating,
            values[edge.to].dtype.isFloating, rule.differentiable(edge.operand)
        else { return nil }
        let context = DerivativeContext(
            operands: topology.inputs(of: edge.to).map { values[$0] }, output: values[edge.to],
            cotangent: cotangent, attributes: node.attributes)
        return rule.derivative(context, edge.operand)
    }
}
