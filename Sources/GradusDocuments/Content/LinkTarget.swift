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
    /// The identifiers of headings and figures.
    public var places: Set<String> {
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
