/// Writes running text as HTML.
enum HTMLInlines {
    /// The HTML of a paragraph's content.
    static func html(of inlines: [DocumentInline], inLink: Bool = false) -> String {
        inlines.map { html(of: $0, inLink: inLink) }.joined()
    }

    private static func html(of inline: DocumentInline, inLink: Bool) -> String {
        func inner(_ inlines: [DocumentInline]) -> String { html(of: inlines, inLink: inLink) }
        return switch inline {
        case .text(let text): HTMLText.escaped(text)
        case .emphasis(let inlines): "<em>\(inner(inlines))</em>"
        case .strong(let inlines): "<strong>\(inner(inlines))</strong>"
        case .strikethrough(let inlines): "<del>\(inner(inlines))</del>"
        case .code(let text): "<code>\(HTMLText.escaped(text))</code>"
        case .value(let text, let key):
            "<span class=\"value\" data-key=\"\(HTMLText.escaped(key))\""
                + " title=\"Recorded as \(HTMLText.escaped(key))\">\(HTMLText.escaped(text))</span>"
        case .link(let url, let title, let inlines):
            link(url, title: title, inlines, inLink: inLink)
        case .softBreak: "\n"
        case .lineBreak: "<br/>\n"
        }
    }

    /// A link; only its text where the address is refused or a link is open already.
    private static func link(
        _ url: String, title: String?, _ inlines: [DocumentInline], inLink: Bool
    ) -> String {
        let content = html(of: inlines, inLink: true)
        guard !inLink, LinkTarget(url) != .refused else { return content }
        let hint = title.map { " title=\"\(HTMLText.escaped($0))\"" } ?? ""
        return "<a href=\"\(HTMLText.escaped(url))\"\(hint)>\(content)</a>"
    }
}
