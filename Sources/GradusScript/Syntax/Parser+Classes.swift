import GradusDiagnostics

extension Parser {
    private func span(from start: SourceSpan) -> SourceSpan { start.joined(with: previousSpan) }

    /// `class Name(Base):` and its block.
    mutating func parseClass() throws(Diagnostic) -> ScriptStatement {
        let start = place
        index += 1
        let name = try expectName("the class's name")
        var bases: [Expression] = []
        if take("(") {
            while !at(")") {
                if case .name = current.kind, index + 1 < tokens.count,
                    tokens[index + 1].isSymbol("=")
                {
                    throw Diagnostic(
                        "metaclasses are not part of the lesson language", at: place,
                        fix: "name only the classes to inherit from")
                }
                bases.append(try parseExpression())
                guard take(",") else { break }
            }
            try expect(")", "behind the base classes")
        }
        let header = span(from: start)
        let (loops, functions) = (loopDepth, functionDepth)
        (loopDepth, functionDepth) = (0, 0)
        scopes.append(([], []))
        let body = try parseBlock(after: "class")
        scopes.removeLast()
        (loopDepth, functionDepth) = (loops, functions)
        return ScriptStatement(
            kind: .defineClass(
                ClassDefinition(name: name, bases: bases, body: body, span: header)),
            span: span(from: start))
    }

    /// `@decorator` lines and the definition below them.
    mutating func parseDecorated() throws(Diagnostic) -> ScriptStatement {
        let start = place
        var decorators: [Expression] = []
        while take("@") {
            try checkChain(decorators.count)
            decorators.append(try parseExpression())
            guard current.isNewline else { throw unexpected("the end of the line") }
            index += 1
        }
        guard atKeyword("def") || atKeyword("class") else {
            throw unexpected("'def' or 'class' below the decorator")
        }
        let definition = atKeyword("def") ? try parseDefinition() : try parseClass()
        return ScriptStatement(
            kind: .decorated(decorators.reversed(), definition: definition), span: span(from: start)
        )
    }

    /// `try` with its clauses.
    mutating func parseTry() throws(Diagnostic) -> ScriptStatement {
        let start = place
        index += 1
        let body = try parseBlock(after: "try")
        var handlers: [Attempt.Handler] = []
        while atKeyword("except") {
            try checkChain(handlers.count)
            let here = place
            index += 1
            if at("*") {
                throw Diagnostic(
                    "'except*' is not part of the lesson language", at: place,
                    fix: "write 'except'")
            }
            if let last = handlers.last, last.kind == nil {
                throw Diagnostic("default 'except:' must be last", at: here)
            }
            var kind: Expression?
            var name: String?
            if !at(":") {
                kind = try parseExpression()
                if at(",") {
                    throw Diagnostic(
                        "multiple exception types must be parenthesized", at: place,
                        fix: "write except (A, B):")
                }
                if takeKeyword("as") { name = try expectName("the error's name") }
            }
            handlers.append(.init(kind: kind, name: name, body: try parseBlock(after: "except")))
        }
        var otherwise: [ScriptStatement] = []
        if atKeyword("else"), !handlers.isEmpty {
            index += 1
            otherwise = try parseBlock(after: "else")
        }
        var finally: [ScriptStatement]?
        if takeKeyword("finally") { finally = try parseBlock(after: "finally") }
        guard !handlers.isEmpty || finally != nil else {
            throw unexpected("'except' or 'finally' behind the block of 'try'")
        }
        return ScriptStatement(
            kind: .attempt(
                Attempt(body: body, handlers: handlers, otherwise: otherwise, finally: finally)),
            span: span(from: start))
    }
}
