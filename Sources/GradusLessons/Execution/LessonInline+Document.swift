import GradusDocuments

/// Turns a lesson's running text into a document's, its placeholders into recorded values.
struct InlineConversion {
    /// What stands in the document for a placeholder.
    var fill: (LessonPlaceholder) throws -> DocumentInline

    func convert(_ inlines: [LessonInline]) throws -> [DocumentInline] {
        try inlines.map(convert)
    }

    private func convert(_ inline: LessonInline) throws -> DocumentInline {
        switch inline {
        case .text(let text): .text(text)
        case .emphasis(let inlines): .emphasis(try convert(inlines))
        case .strong(let inlines): .strong(try convert(inlines))
        case .strikethrough(let inlines): .strikethrough(try convert(inlines))
        case .code(let text): .code(text)
        case .link(let url, let title, let inlines):
            .link(url: Self.pageURL(url), title: title, try convert(inlines))
        case .placeholder(let placeholder): try fill(placeholder)
        case .softBreak: .softBreak
        case .lineBreak: .lineBreak
        }
    }

    /// A link to another lesson's file leads to its page.
    private static func pageURL(_ url: String) -> String {
        guard !url.contains("://"), !url.hasPrefix("#"), !url.hasPrefix("mailto:") else {
            return url
        }
        let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, path.hasSuffix(".md") else { return url }
        return path.dropLast(3) + ".html" + parts.dropFirst().map { "#" + $0 }.joined()
    }
}

/// A caption as written in a figure call: text with `code` between backticks.
enum CaptionText {
    static func inlines(_ caption: String) -> [DocumentInline] {
        let parts = caption.split(separator: "`", omittingEmptySubsequences: false)
        // An odd backtick at the end is itself.
        guard parts.count % 2 == 1 else { return [.text(caption)] }
        return parts.enumerated().compactMap { place, part in
            if part.isEmpty { return nil }
            return place % 2 == 1 ? .code(String(part)) : .text(String(part))
        }
    }
}
