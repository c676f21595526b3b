import GradusDiagnostics

/// A piece of running text in a lesson.
public indirect enum LessonInline: Hashable, Sendable {
    /// Plain characters.
    case text(String)
    /// Emphasis.
    case emphasis([LessonInline])
    /// Strong emphasis.
    case strong([LessonInline])
    /// Struck out.
    case strikethrough([LessonInline])
    /// Code.
    case code(String)
    /// A link to an address, to `#slug` or to a file beside the lesson.
    case link(url: String, title: String?, [LessonInline])
    /// A value to be filled in from the run: `{{ expression:format }}`.
    case placeholder(LessonPlaceholder)
    /// A line end in the file that means a space.
    case softBreak
    /// A line end that is meant.
    case lineBreak

    /// The placeholders in this piece, in order.
    public var placeholders: [LessonPlaceholder] {
        switch self {
        case .placeholder(let placeholder): [placeholder]
        case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines),
            .link(_, _, let inlines):
            inlines.flatMap(\.placeholders)
        case .text, .code, .softBreak, .lineBreak: []
        }
    }

    /// The characters without their form; a placeholder gives its expression.
    public var plainText: String {
        switch self {
        case .text(let text), .code(let text): text
        case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines),
            .link(_, _, let inlines):
            inlines.map(\.plainText).joined()
        case .placeholder(let placeholder): placeholder.expression
        case .softBreak, .lineBreak: " "
        }
    }
}

/// `{{ expression:format }}` in the prose of a lesson.
public struct LessonPlaceholder: Hashable, Sendable {
    /// The expression, without the spaces around it.
    public var expression: String
    /// The format behind the colon as Python's `format` reads it; nil without a colon.
    public var format: String?
    /// The line of the expression's first character, from 1.
    public var line: Int
    /// The column of the expression's first character, from 1.
    public var column: Int
    /// The whole placeholder, braces included.
    public var span: SourceSpan

    /// Makes a placeholder.
    public init(expression: String, format: String?, line: Int, column: Int, span: SourceSpan) {
        self.expression = expression
        self.format = format
        self.line = line
        self.column = column
        self.span = span
    }
}
