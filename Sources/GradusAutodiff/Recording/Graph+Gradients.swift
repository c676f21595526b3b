import GradusTensors

/// How the elements of a result are weighed when it is differentiated.
public enum Cotangent {
    /// All alike: the gradient is that of the result's sum.
    case ones
    /// Each by an element of a tensor in the result's shape.
    case weights(Tensor)
    /// Each by an element of a variable in the result's shape, through which gradients pass
    /// when the gradient is differentiated again.
    case variable(Variable)
}

extension Graph {
    /// Records the backward pass from a node as nodes of this graph, and returns the gradients
    /// of some variables: they can be used and differentiated like all others. Only what lies
    /// between the two is recorded, in a scope of the name `grad`.
    ///
    ///     let slope = try graph.recordGradients(of: y, towards: [x])[0]
    ///     let curvature = try graph.recordGradients(of: slope, towards: [x])[0]
    ///
    /// - Parameter cotangent: the weights of the result's elements; may be left out for a
    ///   result of one element, whose weight is 1.
    /// - Returns: a gradient for each variable in its shape, zeros where the result does not
    ///   depend on it.
    /// - Throws: a `TensorError` when the result has several elements and no cotangent was
    ///   chosen, when a cotangent has another shape, and for integers and bool, which have no
    ///   gradients.
    public func recordGradients(
        of result: Variable, towards variables: [Variable], cotangent: Cotangent? = nil
    ) throws(TensorError) -> [Variable] {
        precondition(
            result.graph === self && variables.allSatisfy { $0.graph === self },
            "gradients are recorded in the graph of their variables")
        for variable in variables where !variable.dtype.isFloating {
            throw TensorError(
                "\(topology.nodes[variable.index].displayName) is \(variable.dtype) and has no "
                    + "gradient", fix: "use floating-point numbers")
        }
        let first = try firstTerm(of: result, cotangent)
        return withScope("grad") {
            let found = recordBackward(from: result.index, first, variables.map(\.index))
            return variables.map { variable in
                guard let term = found[variable.index] else {
                    return leaf(Tensor(zeros: variable.shape, dtype: variable.dtype))
                }
                return term.node.map { Variable(graph: self, index: $0) } ?? leaf(term.tensor)
            }
        }
    }

    /// The gradient that flows into the result.
    private func firstTerm(
        of result: Variable, _ cotangent: Cotangent?
    ) throws(TensorError) -> Term {
        switch cotangent {
        case nil where result.shape.count != 1:
            try topology.checkCotangent(nil, of: result.index)
            throw TensorError(
                "\(topology.nodes[result.index].displayName) has the shape \(result.shape), and "
                    + "only a single number has a gradient",
                fix: "choose a cotangent: ones, for the gradient of its sum, or weights in its "
                    + "shape")
        case nil, .ones:
            try topology.checkCotangent(nil, of: result.index)
            var term = Term(Kernel.ones(like: result.value))
            term.isOnes = true
            return term
        case .weights(let weights):
            try topology.checkCotangent(weights.shape, of: result.index)
            return Term(weights.astype(result.dtype))
        case .variable(let variable):
            precondition(variable.graph === self, "a cotangent belongs to another graph")
            try topology.checkCotangent(variable.shape, of: result.index)
            return Term(node: variable.index, of: self).cast(to: result.dtype)
        }
    }

    /// The walk of `Values.backward`, recorded.
    private func recordBackward(
        from root: Int, _ first: Term, _ sources: [Int]
    ) -> [Int: Term] {
        let wanted = topology.descendants(of: sources)
        var terms: [Int: Term] = [root: first]
        for index in stride(from: root, through: 0, by: -1) where wanted[index] {
            guard let gradient = terms[index], let rule = topology.nodes[index].primitive?.rule
            else { continue }
            let inputs = Array(topology.inputs(of: index))
            let context = DerivativeContext(
                operands: inputs.map { Term(node: $0, of: self) },
                output: Term(node: index, of: self), cotangent: gradient,
                attributes: topology.nodes[index].attributes)
            for (operand, input) in inputs.enumerated() {
                let type = topology.nodes[input].dtype
                guard type.isFloating, wanted[input], rule.differentiable(operand) else {
                    continue
                }
                let share = rule.derivative(context, operand).cast(to: type)
                terms[input] = terms[input].map { $0 + share } ?? share
            }
        }
        return terms
    }
}

/// The derivative of a result towards a variable, recorded, so that it can be differentiated
/// again: `grad(grad(y, x), x)`. See `Graph.recordGradients`.
public func grad(
    _ result: Variable, _ variable: Variable, cotangent: Cotangent? = nil
) throws(TensorError) -> Variable {
    try result.graph.recordGradients(of: result, towards: [variable], cotangent: cotangent)[0]
}

/// The derivatives of a result towards several variables, in one backward pass.
public func grad(
    _ result: Variable, _ variables: [Variable], cotangent: Cotangent? = nil
) throws(TensorError) -> [Variable] {
    try result.graph.recordGradients(of: result, towards: variables, cotangent: cotangent)
}
