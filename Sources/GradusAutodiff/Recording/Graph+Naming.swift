extension Graph {
    /// Binds a name to a node: an assignment. A node keeps the first name that it was bound to.
    /// The version counts how often this variable was bound before; variables of one name in
    /// different calls count apart. Returns whether the node took the name.
    @discardableResult
    public func setName(_ name: String, of node: Int, statement: Statement? = nil) -> Bool {
        if let statement, topology.nodes[node].primitive != nil,
            topology.nodes[node].statement == nil
        {
            topology.nodes[node].statement = place(of: statement, since: node)
            keepStatements(ofOld: node)
        }
        guard topology.nodes[node].name == nil else { return false }
        topology.nodes[node].name = name
        topology.nodes[node].version = nextVersion(of: name)
        return true
    }

    /// Names a node that is kept in an object, where the version counts how often that place
    /// of the object was bound. A name that the node has already is replaced.
    public func setName(_ name: String, of node: Int, version: Int) {
        topology.nodes[node].name = name
        topology.nodes[node].version = version
    }

    /// Says which assignment made the operations since a node; those that belong to one
    /// already (made in a function that it called) keep theirs.
    public func assignStatement(_ statement: Statement, toNodesFrom first: Int) {
        guard first < count else { return }
        let place = place(of: statement, since: first)
        for node in first..<count
        where topology.nodes[node].statement == nil && topology.nodes[node].primitive != nil {
            topology.nodes[node].statement = place
        }
        keepStatements(ofOld: first)
    }

    /// Opens a scope: nodes made until `popScope` belong to it. A call of a function has
    /// variables of its own, a turn of a loop has not.
    public func pushScope(_ name: String, hasVariables: Bool = false) {
        scopeHasVariables.append(hasVariables)
        if hasVariables { versionFrames.append([:]) }
        topology.scopes.append(Scope(name: name, parent: openScopes.last))
        openScopes.append(topology.scopes.count - 1)
        scopeStarts.append(count)
    }

    /// Closes the innermost scope.
    public func popScope() {
        precondition(!openScopes.isEmpty, "popScope without a pushScope before it")
        let scope = openScopes.removeLast()
        if scopeHasVariables.removeLast() { versionFrames.removeLast() }
        // A scope in which nothing was made is forgotten: loops open one each time.
        if scopeStarts.removeLast() == count, scope == topology.scopes.count - 1 {
            topology.scopes.removeLast()
        }
    }

    /// Runs a function with a scope open.
    public func withScope<Result, Failure: Error>(
        _ name: String, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pushScope(name)
        defer { popScope() }
        return try body()
    }

    /// The number of nodes now, to free back to.
    public func mark() -> Int {
        let depth = versionFrames.count
        // A mark of a caller keeps the versions of the caller's names.
        marks.removeAll { $0.nodes > count || $0.nodes == count && $0.depth >= depth }
        marks.append(
            Mark(
                nodes: count, depth: depth, statements: topology.statements.count,
                scopes: topology.scopes.count,
                versions: versionFrames[versionFrames.count - 1]))
        return count
    }

    /// Forgets the nodes made since a mark. Variables of them must not be used again.
    public func free(back to: Int) {
        precondition(to >= 0 && to <= count, "no mark at \(to) in a graph of \(count) nodes")
        for node in stride(from: count - 1, through: to, by: -1) {
            tokens[node] = nil
        }
        topology.truncate(to: to)
        tensors.truncate(to: to)
        if let mark = marks.last(where: { $0.nodes == to }) {
            topology.statements.removeLast(
                Swift.max(0, topology.statements.count - mark.statements))
            let scopes = Swift.max(mark.scopes, (openScopes.last ?? -1) + 1)
            topology.scopes.removeLast(Swift.max(0, topology.scopes.count - scopes))
        }
        let depth = versionFrames.count
        if let mark = marks.last(where: { $0.nodes == to && $0.depth == depth }) {
            versionFrames[depth - 1] = mark.versions
        }
        marks.removeAll { $0.nodes > to }
    }

    func nextVersion(of name: String) -> Int {
        let version = versionFrames[versionFrames.count - 1][name] ?? 0
        versionFrames[versionFrames.count - 1][name] = version + 1
        return version
    }

    /// The statement's place; the last one is used again when it made a node since `first`.
    private func place(of statement: Statement, since first: Int) -> Int {
        let last = topology.statements.count - 1
        if last >= 0, topology.statements[last] == statement,
            topology.nodes[first...].contains(where: { $0.statement == last })
        {
            return last
        }
        topology.statements.append(statement)
        return last + 1
    }

    /// A node older than a mark now refers to the newest statement, which must outlive it.
    private func keepStatements(ofOld node: Int) {
        for index in marks.indices where marks[index].nodes > node {
            marks[index].statements = topology.statements.count
        }
    }
}
