/// Why a drawing could not be measured, drawn or written.
public enum RenderingError: Error, Hashable, Sendable {
    /// A font file that the look needs is not installed.
    case fontMissing(family: String, file: String, package: String)
    /// A font file is there but cannot be used.
    case fontUnusable(file: String, reason: String)
    /// No face of the catalogue has these characters; `mark` is where they stand.
    case missingGlyphs(mark: String, characters: [String])
    /// A coordinate, size or colour of a mark is not finite or beyond ±1,000,000.
    case badNumber(mark: String, what: String, value: String)
    /// Cairo refused a mark.
    case drawing(mark: String, reason: String)
    /// A picture would be wider, higher or larger than is allowed.
    case tooLarge(width: Double, height: Double, limit: String)
    /// A PNG file is damaged, too large or not a PNG.
    case png(reason: String)
    /// A PDF could not be written.
    case pdf(reason: String)
    /// A link leads to a place that the document does not have.
    case missingDestination(mark: String, name: String)
    /// An outline entry or a destination names a page that the document does not have.
    case missingPage(name: String, page: Int, count: Int)
    /// Two destinations of a document have one name.
    case duplicateDestination(name: String)
    /// HarfBuzz could not cut a face down to the characters of a page.
    case subset(file: String)
}

extension RenderingError: CustomStringConvertible {
    /// What went wrong, and the fix where one is known.
    public var description: String {
        switch self {
        case .fontMissing(let family, let file, let package):
            "the font \(family) is not installed: no file \(file); "
                + "install the Debian package \(package)"
        case .fontUnusable(let file, let reason):
            "the font file \(file) cannot be used: \(reason)"
        case .missingGlyphs(let mark, let characters):
            "mark '\(mark)': no installed face has " + characters.joined(separator: ", ")
        case .badNumber(let mark, let what, let value):
            "mark '\(mark)': \(what) is \(value); it must be finite and within ±1,000,000"
        case .drawing(let mark, let reason):
            "mark '\(mark)' could not be drawn: \(reason)"
        case .tooLarge(let width, let height, let limit):
            "a picture of \(Self.whole(width)) × \(Self.whole(height)) pixels is beyond the limit: \(limit)"
        case .png(let reason): "PNG: \(reason)"
        case .pdf(let reason): "PDF: \(reason)"
        case .missingDestination(let mark, let name):
            "mark '\(mark)' links to '#\(name)', which is not in the document"
        case .missingPage(let name, let page, let count):
            "'\(name)' is on page \(page), but the document's pages are 0..<\(count)"
        case .duplicateDestination(let name):
            "two destinations are named '\(name)'"
        case .subset(let file): "the font file \(file) could not be cut to the page's characters"
        }
    }

    private static func whole(_ pixels: Double) -> String {
        Int(exactly: pixels.rounded()).map(String.init) ?? "\(pixels)"
    }
}
