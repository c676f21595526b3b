import GradusTensors

/// What a small step of one number does to a result, beside what the gradient says.
public struct Nudge: Sendable, Hashable {
    /// The leaf that the number belongs to.
    public var node: Int
    /// Its place in the leaf, in row-major order.
    public var element: Int
    /// By how much it was moved.
    public var epsilon: Double
    /// The result before.
    public var before: Double
    /// The result after.
    public var after: Double
    /// The gradient of the result towards the number.
    public var gradient: Double

    /// The slope read off: (after − before) / epsilon. It differs from the gradient by about
    /// epsilon times half the curvature.
    public var slope: Double { (after - before) / epsilon }
}

extension Values {
    /// Moves each number of a leaf by epsilon, one after another, and evaluates the root again:
    /// a nudge for each element in row-major order. O(elements · nodes that follow from it).
    ///
    /// - Throws: a `TensorError` when the root is no single floating-point number, the node no
    ///   floating-point leaf with a gradient, or epsilon not positive.
    public func nudges(
        of node: Int, root: Int, gradients: Gradients, epsilon: Double
    ) throws(TensorError) -> [Nudge] {
        guard topology.nodes.indices.contains(node), topology.nodes[node].primitive == nil,
            topology.nodes[node].dtype.isFloating, let gradient = gradients[node]
        else {
            throw TensorError("only leaves with gradients can be nudged", fix: "name a parameter")
        }
        guard topology.nodes.indices.contains(root), topology.nodes[root].dtype.isFloating,
            topology.nodes[root].shape.count == 1
        else { throw TensorError("a nudge is seen in a single number, such as a loss") }
        guard epsilon > 0, epsilon.isFinite else {
            throw TensorError("epsilon is a positive number, found \(epsilon)")
        }
        let follows = topology.descendants(of: [node])
        let changed = zip(topology.ancestors(of: root), follows).map { $0 && $1 }
        let slopes = gradient.doubles()
        let numbers = values[node].doubles()
        var result: [Nudge] = []
        for element in numbers.indices {
            var moved = numbers
            moved[element] += epsilon
            var tensors = values
            tensors[node] = Tensor(moved, shape: values[node].shape).astype(values[node].dtype)
            try topology.evaluate(&tensors, where: changed, to: root)
            result.append(
                Nudge(
                    node: node, element: element, epsilon: epsilon,
                    before: values[root].scalarValue, after: tensors[root].scalarValue,
                    gradient: slopes[element]))
        }
        return result
    }
}
