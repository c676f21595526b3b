import GradusTensors

/// The structure of a graph without its numbers: nodes in the order in which they were
/// made, so that operands come before their consumers. A value; kept once, however often
/// it is evaluated.
public struct Topology: Sendable, Hashable {
    /// The leaves and operations; an operand's index is smaller than its consumer's.
    public internal(set) var nodes = NodeList()
    /// The assignments that nodes refer to.
    public internal(set) var statements: [Statement] = []
    /// The scopes that nodes refer to.
    public internal(set) var scopes: [Scope] = []
    /// All operands, those of node 0 first.
    public internal(set) var flatInputs: [Int] = []
    /// Where in `flatInputs` the operands of each node begin; one more than nodes.
    var inputStarts: [Int] = [0]

    /// An empty graph.
    public init() {}

    /// The number of nodes.
    public var count: Int { nodes.count }

    /// The operands of a node in order; empty for a leaf. O(1).
    public func inputs(of node: Int) -> ArraySlice<Int> {
        flatInputs[inputStarts[node]..<inputStarts[node + 1]]
    }

    /// Every use of a node by another, by consumer and operand.
    public var edges: [Edge] {
        var edges: [Edge] = []
        edges.reserveCapacity(flatInputs.count)
        for node in nodes.indices {
            for (operand, input) in inputs(of: node).enumerated() {
                edges.append(Edge(from: input, to: node, operand: operand))
            }
        }
        return edges
    }

    /// The nodes without operands.
    public var leaves: [Int] { nodes.indices.filter { nodes[$0].primitive == nil } }

    /// The last node bound to a name, if there is one. O(nodes).
    public func node(named name: String) -> Int? { nodes.lastIndex { $0.name == name } }

    /// Which nodes a node's value follows from, itself included. O(nodes).
    public func ancestors(of root: Int) -> [Bool] {
        var reached = [Bool](repeating: false, count: root + 1)
        reached[root] = true
        for node in stride(from: root, through: 0, by: -1) where reached[node] {
            for input in inputs(of: node) { reached[input] = true }
        }
        return reached
    }

    /// Which nodes follow from at least one of some nodes, those included. O(nodes).
    public func descendants(of sources: [Int]) -> [Bool] {
        var reached = [Bool](repeating: false, count: count)
        for source in sources { reached[source] = true }
        for node in nodes.indices where !reached[node] {
            for input in inputs(of: node) where reached[input] {
                reached[node] = true
                break
            }
        }
        return reached
    }

    mutating func append(_ node: Node, inputs: some Sequence<Int>) {
        nodes.append(node)
        flatInputs.append(contentsOf: inputs)
        inputStarts.append(flatInputs.count)
    }

    /// Adds an unnamed operation on one or two float64 scalars; returns its index.
    @inline(__always)
    mutating func append(plain primitive: Primitive, _ left: Int, _ right: Int?) -> Int {
        nodes.append(plain: primitive)
        flatInputs.append(left)
        if let right { flatInputs.append(right) }
        inputStarts.append(flatInputs.count)
        return inputStarts.count - 2
    }

    /// Adds an unnamed float64 scalar as a constant; returns its index.
    @inline(__always)
    mutating func appendPlainConstant() -> Int {
        nodes.append(plain: nil)
        inputStarts.append(flatInputs.count)
        return inputStarts.count - 2
    }

    mutating func truncate(to count: Int) {
        nodes.truncate(to: count)
        flatInputs.removeLast(flatInputs.count - inputStarts[count])
        inputStarts.removeLast(inputStarts.count - count - 1)
    }
}
