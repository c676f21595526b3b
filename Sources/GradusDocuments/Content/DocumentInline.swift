/// A piece of running text.
public indirect enum DocumentInline: Hashable, Sendable {
    /// Plain characters.
    case text(String)
    /// Emphasis.
    case emphasis([DocumentInline])
    /// Strong emphasis.
    case strong([DocumentInline])
    /// Struck out.
    case strikethrough([DocumentInline])
    /// Code.
    case code(String)
    /// A link to an address, to `#identifier` or to a file beside the page.
    case link(url: String, title: String?, [DocumentInline])
    /// A recorded number with the key it came from.
    case value(String, key: String)
    /// A space at which the source had a line end.
    case softBreak
    /// A line end that is meant.
    case lineBreak

    /// The characters without their form.
    public var plainText: String {
        switch self {
        case .text(let text), .code(let text), .value(let text, _): text
        case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines),
            .link(_, _, let inlines):
            inlines.plainText
        case .softBreak, .lineBreak: " "
        }
    }

    /// The text and key of every recorded number in this piece, in order.
    public var keyedValues: [(text: String, key: String)] {
        switch self {
        case .value(let text, let key): [(text, key)]
        case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines),
            .link(_, _, let inlines):
            inlines.flatMap(\.keyedValues)
        case .text, .code, .softBreak, .lineBreak: []
        }
    }
}

extension [DocumentInline] {
    /// The characters without their form.
    public var plainText: String { map(\.plainText).joined() }
}
