import GradusTensors

extension Values {
    /// The derivative of a node towards everything that it depends on, in one walk from the
    /// root to the first leaf: each node hands its gradient, through its derivative rule, to
    /// its operands. O(nodes) and their arithmetic; not recursive.
    ///
    /// - Parameters:
    ///   - cotangent: the weight of each element of the root, in its shape; ones when nil,
    ///     which gives the gradient of the root's sum.
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
        try topology.checkCotangent(cotangent?.shape, of: root)
        var gradients = Gradients(root: root, count: topology.count)
        let type = topology.nodes[root].dtype
        if cotangent == nil, values.number(root) != nil {
            gradients.add(1, to: root)
        } else {
            gradients.add(cotangent?.astype(type) ?? Kernel.ones(like: values[root]), to: root)
        }
        for index in stride(from: root, through: 0, by: -1) {
            guard let primitive = topology.nodes.primitive(index) else { continue }
            if gradients.isNumber[index],
                distribute(gradients.numbers[index], of: index, primitive, wanted, &gradients)
            {
                continue
            }
            guard let gradient = gradients[index] else { continue }
            distribute(
                gradient, isOnes: index == root && cotangent == nil, of: index, primitive.rule,
                wanted, into: &gradients)
        }
        return gradients
    }

    /// The short way for single numbers; false when the table has to be asked.
    @inline(__always)
    private func distribute(
        _ gradient: Double, of index: Int, _ primitive: Primitive, _ wanted: [Bool]?,
        _ gradients: inout Gradients
    ) -> Bool {
        guard let arity = ScalarKernel.arity(primitive), let y = values.number(index) else {
            return false
        }
        let start = topology.inputStarts[index]
        let left = topology.flatInputs[start]
        guard let a = values.number(left) else { return false }
        if arity == 1 {
            if wanted?[left] ?? true {
                gradients.add(ScalarKernel.first(primitive, a, 0, y, gradient), to: left)
            }
            return true
        }
        let right = topology.flatInputs[start + 1]
        guard let b = values.number(right) else { return false }
        if wanted?[left] ?? true {
            gradients.add(ScalarKernel.first(primitive, a, b, y, gradient), to: left)
        }
        if wanted?[right] ?? true {
            gradients.add(ScalarKernel.second(primitive, a, b, y, gradient), to: right)
        }
        return true
    }

    /// Adds to the gradients of a node's operands what flows to them through it.
    private func distribute(
        _ gradient: Tensor, isOnes: Bool, of index: Int, _ rule: PrimitiveRule,
        _ wanted: [Bool]?, into gradients: inout Gradients
    ) {
        let inputs = topology.inputs(of: index)
        var context: DerivativeContext?
        for (operand, input) in inputs.enumerated() {
            let type = topology.nodes[input].dtype
            guard type.isFloating, wanted?[input] ?? true, rule.differentiable(operand)
            else { continue }
            let known = context ?? self.context(of: index, cotangent: gradient, isOnes: isOnes)
            context = known
            gradients.add(rule.derivative(known, operand).tensor.astype(type), to: input)
        }
    }

    private func context(
        of index: Int, cotangent: Tensor, isOnes: Bool = false
    ) -> DerivativeContext {
        var weight = Term(cotangent)
        weight.isOnes = isOnes
        return DerivativeContext(
            operands: topology.inputs(of: index).map { Term(values[$0]) },
            output: Term(values[index]), cotangent: weight,
            attributes: topology.nodes[index].attributes)
    }

    /// The vector-Jacobian product of one edge: what flows to the operand when `cotangent`
    /// flows to the result. Nil when the operand is not differentiated. Traps unless the edge
    /// is one of the topology's and the cotangent has the result's shape.
    public func vectorJacobianProduct(of edge: Edge, cotangent: Tensor) -> Tensor? {
        precondition(
            topology.hasEdge(edge), "no edge from \(edge.from) to \(edge.to) at \(edge.operand)")
        precondition(
            cotangent.shape == topology.nodes[edge.to].shape,
            "a cotangent has the result's shape \(topology.nodes[edge.to].shape), found "
                + "\(cotangent.shape)")
        guard let rule = topology.nodes[edge.to].primitive?.rule,
            topology.nodes[edge.from].dtype.isFloating,
            topology.nodes[edge.to].dtype.isFloating, rule.differentiable(edge.operand)
        else { return nil }
        let context = context(of: edge.to, cotangent: cotangent)
        return rule.derivative(context, edge.operand).tensor
            .astype(topology.nodes[edge.from].dtype)
    }
}

extension Topology {
    /// Throws when a node has no gradients or a cotangent another shape.
    func checkCotangent(_ shape: Shape?, of root: Int) throws(TensorError) {
        let node = nodes[root]
        guard node.dtype.isFloating else {
            throw TensorError(
                "only floating-point results have gradients, \(node.displayName) is \(node.dtype)")
        }
        if let shape, shape != node.shape {
            throw TensorError(
                "a cotangent of \(node.displayName) has its shape \(node.shape), found \(shape)")
        }
    }
}
