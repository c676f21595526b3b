import GradusDiagnostics

/// Cuts lesson code into words, with indentation as `indent` and `dedent`.
struct Lexer {
    let source: SourceText
    let scalars: [Unicode.Scalar]
    var index = 0
    private var line = 0
    private var lineStart = 0
    private var brackets: [(symbol: Unicode.Scalar, span: SourceSpan)] = []
    private var indentations = [0]
    private var tokens: [Token] = []
    /// How many f-strings contain what is being read.
    private var formattedDepth = 0

    init(_ source: SourceText) {
        self.source = source
        var cleaned: [Unicode.Scalar] = []
        cleaned.reserveCapacity(source.text.utf8.count)
        for scalar in source.text.unicodeScalars {
            if scalar == "\n", cleaned.last == "\r" { cleaned.removeLast() }
            cleaned.append(scalar)
        }
        if cleaned.first == "\u{FEFF}" { cleaned[0] = " " }
        scalars = cleaned
        if source.text.unicodeScalars.first == "\u{FEFF}" { index = 1 }
    }

    /// All words of the source; the last is `end`.
    static func tokens(of source: SourceText) throws(Diagnostic) -> [Token] {
        var lexer = Lexer(source)
        try lexer.readAll()
        return lexer.tokens
    }

    // MARK: places

