import GradusDiagnostics

/// A lesson as it was written: what its front matter says and its blocks, with the line
/// of each. Nothing has been run.
public struct Lesson: Hashable, Sendable {
    /// The title.
    public var title: String
    /// The place in a site's order; lessons without one come last, by file name.
    public var order: Int?
    /// The seed of the lesson's own random stream.
    public var seed: Int?
    /// What the lesson is about, in a sentence or two.
    public var summary: String?
    /// The language of the prose as an HTML `lang` value.
    public var language: String
    /// Whether large products may go to the machine's BLAS, which gives the same numbers only
    /// within rounding: `blas: allow` in the front matter.
    public var allowsBLAS: Bool
    /// The file as the user named it.
    public var file: String
    /// The blocks in order.
    public var blocks: [LessonBlock]
    /// The links to places and files, in the order of the file.
    public var links: [LessonLink]

    /// Makes a lesson.
    public init(
        title: String, order: Int? = nil, seed: Int? = nil, summary: String? = nil,
        language: String = "en", allowsBLAS: Bool = false, file: String, blocks: [LessonBlock] = [],
        links: [LessonLink] = []
    ) {
        self.title = title
        self.order = order
        self.seed = seed
        self.summary = summary
        self.language = language
        self.allowsBLAS = allowsBLAS
        self.file = file
        self.blocks = blocks
        self.links = links
    }

    /// All code blocks in the order of the file, those in lists and quotes too.
    public var codeBlocks: [LessonCode] { blocks.flatMap(\.codeBlocks) }

    /// All placeholders in the order of the file.
    public var placeholders: [LessonPlaceholder] { blocks.flatMap(\.placeholders) }
}

/// A link of a lesson with its place, for those who check where it leads.
public struct LessonLink: Hashable, Sendable {
    /// The address.
    public var url: String
    /// Where it stands.
    public var span: SourceSpan

    /// Makes a link.
    public init(url: String, span: SourceSpan) {
        self.url = url
        self.span = span
    }
}
