import GradusGraphics

/// Characters of running text with their look, link and key.
struct TextFragment: Hashable {
    /// The characters; spaces are where lines may break.
    var text: String
    /// How they look.
    var style: TextStyle
    /// Their colour.
    var paint: Paint = .role(.ink)
    /// Where they lead.
    var link: String?
    /// The key of the recorded number that they show.
    var key: String?
    /// Whether a line runs through it.
    var isStruck = false
    /// Whether a line must end here.
    var isLineBreak = false
}

/// Turns inlines into fragments.
struct FragmentReader {
    /// The places that links may lead to.
    let places: Set<String>

    /// The fragments of inlines that begin in a style and colour.
    func fragments(
        of inlines: [DocumentInline], style: TextStyle, paint: Paint = .role(.ink),
        link: String? = nil
    ) -> [TextFragment] {
        inlines.flatMap { inline -> [TextFragment] in
            func inner(_ inlines: [DocumentInline], _ style: TextStyle) -> [TextFragment] {
                fragments(of: inlines, style: style, paint: paint, link: link)
            }
            var changed = style
            switch inline {
            case .text(let text):
                return [TextFragment(text: text.oneLine, style: style, paint: paint, link: link)]
            case .emphasis(let inlines):
                changed.isItalic = !style.isItalic
                return inner(inlines, changed)
            case .strong(let inlines):
                changed.weight = .bold
                return inner(inlines, changed)
            case .strikethrough(let inlines):
                return fragments(of: inlines, style: style, paint: .role(.muted), link: link)
                    .map { fragment in
                        var struck = fragment
                        struck.isStruck = true
                        return struck
                    }
            case .code(let text):
                changed.family = .code
                changed.isItalic = false
                changed.size *= 0.88
                return [TextFragment(text: text.oneLine, style: changed, paint: paint, link: link)]
            case .value(let text, let key):
                return [
                    TextFragment(
                        text: text.oneLine, style: style, paint: paint, link: link, key: key)
                ]
            case .link(let url, _, let inlines):
                guard link == nil, let target = target(of: url) else {
                    return inner(inlines, style)
                }
                return fragments(
                    of: inlines, style: style, paint: .role(.input), link: target)
            case .softBreak:
                return [TextFragment(text: " ", style: style, paint: paint, link: link)]
            case .lineBreak:
                return [TextFragment(text: "", style: style, paint: paint, isLineBreak: true)]
            }
        }
    }

    /// Where a link of a page leads: files beside an HTML page are not beside a PDF's
    /// reader, and a place must be there.
    private func target(of url: String) -> String? {
        switch LinkTarget(url) {
        case .place(let name): places.contains(name) ? url : nil
        case .address(let address): address
        case .file, .refused: nil
        }
    }
}

extension String {
    /// The text with line ends, tabs and control characters as spaces.
    var oneLine: String {
        guard unicodeScalars.contains(where: Self.isControl) else { return self }
        return String(map { $0.unicodeScalars.contains(where: Self.isControl) ? " " : $0 })
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}
