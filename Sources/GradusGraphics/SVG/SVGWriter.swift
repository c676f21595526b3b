/// Writes drawings as SVG: text stays text, marks keep their names, colours are CSS
/// variables by role, numbers are rounded to 0.01. The same drawing gives the same bytes.
public struct SVGWriter: Sendable {
    /// Makes a PNG file of a raster; see `DrawingRendering.png(of:)`.
    public typealias PNGEncoder = @Sendable (PixelImage) throws -> [UInt8]

    let encodePNG: PNGEncoder

    /// Makes a writer that embeds rasters by means of `encodePNG`.
    public init(encodePNG: @escaping PNGEncoder) { self.encodePNG = encodePNG }

    /// A file that stands alone: with ground, colours and, where given, embedded fonts.
    ///
    /// The first theme is drawn; a `dark` or `print` one after it answers the reader's
    /// setting. `fontFaceRules` are those of `DrawingRendering` for `fontUses(in:)`.
    /// Throws `SVGError` naming the mark, or what `encodePNG` throws.
    public func file(
        of drawing: Drawing, themes: [Theme] = [.light], fontFaceRules: String = ""
    ) throws -> String {
        let sheet = fontFaceRules + SVGStyle.fileSheet(themes: themes)
        // `]]>` cannot occur in what is written here.
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + (try write(
                drawing, idPrefix: "",
                before: "<style><![CDATA[\n\(sheet)]]></style>\n"
                    + "<rect class=\"f-surface\" width=\"100%\" height=\"100%\"/>\n",
                attributes: " xmlns=\"http://www.w3.org/2000/svg\""))
    }

    /// An element for an HTML page that has `SVGStyle.pageSheet()`: without ground, its
    /// identifiers beginning with `idPrefix`, so that a page can hold many.
    ///
    /// Throws `SVGError` naming the mark, or what `encodePNG` throws.
    public func inline(of drawing: Drawing, idPrefix: String) throws -> String {
        try write(drawing, idPrefix: idPrefix, before: "", attributes: "")
    }

    /// `content` writes what stands in the element; the drawing's marks when nil.
    func write(
        _ drawing: Drawing, idPrefix: String, before: String, attributes: String,
        content: ((inout SVGMarkWriter) throws -> Void)? = nil
    ) throws -> String {
        try SVGCheck.positive(drawing.size.width, "width", mark: "drawing")
        try SVGCheck.positive(drawing.size.height, "height", mark: "drawing")
        let (width, height) = (
            SVGText.number(drawing.size.width), SVGText.number(drawing.size.height)
        )
        var marks = SVGMarkWriter(idPrefix: idPrefix, encodePNG: encodePNG)
        let title = marks.identifier(for: "title")
        let description = marks.identifier(for: "description")
        if let content {
            try content(&marks)
        } else {
            for mark in drawing.marks { try marks.write(mark, depth: 0) }
        }
        // Points are CSS's `pt`; inside, one unit is a point.
        return "<svg\(attributes) class=\"gradus\" width=\"\(width)pt\" height=\"\(height)pt\""
            + " viewBox=\"0 0 \(width) \(height)\" role=\"img\""
            + " aria-labelledby=\"\(title) \(description)\">\n"
            + "<title id=\"\(title)\">\(SVGText.escaped(drawing.title))</title>\n"
            + "<desc id=\"\(description)\">\(SVGText.escaped(drawing.description))</desc>\n"
            + before + marks.text + "</svg>\n"
    }

    /// Which characters drawings set in which face, sorted: what a page must embed.
    public static func fontUses(in drawings: [Drawing]) -> [FontUse] {
        var characters = [String: Set<Character>]()
        func key(_ family: FontFamily, _ weight: FontWeight, _ isItalic: Bool) -> String {
            "\(family.rawValue) \(weight.rawValue) \(isItalic)"
        }
        for mark in drawings.flatMap(\.leaves) {
            guard case .text(let line) = mark.content else { continue }
            for run in line.runs {
                let style = run.style
                characters[key(style.family, style.weight, style.isItalic), default: []]
                    .formUnion(run.text)
            }
        }
        var uses: [FontUse] = []
        for family in FontFamily.allCases {
            for weight in FontWeight.allCases {
                for isItalic in [false, true] {
                    guard let found = characters[key(family, weight, isItalic)], !found.isEmpty
                    else { continue }
                    uses.append(
                        FontUse(
                            family: family, weight: weight, isItalic: isItalic,
                            characters: String(found.sorted())))
                }
            }
        }
        return uses
    }
}

/// Why a drawing cannot be written as SVG.
public enum SVGError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A number of a mark is not finite or beyond ±1,000,000.
    case badNumber(mark: String, what: String, value: String)

    /// The mark, what is wrong with it, and what is allowed.
    public var description: String {
        switch self {
        case .badNumber(let mark, let what, let value):
            "mark '\(mark)': \(what) is \(value); it must be finite and within ±1,000,000"
        }
    }
}

/// Refuses numbers that SVG cannot hold.
enum SVGCheck {
    static func number(_ value: Double, _ what: String, mark: String) throws {
        guard value.isFinite, abs(value) <= 1e6 else {
            throw SVGError.badNumber(mark: mark, what: what, value: "\(value)")
        }
    }

    static func positive(_ value: Double, _ what: String, mark: String) throws {
        try number(value, what, mark: mark)
        if value <= 0 { throw SVGError.badNumber(mark: mark, what: what, value: "\(value)") }
    }

    static func path(_ path: Path, mark: String) throws {
        for element in path.elements {
            let points: [Point] =
                switch element {
                case .move(let p), .line(let p): [p]
                case .curve(let a, let b, let c): [a, b, c]
                case .close: []
                }
            for point in points {
                try number(point.x, "x", mark: mark)
                try number(point.y, "y", mark: mark)
            }
        }
    }
}
