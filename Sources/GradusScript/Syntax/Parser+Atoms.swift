import GradusDiagnostics

extension Parser {
    /// A value with the calls, subscripts and attributes behind it.
    mutating func parsePostfix() throws(Diagnostic) -> Expression {
        var value = try parseAtom()
        var length = 0
        while case .symbol(let symbol) = current.kind, ["(", "[", "."].contains(symbol) {
            length += 1
            try checkChain(length)
            index += 1
            switch symbol {
            case "(":
                let arguments = try parseArguments()
                value = Expression(
                    kind: .call(value, arguments), span: value.span.joined(with: previousSpan))
            case "[":
                let key = try nested { (parser) throws(Diagnostic) in try parser.parseSubscript() }
                try expect("]", "behind the index")
                value = Expression(
                    kind: .subscripted(value, key), span: value.span.joined(with: previousSpan))
            default:
                let name = try expectName("an attribute")
                value = Expression(
                    kind: .attribute(value, name, place: previousSpan),
                    span: value.span.joined(with: previousSpan))
            }
        }
        return value
    }

    private mutating func parseArguments() throws(Diagnostic) -> [Argument] {
        var arguments: [Argument] = []
        var hasKeyword = false
        while !at(")") {
            let start = place
            if take("*") {
                let value = try parseExpression()
                arguments.append(
                    Argument(kind: .starred, value: value, span: start.joined(with: value.span)))
            } else if take("**") {
                let value = try parseExpression()
                hasKeyword = true
                arguments.append(
                    Argument(
                        kind: .doubleStarred, value: value, span: start.joined(with: value.span)))
            } else if case .name(let name) = current.kind, index + 1 < tokens.count,
                tokens[index + 1].isSymbol("=")
            {
                index += 2
                let value = try parseExpression()
                hasKeyword = true
                arguments.append(
                    Argument(
                        kind: .keyword(name), value: value, span: start.joined(with: value.span)))
            } else {
                var value = try parseExpression()
                if atKeyword("for") {
                    value = try parseComprehension(.generator, value, nil, from: start)
                }
                guard !hasKeyword else {
                    throw Diagnostic(
                        "a positional argument follows a keyword argument", at: value.span,
                        fix: "move it forward, or name it")
                }
                arguments.append(Argument(kind: .positional, value: value, span: value.span))
            }
            guard take(",") else { break }
        }
        try forbidAssignment()
        try expect(")", "or ',' in the call")
        return arguments
    }

    private mutating func parseSubscript() throws(Diagnostic) -> Expression {
        let start = place
        var parts: [Expression] = []
        var isTuple = false
        repeat {
            if at("]") { break }
            parts.append(try parseSubscriptItem())
            if at(",") { isTuple = true }
        } while take(",")
        guard let first = parts.first else { throw unexpected("an index") }
        return isTuple
            ? Expression(kind: .tuple(parts), span: start.joined(with: previousSpan)) : first
    }

    private mutating func parseSubscriptItem() throws(Diagnostic) -> Expression {
        let start = place
        if at("*") { throw unexpected("an index") }
        var bounds: [Expression?] = [nil, nil, nil]
        var colons = 0
        while true {
            if at(":") {
                colons += 1
                guard colons < 3 else { throw unexpected("']' or ','") }
                index += 1
            } else if at(",") || at("]") {
                break
            } else {
                guard bounds[colons] == nil else { throw unexpected("']', ':' or ','") }
                bounds[colons] = try parseExpression()
            }
        }
        if colons == 0 {
            guard let only = bounds[0] else { throw unexpected("an index") }
            return only
        }
        return Expression(
            kind: .slice(bounds[0], bounds[1], bounds[2]), span: start.joined(with: previousSpan))
    }

    private mutating func parseAtom() throws(Diagnostic) -> Expression {
        let token = current
        switch token.kind {
        case .name(let name):
            index += 1
            return Expression(kind: .name(name), span: token.span)
        case .integer(let value):
            index += 1
            return Expression(kind: .integer(value), span: token.span)
        case .float(let value):
            index += 1
            return Expression(kind: .float(value), span: token.span)
        case .string, .formatted:
            return try parseStrings()
        case .keyword("True"), .keyword("False"):
            let value = token.isKeyword("True")
            index += 1
            return Expression(kind: .bool(value), span: token.span)
        case .keyword("None"):
            index += 1
            return Expression(kind: .none, span: token.span)
        case .symbol("..."):
            index += 1
            return Expression(kind: .ellipsis, span: token.span)
        case .symbol("("):
            return try nested { (parser) throws(Diagnostic) in try parser.parseBrackets() }
        case .symbol("["):
            return try nested { (parser) throws(Diagnostic) in try parser.parseList() }
        case .symbol("{"):
            return try nested { (parser) throws(Diagnostic) in try parser.parseDict() }
        default:
            throw unexpected("a value")
        }
    }

    private mutating func parseStrings() throws(Diagnostic) -> Expression {
        let start = place
        var parts: [FormattedPart] = []
        var isFormatted = false
        while true {
            if case .string(let text) = current.kind {
                parts.append(.text(text))
            } else if case .formatted(let words) = current.kind {
                isFormatted = true
                parts += try self.parts(of: words)
            } else {
                break
            }
            index += 1
        }
        let span = start.joined(with: previousSpan)
        if isFormatted { return Expression(kind: .formatted(parts), span: span) }
        let text = parts.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        return Expression(kind: .string(text), span: span)
    }

