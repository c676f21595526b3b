import GradusGraphics

/// The named places of a document and the links to them, checked and in Cairo's notation.
///
/// Places get names of our own (`d0`, `d1`, …): Cairo takes only ASCII there and reports
/// no mistake.
struct PDFPlaces {
    private let aliases: [String: String]
    private let destinations: [(page: Int, attributes: String)]

    /// Checks a document. Throws `RenderingError.missingPage`, `.duplicateDestination`,
    /// `.missingDestination` or `.badNumber`.
    init(_ document: PagedDrawing, checksLinks: Bool) throws {
        let count = document.pages.count
        for (index, page) in document.pages.enumerated() {
            let check = MarkCheck(mark: "page \(index + 1)")
            try check.positive(page.size.width, "width")
            try check.positive(page.size.height, "height")
        }
        var aliases: [String: String] = [:]
        var destinations: [(page: Int, attributes: String)] = []
        for (index, place) in document.destinations.enumerated() {
            guard place.page >= 0, place.page < count else {
                throw RenderingError.missingPage(name: place.name, page: place.page, count: count)
            }
            try MarkCheck(mark: place.name).number(place.y, "y")
            let alias = "d\(index)"
            guard aliases.updateValue(alias, forKey: place.name) == nil else {
                throw RenderingError.duplicateDestination(name: place.name)
            }
            destinations.append((place.page, "name='\(alias)' x=0 y=\(Self.number(place.y))"))
        }
        for entry in document.outline {
            guard entry.page >= 0, entry.page < count else {
                throw RenderingError.missingPage(name: entry.title, page: entry.page, count: count)
            }
            try MarkCheck(mark: entry.title).number(entry.y, "y")
        }
        if checksLinks {
            for page in document.pages { try Self.checkLinks(page.marks, aliases) }
        }
        self.aliases = aliases
        self.destinations = destinations
    }

    private static func checkLinks(_ marks: [Mark], _ aliases: [String: String]) throws {
        for mark in marks {
            if let link = mark.link, link.hasPrefix("#"), aliases[String(link.dropFirst())] == nil {
                throw RenderingError.missingDestination(
                    mark: mark.name, name: String(link.dropFirst()))
            }
            if case .group(let children) = mark.content { try checkLinks(children, aliases) }
        }
    }

    /// The attributes of the destination tags of a page, in the document's order.
    func destinationAttributes(onPage page: Int) -> [String] {
        destinations.filter { $0.page == page }.map(\.attributes)
    }

    /// The attributes of a link tag; nil for a place that the document does not have.
    func linkAttributes(_ link: String) -> String? {
        if link.hasPrefix("#") {
            return aliases[String(link.dropFirst())].map { "dest='\($0)'" }
        }
        return link.isEmpty ? nil : "uri='\(Self.escaped(link))'"
    }

    /// A number as Cairo reads it: 0.01 points are fine enough for a place.
    static func number(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

    /// An address as Cairo reads it between quotes: other than printable ASCII is
    /// percent-encoded, as are quotes, parentheses and backslashes.
    static func escaped(_ address: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return address.utf8.reduce(into: "") { text, byte in
            let isPlain = byte > 0x20 && byte < 0x7F && !Array("'()\\<>\"".utf8).contains(byte)
            if isPlain {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text.append("%")
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            }
        }
    }
}
