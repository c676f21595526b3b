import GradusTensors

extension Values {
    /// What one path adds to the gradient of its last node: the cotangent (ones unless given)
    /// carried through the path's edges, one vector-Jacobian product after another. The sum
    /// over all paths is the gradient. Nil when an edge is not differentiated.
    public func contribution(of path: GraphPath, cotangent: Tensor? = nil) -> Tensor? {
        guard let root = path.nodes.first, topology.nodes[root].dtype.isFloating else {
            return nil
        }
        var flow = cotangent ?? Kernel.ones(like: values[root])
        for edge in path.edges {
            guard let next = vectorJacobianProduct(of: edge, cotangent: flow) else { return nil }
            flow = next
        }
        return flow
    }

    /// What flows back along an edge when gradients are known: the gradient of its result
    /// through the edge's local derivative. A node's gradient is the sum of what flows to it
    /// along its edges. Nil when the result has no gradient or the operand is not differentiated.
    public func flow(along edge: Edge, _ gradients: Gradients) -> Tensor? {
        guard let gradient = gradients[edge.to] else { return nil }
        return vectorJacobianProduct(of: edge, cotangent: gradient)
    }

    /// Paths between single numbers have products, and these a sum, though tensors lie between.
    func completed(_ set: PathSet) -> PathSet {
        guard set.total == nil, topology.nodes[set.from].shape.count == 1,
            topology.nodes[set.to].shape.count == 1, topology.nodes[set.from].dtype.isFloating
        else { return set }
        var result = set
        for index in result.paths.indices where result.paths[index].product == nil {
            result.paths[index].product =
                contribution(of: result.paths[index])?.scalarValue
        }
        if let gradients = try? backward(from: set.from, towards: [set.to]) {
            result.total = gradients[set.to]?.scalarValue
        }
        let order = result.paths.indices.sorted { left, right in
            let (a, b) = (weight(result.paths[left]), weight(result.paths[right]))
            return a != b ? a > b : left < right
        }
        result.paths = order.map { result.paths[$0] }
        return result
    }

    private func weight(_ path: GraphPath) -> Double {
        guard let product = path.product, !product.isNaN else { return 0 }
        return product.magnitude
    }
}
