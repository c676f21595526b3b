/// Where a link leads, told by its address.
enum LinkTarget: Hashable {
    /// A place in the same document, by its identifier.
    case place(String)
    /// A page on the web or a mailbox.
    case address(String)
    /// A file beside the page.
    case file(String)
    /// A scheme that could run or read something (`javascript:`), or nothing at all.
    case refused

    /// Reads an address.
    init(_ url: String) {
        let hasControls = url.unicodeScalars.contains { $0.value <= 0x20 || $0.value == 0x7F }
        if url.isEmpty || hasControls {
            self = .refused
        } else if url.hasPrefix("#") {
            self = .place(String(url.dropFirst()))
        } else if let colon = url.firstIndex(of: ":"),
            !url[..<colon].contains(where: { "/?#".contains($0) })
        {
            let scheme = url[..<colon].lowercased()
            self = ["http", "https", "mailto"].contains(scheme) ? .address(url) : .refused
        } else {
            self = url.hasPrefix("//") || url.contains("\\") ? .refused : .file(url)
        }
    }
}

extension Document {
    /// The names of places that links lead to and that the document does not have, each
    /// once, in order.
    public var danglingLinks: [String] {
        let places = self.places
        var seen: Set<String> = []
        return blocks.flatMap(\.linkedPlaces).filter {
            !places.contains($0) && seen.insert($0).inserted
        }
    }

    /// The identifiers of headings and figures.
    var places: Set<String> {
        var result = Set(figures.map(\.identifier))
        var pending = blocks
        while let block = pending.popLast() {
            switch block {
            case .heading(let heading): result.insert(heading.identifier)
            case .list(let list): pending += list.items.flatMap { $0 }
            case .quote(let blocks): pending += blocks
            case .paragraph, .code, .table, .figure, .rule: break
            }
        }
        return result
    }
}

extension DocumentBlock {
    fileprivate var linkedPlaces: [String] {
        switch self {
        case .heading(let heading): heading.inlines.flatMap(\.linkedPlaces)
        case .paragraph(let inlines): inlines.flatMap(\.linkedPlaces)
        case .list(let list): list.items.flatMap { $0.flatMap(\.linkedPlaces) }
        case .quote(let blocks): blocks.flatMap(\.linkedPlaces)
        case .table(let table):
            ([table.header] + table.rows).flatMap { $0.flatMap { $0.flatMap(\.linkedPlaces) } }
        case .figure(let figure): figure.caption.flatMap(\.linkedPlaces)
        case .code, .rule: []
        }
    }
}

extension DocumentInline {
    fileprivate var linkedPlaces: [String] {
        switch self {
        case .link(let url, _, let inlines):
            if case .place(let name) = LinkTarget(url) {
                [name] + inlines.flatMap(\.linkedPlaces)
            } else {
                inlines.flatMap(\.linkedPlaces)
            }
        case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines):
            inlines.flatMap(\.linkedPlaces)
        case .text, .code, .value, .softBreak, .lineBreak: []
        }
    }
}
