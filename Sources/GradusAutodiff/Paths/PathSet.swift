/// One chain of edges from a root back to a node that it depends on.
public struct GraphPath: Sendable, Hashable {
    /// The nodes from the root to the node; at least one.
    public var nodes: [Int]
    /// The edges between them in the same order; each leads from the later to the earlier node.
    public var edges: [Edge]
    /// The local derivative of each edge; nil where it is not a number.
    public var factors: [Double?]
    /// The factors' product from the root on; nil when one of them is nil.
    public var product: Double?

    /// Makes a path.
    public init(nodes: [Int], edges: [Edge], factors: [Double?], product: Double?) {
        self.nodes = nodes
        self.edges = edges
        self.factors = factors
        self.product = product
    }
}

/// The chains from a root back to a node: what backpropagation sums over.
public struct PathSet: Sendable, Hashable {
    /// The root.
    public var from: Int
    /// The node that the paths lead back to.
    public var to: Int
    /// How many paths there are; `Int.max` stands for that many or more.
    public var count: Int
    /// The paths with the largest products in magnitude, the largest first; equal ones in the
    /// order of operands, edges without a number count as 1.
    public var paths: [GraphPath]
    /// The sum of the products of all paths, listed or not: the derivative. Nil when an edge
    /// on one of the paths has no number.
    public var total: Double?

    /// Makes a set of paths.
    public init(from: Int, to: Int, count: Int, paths: [GraphPath], total: Double?) {
        self.from = from
        self.to = to
        self.count = count
        self.paths = paths
        self.total = total
    }
}

extension Values {
    /// The paths from a root back to a node: counted and summed by dynamic programming in
    /// O(edges), the largest listed up to `limit`. Not recursive; where a graph is so deep that
    /// listing would take over some millions of steps, fewer paths are listed.
    /// Traps when there is no such node.
    public func paths(from root: Int, to node: Int, limit: Int = 100) -> PathSet {
        precondition(
            topology.nodes.indices.contains(root) && topology.nodes.indices.contains(node),
            "a graph of \(topology.count) nodes has no node \(max(root, node))")
        guard node <= root else {
            return PathSet(from: root, to: node, count: 0, paths: [], total: 0)
        }
        let between = topology.ancestors(of: root)
        let reaching = topology.descendants(of: [node])
        let edges = topology.edges.filter {
            $0.to <= root && between[$0.to] && reaching[$0.from]
        }
        let search = PathSearch(
            nodeCount: topology.count, edges: edges, factors: edges.map { localNumber(of: $0) })
        return completed(search.paths(from: root, to: node, limit: limit))
    }
}
