import GradusDiagnostics

/// Puts a graph together: groups with their defaults, nodes, edges, clusters, within limits.
struct DotGraphBuilder {
    private(set) var budget: DotBudget
    private let source: DotSource
    private(set) var result = DotGraph()
    /// The bytes that errors point at.
    var place = 0..<0
    private var nodeNumber: [String: Int] = [:]
    private var clusterNumber: [String: Int] = [:]
    private var strictEdge: [UInt64: Int] = [:]
    private var scopes: [DotScope] = [DotScope()]

    init(_ source: DotSource, limits: DotLimits) {
        self.source = source
        budget = DotBudget(limits)
        result.source = source
    }

    /// Whether the graph's closing brace has come.
    var isDone: Bool { scopes.isEmpty }

    mutating func begin(isDirected: Bool, isStrict: Bool, name: String?) {
        (result.isDirected, result.isStrict, result.name) = (isDirected, isStrict, name)
    }

    /// Takes from what the file may hold; where there is not enough, an error at `place`.
    mutating func take(
        _ body: (inout DotBudget) throws(DotBudget.Excess) -> Void
    ) throws(Diagnostic) {
        do {
            try body(&budget)
        } catch {
            throw Diagnostic(error.message, at: source.span(place))
        }
    }

    // MARK: Attributes

    /// Adds to what `node`, `edge` or `graph` says for all that follows in the group.
    mutating func setDefaults(_ word: String, _ attributes: DotAttributes) throws(Diagnostic) {
        let last = scopes.count - 1
        switch word {
        case "node": scopes[last].nodeDefaults.merge(attributes)
        case "edge": scopes[last].edgeDefaults.merge(attributes)
        default: scopes[last].attributes.merge(attributes)
        }
        try check(scopes[last].nodeDefaults)
        try check(scopes[last].edgeDefaults)
        try check(scopes[last].attributes)
    }

    /// `name = value` of the graph or the innermost group.
    mutating func set(
        _ name: String, to value: DotAttributes.Value, offset: Int
    ) throws(Diagnostic) {
        scopes[scopes.count - 1].attributes.set(name, to: value, offset: offset)
        try check(scopes[scopes.count - 1].attributes)
    }

    /// Refuses more attributes than one place may have.
    mutating func check(_ attributes: DotAttributes) throws(Diagnostic) {
        try take { (budget) throws(DotBudget.Excess) in try budget.take(attributes, times: 0) }
    }

    private mutating func count(
        _ attributes: DotAttributes, times count: Int = 1
    ) throws(Diagnostic) {
        try take { (budget) throws(DotBudget.Excess) in
            try budget.take(attributes, times: count)
        }
    }

    // MARK: Groups

    mutating func open(_ name: String?, in statement: DotStatement) throws(Diagnostic) {
        guard scopes.count < budget.limits.depth else {
            throw Diagnostic(
                "groups are nested deeper than \(budget.limits.depth)", at: source.span(place))
        }
        let outer = scopes[scopes.count - 1]
        var scope = DotScope()
        scope.nodeDefaults = outer.nodeDefaults
        scope.edgeDefaults = outer.edgeDefaults
        scope.attributes = outer.attributes
        // A rank says something of the group that has it, and of no group inside.
        scope.attributes.remove("rank")
        scope.cluster = outer.cluster
        scope.statement = statement
        if let name, name.hasPrefix("cluster") {
            scope.isCluster = true
            if let known = clusterNumber[name] {
                scope.cluster = known
                scope.attributes.merge(result.clusters[known].attributes)
            } else {
                scope.cluster = result.clusters.count
                clusterNumber[name] = result.clusters.count
                result.clusters.append(
                    .init(
                        name: name, attributes: DotAttributes(), parent: outer.cluster,
                        offset: place.lowerBound))
                // A label belongs to the group that has it.
                scope.attributes.set("label", to: .text(""), offset: place.lowerBound)
            }
        }
        scopes.append(scope)
    }

