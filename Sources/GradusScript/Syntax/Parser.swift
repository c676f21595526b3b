import GradusDiagnostics

/// Makes a tree of the lexer's words, by recursive descent.
///
/// The depth of nesting and the length of operator chains are limited, so that no text
/// can exhaust the stack here or in the interpreter.
struct Parser {
    /// How deeply brackets, blocks and operators may be nested.
    static let deepest = 100
    /// How many words as `and` may stand in a row, and as many operators are nested.
    static let longestChain = 1000
    /// How many operators may stand in a row.
    static let longestRow = 100_000

    let tokens: [Token]
    let scalars: [Unicode.Scalar]
    var index = 0
    var depth = 0
    /// Whether a `return` or a `break` has something to leave.
    var functionDepth = 0
    var loopDepth = 0
    /// What `global` and `nonlocal` named in the functions being read, the innermost last.
    var scopes: [(globals: Set<String>, nonlocals: Set<String>)] = []

    init(tokens: [Token], scalars: [Unicode.Scalar]) {
        self.tokens = tokens
        self.scalars = scalars
    }

    /// The statements of a source.
    static func statements(of source: SourceText) throws(Diagnostic) -> [ScriptStatement] {
        var parser = Parser(
            tokens: try Lexer.tokens(of: source), scalars: Lexer(source).scalars)
        var result: [ScriptStatement] = []
        while !parser.current.isEnd {
            if parser.current.isNewline {
                parser.index += 1
                continue
            }
            if case .indent = parser.current.kind {
                throw Diagnostic(
                    "this line is indented, but no block is open", at: parser.place,
                    fix: "remove the blanks at the start of the line")
            }
            try parser.parseStatement(into: &result)
        }
        return result
    }

    /// The expression of an inline `expression:format`, and the format.
    static func inlineExpression(
        of source: SourceText
    ) throws(Diagnostic) -> (expression: Expression, format: String?) {
        var closed = source
        closed.text += "}"
        var lexer = Lexer(closed)
        let words = try lexer.readEmbeddedExpression(opened: lexer.hereSpan)
        var format: String?
        if lexer.peek() == ":" {
            lexer.advance()
            var text = ""
            text.unicodeScalars.append(contentsOf: lexer.scalars[lexer.index...].dropLast())
            format = text.trimmed
        } else if lexer.index != lexer.scalars.count - 1 {
            throw Diagnostic(
                "expected the end of the expression or ':' and a format", at: lexer.hereSpan)
        }
        var parser = Parser(tokens: words, scalars: lexer.scalars)
        let expression = try parser.parseExpressionList()
        guard parser.current.isNewline else { throw parser.unexpected("the end of the expression") }
        return (expression, format)
    }

    // MARK: words

    var current: Token { tokens[min(index, tokens.count - 1)] }
    var previousSpan: SourceSpan { tokens[max(0, min(index, tokens.count) - 1)].span }
    var place: SourceSpan { current.span }

    func at(_ symbol: String) -> Bool { current.isSymbol(symbol) }
    func atKeyword(_ word: String) -> Bool { current.isKeyword(word) }

    mutating func take(_ symbol: String) -> Bool {
        guard at(symbol) else { return false }
        index += 1
        return true
    }

    mutating func takeKeyword(_ word: String) -> Bool {
        guard atKeyword(word) else { return false }
        index += 1
        return true
    }

    mutating func expect(_ symbol: String, _ purpose: String) throws(Diagnostic) {
        guard take(symbol) else { throw unexpected("'\(symbol)' \(purpose)") }
    }

    mutating func expectName(_ purpose: String) throws(Diagnostic) -> String {
        if case .name(let name) = current.kind {
            index += 1
            return name
        }
        if case .keyword(let word) = current.kind {
            throw Diagnostic(
                "'\(word)' is a word of the language and cannot be \(purpose)", at: place,
                fix: "choose another name, such as '\(word)_'")
        }
        throw unexpected("a name for \(purpose)")
    }

    func unexpected(_ expected: String) -> Diagnostic {
        if case .keyword(let word) = current.kind, let advice = Keywords.unsupported[word] {
            return Diagnostic(
                "'\(word)' is not part of the lesson language", at: place, fix: advice)
        }
        return Diagnostic("expected \(expected), found \(current.shown)", at: place)
    }

    /// Runs `body` one level deeper.
    mutating func nested<Result>(
        _ body: (inout Parser) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        guard depth < Self.deepest else {
            throw Diagnostic("the code is nested too deeply", at: place)
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    func checkChain(_ length: Int, limit: Int = longestChain) throws(Diagnostic) {
        guard length <= limit else {
            throw Diagnostic(
                "more than \(limit) operators in one expression", at: place,
                fix: "split the expression into several statements")
        }
    }

    /// What the author wrote between two words, with runs of blanks as one.
    func text(from first: Int, to last: Int) -> String {
        guard first <= last, last < tokens.count else { return "" }
        var result = String.UnicodeScalarView()
        for scalar in scalars[tokens[first].range.lowerBound..<tokens[last].range.upperBound] {
            let isBlank = scalar == " " || scalar == "\n" || scalar == "\t"
            if isBlank, result.last == " " { continue }
            result.append(isBlank ? " " : scalar)
        }
        return String(result)
    }
}

extension String {
    /// Without blanks and newlines at both ends.
    var trimmed: String {
        var view = Substring(self)
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
