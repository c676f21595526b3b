import GradusTensors

/// How much of a graph becomes one card.
public enum GraphViewKind: String, Sendable, Codable, CaseIterable {
    /// One node for each statement; edges carry combined derivatives.
    case statement
    /// One node for each operation.
    case operation
}

/// A graph as figures draw it: what one root depends on, a node for each statement or for
/// each operation.
///
/// Between two statements runs one edge with the derivative of the whole statement: of
/// `s = x * x` towards `x` it is 2x, the sum over both operands. Into an operation runs one edge
/// for each of its operands, each with its own local derivative: of `x * x` there are two with
/// x each.
public struct GraphView: Sendable {
    /// A card.
    public struct ViewNode: Sendable, Hashable {
        /// The topology's node that holds the result.
        public var node: Int
        /// The topology's nodes that it stands for, in order, the result last.
        public var members: [Int]
        /// What a reader calls it: the name with its version as subscript, the number for an
        /// unnamed scalar constant, else the operation's word, counted where there are several:
        /// `relu`, `relu#2`.
        public var name: String
        /// How often the name was bound before.
        public var version: Int
        /// What it computes, `x * w`; nil for a leaf.
        public var expression: String?
        /// What it is to the one who wrote the code.
        public var role: Role
        /// The lengths of the value's axes.
        public var shape: Shape
        /// The type of the value's elements.
        public var dtype: DType
        /// Where the result was made, by its place in `Topology.scopes`.
        public var scope: Int?
    }

    /// An arrow between two cards.
    public struct ViewEdge: Sendable, Hashable {
        /// The operand, by its place in `nodes`.
        public var from: Int
        /// The consumer, by its place in `nodes`.
        public var to: Int
        /// All edges of the topology on chains from the one result to the other.
        public var members: [Edge]
        /// The consumer's derivative towards the operand: the sum over these chains of the
        /// products of local derivatives. Nil when either has more than one element, the
        /// operand is not differentiated, or the view was made without values.
        public var derivative: Double?
        /// The local derivative as a reader writes it, a sum where one operation takes the
        /// operand several times; nil when the edge stands for a chain of several operations.
        public var formula: String?
        /// Which of several uses of the operand by one operation the edge is, from 1 on; nil
        /// where there is only one, and in the view of statements.
        public var use: Int?
        /// A name for the arrow that is its own: `x→x1`; arrows between cards of equal names
        /// are counted: `x→x1#2`.
        public var id: String
    }

    /// One card for each statement or operation.
    public let kind: GraphViewKind
    /// The root's place in `nodes`: the last.
    public var root: Int { nodes.count - 1 }
    /// The cards in the topology's order: operands before consumers.
    public let nodes: [ViewNode]
    /// The arrows by consumer, then in the order of its operands.
    public let edges: [ViewEdge]

    /// What a root depends on, with derivatives. Traps when there is no such node.
    public init(_ kind: GraphViewKind, values: Values, root: Int) {
        self.init(kind, topology: values.topology, values: values, root: root)
    }

    /// What a root depends on, without numbers. Traps when there is no such node.
    public init(_ kind: GraphViewKind, topology: Topology, root: Int) {
        self.init(kind, topology: topology, values: nil, root: root)
    }

    private init(_ kind: GraphViewKind, topology: Topology, values: Values?, root: Int) {
        precondition(
            topology.nodes.indices.contains(root),
            "a graph of \(topology.count) nodes has no node \(root)")
        var builder = GraphViewBuilder(kind, topology, values, root)
        self.kind = kind
        nodes = builder.makeNodes()
        edges = builder.makeEdges(nodes)
    }

    /// The place of the card that holds a topology's node as its result.
    public func index(ofNode node: Int) -> Int? { nodes.firstIndex { $0.node == node } }

    /// The paths from a card back to another, both by their places in `nodes`, as are the
    /// paths' nodes; an `Edge` of such a path has places of cards too, and as `operand` its
    /// place in `edges`. Traps when there is no such card.
    public func paths(from root: Int, to node: Int, limit: Int = 100) -> PathSet {
        precondition(
            nodes.indices.contains(root) && nodes.indices.contains(node),
            "a view of \(nodes.count) nodes has no node \(max(root, node))")
        guard node <= root else {
            return PathSet(from: root, to: node, count: 0, paths: [], total: 0)
        }
        let search = PathSearch(
            nodeCount: nodes.count,
            edges: edges.enumerated().map { place, edge in
                Edge(from: edge.from, to: edge.to, operand: place)
            },
            factors: edges.map(\.derivative))
        return search.paths(from: root, to: node, limit: limit)
    }
}
