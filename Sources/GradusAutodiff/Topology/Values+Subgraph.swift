import GradusTensors

/// The part of an evaluated graph that some nodes were computed from.
public struct Subgraph: Sendable {
    /// The part by itself: nodes in their old order, with the statements and scopes they use.
    public let values: Values
    /// The new index of each old node; nil for nodes that are not part of it.
    public let places: [Int?]
}

extension Values {
    /// The nodes that `roots` depend on, those included, as a graph of their own: what is
    /// recorded of a lesson's graph when one figure of it is drawn. O(nodes).
    public func subgraph(of roots: [Int]) -> Subgraph {
        var kept = [Bool](repeating: false, count: topology.count)
        for root in roots {
            for (node, isKept) in topology.ancestors(of: root).enumerated() where isKept {
                kept[node] = true
            }
        }
        var part = Topology()
        var tensors = NodeValues()
        var places = [Int?](repeating: nil, count: topology.count)
        let statements = Self.places(
            of: topology.nodes.indices.filter { kept[$0] }.compactMap {
                topology.nodes[$0].statement
            },
            count: topology.statements.count)
        let scopes = Self.places(of: usedScopes(kept), count: topology.scopes.count)
        part.statements = statements.kept.map { topology.statements[$0] }
        part.scopes = scopes.kept.map { old in
            var scope = topology.scopes[old]
            scope.parent = scope.parent.flatMap { scopes.places[$0] }
            return scope
        }
        for index in topology.nodes.indices where kept[index] {
            var node = topology.nodes[index]
            node.statement = node.statement.flatMap { statements.places[$0] }
            node.scope = node.scope.flatMap { scopes.places[$0] }
            places[index] = part.count
            part.append(node, inputs: topology.inputs(of: index).compactMap { places[$0] })
            if let number = values.number(index) {
                tensors.append(number: number)
            } else {
                tensors.append(values[index])
            }
        }
        return Subgraph(values: Values(topology: part, values: tensors), places: places)
    }

    /// The scopes of kept nodes with all scopes around them.
    private func usedScopes(_ kept: [Bool]) -> [Int] {
        var used: [Int] = []
        for index in topology.nodes.indices where kept[index] {
            var scope = topology.nodes[index].scope
            while let found = scope {
                used.append(found)
                scope = topology.scopes[found].parent
            }
        }
        return used
    }

    /// The used ones in order, and where each went.
    private static func places(of used: [Int], count: Int) -> (kept: [Int], places: [Int?]) {
        let kept = Set(used).sorted()
        var places = [Int?](repeating: nil, count: count)
        for (place, old) in kept.enumerated() { places[old] = place }
        return (kept, places)
    }
}
