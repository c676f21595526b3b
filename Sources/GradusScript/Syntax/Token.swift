import GradusDiagnostics

/// A word of the lesson language.
struct Token: Sendable {
    /// What the word is.
    enum Kind: Sendable {
        case name(String)
        case keyword(String)
        case integer(Int)
        case float(Double)
        case string(String)
        case formatted([FormattedPart])
        /// An operator or a bracket, by its characters.
        case symbol(String)
        case newline
        case indent
        case dedent
        case end
    }

    /// A part of an f-string as the lexer sees it.
    indirect enum FormattedPart: Sendable {
        case text(String)
        /// `{tokens!conversion:specification}`; `label` is the text that `{x=}` shows.
        case expression(
            tokens: [Token], label: String?, conversion: String?, specification: [FormattedPart],
            span: SourceSpan)
    }

    let kind: Kind
    let span: SourceSpan
    /// Where the word lies in the source's scalars.
    let range: Range<Int>

    func isSymbol(_ text: String) -> Bool {
        if case .symbol(text) = kind { true } else { false }
    }

    func isKeyword(_ text: String) -> Bool {
        if case .keyword(text) = kind { true } else { false }
    }

    var isNewline: Bool { if case .newline = kind { true } else { false } }
    var isEnd: Bool { if case .end = kind { true } else { false } }

    /// The word as a message shows it.
    var shown: String {
        switch kind {
        case .name(let text), .keyword(let text), .symbol(let text): "'\(text)'"
        case .integer(let value): "'\(value)'"
        case .float(let value): "'\(PythonFormat.repr(value))'"
        case .string, .formatted: "a string"
        case .newline: "the end of the line"
        case .indent: "an indented line"
        case .dedent: "the end of the block"
        case .end: "the end of the code"
        }
    }
}

/// The words that are not names.
enum Keywords {
    static let supported: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    ]

    /// What Python has and the lesson language has not, with what to write instead.
    static let unsupported: [String: String] = [
        "with": "call the function directly",
        "yield": "build a list and return it, or write a generator expression",
        "async": "write the statements in order",
        "await": "write the statements in order",
    ]
}
