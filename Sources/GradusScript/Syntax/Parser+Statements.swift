import GradusDiagnostics

extension Parser {
    /// Parses one line of simple statements, or one compound statement.
    mutating func parseStatement(into result: inout [ScriptStatement]) throws(Diagnostic) {
        if case .keyword(let word) = current.kind {
            switch word {
            case "if":
                return result.append(try nested { (p) throws(Diagnostic) in try p.parseIf() })
            case "for":
                return result.append(try nested { (p) throws(Diagnostic) in try p.parseFor() })
            case "while":
                return result.append(try nested { (p) throws(Diagnostic) in try p.parseWhile() })
            case "def":
                return result.append(
                    try nested { (p) throws(Diagnostic) in try p.parseDefinition() })
            case "class":
                return result.append(try nested { (p) throws(Diagnostic) in try p.parseClass() })
            case "try":
                return result.append(try nested { (p) throws(Diagnostic) in try p.parseTry() })
            case "except", "finally":
                throw Diagnostic(
                    "'\(word)' belongs to no 'try'", at: place,
                    fix: "indent it exactly as the line it belongs to")
            case "elif", "else":
                throw Diagnostic(
                    "'\(word)' belongs to no 'if', 'for' or 'while'", at: place,
                    fix: "indent it exactly as the line it belongs to")
            default: break
            }
        }
        if at("@") {
            return result.append(try nested { (p) throws(Diagnostic) in try p.parseDecorated() })
        }
        if case .name("match") = current.kind, let advice = matchStatement() { throw advice }
        repeat {
            if current.isNewline { break }
            result.append(try parseSimpleStatement())
        } while take(";")
        guard current.isNewline || current.isEnd else { throw endOfStatementExpected() }
        if current.isNewline { index += 1 }
    }

    private func endOfStatementExpected() -> Diagnostic {
        if at("=") {
            return Diagnostic("only a name, an element or an attribute can be assigned", at: place)
        }
        var diagnostic = unexpected("the end of the statement")
        if index > 0, case .name(let name) = tokens[index - 1].kind, diagnostic.fix == nil {
            if name == "print" {
                diagnostic.fix = "write print(…) with brackets"
            } else if case .name = current.kind {
                diagnostic.fix = "put an operator or a comma between '\(name)' and \(current.shown)"
            }
        }
        return diagnostic
    }

    private func span(from start: SourceSpan) -> SourceSpan { start.joined(with: previousSpan) }

    private mutating func parseSimpleStatement() throws(Diagnostic) -> ScriptStatement {
        let start = place
        if case .keyword(let word) = current.kind {
            switch word {
            case "pass":
                index += 1
                return ScriptStatement(kind: .pass, span: start)
            case "break", "continue":
                index += 1
                guard loopDepth > 0 else {
                    throw Diagnostic("'\(word)' stands outside of a loop", at: start)
                }
                return ScriptStatement(kind: word == "break" ? .stop : .next, span: start)
            case "return":
                index += 1
                guard functionDepth > 0 else {
                    throw Diagnostic("'return' stands outside of a function", at: start)
                }
                var value: Expression?
                if !current.isNewline, !current.isEnd, !at(";") {
                    value = try parseExpressionList()
                }
                return ScriptStatement(kind: .giveBack(value), span: span(from: start))
            case "assert":
                index += 1
                let test = try parseExpression()
                try forbidAssignment()
                let message = take(",") ? try parseExpression() : nil
                return ScriptStatement(
                    kind: .assert(test, message: message), span: span(from: start))
            case "del":
                index += 1
                let target = try parseExpressionList()
                if case .tuple(let parts) = target.kind {
                    return ScriptStatement(kind: .delete(parts), span: span(from: start))
                }
                return ScriptStatement(kind: .delete([target]), span: span(from: start))
            case "raise":
                index += 1
                var error: Expression?
                var cause: Expression?
                if !current.isNewline, !current.isEnd, !at(";") {
                    error = try parseExpression()
                    if takeKeyword("from") { cause = try parseExpression() }
                }
                return ScriptStatement(kind: .raise(error, cause: cause), span: span(from: start))
            case "global", "nonlocal":
                return try parseScope(word)
            case "import", "from":
                return try parseImport()
            default: break
            }
        }
        return try parseAssignmentOrExpression()
    }

    /// `global a, b` or `nonlocal a, b`.
    private mutating func parseScope(_ word: String) throws(Diagnostic) -> ScriptStatement {
        let start = place
        index += 1
        guard !scopes.isEmpty || word == "global" else {
            throw Diagnostic("nonlocal declaration not allowed at module level", at: start)
        }
        repeat {
            let name = try expectName("the variable's name")
            guard let last = scopes.indices.last else { continue }
            if word == "global" {
                scopes[last].globals.insert(name)
            } else {
                scopes[last].nonlocals.insert(name)
            }
        } while take(",")
        return ScriptStatement(kind: .scope, span: span(from: start))
    }

