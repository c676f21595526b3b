import GradusTensors

/// How the result of one operation answers to one of its operands, all else fixed.
public struct LocalDerivative: Sendable {
    /// The edge from the operand to the result.
    public var edge: Edge
    /// The rule as a reader writes it, in the operands' names: `w`, `1`, `−1`, `sign(x2)`,
    /// `· W2ᵀ` (the result's gradient times W2ᵀ), `1[x > 0]`. Where an element lies on a kink it
    /// says what was used there: `1[a > b], 1/2 at a = b`.
    public var formula: String
    /// The shape of the full Jacobian: the result's axes, then the operand's.
    public var jacobianShape: [Int]
    /// The derivative when operand and result have one element each; nil otherwise, and when
    /// the operand is not differentiated (integers, bool, a condition).
    public var value: Double?
    /// The Jacobian, in `jacobianShape`, when it has at most `jacobianLimit` numbers.
    public var jacobian: Tensor?

    /// The largest number of elements of a Jacobian that is computed.
    public static let jacobianLimit = 4096
}

extension Values {
    /// The local derivative of an edge. Traps unless the edge is one of the topology's.
    public func localDerivative(of edge: Edge) -> LocalDerivative {
        precondition(
            topology.hasEdge(edge), "no edge from \(edge.from) to \(edge.to) at \(edge.operand)")
        let output = topology.nodes[edge.to].shape
        let input = topology.nodes[edge.from].shape
        var result = LocalDerivative(
            edge: edge, formula: topology.formula(of: edge, values: self),
            jacobianShape: output.dimensions + input.dimensions)
        if output.count == 1, input.count == 1 {
            let product = vectorJacobianProduct(
                of: edge, cotangent: Kernel.ones(like: values[edge.to]))
            result.value = product?.scalarValue
        }
        result.jacobian = jacobian(of: edge, rows: output.count, columns: input.count)
        return result
    }

    /// The local derivatives of all edges, in the order of `topology.edges`.
    public func localDerivatives() -> [LocalDerivative] {
        topology.edges.map { localDerivative(of: $0) }
    }

    /// The local derivative as a number, without formula and Jacobian; nil as in
    /// `LocalDerivative.value`.
    func localNumber(of edge: Edge) -> Double? {
        guard topology.nodes[edge.to].shape.count == 1, topology.nodes[edge.from].shape.count == 1
        else { return nil }
        if let number = scalarDerivative(of: edge) { return number }
        return vectorJacobianProduct(of: edge, cotangent: Kernel.ones(like: values[edge.to]))?
            .scalarValue
    }

    /// The short way for single float64 numbers.
    private func scalarDerivative(of edge: Edge) -> Double? {
        guard let primitive = topology.nodes[edge.to].primitive,
            let arity = ScalarKernel.arity(primitive), let y = values.number(edge.to)
        else { return nil }
        let start = topology.inputStarts[edge.to]
        guard let a = values.number(topology.flatInputs[start]),
            let b = arity == 1 ? 0 : values.number(topology.flatInputs[start + 1])
        else { return nil }
        return edge.operand == 0
            ? ScalarKernel.first(primitive, a, b, y, 1) : ScalarKernel.second(primitive, a, b, y, 1)
    }

    /// One vector-Jacobian product a row.
    private func jacobian(of edge: Edge, rows: Int, columns: Int) -> Tensor? {
        let limit = LocalDerivative.jacobianLimit
        guard rows <= limit, columns <= limit, rows * columns <= limit else { return nil }
        let shape = topology.nodes[edge.to].shape
        let dimensions = shape.dimensions + topology.nodes[edge.from].shape.dimensions
        guard let jacobianShape = try? Shape.checked(dimensions) else { return nil }
        var numbers: [Double] = []
        numbers.reserveCapacity(rows * columns)
        for row in 0..<rows {
            var unit = [Double](repeating: 0, count: rows)
            unit[row] = 1
            let cotangent = Tensor(unit, shape: shape).astype(values[edge.to].dtype)
            guard let product = vectorJacobianProduct(of: edge, cotangent: cotangent) else {
                return nil
            }
            numbers += product.doubles()
        }
        return Tensor(numbers, shape: jacobianShape).astype(values[edge.from].dtype)
    }
}

extension Topology {
    /// Whether an edge is one of this graph's.
    public func hasEdge(_ edge: Edge) -> Bool {
        guard nodes.indices.contains(edge.to) else { return false }
        let inputs = inputs(of: edge.to)
        return edge.operand >= 0 && edge.operand < inputs.count
            && inputs[inputs.startIndex + edge.operand] == edge.from
    }

