import GradusDiagnostics

/// Reads a graph token by token: the grammar. Groups are kept on a stack of the builder's, not
/// on the program's.
struct DotParser {
    private var tokens: DotTokenReader
    private var builder: DotGraphBuilder

    init(_ bytes: [UInt8], file: String, limits: DotLimits) throws(Diagnostic) {
        let source = DotSource(bytes, file: file)
        tokens = try DotTokenReader(source)
        builder = DotGraphBuilder(source, limits: limits)
    }

    /// The whole graph.
    mutating func graph() throws(Diagnostic) -> DotGraph {
        if tokens.token.kind == .end {
            throw tokens.error("the file holds no graph", fix: "digraph { a -> b }")
        }
        let isStrict = try tokens.take(keyword: "strict")
        let isDirected = try !tokens.take(keyword: "graph")
        if isDirected, try !tokens.take(keyword: "digraph") {
            throw tokens.unexpected("'graph' or 'digraph'")
        }
        builder.begin(
            isDirected: isDirected, isStrict: isStrict, name: try tokens.takeName()?.string)
        try tokens.expect("{")
        while !builder.isDone { try step() }
        guard tokens.token.kind == .end else { throw tokens.unexpected("the end of the file") }
        return builder.result
    }

    /// Reads a statement, or its first part when a group interrupts it.
    private mutating func step() throws(Diagnostic) {
        builder.place = tokens.token.range
        if try tokens.take(symbol: ";") { return }
        if try tokens.take(symbol: "}") {
            builder.place = tokens.token.range
            if let statement = try builder.close() { try proceed(statement) }
            return
        }
        switch tokens.token.kind {
        case .keyword("node"), .keyword("edge"), .keyword("graph"):
            try defaults()
        case .keyword("subgraph"), .symbol("{"):
            try open(DotStatement(offset: tokens.token.range.lowerBound))
        case .name, .quoted, .html:
            let start = tokens.token.range
            guard let name = try tokens.takeName() else { return }
            if try tokens.take(symbol: "=") {
                let place = tokens.token.range
                guard let value = try tokens.takeName() else { throw tokens.unexpected("a value") }
                builder.place = tokens.token.range
                try builder.set(name.string, to: value, offset: place.lowerBound)
                return
            }
            var statement = DotStatement(offset: start.lowerBound)
            statement.ends.append([try end(name.string, at: start)])
            try proceed(statement)
        case .end:
            throw tokens.unexpected("'}'")
        default:
            throw tokens.unexpected("a node, an edge or '}'")
        }
    }

    /// `node [shape=box]` and the like.
    private mutating func defaults() throws(Diagnostic) {
        guard case .keyword(let word) = tokens.token.kind else { return }
        try tokens.skip()
        guard tokens.token.kind == .symbol("[") else {
            throw tokens.unexpected("'[' behind '\(word)'")
        }
        let attributes = try attributeLists()
        builder.place = tokens.token.range
        try builder.setDefaults(word, attributes)
    }

    /// Goes on behind an end of an edge statement.
    private mutating func proceed(
        _ started: DotStatement
    ) throws(Diagnostic) {
        var statement = started
        let isDirected = builder.result.isDirected
        let wanted = isDirected ? "->" : "--"
        while true {
            if tokens.token.kind == .symbol(isDirected ? "--" : "->") {
                throw tokens.unexpected("'\(wanted)' in a \(isDirected ? "digraph" : "graph")")
            }
            guard try tokens.take(symbol: wanted) else { break }
            let count = statement.ends.count
            builder.place = tokens.token.range
            try builder.take { (budget) throws(DotBudget.Excess) in
                try budget.checkEdges(count, behind: 0)
            }
            if tokens.token.kind == .symbol("{") || tokens.token.kind == .keyword("subgraph") {
                try open(statement)
                return
            }
            let start = tokens.token.range
            guard let name = try tokens.takeName() else {
                throw tokens.unexpected("a node behind '\(wanted)'")
            }
            statement.ends.append([try end(name.string, at: start)])
        }
        let attributes =
            tokens.token.kind == .symbol("[") ? try attributeLists() : DotAttributes()
        builder.place = tokens.token.range
        try builder.end(statement, attributes)
    }

    private mutating func open(_ statement: DotStatement) throws(Diagnostic) {
        var name: String?
        if try tokens.take(keyword: "subgraph") { name = try tokens.takeName()?.string }
        try tokens.expect("{")
        builder.place = tokens.token.range
        try builder.open(name, in: statement)
    }

    /// The node of a name, with its port and compass point.
    private mutating func end(
        _ name: String, at start: Range<Int>
    ) throws(Diagnostic) -> DotStatement.End {
        var end = DotStatement.End(node: 0)
        if try tokens.take(symbol: ":") {
            guard let first = try tokens.takeName() else {
                throw tokens.unexpected("a port behind ':'")
            }
            end.port = first.string
            if try tokens.take(symbol: ":") {
                guard let second = try tokens.takeName() else {
                    throw tokens.unexpected("a compass point behind ':'")
                }
                end.compass = second.string
            }
        }
        builder.place = tokens.token.range
        end.node = try builder.node(name, at: start)
        return end
    }

    /// One or more lists in square brackets.
    private mutating func attributeLists() throws(Diagnostic) -> DotAttributes {
        var attributes = DotAttributes()
        while try tokens.take(symbol: "[") {
            while try !tokens.take(symbol: "]") {
                let start = tokens.token.range.lowerBound
                guard let name = try tokens.takeName() else {
                    throw tokens.unexpected("an attribute or ']'")
                }
                if try tokens.take(symbol: "=") {
                    let place = tokens.token.range.lowerBound
                    guard let value = try tokens.takeName() else {
                        throw tokens.unexpected("a value for '\(name.string)'")
                    }
                    attributes.set(name.string, to: value, offset: place)
                } else {
                    attributes.set(name.string, to: .text("true"), offset: start)
                }
                builder.place = tokens.token.range
                try builder.check(attributes)
                if try !tokens.take(symbol: ",") { _ = try tokens.take(symbol: ";") }
            }
        }
        return attributes
    }
}
