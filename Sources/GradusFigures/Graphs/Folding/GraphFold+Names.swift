import GradusAutodiff
import GradusTrace

extension GraphFold {
    /// The functions and loops that what a graph's root was computed in, from the outside in and
    /// in order; those that differ by a number alone once, without it.
    public static func names(in record: GraphRecord) -> [String] {
        var seen: Set<String> = []
        return scopes(of: record).map { GraphFolding.baseName($0) }
            .filter { seen.insert($0).inserted }
    }

    /// The first name of `.named` that no function or loop of a graph has; nil for none.
    public func unknownName(in record: GraphRecord) -> String? {
        guard case .named(let names) = self else { return nil }
        let scopes = Self.scopes(of: record)
        let known = Set(scopes + scopes.map { GraphFolding.baseName($0) })
        return names.first { !known.contains($0) }
    }

    private static func scopes(of record: GraphRecord) -> [String] {
        guard let root = record.viewRoot, record.topology.nodes.indices.contains(root) else {
            return []
        }
        let topology = record.topology
        let tree = ScopeTree(topology.scopes)
        let view = GraphView(.operation, topology: topology, root: root)
        var used: Set<Int> = []
        for node in view.nodes where node.expression != nil {
            used.formUnion(tree.chain(node.scope))
        }
        return used.sorted().map { topology.scopes[$0].name }
    }
}

extension ComputationGraphFigure {
    /// How many cards are drawn, and how many there would be if nothing were folded.
    public var cardCounts: (drawn: Int, unfolded: Int) {
        var open = self
        open.fold = .none
        open.mode = .structure
        open.pathTo = nil
        return (GraphScene(self).nodes.count, GraphScene(open).nodes.count)
    }
}
