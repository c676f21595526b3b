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
        let scopes = Set(Self.scopes(of: record))
        return names.first { name in !scopes.contains { Self.scope($0, isCalled: name) } }
    }

    /// Whether a name means a scope: `blocks[0].attend` is meant by all of it, by
    /// `blocks.attend`, by the method's name `attend`, and `blocks[0]` by `blocks`; a loop,
    /// `for i, x`, by `i` and by `x`.
    static func scope(_ scope: String, isCalled name: String) -> Bool {
        let base = GraphFolding.baseName(scope)
        if name == scope || name == base { return true }
        if scope.hasPrefix("for ") {
            let variables = scope.dropFirst(4).split(separator: ",").map {
                $0.drop { $0 == " " }
            }
            return variables.contains { $0 == name }
        }
        guard scope.contains(".") || scope.contains("[") else { return false }
        let parts = scope.split(separator: ".").map { GraphFolding.baseName(String($0)) }
        return parts.indices.contains { parts[$0...].joined(separator: ".") == name }
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
