import GradusTensors

/// A node of a graph that is being recorded: what is done with it is recorded too.
///
/// Operators and methods trap, naming both shapes, when shapes do not fit; `Graph.apply`
/// throws instead.
public struct Variable {
    private enum Holder {
        case graph(Graph)
        case token(NodeToken)
    }
    private let holder: Holder
    private let place: Int

    /// The graph that records.
    public var graph: Graph {
        switch holder {
        case .graph(let graph): graph
        case .token(let token): token.graph
        }
    }
    /// The node.
    public var index: Int {
        switch holder {
        case .graph: place
        case .token(let token): token.index
        }
    }

    /// Makes a handle of a node of a graph.
    public init(graph: Graph, index: Int) {
        precondition(index >= 0 && index < graph.count, "no node \(index) in this graph")
        self.init(graph: graph, unchecked: index)
    }

    /// A handle of a node that is there.
    @inline(__always)
    init(graph: Graph, unchecked index: Int) {
        holder = .graph(graph)
        place = index
    }

    /// A handle that keeps its node; see `Graph.tracked`.
    init(token: NodeToken) {
        holder = .token(token)
        place = -1
    }

    /// The node's value.
    public var value: Tensor { graph.tensors[index] }
    /// The lengths of the value's axes.
    public var shape: Shape { graph.topology.nodes[index].shape }
    /// The type of the value's elements.
    public var dtype: DType { graph.topology.nodes[index].dtype }
    /// The name that the node was bound to.
    public var name: String? { graph.topology.nodes[index].name }

    /// Binds a name to the node and returns it, for writing in one line.
    @discardableResult
    public func named(_ name: String) -> Variable {
        graph.setName(name, of: index)
        return self
    }

    /// The result of a primitive on this and other variables; traps when shapes do not fit.
    public func applying(
        _ primitive: Primitive, _ others: [Variable] = [], _ attributes: Attributes = .none
    ) -> Variable {
        if others.count <= 1, attributes == .none,
            (others.first?.graph ?? graph) === graph,
            let result = graph.applyToNumbers(primitive, index, others.first?.index)
        {
            return result
        }
        do {
            return try graph.apply(primitive, [self] + others, attributes)
        } catch {
            preconditionFailure(error.message)
        }
    }

    /// The result of a primitive on two variables, without a detour over arrays.
    @inline(__always)
    func combining(_ primitive: Primitive, _ other: Variable) -> Variable {
        if other.graph === graph,
            let result = graph.applyToNumbers(primitive, index, other.index)
        {
            return result
        }
        return applying(primitive, [other])
    }

    /// A number as a constant of this variable's dtype (float64 for integers and bool).
    func constant(_ number: Double) -> Variable {
        let isOther = dtype.isFloating && dtype != .float64
        return isOther
            ? graph.leaf(Tensor(scalar: number).astype(dtype), role: .constant)
            : graph.constant(number)
    }
}
