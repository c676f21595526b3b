import GradusDiagnostics

/// Reads a graph token by token. Groups are kept on a stack of its own, not the program's.
struct DotParser {
    /// A graph or group whose closing brace has not come yet.
    private struct Scope {
        var nodeDefaults = DotAttributes()
        var edgeDefaults = DotAttributes()
        var attributes = DotAttributes()
        /// The innermost cluster around, or the scope itself.
        var cluster: Int?
        /// Whether the scope itself is that cluster.
        var isCluster = false
        var members: [Int] = []
        var isMember: Set<Int> = []
        /// What of the statement around it stands before this group.
        var statement = Statement()
    }

    /// An edge statement that is being read: `a -> {b c} -> d`.
    private struct Statement {
        var ends: [[End]] = []
        var isGroup = false
    }

    private struct End {
        var node: Int
        var port: String?
    }

    private var lexer: DotLexer
    private var token: DotToken
    private let limits: DotLimits
    private var result = DotGraph()
    private var nodeNumber: [String: Int] = [:]
    private var clusterNumber: [String: Int] = [:]
    private var strictEdge: [UInt64: Int] = [:]
    private var memberships = 0
    private var attributeCount = 0
    private var scopes: [Scope] = []

    init(_ bytes: [UInt8], file: String, limits: DotLimits) throws(Diagnostic) {
        lexer = try DotLexer(bytes, file: file)
        token = try lexer.next()
        self.limits = limits
    }

    /// The whole graph.
    mutating func graph() throws(Diagnostic) -> DotGraph {
        if token.kind == .end { throw error("the file holds no graph", fix: "digraph { a -> b }") }
        if try take(keyword: "strict") { result.isStrict = true }
        if try take(keyword: "graph") {
            result.isDirected = false
        } else if try !take(keyword: "digraph") {
            throw unexpected("'graph' or 'digraph'")
        }
        if let name = try takeName() { result.name = name.string }
        try expect("{")
        scopes = [Scope()]
        while !scopes.isEmpty { try step() }
        guard token.kind == .end else {
            throw unexpected("the end of the file")
        }
        return result
    }

    /// Reads a statement, or its first part when a group interrupts it.
    private mutating func step() throws(Diagnostic) {
        if try take(symbol: ";") { return }
        if try take(symbol: "}") {
            try close()
            return
        }
        switch token.kind {
        case .keyword("node"), .keyword("edge"), .keyword("graph"):
            try defaults()
        case .keyword("subgraph"), .symbol("{"):
            try open(Statement())
        case .name, .quoted, .html:
            let start = token
            guard let name = try takeName() else { return }
            if try take(symbol: "=") {
                guard let value = try takeName() else { throw unexpected("a value") }
                try set(name.string, to: value, in: \.attributes, at: start)
                return
            }
            var statement = Statement()
            statement.ends.append([try end(name.string, at: start)])
            try proceed(statement)
        case .end:
            throw unexpected("'}'")
        default:
            throw unexpected("a node, an edge or '}'")
        }
    }

    /// `node [shape=box]` and the like.
    private mutating func defaults() throws(Diagnostic) {
        guard case .keyword(let word) = token.kind else { return }
        token = try lexer.next()
        guard token.kind == .symbol("[") else { throw unexpected("'[' behind '\(word)'") }
        let attributes = try attributeLists()
        let last = scopes.count - 1
        switch word {
        case "node": scopes[last].nodeDefaults.merge(attributes)
        case "edge": scopes[last].edgeDefaults.merge(attributes)
        default:
            scopes[last].attributes.merge(attributes)
        }
        try checkCount(scopes[last].nodeDefaults)
        try checkCount(scopes[last].edgeDefaults)
        try checkCount(scopes[last].attributes)
    }

    private func checkCount(_ attributes: DotAttributes) throws(Diagnostic) {
        guard attributes.pairs.count <= limits.attributes else {
            throw error("there are more than \(limits.attributes) attributes in one place")
        }
    }

