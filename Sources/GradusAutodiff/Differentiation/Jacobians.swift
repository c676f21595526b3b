import GradusTensors

extension Values {
    /// The largest number of elements of a Jacobian or Hessian that is computed.
    public static let jacobianLimit = 1 << 20

    /// The Jacobian of one node towards another, through the whole graph between them: the
    /// derivative of each element of the result towards each element of the node, in the shape
    /// of the result's axes and then the node's. One backward pass for each element of the
    /// result; zeros where it does not depend on the node.
    ///
    /// - Throws: a `TensorError` when either holds no floating-point numbers, or the Jacobian
    ///   has more than `jacobianLimit` elements.
    public func jacobian(of result: Int, towards node: Int) throws(TensorError) -> Tensor {
        guard topology.nodes.indices.contains(result), topology.nodes.indices.contains(node) else {
            throw TensorError("a graph of \(topology.count) nodes has no node \(max(result, node))")
        }
        try topology.checkCotangent(nil, of: result)
        try topology.checkCotangent(nil, of: node)
        let (rows, columns) = (topology.nodes[result].shape, topology.nodes[node].shape)
        let shape = try Shape.checked(rows.dimensions + columns.dimensions)
        guard shape.count <= Self.jacobianLimit else {
            throw TensorError(
                "a Jacobian of shape \(shape) is too large to compute",
                fix: "differentiate a part of the result, or use a cotangent")
        }
        let wanted = topology.descendants(of: [node])
        var numbers: [Double] = []
        numbers.reserveCapacity(shape.count)
        for row in 0..<rows.count {
            var unit = [Double](repeating: 0, count: rows.count)
            unit[row] = 1
            let gradients = try backward(
                from: result, cotangent: Tensor(unit, shape: rows), wanted: wanted)
            numbers += gradients[node]?.doubles() ?? [Double](repeating: 0, count: columns.count)
        }
        return Tensor(numbers, shape: shape).astype(topology.nodes[node].dtype)
    }
}

extension Graph {
    /// The Jacobian of a variable towards another; see `Values.jacobian`.
    public func jacobian(
        of result: Variable, towards variable: Variable
    ) throws(TensorError) -> Tensor {
        try values.jacobian(of: result.index, towards: variable.index)
    }

    /// The second derivatives of a single number: `[…, …]` with the axes of the first variable,
    /// then those of the second (the same unless given). The gradient is recorded for it and
    /// freed again.
    public func hessian(
        of result: Variable, towards first: Variable, and second: Variable? = nil
    ) throws(TensorError) -> Tensor {
        let start = mark()
        defer { free(back: start) }
        let gradient = try grad(result, first)
        return try jacobian(of: gradient, towards: second ?? first)
    }
}
