import GradusDiagnostics

/// Hands out tokens one at a time and says what was expected where another stands.
struct DotTokenReader {
    private var lexer: DotLexer
    /// The token that is next.
    private(set) var token: DotToken

    init(_ source: DotSource) throws(Diagnostic) {
        lexer = try DotLexer(source)
        token = try lexer.next()
    }

    /// Passes over the next token.
    mutating func skip() throws(Diagnostic) { token = try lexer.next() }

    mutating func take(symbol: String) throws(Diagnostic) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        try skip()
        return true
    }

    mutating func take(keyword: String) throws(Diagnostic) -> Bool {
        guard token.kind == .keyword(keyword) else { return false }
        try skip()
        return true
    }

    /// A name, number, string or HTML, if one is next.
    mutating func takeName() throws(Diagnostic) -> DotAttributes.Value? {
        switch token.kind {
        case .name(let text), .quoted(let text):
            try skip()
            return .text(text)
        case .html(let text):
            try skip()
            return .html(text)
        default: return nil
        }
    }

    mutating func expect(_ symbol: String) throws(Diagnostic) {
        guard try take(symbol: symbol) else { throw unexpected("'\(symbol)'") }
    }

    func unexpected(_ wanted: String) -> Diagnostic {
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

    /// An error at the next token.
    func error(_ message: String, fix: String? = nil) -> Diagnostic {
        Diagnostic(message, at: lexer.source.span(token.range), fix: fix)
    }
}