    func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        let place = index + distance
        return place < scalars.count ? scalars[place] : nil
    }

    var position: SourcePosition {
        SourcePosition(
            line: source.firstLine + line, column: index - lineStart + 1 + source.columnOffset)
    }

    func span(from start: SourcePosition) -> SourceSpan {
        SourceSpan(file: source.file, start: start, end: position)
    }

    /// The span of the scalar at `index`.
    var hereSpan: SourceSpan {
        let start = position
        return SourceSpan(
            file: source.file, start: start,
            end: SourcePosition(line: start.line, column: start.column + 1))
    }

    /// Steps over one scalar and counts lines.
    mutating func advance() {
        if scalars[index] == "\n" {
            line += 1
            lineStart = index + 1
        }
        index += 1
    }

    private mutating func add(_ kind: Token.Kind, from start: SourcePosition, _ first: Int) {
        tokens.append(Token(kind: kind, span: span(from: start), range: first..<index))
    }

    // MARK: lines

    private mutating func readAll() throws(Diagnostic) {
        try readIndentation()
        while index < scalars.count {
            try readWord()
        }
        if let open = brackets.last {
            throw Diagnostic(
                "'\(open.symbol)' was never closed", at: open.span,
                fix: "add the matching '\(Self.closing(open.symbol))'")
        }
        if let last = tokens.last, !last.isNewline, !isDedent(last) {
            add(.newline, from: position, index)
        }
        while indentations.count > 1 {
            indentations.removeLast()
            add(.dedent, from: position, index)
        }
        add(.end, from: position, index)
    }

    private func isDedent(_ token: Token) -> Bool {
        if case .dedent = token.kind { true } else { false }
    }

    /// Reads the blanks at the start of a line, skipping lines without code.
    private mutating func readIndentation() throws(Diagnostic) {
        while true {
            let first = index
            let start = position
            var hasTab = false
            var hasSpace = false
            while let scalar = peek(), scalar == " " || scalar == "\t" || scalar == "\u{C}" {
                if scalar == "\t" { hasTab = true }
                if scalar == " " { hasSpace = true }
                advance()
            }
            guard let scalar = peek() else { return }
            if scalar == "#" { skipComment() }
            if peek() == "\n" {
                advance()
                continue
            }
            guard peek() != nil else { return }
            let here = span(from: start)
            if hasTab && hasSpace {
                throw Diagnostic(
                    "the indentation mixes tabs and spaces", at: here, fix: "use four spaces")
            }
            let width = hasTab ? (index - first) * 8 : index - first
            let current = indentations[indentations.count - 1]
            if width > current {
                guard indentations.count < 100 else {
                    throw Diagnostic("the code is nested too deeply", at: here)
                }
                indentations.append(width)
                add(.indent, from: start, first)
            } else if width < current {
                while indentations.count > 1, indentations[indentations.count - 1] > width {
                    indentations.removeLast()
                    add(.dedent, from: position, index)
                }
                if indentations[indentations.count - 1] != width {
                    throw Diagnostic(
                        "the indentation matches no block that is open", at: here,
                        fix: "indent the line as the others of its block")
                }
            }
            return
        }
    }

    private mutating func skipComment() {
        while let scalar = peek(), scalar != "\n" { _ = scalar; index += 1 }
    }

    // MARK: words

    private mutating func readWord() throws(Diagnostic) {
        guard let scalar = peek() else { return }
        switch scalar {
        case " ", "\t", "\u{C}", "\r":
            advance()
        case "#":
            skipComment()
        case "\n":
            if !brackets.isEmpty || formattedDepth > 0 {
                advance()
                return
            }
            let start = position
            let first = index
            let place = SourceSpan(
                file: source.file, start: start,
                end: SourcePosition(line: start.line, column: start.column + 1))
            advance()
            tokens.append(Token(kind: .newline, span: place, range: first..<first))
            try readIndentation()
        case "\\":
            guard peek(1) == "\n" else {
                throw Diagnostic(
                    "a backslash continues a line only at the line's end", at: hereSpan)
            }
            advance()
            advance()
        case "\"", "'":
            try readString(prefix: "")
        case "0"..."9":
            try readNumber()
        case "." where peek(1).map(Self.isDigit) == true:
            try readNumber()
        default:
            if Self.isNameStart(scalar) { try readName() } else { try readSymbol() }
        }
    }

    private mutating func readName() throws(Diagnostic) {
        let start = position
        let first = index
        while let scalar = peek(), Self.isNamePart(scalar) { advance() }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[first..<index])
        if let quote = peek(), quote == "\"" || quote == "'",
            ["r", "f", "rf", "fr", "b", "rb", "br", "u"].contains(text.lowercased())
        {
            if text.lowercased().contains("b") {
                throw Diagnostic(
                    "byte strings are not part of the lesson language", at: span(from: start),
                    fix: "remove the 'b' before the quote")
            }
            try readString(prefix: text.lowercased(), start: start, first: first)
            return
        }
        let isKeyword = Keywords.supported.contains(text) || Keywords.unsupported[text] != nil
        add(isKeyword ? .keyword(text) : .name(text), from: start, first)
    }

    private static let symbols: Set<String> = [
        "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">", "(", ")", "[", "]", "{", "}",
        ",", ":", ".", ";", "=", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", "+=", "-=",
        "*=", "/=", "%=", "@=", "&=", "|=", "^=", ":=", "**=", "//=", ">>=", "<<=", "...",
    ]

    private mutating func readSymbol() throws(Diagnostic) {
        let start = position
        let first = index
        for length in [3, 2, 1] where index + length <= scalars.count {
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars[index..<(index + length)])
            guard Self.symbols.contains(text) else { continue }
            for _ in 0..<length { advance() }
            try track(text, from: start)
            add(.symbol(text), from: start, first)
            return
        }
        throw unexpectedCharacter()
    }

    private mutating func track(_ text: String, from start: SourcePosition) throws(Diagnostic) {
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return }
        switch scalar {
        case "(", "[", "{":
            guard brackets.count < Parser.deepest else {
                throw Diagnostic("the code is nested too deeply", at: span(from: start))
            }
            brackets.append((scalar, span(from: start)))
        case ")", "]", "}":
            guard let open = brackets.popLast() else {
                throw Diagnostic("'\(text)' has no opening bracket", at: span(from: start))
            }
            guard Self.closing(open.symbol) == scalar else {
                throw Diagnostic(
                    "'\(text)' does not close '\(open.symbol)'", at: span(from: start),
                    notes: [.init("'\(open.symbol)' was opened here", at: open.span)],
                    fix: "write '\(Self.closing(open.symbol))'")
            }
        default: break
        }
    }

    private func unexpectedCharacter() -> Diagnostic {
        guard let scalar = peek() else { return Diagnostic("unexpected end", at: hereSpan) }
        let replacements: [Unicode.Scalar: String] = [
            "\u{2212}": "-", "\u{2013}": "-", "\u{2014}": "-", "\u{201C}": "\"",
            "\u{201D}": "\"", "\u{2018}": "'", "\u{2019}": "'", "\u{D7}": "*", "\u{F7}": "/",
            "\u{2264}": "<=", "\u{2265}": ">=", "\u{2260}": "!=", "\u{A0}": "a plain space",
            "\u{2022}": "dot(x, y)", "\u{B7}": "*", "!": "not", "\u{2026}": "...",
        ]
        let printable = scalar.value >= 33 && scalar.value != 127 && scalar != "\u{A0}"
        let code = String(scalar.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        return Diagnostic(
            "the character \(printable ? "'\(scalar)' " : "")(U+\(padded)) has no meaning here",
            at: hereSpan, fix: replacements[scalar].map { "write \($0)" })
    }

    // MARK: f-strings

    /// Reads the expression of an f-string's braces; stands behind `{` before, and at the
    /// `}`, `:`, `!` or `=` that ends the expression afterwards.
    mutating func readEmbeddedExpression(
        opened: SourceSpan, in style: StringStyle? = nil
    ) throws(Diagnostic) -> [Token] {
        guard formattedDepth < 8 else {
            throw Diagnostic("f-strings are nested too deeply", at: opened)
        }
        formattedDepth += 1
        let outerTokens = tokens
        let outerBrackets = brackets
        tokens = []
        brackets = []
        defer {
            tokens = outerTokens
            brackets = outerBrackets
            formattedDepth -= 1
        }
        while let scalar = peek() {
            // The quote that began the string ends it, also between its braces.
            if let style, !style.isTriple, scalar == style.quote || scalar == "\n" { break }
            if brackets.isEmpty {
                if scalar == "}" || scalar == ":" { break }
                if scalar == "!", peek(1) != "=" { break }
                if scalar == "=", peek(1) != "=", isLabelEnd() { break }
                if scalar == "#" {
                    throw Diagnostic("a comment cannot stand in an f-string", at: hereSpan)
                }
            }
            try readWord()
        }
        if let open = brackets.last {
            throw Diagnostic(
                "'\(open.symbol)' was never closed in the f-string", at: open.span,
                fix: "add the matching '\(Self.closing(open.symbol))'")
        }
        guard let end = peek(),
            style == nil || style?.isTriple == true || (end != style?.quote && end != "\n")
        else {
            throw Diagnostic(
                "'{' was never closed in the f-string", at: opened, fix: "add '}', or write '{{'")
        }
        guard !tokens.isEmpty else {
            throw Diagnostic(
                "the braces of an f-string need an expression", at: hereSpan,
                fix: "write '{{' and '}}' for braces that are shown")
        }
        add(.newline, from: position, index)
        add(.end, from: position, index)
        return tokens
    }

    /// Whether the `=` here ends a `{name=}`.
    private func isLabelEnd() -> Bool {
        var distance = 1
        while peek(distance) == " " { distance += 1 }
        guard let next = peek(distance) else { return false }
        return next == "}" || next == ":" || (next == "!" && peek(distance + 1) != "=")
    }

    mutating func addToken(_ kind: Token.Kind, from start: SourcePosition, _ first: Int) {
        add(kind, from: start, first)
    }

    // MARK: characters

    static func closing(_ open: Unicode.Scalar) -> Unicode.Scalar {
        switch open {
        case "(": ")"
        case "[": "]"
        default: "}"
        }
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || (scalar.isASCII ? isLetter(scalar) : scalar.properties.isXIDStart)
    }

    static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? scalar == "_" || isDigit(scalar) || isLetter(scalar)
            : scalar.properties.isXIDContinue
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
}
