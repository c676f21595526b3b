import GradusDiagnostics

extension Parser {
    /// One expression, or several with commas: a tuple.
    mutating func parseExpressionList(allowsStar: Bool = false) throws(Diagnostic) -> Expression {
        let start = place
        let first = try parseListItem()
        guard at(",") else {
            if case .starred = first.kind, !allowsStar {
                throw Diagnostic("a starred expression cannot stand alone", at: first.span)
            }
            return first
        }
        var parts = [first]
        while take(",") {
            if endsList() { break }
            parts.append(try parseListItem())
        }
        return Expression(kind: .tuple(parts), span: start.joined(with: previousSpan))
    }

    private func endsList() -> Bool {
        switch current.kind {
        case .newline, .end: true
        case .symbol(let symbol): [")", "]", "}", "=", ";", ":"].contains(symbol)
        default: false
        }
    }

    mutating func parseListItem() throws(Diagnostic) -> Expression {
        guard at("*") else { return try parseExpression() }
        let start = place
        index += 1
        let inner = try parseBinary(0)
        return Expression(kind: .starred(inner), span: start.joined(with: inner.span))
    }

    /// One expression: a conditional, a lambda or what is simpler.
    mutating func parseExpression() throws(Diagnostic) -> Expression {
        try nested { (parser) throws(Diagnostic) in
            if parser.atKeyword("lambda") { return try parser.parseLambda() }
            let value = try parser.parseOr()
            if parser.take(":=") {
                guard case .name(let name) = value.kind else {
                    throw Diagnostic("only a name can stand before ':='", at: value.span)
                }
                let named = try parser.parseExpression()
                return Expression(
                    kind: .named(name, named), span: value.span.joined(with: named.span))
            }
            guard parser.takeKeyword("if") else { return value }
            let test = try parser.parseOr()
            try parser.forbidAssignment()
            guard parser.takeKeyword("else") else {
                throw parser.unexpected("'else' and the other value")
            }
            let otherwise = try parser.parseExpression()
            return Expression(
                kind: .conditional(test: test, then: value, otherwise: otherwise),
                span: value.span.joined(with: otherwise.span))
        }
    }

    private mutating func parseLambda() throws(Diagnostic) -> Expression {
        let start = place
        index += 1
        let parameters = try parseParameters(until: ":", allowsAnnotations: false)
        try expect(":", "behind the parameters of a lambda")
        let value = try parseExpression()
        let span = start.joined(with: value.span)
        let body = [ScriptStatement(kind: .giveBack(value), span: value.span)]
        let definition = FunctionDefinition(
            name: "<lambda>", parameters: parameters, body: body, span: span)
        return Expression(kind: .lambda(definition), span: span)
    }

    mutating func parseOr() throws(Diagnostic) -> Expression {
        var left = try parseAnd()
        var length = 0
        while takeKeyword("or") {
            length += 1
            try checkChain(length)
            let right = try parseAnd()
            left = Expression(kind: .or(left, right), span: left.span.joined(with: right.span))
        }
        return left
    }

    private mutating func parseAnd() throws(Diagnostic) -> Expression {
        var left = try parseNot()
        var length = 0
        while takeKeyword("and") {
            length += 1
            try checkChain(length)
            let right = try parseNot()
            left = Expression(kind: .and(left, right), span: left.span.joined(with: right.span))
        }
        return left
    }

    private mutating func parseNot() throws(Diagnostic) -> Expression {
        let start = place
        guard takeKeyword("not") else { return try parseComparison() }
        let inner = try nested { (parser) throws(Diagnostic) in try parser.parseNot() }
        return Expression(kind: .not(inner), span: start.joined(with: inner.span))
    }

    private mutating func parseComparison() throws(Diagnostic) -> Expression {
        let left = try parseBinary(0)
        var steps: [ComparisonStep] = []
        while let comparison = takeComparison() {
            try checkChain(steps.count)
            let place = previousSpan
            steps.append(
                ComparisonStep(comparison: comparison, right: try parseBinary(0), place: place))
        }
        guard let last = steps.last else { return left }
        return Expression(
            kind: .comparison(left, steps), span: left.span.joined(with: last.right.span))
    }

    private mutating func takeComparison() -> ComparisonOperator? {
        switch current.kind {
        case .symbol(let symbol):
            guard let comparison = ComparisonOperator(rawValue: symbol) else { return nil }
            index += 1
            return comparison
        case .keyword("in"):
            index += 1
            return .contained
        case .keyword("is"):
            index += 1
            return takeKeyword("not") ? .isNotSame : .isSame
        case .keyword("not"):
            guard index + 1 < tokens.count, tokens[index + 1].isKeyword("in") else { return nil }
            index += 2
            return .notContained
        default: return nil
        }
    }

    /// Operators from loose to tight.
    private static let precedence: [String: Int] = [
        "|": 0, "^": 1, "&": 2, "<<": 3, ">>": 3, "+": 4, "-": 4, "*": 5, "/": 5, "//": 5, "%": 5,
        "@": 5,
    ]

    /// Operators at least as tight as `level`, grouped to the left.
    mutating func parseBinary(_ level: Int) throws(Diagnostic) -> Expression {
        let first = try parseUnary()
        var links: [ChainLink] = []
        while case .symbol(let symbol) = current.kind,
            let found = Self.precedence[symbol], found >= level,
            let operation = BinaryOperator(rawValue: symbol)
        {
            try checkChain(links.count + 1, limit: Self.longestRow)
            let place = self.place
            index += 1
            let right = try parseBinary(found + 1)
            links.append(ChainLink(operation: operation, right: right, place: place))
        }
        guard links.count < Self.longestChain else {
            return Expression(
                kind: .chain(first, links),
                span: links.last.map { first.span.joined(with: $0.right.span) } ?? first.span)
        }
        var left = first
        for link in links {
            left = Expression(
                kind: .binary(link.operation, left, link.right, place: link.place),
                span: left.span.joined(with: link.right.span))
        }
        return left
    }

    private mutating func parseUnary() throws(Diagnostic) -> Expression {
        let start = place
        if case .symbol(let symbol) = current.kind, let operation = UnaryOperator(rawValue: symbol)
        {
            index += 1
            let inner = try nested { (parser) throws(Diagnostic) in try parser.parseUnary() }
            return Expression(
                kind: .unary(operation, inner), span: start.joined(with: inner.span))
        }
        let base = try parsePostfix()
        guard at("**") else { return base }
        let place = self.place
        index += 1
        let exponent = try nested { (parser) throws(Diagnostic) in try parser.parseUnary() }
        return Expression(
            kind: .binary(.power, base, exponent, place: place),
            span: base.span.joined(with: exponent.span))
    }
}
