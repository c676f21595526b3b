import GradusTensors

/// What a scalar root becomes when single elements of one leaf are moved.
public struct Nudge: Sendable {
    /// The leaf.
    public var leaf: Int
    /// How far each element is moved.
    public var epsilon: Double
    /// The root with element `i` moved and all others as they are; the leaf's shape, float64.
    public var after: Tensor
    /// What that is per distance: (after − before) / ε; the leaf's shape, float64.
    public var slopes: Tensor
}

extension Values {
    /// Evaluates the graph once more for each element of a leaf, that element moved by
    /// `epsilon`: the forward difference that a gradient is the limit of. O(elements · nodes).
    ///
    /// A float32 leaf moves by what its rounding makes of `epsilon`, and the slope is taken
    /// over that distance.
    ///
    /// - Throws: a `TensorError` when the root is not a single number, when the node is no
    ///   floating-point leaf, or when an operation refuses the moved values.
    public func nudge(leaf: Int, root: Int, by epsilon: Double) throws(TensorError) -> Nudge {
        guard let before = number(of: root) else {
            throw TensorError(
                "only a single number can be watched while a cell is moved, found shape "
                    + "\(topology.nodes[root].shape)")
        }
        let tensor = values[leaf]
        let elements = tensor.doubles()
        var after: [Double] = []
        var slopes: [Double] = []
        for index in elements.indices {
            let (moved, distance) = try moved(leaf: leaf, element: index, by: epsilon)
            let value = try replay(with: [leaf: moved]).number(of: root) ?? .nan
            after.append(value)
            slopes.append((value - before) / distance)
        }
        return Nudge(
            leaf: leaf, epsilon: epsilon, after: Tensor(after, shape: tensor.shape),
            slopes: Tensor(slopes, shape: tensor.shape))
    }

    /// The root at several distances of one element of a leaf from where it is; errors as
    /// those of `nudge`.
    public func root(
        _ root: Int, movingElement element: Int, of leaf: Int, by distances: [Double]
    ) throws(TensorError) -> [Double] {
        var results: [Double] = []
        for distance in distances {
            let (moved, _) = try moved(leaf: leaf, element: element, by: distance)
            results.append(try replay(with: [leaf: moved]).number(of: root) ?? .nan)
        }
        return results
    }

    /// The leaf with one element moved, and how far it really went.
    private func moved(
        leaf: Int, element: Int, by distance: Double
    ) throws(TensorError) -> (tensor: Tensor, distance: Double) {
        let tensor = values[leaf]
        guard topology.nodes[leaf].primitive == nil, tensor.dtype.isFloating else {
            throw TensorError(
                "only a floating-point leaf can be moved, found "
                    + "\(topology.nodes[leaf].displayName) of \(tensor.dtype)")
        }
        var elements = tensor.doubles()
        let start = elements[element]
        elements[element] += distance
        let moved = Tensor(elements, shape: tensor.shape).astype(tensor.dtype)
        let went = moved.doubles()[element] - start
        return (moved, went == 0 ? distance : went)
    }
}
