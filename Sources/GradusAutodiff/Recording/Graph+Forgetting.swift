import GradusTensors

/// Keeps a node while someone holds a variable of it, and knows where it went.
final class NodeToken {
    let graph: Graph
    var index: Int

    init(_ graph: Graph, _ index: Int) {
        self.graph = graph
        self.index = index
    }

    deinit { graph.release(self) }
}

extension Graph {
    /// A variable that keeps its node: while it or a copy of it is held, `forget` forgets
    /// neither the node nor what it was computed from, and the variable follows its node to
    /// its new place.
    public func tracked(_ variable: Variable) -> Variable {
        let index = variable.index
        if let known = tokens[index] { return Variable(token: known.takeUnretainedValue()) }
        let token = NodeToken(self, index)
        tokens[index] = Unmanaged.passUnretained(token)
        return Variable(token: token)
    }

    /// Leads every tracked variable of a node to another one: what was bound to a parameter
    /// is bound to its next version, as all names of an array see what is written into it.
    ///
    /// - Returns: the variable of the new node. The old node stays while something recorded
    ///   was computed from it.
    public func redirect(_ old: Variable, to new: Variable) -> Variable {
        let (from, to) = (old.index, new.index)
        guard from != to, let token = tokens[from] else { return tracked(new) }
        let kept = token.takeUnretainedValue()
        precondition(tokens[to] == nil, "node \(to) has variables of its own")
        tokens[from] = nil
        kept.index = to
        tokens[to] = token
        return Variable(token: kept)
    }

    /// Forgets those nodes since a mark that no tracked variable needs, as a loop does after
    /// each turn; the others move together. Plain variables of nodes since the mark must not
    /// be used again.
    ///
    /// - Returns: where each node since the mark went; nil for those that are forgotten.
    ///   O(nodes since the mark).
    public func forget(since mark: Int) -> [Int?] {
        precondition(mark >= 0 && mark <= count, "no mark at \(mark) in a graph of \(count) nodes")
        var needed = [Bool](repeating: false, count: count - mark)
        for index in tokens.keys where index >= mark { needed[index - mark] = true }
        for index in stride(from: count - 1, through: mark, by: -1) where needed[index - mark] {
            for input in topology.inputs(of: index) where input >= mark {
                needed[input - mark] = true
            }
        }
        var places = [Int?](repeating: nil, count: count - mark)
        guard needed.contains(false) else {
            for index in places.indices { places[index] = mark + index }
            return places
        }
        let (kept, values) = takeTail(since: mark, where: needed)
        for (old, node) in kept {
            places[old - mark] = topology.count
            topology.append(
                node.node, inputs: node.inputs.map { $0 < mark ? $0 : places[$0 - mark] ?? $0 })
        }
        for value in values {
            if let number = value.number {
                tensors.append(number: number)
            } else if let tensor = value.tensor {
                tensors.append(tensor)
            }
        }
        move(to: places, since: mark)
        return places
    }

    private struct Kept {
        var node: Node
        var inputs: [Int]
    }

    /// Cuts the graph off at a mark; gives the needed nodes back with the statements and scopes
    /// that they use numbered anew.
    private func takeTail(
        since mark: Int, where needed: [Bool]
    ) -> (kept: [(Int, Kept)], values: [(number: Double?, tensor: Tensor?)]) {
        var kept: [(Int, Kept)] = []
        var values: [(number: Double?, tensor: Tensor?)] = []
        for index in mark..<count where needed[index - mark] {
            kept.append(
                (
                    index,
                    Kept(node: topology.nodes[index], inputs: Array(topology.inputs(of: index)))
                ))
            let number = tensors.number(index)
            values.append((number, number == nil ? tensors[index] : nil))
        }
        topology.truncate(to: mark)
        tensors.truncate(to: mark)
        guard let known = marks.last(where: { $0.nodes == mark }) else { return (kept, values) }
        let statements = Array(topology.statements.dropFirst(known.statements))
        topology.statements.removeLast(statements.count)
        var newStatements: [Int: Int] = [:]
        let openScope = openScopes.last ?? -1
        let firstScope = Swift.max(known.scopes, openScope + 1)
        let scopes = Array(topology.scopes.dropFirst(firstScope))
        topology.scopes.removeLast(scopes.count)
        var newScopes: [Int: Int] = [:]
        func place(ofScope scope: Int) -> Int {
            if scope < firstScope { return scope }
            if let place = newScopes[scope] { return place }
            // Scopes around it first; they were opened before, so that this ends.
            var chain = [scope]
            while let parent = scopes[chain[chain.count - 1] - firstScope].parent,
                parent >= firstScope, newScopes[parent] == nil
            {
                chain.append(parent)
            }
            for scope in chain.reversed() {
                var copy = scopes[scope - firstScope]
                copy.parent = copy.parent.map { $0 < firstScope ? $0 : newScopes[$0] ?? $0 }
                newScopes[scope] = topology.scopes.count
                topology.scopes.append(copy)
            }
            return newScopes[scope] ?? scope
        }
        for index in kept.indices {
            if let old = kept[index].1.node.statement, old >= known.statements {
                if newStatements[old] == nil {
                    newStatements[old] = topology.statements.count
                    topology.statements.append(statements[old - known.statements])
                }
                kept[index].1.node.statement = newStatements[old]
            }
            kept[index].1.node.scope = kept[index].1.node.scope.map(place(ofScope:))
        }
        return (kept, values)
    }

    /// Tells tracked variables where their nodes went.
    private func move(to places: [Int?], since mark: Int) {
        let moved = tokens.filter { $0.key >= mark }
        for (index, _) in moved { tokens[index] = nil }
        for (index, token) in moved {
            guard let place = places[index - mark] else { continue }
            token.takeUnretainedValue().index = place
            tokens[place] = token
        }
        marks.removeAll { $0.nodes > mark }
    }

    func release(_ token: NodeToken) {
        if tokens[token.index]?.toOpaque() == Unmanaged.passUnretained(token).toOpaque() {
            tokens[token.index] = nil
        }
    }
}
