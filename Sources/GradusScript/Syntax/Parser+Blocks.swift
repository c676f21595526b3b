import GradusDiagnostics

extension Parser {
    /// The statements behind a `:`, on the same line or indented below it.
    mutating func parseBlock(after what: String) throws(Diagnostic) -> [ScriptStatement] {
        try forbidAssignment()
        let header = previousSpan
        guard take(":") else {
            var diagnostic = unexpected("':' at the end of the '\(what)' line")
            if diagnostic.fix == nil { diagnostic.fix = "add ':'" }
            throw diagnostic
        }
        var body: [ScriptStatement] = []
        guard current.isNewline else {
            switch current.kind {
            case .keyword("if"), .keyword("for"), .keyword("while"), .keyword("def"),
                .keyword("class"), .keyword("try"):
                throw Diagnostic("this statement needs a line of its own", at: place)
            default: try parseStatement(into: &body)
            }
            return body
        }
        index += 1
        guard case .indent = current.kind else {
            throw Diagnostic(
                "the block of '\(what)' is empty", at: current.isEnd ? header : place,
                fix: "indent the statements that belong to it by four spaces, or write 'pass'")
        }
        index += 1
        while true {
            if case .dedent = current.kind {
                index += 1
                break
            }
            if current.isEnd { break }
            if current.isNewline {
                index += 1
                continue
            }
            if case .indent = current.kind {
                throw Diagnostic(
                    "this line is indented more than the others of its block", at: place,
                    fix: "indent it as the line above")
            }
            try parseStatement(into: &body)
        }
        return body
    }

    private func span(from start: SourceSpan) -> SourceSpan { start.joined(with: previousSpan) }

    mutating func parseIf() throws(Diagnostic) -> ScriptStatement {
        let start = place
        index += 1
        var cases: [(test: Expression, body: [ScriptStatement])] = []
        let test = try parseExpression()
        cases.append((test, try parseBlock(after: "if")))
        while takeKeyword("elif") {
            try checkChain(cases.count)
            let test = try parseExpression()
            cases.append((test, try parseBlock(after: "elif")))
        }
        let otherwise = takeKeyword("else") ? try parseBlock(after: "else") : []
        return ScriptStatement(
            kind: .branch(cases, otherwise: otherwise), span: span(from: start))
    }

    mutating func parseFor() throws(Diagnostic) -> ScriptStatement {
        let start = place
        index += 1
        let target = try parseTargets()
        guard takeKeyword("in") else { throw unexpected("'in' and what to go through") }
        let iterable = try parseExpressionList()
        loopDepth += 1
        let body = try parseBlock(after: "for")
        loopDepth -= 1
        let otherwise = takeKeyword("else") ? try parseBlock(after: "else") : []
        return ScriptStatement(
            kind: .loop(target, iterable, body, otherwise: otherwise), span: span(from: start))
    }

    mutating func parseWhile() throws(Diagnostic) -> ScriptStatement {
        let start = place
        index += 1
        let test = try parseExpression()
        loopDepth += 1
        let body = try parseBlock(after: "while")
        loopDepth -= 1
        let otherwise = takeKeyword("else") ? try parseBlock(after: "else") : []
        return ScriptStatement(
            kind: .whileLoop(test, body, otherwise: otherwise), span: span(from: start))
    }

    mutating func parseDefinition() throws(Diagnostic) -> ScriptStatement {
        let start = place
        index += 1
        let name = try expectName("the function's name")
        try expect("(", "behind the function's name")
        let parameters = try parseParameters(until: ")", allowsAnnotations: true)
        try expect(")", "behind the parameters")
        if take("->") { _ = try parseExpression() }
        let header = span(from: start)
        let loops = loopDepth
        loopDepth = 0
        functionDepth += 1
        scopes.append(([], []))
        let body = try parseBlock(after: "def")
        let scope = scopes.removeLast()
        functionDepth -= 1
        loopDepth = loops
        let definition = FunctionDefinition(
            name: name, parameters: parameters, body: body, span: header, globals: scope.globals,
            nonlocals: scope.nonlocals)
        return ScriptStatement(kind: .define(definition), span: span(from: start))
    }

    mutating func parseParameters(
        until end: String, allowsAnnotations: Bool
    ) throws(Diagnostic) -> [FunctionDefinition.Parameter] {
        var parameters: [FunctionDefinition.Parameter] = []
        var seen: Set<String> = []
        var isKeywordOnly = false
        var hasDefault = false
        while !at(end) {
            let start = place
            if take("/") {
                guard take(",") || at(end) else { throw unexpected("',' or '\(end)'") }
                parameters = parameters.map {
                    .init(
                        name: $0.name, defaultValue: $0.defaultValue,
                        kind: $0.kind == .plain ? .positionalOnly : $0.kind, span: $0.span)
                }
                continue
            }
            if at("*"), index + 1 < tokens.count, tokens[index + 1].isSymbol(",") {
                index += 2
                isKeywordOnly = true
                continue
            }
            var kind: FunctionDefinition.ParameterKind = isKeywordOnly ? .keywordOnly : .plain
            if take("*") {
                kind = .rest
                isKeywordOnly = true
            } else if take("**") {
                kind = .keywordRest
            }
            let name = try expectName("a parameter")
            guard seen.insert(name).inserted else {
                throw Diagnostic("two parameters are called '\(name)'", at: previousSpan)
            }
            if allowsAnnotations, take(":") { _ = try parseExpression() }
            var value: Expression?
            if take("=") {
                value = try parseExpression()
                hasDefault = true
            } else if hasDefault, kind == .plain {
                throw Diagnostic(
                    "the parameter '\(name)' without a default follows one with a default",
                    at: previousSpan, fix: "move it forward, or give it a default")
            }
            parameters.append(
                .init(name: name, defaultValue: value, kind: kind, span: span(from: start)))
            guard take(",") else { break }
        }
        return parameters
    }

    /// The names of a `for`.
    mutating func parseTargets() throws(Diagnostic) -> Expression {
        let start = place
        var parts: [Expression] = []
        var isTuple = false
        repeat {
            if atKeyword("in") { break }
            if at("*") {
                let star = place
                index += 1
                let inner = try parsePostfix()
                parts.append(Expression(kind: .starred(inner), span: span(from: star)))
            } else {
                parts.append(try parsePostfix())
            }
            if at(",") { isTuple = true }
        } while take(",")
        guard let first = parts.first else { throw unexpected("a name") }
        let target =
            isTuple ? Expression(kind: .tuple(parts), span: span(from: start)) : first
        try checkTarget(target)
        return target
    }
}
