import GradusGraphics

/// The front page of a site: its lessons in order.
public struct SitePage: Hashable, Sendable {
    /// The title.
    public var title: String
    /// A sentence below the title.
    public var subtitle: String?
    /// The language of the prose as an HTML `lang` value.
    public var language: String
    /// The lessons in order.
    public var entries: [SiteEntry]

    /// Makes a front page.
    public init(
        title: String, subtitle: String? = nil, language: String = "en", entries: [SiteEntry]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.language = language
        self.entries = entries
    }
}

/// A lesson on the front page of a site.
public struct SiteEntry: Hashable, Sendable {
    /// The lesson's title.
    public var title: String
    /// What it is about.
    public var summary: String?
    /// Its page, seen from the front page.
    public var path: String
    /// A figure that stands for it.
    public var thumbnail: Drawing?
    /// Its files: PDF, trace.
    public var downloads: [DocumentDownload]

    /// Makes an entry.
    public init(
        title: String, summary: String? = nil, path: String, thumbnail: Drawing? = nil,
        downloads: [DocumentDownload] = []
    ) {
        self.title = title
        self.summary = summary
        self.path = path
        self.thumbnail = thumbnail
        self.downloads = downloads
    }
}

extension Drawing {
    /// The same picture without links and hints.
    var withoutInteraction: Drawing {
        func plain(_ mark: Mark) -> Mark {
            var result = mark
            result.link = nil
            result.description = nil
            if case .group(let children) = mark.content {
                result.content = .group(children.map(plain))
            }
            return result
        }
        var drawing = self
        drawing.marks = marks.map(plain)
        return drawing
    }
}
