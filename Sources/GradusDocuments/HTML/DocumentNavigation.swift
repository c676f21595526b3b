/// Where a page leads besides its own content.
public struct DocumentNavigation: Hashable, Sendable {
    /// The page of all lessons.
    public var home: DocumentLink?
    /// The lesson before.
    public var previous: DocumentLink?
    /// The lesson after.
    public var next: DocumentLink?
    /// Files of the whole document: its PDF, its trace.
    public var downloads: [DocumentDownload]

    /// Makes a navigation; without arguments the page stands alone.
    public init(
        home: DocumentLink? = nil, previous: DocumentLink? = nil, next: DocumentLink? = nil,
        downloads: [DocumentDownload] = []
    ) {
        self.home = home
        self.previous = previous
        self.next = next
        self.downloads = downloads
    }
}

/// A link to another page.
public struct DocumentLink: Hashable, Sendable {
    /// What it says.
    public var label: String
    /// The file it leads to, seen from the page.
    public var path: String
    /// The address of the file as links write it.
    var address: String { HTMLText.address(ofFile: path) }

    /// Makes a link.
    public init(_ label: String, path: String) {
        self.label = label
        self.path = path
    }
}