    /// The local derivative of an edge as a reader writes it; with `values` unnamed constants
    /// stand as their numbers, `2` and not `const`, and elements at a kink are spoken of.
    public func formula(of edge: Edge, values: Values? = nil) -> String {
        formula(of: edge, values: values) { word(for: $0, values) }
    }

    /// The same with names of the caller's choice for operands.
    func formula(of edge: Edge, values: Values?, naming: (Int) -> String) -> String {
        guard let rule = nodes[edge.to].primitive?.rule else { return "" }
        guard nodes[edge.from].dtype.isFloating, rule.differentiable(edge.operand) else {
            return "0"
        }
        let inputs = inputs(of: edge.to)
        let context = FormulaContext(
            names: inputs.map { term(of: $0, naming: naming) },
            shapes: inputs.map { nodes[$0].shape },
            output: term(of: edge.to, naming: naming),
            attributes: nodes[edge.to].attributes,
            values: values, node: edge.to)
        return rule.formula(context, edge.operand)
    }

    /// What a reader calls a node within a formula: its name, its number where it is an unnamed
    /// constant, or its operation on operands'.
    public func term(of node: Int, values: Values? = nil) -> String {
        term(of: node) { word(for: $0, values) }
    }

    private func term(of node: Int, naming: (Int) -> String) -> String {
        guard nodes[node].name == nil else { return nodes[node].displayName }
        return expression(of: node, naming: naming) ?? naming(node)
    }

    /// What stands for a node as an operand: a constant's numbers where they are known and few.
    func word(for node: Int, _ values: Values?) -> String {
        let own = nodes[node]
        guard own.name == nil, own.primitive == nil, own.role == .constant, let values else {
            return own.displayName
        }
        if let number = values.number(of: node) { return GraphViewBuilder.text(number) }
        guard own.shape.rank == 1, own.shape.count <= 4, own.shape.count > 0, own.dtype != .bool
        else { return own.displayName }
        let numbers = values.values[node].doubles().map(GraphViewBuilder.text)
        let text = "[" + numbers.joined(separator: ", ") + "]"
        return text.count <= 16 ? text : own.displayName
    }

    /// A node's operation written with its operands' names: `x * w`, `dot(inputs, W1)`,
    /// `relu(add)`; an unnamed operand stands as its primitive's word. Nil for a leaf.
    public func expression(of node: Int, values: Values? = nil) -> String? {
        expression(of: node) { word(for: $0, values) }
    }

    private func expression(of node: Int, naming: (Int) -> String) -> String? {
        nodes[node].primitive?.expression(inputs(of: node).map(naming), nodes[node].attributes)
    }
}

extension Primitive {
    /// Whether the loss of this name is called with the target before the prediction, as the
    /// lesson language and Keras do; its node has them the other way round.
    private var namesTargetFirst: Bool {
        switch self {
        case .meanSquaredError, .meanAbsoluteError, .hinge, .squaredHinge, .huber, .smoothL1,
            .binaryCrossEntropy, .binaryCrossEntropyWithLogits, .categoricalCrossEntropy,
            .categoricalCrossEntropyWithLogits, .sparseCategoricalCrossEntropy,
            .sparseCategoricalCrossEntropyWithLogits:
            true
        default: false
        }
    }

    /// The operation written with its operands' names.
    func expression(_ operands: [String], _ attributes: Attributes) -> String {
        if let text = rule.expression?(operands, attributes) { return text }
        let operands = namesTargetFirst ? operands.reversed() : operands
        return word + "(" + operands.joined(separator: ", ") + (axisText(attributes) ?? "") + ")"
    }

    /// Along which axes, as code says it: `, axis=0`; nil where it is what holds without saying.
    private func axisText(_ attributes: Attributes) -> String? {
        let unsaid: [Int]?
        switch self {
        case .sum, .mean, .max, .min, .prod, .variance, .standardDeviation, .logSumExp, .norm,
            .standardize:
            unsaid = nil
        case .softmax, .logSoftmax, .argmax, .argsort, .takeAlong, .scatterAlong: unsaid = [-1]
        case .cumsum, .cumprod, .take, .scatterAdd, .concatenate: unsaid = [0]
        default: return nil
        }
        guard let axes = attributes.axes, axes != unsaid else { return nil }
        let words = axes.map { GraphViewBuilder.text(Double($0)) }
        return ", axis="
            + (words.count == 1 ? words[0] : "(" + words.joined(separator: ", ") + ")")
    }
}
