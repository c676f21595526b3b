import GradusGraphics

/// A report: a title and blocks, every number filled in and every figure drawn. It knows
/// neither HTML nor pages.
public struct Document: Hashable, Sendable {
    /// The title.
    public var title: String
    /// A sentence below the title.
    public var subtitle: String?
    /// Who wrote it, if it says.
    public var author: String?
    /// The language of the prose as an HTML `lang` value.
    public var language: String
    /// The blocks in order.
    public var blocks: [DocumentBlock]

    /// Makes a document.
    public init(
        title: String, subtitle: String? = nil, author: String? = nil, language: String = "en",
        blocks: [DocumentBlock] = []
    ) {
        self.title = title
        self.subtitle = subtitle
        self.author = author
        self.language = language
        self.blocks = blocks
    }

    /// All figures in order, those in lists and quotes too.
    public var figures: [DocumentFigure] { blocks.flatMap(\.figures) }

    /// The headings that stand on the top level, in order.
    public var headings: [DocumentHeading] {
        blocks.compactMap { block in
            guard case .heading(let heading) = block else { return nil }
            return heading
        }
    }

    /// The text and key of every recorded number in prose and figures, in order.
    public var keyedValues: [(text: String, key: String)] { blocks.flatMap(\.keyedValues) }
}