    /// Ends a group; the statement around it goes on, or the graph is done.
    mutating func close() throws(Diagnostic) -> DotStatement? {
        let scope = scopes.removeLast()
        guard !scopes.isEmpty else {
            result.attributes = scope.attributes
            return nil
        }
        if scope.isCluster, let cluster = scope.cluster {
            // A cluster keeps what it takes over from the groups around it.
            try count(scope.attributes)
            result.clusters[cluster].attributes = scope.attributes
        }
        if let rank = scope.attributes.string("rank"), !scope.members.isEmpty {
            result.ranks.append(.init(kind: rank.lowercased(), nodes: scope.members))
        }
        for node in scope.members { _ = try isNewMember(node) }
        var statement = scope.statement
        statement.ends.append(scope.members.map { DotStatement.End(node: $0) })
        statement.isGroup = true
        return statement
    }

    // MARK: Nodes and edges

    /// The place of a node of a name, made on first sight.
    mutating func node(_ name: String, at range: Range<Int>) throws(Diagnostic) -> Int {
        if let known = nodeNumber[name] {
            try join(known)
            return known
        }
        let number = result.nodes.count
        let defaults = scopes[scopes.count - 1].nodeDefaults
        place = range
        try take { (budget) throws(DotBudget.Excess) in
            try budget.checkNodes(number)
            try budget.take(defaults)
        }
        nodeNumber[name] = number
        result.nodes.append(
            .init(id: name, attributes: defaults, cluster: nil, offset: range.lowerBound))
        try join(number)
        return number
    }

    /// Ends a statement: edges between its ends, or attributes of its only node.
    mutating func end(_ statement: DotStatement, _ attributes: DotAttributes) throws(Diagnostic) {
        if statement.ends.count > 1 {
            try addEdges(statement, attributes)
        } else if !statement.isGroup, let node = statement.ends.first?.first?.node {
            result.nodes[node].attributes.merge(attributes)
            try check(result.nodes[node].attributes)
            try count(attributes)
        }
    }

    /// Makes a node a member of the innermost group; whether it was none yet.
    private mutating func isNewMember(_ node: Int) throws(Diagnostic) -> Bool {
        let last = scopes.count - 1
        // Nobody asks for the members of the graph itself.
        guard last > 0, scopes[last].isMember.insert(node).inserted else { return false }
        try take { (budget) throws(DotBudget.Excess) in try budget.takeMembership() }
        scopes[last].members.append(node)
        return true
    }

    /// Puts a node that is named here into the innermost group and its cluster.
    private mutating func join(_ node: Int) throws(Diagnostic) {
        guard try isNewMember(node) else { return }
        let last = scopes.count - 1
        guard let cluster = scopes[last].cluster else { return }
        let current = result.nodes[node].cluster
        if current == nil || (current != cluster && isInside(cluster, current)) {
            result.nodes[node].cluster = cluster
        }
    }

    private func isInside(_ inner: Int, _ outer: Int?) -> Bool {
        var next: Int? = inner
        while let cluster = next {
            if cluster == outer { return true }
            next = result.clusters[cluster].parent
        }
        return false
    }

    private mutating func addEdges(
        _ statement: DotStatement, _ attributes: DotAttributes
    ) throws(Diagnostic) {
        var all = scopes[scopes.count - 1].edgeDefaults
        all.merge(attributes)
        try check(all)
        let ends = statement.ends
        for (tails, heads) in zip(ends, ends.dropFirst()) {
            let (more, count) = (tails.count * heads.count, result.edges.count)
            try take { (budget) throws(DotBudget.Excess) in
                try budget.checkEdges(more, behind: count)
                try budget.take(all, times: more)
            }
            for from in tails {
                for to in heads where try isNewEdge(from.node, to.node, attributes) {
                    result.edges.append(
                        .init(
                            from: from.node, to: to.node, fromPort: from.port, toPort: to.port,
                            fromCompass: from.compass, toCompass: to.compass, attributes: all,
                            offset: statement.offset))
                }
            }
        }
    }

    /// False for one more edge between two nodes of a strict graph, whose attributes are added.
    private mutating func isNewEdge(
        _ from: Int, _ to: Int, _ attributes: DotAttributes
    ) throws(Diagnostic) -> Bool {
        guard result.isStrict else { return true }
        let isTurned = !result.isDirected && to < from
        let (first, second) = isTurned ? (to, from) : (from, to)
        let key = UInt64(first) << 32 | UInt64(second)
        if let known = strictEdge[key] {
            result.edges[known].attributes.merge(attributes)
            try check(result.edges[known].attributes)
            return false
        }
        strictEdge[key] = result.edges.count
        return true
    }
}