    private mutating func count(_ attributes: DotAttributes) throws(Diagnostic) {
        attributeCount += attributes.pairs.count
        guard attributeCount <= limits.allAttributes else {
            throw error("there are more than \(limits.allAttributes) attributes")
        }
    }

    /// Goes on behind an end of an edge statement.
    private mutating func proceed(_ started: Statement) throws(Diagnostic) {
        var statement = started
        while true {
            let wanted = result.isDirected ? "->" : "--"
            if token.kind == .symbol(result.isDirected ? "--" : "->") {
                throw unexpected("'\(wanted)' in a \(result.isDirected ? "digraph" : "graph")")
            }
            guard try take(symbol: wanted) else { break }
            guard statement.ends.count <= limits.edges else {
                throw error("there are more than \(limits.edges) edges")
            }
            if token.kind == .symbol("{") || token.kind == .keyword("subgraph") {
                try open(statement)
                return
            }
            let start = token
            guard let name = try takeName() else { throw unexpected("a node behind '\(wanted)'") }
            statement.ends.append([try end(name.string, at: start)])
        }
        let attributes = token.kind == .symbol("[") ? try attributeLists() : DotAttributes()
        if statement.ends.count > 1 {
            try addEdges(statement.ends, attributes)
        } else if !statement.isGroup, let node = statement.ends.first?.first?.node {
            result.nodes[node].attributes.merge(attributes)
            try checkCount(result.nodes[node].attributes)
            try count(result.nodes[node].attributes)
        }
    }