    /// `match value:` is named as what it is; a variable called `match` is none.
    private func matchStatement() -> Diagnostic? {
        guard index + 1 < tokens.count else { return nil }
        switch tokens[index + 1].kind {
        case .name, .integer, .float, .string, .formatted:
            return Diagnostic(
                "'match' is not part of the lesson language", at: place,
                fix: "write 'if' and 'elif'")
        default: return nil
        }
    }

    private mutating func parseAssignmentOrExpression() throws(Diagnostic) -> ScriptStatement {
        let start = place
        let first = try parseExpressionList(allowsStar: true)
        if at(":"), isAnnotated(first) {
            index += 1
            _ = try parseExpression()  // an annotation says nothing to the interpreter
            guard at("=") else { return ScriptStatement(kind: .pass, span: span(from: start)) }
        }
        if at("=") {
            var targets = [first]
            var valueStart = index + 1
            var value = first
            while take("=") {
                try checkChain(targets.count)
                valueStart = index
                value = try parseExpressionList(allowsStar: true)
                targets.append(value)
            }
            targets.removeLast()
            for target in targets { try checkTarget(target) }
            return ScriptStatement(
                kind: .assign(targets, value, text: text(from: valueStart, to: index - 1)),
                span: span(from: start))
        }
        if case .symbol(let symbol) = current.kind, symbol.hasSuffix("="), symbol.count > 1,
            let operation = BinaryOperator(rawValue: String(symbol.dropLast()))
        {
            let place = self.place
            index += 1
            let valueStart = index
            let value = try parseExpressionList()
            switch first.kind {
            case .name, .subscripted, .attribute: break
            default:
                throw Diagnostic(
                    "'\(symbol)' needs a name or an element on its left", at: first.span)
            }
            return ScriptStatement(
                kind: .augmented(
                    first, operation, value, place: place,
                    text: text(from: valueStart, to: index - 1)), span: span(from: start))
        }
        if case .starred = first.kind {
            throw Diagnostic("a starred expression cannot stand alone", at: first.span)
        }
        return ScriptStatement(kind: .expression(first), span: span(from: start))
    }

    private func isAnnotated(_ target: Expression) -> Bool {
        switch target.kind {
        case .name, .attribute: true
        default: false
        }
    }

    /// Whether an expression can stand on the left of `=`.
    func checkTarget(_ target: Expression, isInner: Bool = false) throws(Diagnostic) {
        switch target.kind {
        case .name, .subscripted, .attribute: return
        case .tuple(let parts), .list(let parts):
            var stars = 0
            for part in parts {
                if case .starred(let inner) = part.kind {
                    stars += 1
                    try checkTarget(inner, isInner: true)
                } else {
                    try checkTarget(part, isInner: true)
                }
            }
            guard stars <= 1 else {
                throw Diagnostic("only one name can be starred in an assignment", at: target.span)
            }
        case .call:
            throw Diagnostic(
                "a call cannot be assigned to", at: target.span, fix: "write '==' to compare")
        default:
            throw Diagnostic(
                "only a name, an element or an attribute can be assigned", at: target.span)
        }
    }

    /// `=` where a condition stands.
    func forbidAssignment() throws(Diagnostic) {
        guard at("=") else { return }
        throw Diagnostic(
            "'=' assigns and cannot stand in a condition", at: place, fix: "write '==' to compare")
    }

    // MARK: import

    private mutating func parseImport() throws(Diagnostic) -> ScriptStatement {
        let start = place
        let isFrom = atKeyword("from")
        index += 1
        let pathStart = place
        var path = try expectName("the module's name")
        while take(".") { path += "." + (try expectName("the module's name")) }
        let pathSpan = pathStart.joined(with: previousSpan)
        if !isFrom {
            let alias = takeKeyword("as") ? try expectName("the module's other name") : nil
            return ScriptStatement(
                kind: .importModule(path: path, alias: alias, place: pathSpan),
                span: span(from: start))
        }
        guard takeKeyword("import") else { throw unexpected("'import'") }
        if at("*") {
            throw Diagnostic(
                "'import *' hides where names come from", at: place,
                fix: "name what is to be imported")
        }
        let isBracketed = take("(")
        var names: [ImportedName] = []
        repeat {
            if isBracketed, at(")") { break }
            let nameStart = place
            let name = try expectName("what is imported")
            let alias = takeKeyword("as") ? try expectName("the other name") : nil
            names.append(ImportedName(name: name, alias: alias, span: span(from: nameStart)))
        } while take(",")
        if isBracketed { try expect(")", "behind the names") }
        return ScriptStatement(
            kind: .importNames(path: path, names: names, place: pathSpan), span: span(from: start))
    }
}
