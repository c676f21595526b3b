import GradusTensors

/// A graph that is being recorded: every operation on its variables becomes a node.
///
/// Nodes lie in flat arrays; nothing is linked and nothing is a closure, so that chains of
/// millions of operations build, differentiate and free. It belongs to one thread.
///
///     let graph = Graph()
///     let x = graph.leaf(Tensor(scalar: 2.0), name: "x", role: .input)
///     let w = graph.leaf(Tensor(scalar: 3.0), name: "w", role: .parameter)
///     let y = try graph.apply(.multiply, [x, w])
///     let gradients = try graph.backward(from: y.index)
///     gradients[w.index]  // 2
public final class Graph {
    /// What is recorded. It lies together because each access to a property of a class is
    /// guarded by itself, which costs as much as recording a number does.
    private var recording = Recording()
    /// The structure so far.
    public internal(set) var topology: Topology {
        _read { yield recording.topology }
        _modify { yield &recording.topology }
    }
    var tensors: NodeValues {
        _read { yield recording.tensors }
        _modify { yield &recording.tensors }
    }
    var openScopes: [Int] {
        _read { yield recording.openScopes }
        _modify { yield &recording.openScopes }
    }
    /// How often each name was bound: of the outermost variables, then of those of each call
    /// that runs. Two variables of one name are told apart by where they live.
    var versionFrames: [[String: Int]] = [[:]]
    /// The number of nodes when each of them was opened.
    var scopeStarts: [Int] = []
    /// Whether each of them has variables of its own.
    var scopeHasVariables: [Bool] = []
    var marks: [Mark] = []
    /// The nodes that tracked variables are held of.
    var tokens: [Int: Unmanaged<NodeToken>] = [:]

    private struct Recording {
        var topology = Topology()
        var tensors = NodeValues()
        var openScopes: [Int] = []

        @inline(__always)
        mutating func append(_ primitive: Primitive, _ left: Int, _ right: Int?) -> Int? {
            guard tensors.append(primitive, left, right) else { return nil }
            let index = topology.append(plain: primitive, left, right)
            if let scope = openScopes.last { topology.nodes[index].scope = scope }
            return index
        }

        @inline(__always)
        mutating func append(number: Double) -> Int {
            let index = topology.appendPlainConstant()
            if let scope = openScopes.last { topology.nodes[index].scope = scope }
            tensors.append(number: number)
            return index
        }
    }

    /// What was there when a mark was set.
    struct Mark {
        var nodes: Int
        /// How many functions were open.
        var depth: Int
        var statements: Int
        var scopes: Int
        var versions: [String: Int]
    }

    /// Makes an empty graph.
    public init() {}

    /// The number of nodes.
    public var count: Int { topology.count }
    /// The structure and the value of every node so far.
    public var values: Values { Values(topology: topology, values: tensors) }
    /// The value of a node.
    public func value(of node: Int) -> Tensor { tensors[node] }

    /// Adds a leaf. Its value is kept as a tensor of its own, so that later writes to
    /// shared storage do not change what was recorded.
    @discardableResult
    public func leaf(_ value: Tensor, name: String? = nil, role: Role = .constant) -> Variable {
        let node = Node(
            primitive: nil, name: name, version: name.map { nextVersion(of: $0) } ?? 0, role: role,
            scope: openScopes.last, shape: value.shape, dtype: value.dtype)
        topology.append(node, inputs: EmptyCollection())
        tensors.append(value.copied())
        return Variable(graph: self, index: topology.count - 1)
    }

    /// Adds a leaf that takes the place of another: the next version of the same parameter.
    public func leaf(_ value: Tensor, after node: Int) -> Variable {
        let before = topology.nodes[node]
        let variable = leaf(value, role: before.role)
        topology.nodes[variable.index].name = before.name
        topology.nodes[variable.index].version = before.version + 1
        if let name = before.name {
            // A variable that is bound anew counts on from there.
            for frame in versionFrames.indices {
                guard let next = versionFrames[frame][name] else { continue }
                versionFrames[frame][name] = Swift.max(next, before.version + 2)
            }
        }
        return variable
    }

    /// Adds a float64 number as an unnamed constant.
    @discardableResult
    public func constant(_ number: Double) -> Variable {
        Variable(graph: self, unchecked: recording.append(number: number))
    }

    /// Applies a primitive to variables of this graph and records the result.
    /// Throws a `TensorError` that names the shapes when they do not fit.
    public func apply(
        _ primitive: Primitive, _ operands: [Variable], _ attributes: Attributes = .none
    ) throws(TensorError) -> Variable {
        for operand in operands {
            precondition(
                operand.graph === self, "\(primitive.word) got a variable of another graph")
        }
        return try apply(primitive, to: operands.map(\.index), attributes)
    }

    /// Applies a primitive to nodes, by index, and records the result.
    public func apply(
        _ primitive: Primitive, to operands: [Int], _ attributes: Attributes = .none
    ) throws(TensorError) -> Variable {
        if let arity = ScalarKernel.arity(primitive), operands.count == arity,
            let result = applyToNumbers(
                primitive, operands[0], arity == 2 ? operands[1] : nil)
        {
            return result
        }
        let inputs = operands.map { tensors[$0] }
        let shape = try primitive.resultShape(of: inputs.map(\.shape), attributes)
        let value = try primitive.rule.forward(inputs, attributes, shape)
        let node = Node(
            primitive: primitive, attributes: attributes, role: .operation,
            scope: openScopes.last, shape: value.shape, dtype: value.dtype)
        topology.append(node, inputs: operands)
        tensors.append(value)
        return Variable(graph: self, index: topology.count - 1)
    }

    /// The short way for single float64 numbers; nil when the table has to be asked.
    @inline(__always)
    func applyToNumbers(_ primitive: Primitive, _ left: Int, _ right: Int?) -> Variable? {
        guard ScalarKernel.arity(primitive) == (right == nil ? 1 : 2),
            let index = recording.append(primitive, left, right)
        else { return nil }
        return Variable(graph: self, unchecked: index)
    }

    /// The derivative of a node towards all it depends on; marks a scalar operation as the loss.
    /// `cotangent` has the root's shape and is ones when nil.
    public func backward(
        from root: Int, cotangent: Tensor? = nil
    ) throws(TensorError) -> Gradients {
        if topology.nodes[root].shape.count == 1 { markLoss(root) }
        return try values.backward(from: root, cotangent: cotangent)
    }

    /// Gives an operation the role of the loss.
    public func markLoss(_ node: Int) {
        if topology.nodes[node].role == .operation { topology.nodes[node].role = .loss }
    }
}

extension Primitive {
    /// The result's shape for operands' shapes. Throws when their number or shapes do not fit.
    public func resultShape(
        of operands: [Shape], _ attributes: Attributes = .none
    ) throws(TensorError) -> Shape {
        let rule = rule
        guard rule.arity.contains(operands.count) else {
            let expected =
                rule.arity.lowerBound == rule.arity.upperBound
                ? "\(rule.arity.lowerBound)" : "at least \(rule.arity.lowerBound)"
            throw TensorError("\(word) takes \(expected) operands, found \(operands.count)")
        }
        return try rule.shape(operands, attributes)
    }

    /// The result's dtype for operands' types, as many as `resultShape` accepts.
    public func resultType(
        of operands: [DType], _ attributes: Attributes = .none
    ) -> DType { rule.dtype(operands, attributes) }
}