    private mutating func open(_ statement: Statement) throws(Diagnostic) {
        var name: String?
        if try take(keyword: "subgraph") { name = try takeName()?.string }
        try expect("{")
        guard scopes.count < limits.depth else {
            throw error("groups are nested deeper than \(limits.depth)")
        }
        let outer = scopes[scopes.count - 1]
        var scope = Scope()
        scope.nodeDefaults = outer.nodeDefaults
        scope.edgeDefaults = outer.edgeDefaults
        scope.attributes = outer.attributes
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
                    .init(name: name, attributes: DotAttributes(), parent: outer.cluster))
                // A label belongs to the group that has it.
                scope.attributes.set("label", to: .text(""))
            }
        }
        scopes.append(scope)
    }

    /// Ends a group and goes on with the statement around it.
    private mutating func close() throws(Diagnostic) {
        let scope = scopes.removeLast()
        guard !scopes.isEmpty else {
            result.attributes = scope.attributes
            return
        }
        if scope.isCluster, let cluster = scope.cluster {
            result.clusters[cluster].attributes = scope.attributes
        }
        for node in scope.members { _ = try isNewMember(node) }
        var statement = scope.statement
        statement.ends.append(scope.members.map { End(node: $0, port: nil) })
        statement.isGroup = true
        try proceed(statement)
    }

    // MARK: Nodes and edges

    /// The node of a name, with its port, made on first sight.
    private mutating func end(_ name: String, at start: DotToken) throws(Diagnostic) -> End {
        var port: String?
        if try take(symbol: ":") {
            guard let first = try takeName() else { throw unexpected("a port behind ':'") }
            port = first.string
            if try take(symbol: ":"), try takeName() == nil {
                throw unexpected("a compass point behind ':'")
            }
        }
        if let known = nodeNumber[name] {
            try join(known)
            return End(node: known, port: port)
        }
        guard result.nodes.count < limits.nodes else {
            throw Diagnostic(
                "there are more than \(limits.nodes) nodes", at: lexer.span(start.range))
        }
        let number = result.nodes.count
        nodeNumber[name] = number
        result.nodes.append(
            .init(id: name, attributes: scopes[scopes.count - 1].nodeDefaults, cluster: nil))
        try join(number)
        return End(node: number, port: port)
    }

    /// Makes a node a member of the innermost group; whether it was none yet.
    private mutating func isNewMember(_ node: Int) throws(Diagnostic) -> Bool {
        let last = scopes.count - 1
        // Nobody asks for the members of the graph itself.
        guard last > 0, scopes[last].isMember.insert(node).inserted else { return false }
        memberships += 1
        guard memberships <= limits.memberships else {
            throw error("nodes are in more than \(limits.memberships) groups in all")
        }
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
        _ ends: [[End]], _ attributes: DotAttributes
    ) throws(Diagnostic) {
        var all = scopes[scopes.count - 1].edgeDefaults
        all.merge(attributes)
        try checkCount(all)
        try count(all)
        for (heads, tails) in zip(ends, ends.dropFirst()) {
            guard heads.count * tails.count <= limits.edges - result.edges.count else {
                throw error("there are more than \(limits.edges) edges")
            }
            for from in heads {
                for to in tails {
                    if result.isStrict {
                        let isTurned = !result.isDirected && to.node < from.node
                        let (first, second) =
                            isTurned ? (to.node, from.node) : (from.node, to.node)
                        let key = UInt64(first) << 32 | UInt64(second)
                        if let known = strictEdge[key] {
                            result.edges[known].attributes.merge(attributes)
                            continue
                        }
                        strictEdge[key] = result.edges.count
                    }
                    result.edges.append(
                        .init(
                            from: from.node, to: to.node, fromPort: from.port, toPort: to.port,
                            attributes: all))
                }
            }
        }
    }

    // MARK: Attributes

    /// One or more lists in square brackets.
    private mutating func attributeLists() throws(Diagnostic) -> DotAttributes {
        var attributes = DotAttributes()
        while try take(symbol: "[") {
            while try !take(symbol: "]") {
                guard let name = try takeName() else { throw unexpected("an attribute or ']'") }
                if try take(symbol: "=") {
                    guard let value = try takeName() else {
                        throw unexpected("a value for '\(name.string)'")
                    }
                    attributes.set(name.string, to: value)
                } else {
                    attributes.set(name.string, to: .text("true"))
                }
                try checkCount(attributes)
                if try !take(symbol: ",") { _ = try take(symbol: ";") }
            }
        }
        return attributes
    }

    private mutating func set(
        _ name: String, to value: DotAttributes.Value,
        in list: WritableKeyPath<Scope, DotAttributes>,
        at start: DotToken
    ) throws(Diagnostic) {
        scopes[scopes.count - 1][keyPath: list].set(name, to: value)
        try checkCount(scopes[scopes.count - 1][keyPath: list])
    }

    // MARK: Tokens

    private mutating func take(symbol: String) throws(Diagnostic) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        token = try lexer.next()
        return true
    }

    private mutating func take(keyword: String) throws(Diagnostic) -> Bool {
        guard token.kind == .keyword(keyword) else { return false }
        token = try lexer.next()
        return true
    }

    private mutating func takeName() throws(Diagnostic) -> DotAttributes.Value? {
        switch token.kind {
        case .name(let text), .quoted(let text):
            token = try lexer.next()
            return .text(text)
        case .html(let text):
            token = try lexer.next()
            return .html(text)
        default: return nil
        }
    }

    private mutating func expect(_ symbol: String) throws(Diagnostic) {
        guard try take(symbol: symbol) else { throw unexpected("'\(symbol)'") }
    }

    private func unexpected(_ wanted: String) -> Diagnostic {
        let found =
            switch token.kind {
            case .name(let text), .keyword(let text): "'\(text.prefix(40))'"
            case .quoted(let text): "the string \"\(text.prefix(40))\""
            case .html: "HTML"
            case .symbol(let text): "'\(text)'"
            case .end: "the end of the file"
            }
        return error("found \(found), expected \(wanted)")
    }

    private func error(_ message: String, fix: String? = nil) -> Diagnostic {
        Diagnostic(message, at: lexer.span(token.range), fix: fix)
    }
}