    private func parts(of words: [Token.FormattedPart]) throws(Diagnostic) -> [FormattedPart] {
        var result: [FormattedPart] = []
        for word in words {
            switch word {
            case .text(let text): result.append(.text(text))
            case .expression(let tokens, let label, let conversion, let specification, _):
                var inner = Parser(tokens: tokens, scalars: scalars)
                inner.depth = depth + 1
                let expression = try inner.parseExpressionList()
                guard inner.current.isNewline || inner.current.isEnd else {
                    throw inner.unexpected("'}'")
                }
                var asked = conversion.flatMap(FormatConversion.init)
                if asked == nil, label != nil, specification.isEmpty { asked = .repr }
                result.append(
                    .value(
                        expression, label: label, conversion: asked,
                        specification: try parts(of: specification)))
            }
        }
        return result
    }

    // MARK: brackets

    private mutating func parseBrackets() throws(Diagnostic) -> Expression {
        let start = place
        index += 1
        if take(")") { return Expression(kind: .tuple([]), span: start.joined(with: previousSpan)) }
        var inner = try parseExpressionList(allowsStar: true)
        if atKeyword("for") { inner = try parseComprehension(.generator, inner, nil, from: start) }
        try forbidAssignment()
        try expect(")", "or ','")
        return Expression(kind: inner.kind, span: start.joined(with: previousSpan))
    }

    private mutating func parseList() throws(Diagnostic) -> Expression {
        let start = place
        index += 1
        if take("]") { return Expression(kind: .list([]), span: start.joined(with: previousSpan)) }
        let inner = try parseExpressionList(allowsStar: true)
        if atKeyword("for") {
            let result = try parseComprehension(.list, inner, nil, from: start)
            try expect("]", "behind the comprehension")
            return Expression(kind: result.kind, span: start.joined(with: previousSpan))
        }
        let isTuple = tokens[index - 1].isSymbol(",") || tupleIsOpen(inner, start)
        try expect("]", "or ','")
        let span = start.joined(with: previousSpan)
        if isTuple, case .tuple(let parts) = inner.kind {
            return Expression(kind: .list(parts), span: span)
        }
        return Expression(kind: .list([inner]), span: span)
    }

    /// Whether a tuple was written with commas of the list and not in brackets of its own:
    /// then it begins where its first part does.
    private func tupleIsOpen(_ inner: Expression, _ start: SourceSpan) -> Bool {
        guard case .tuple(let parts) = inner.kind, let first = parts.first else { return false }
        return first.span.start == inner.span.start
    }

    private mutating func parseDict() throws(Diagnostic) -> Expression {
        let start = place
        index += 1
        var entries: [DictEntry] = []
        if at("*") { return try parseSet(first: nil, from: start) }
        while !at("}") {
            if take("**") {
                entries.append(DictEntry(key: nil, value: try parseExpression()))
            } else {
                let key = try parseExpression()
                if entries.isEmpty, at(",") || at("}") || atKeyword("for") {
                    return try parseSet(first: key, from: start)
                }
                guard take(":") else { throw unexpected("':' behind the key") }
                let value = try parseExpression()
                if atKeyword("for") {
                    let result = try parseComprehension(.dict, key, value, from: start)
                    try expect("}", "behind the comprehension")
                    return Expression(kind: result.kind, span: start.joined(with: previousSpan))
                }
                entries.append(DictEntry(key: key, value: value))
            }
            guard take(",") else { break }
        }
        try expect("}", "or ','")
        return Expression(kind: .dict(entries), span: start.joined(with: previousSpan))
    }

    /// A set; its opening brace and perhaps its first element are read.
    private mutating func parseSet(
        first: Expression?, from start: SourceSpan
    ) throws(Diagnostic) -> Expression {
        var parts: [Expression] = []
        if let first {
            if atKeyword("for") {
                let result = try parseComprehension(.set, first, nil, from: start)
                try expect("}", "behind the comprehension")
                return Expression(kind: result.kind, span: start.joined(with: previousSpan))
            }
            parts.append(first)
            _ = take(",")
        }
        while !at("}") {
            parts.append(try parseListItem())
            guard take(",") else { break }
        }
        try expect("}", "or ','")
        return Expression(kind: .set(parts), span: start.joined(with: previousSpan))
    }

    private mutating func parseComprehension(
        _ kind: Comprehension.Kind, _ element: Expression, _ value: Expression?,
        from start: SourceSpan
    ) throws(Diagnostic) -> Expression {
        var clauses: [Comprehension.Clause] = []
        while takeKeyword("for") {
            guard clauses.count < 16 else {
                throw Diagnostic("a comprehension has at most 16 loops", at: previousSpan)
            }
            let target = try parseTargets()
            guard takeKeyword("in") else { throw unexpected("'in' and what to go through") }
            let iterable = try parseOr()
            if at(":=") { throw unexpected("'for', 'if' or the closing bracket") }
            var conditions: [Expression] = []
            while takeKeyword("if") {
                try checkChain(conditions.count)
                conditions.append(try parseOr())
                try forbidAssignment()
            }
            clauses.append(.init(target: target, iterable: iterable, conditions: conditions))
        }
        let comprehension = Comprehension(
            kind: kind, element: element, value: value, clauses: clauses)
        return Expression(
            kind: .comprehension(comprehension), span: start.joined(with: previousSpan))
    }
}
