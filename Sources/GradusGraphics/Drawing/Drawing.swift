/// A finished figure: a list of marks in drawing order. It knows no tensors and no
/// renderer, can be compared, and can be printed as text (see `Drawing.listing`).
public struct Drawing: Hashable, Sendable {
    /// The extent in points.
    public var size: Size
    /// The title, also where it is not drawn.
    public var title: String
    /// Alternative text, written from the figure's data.
    public var description: String
    /// The marks, the first at the bottom.
    public var marks: [Mark]

    /// Makes a drawing.
    public init(size: Size, title: String, description: String, marks: [Mark] = []) {
        self.size = size
        self.title = title
        self.description = description
        self.marks = marks
    }

    /// All marks that are not groups, in drawing order, with their groups' opacity multiplied in.
    public var leaves: [Mark] {
        var result: [Mark] = []
        var pending: [(Mark, Double)] = marks.reversed().map { ($0, 1) }
        while let (mark, opacity) = pending.popLast() {
            if case .group(let children) = mark.content {
                pending += children.reversed().map { ($0, opacity * mark.opacity) }
            } else {
                var leaf = mark
                leaf.opacity *= opacity
                result.append(leaf)
            }
        }
        return result
    }

    /// Every run of text that shows a recorded number, with the key it came from.
    public var keyedRuns: [(text: String, key: String)] {
        leaves.flatMap { mark -> [(String, String)] in
            guard case .text(let line) = mark.content else { return [] }
            return line.runs.compactMap { run in run.key.map { (run.text, $0) } }
        }
    }
}

/// Turns drawings into files. `GradusCairoRendering` implements it; what builds reports
/// is given one and knows no Cairo.
public protocol DrawingRendering: TextMeasuring {
    /// The characters of `text`, each once and sorted, that no face can show in `style`.
    func missingCharacters(in text: String, style: TextStyle) -> [Character]
    /// Throws when a drawing of that size cannot become a PNG at `scale` pixels a point.
    func checkSize(of size: Size, scale: Double) throws
    /// A PNG of the drawing at `scale` pixels a point.
    func png(of drawing: Drawing, theme: Theme, scale: Double) throws -> [UInt8]
    /// An animated PNG of drawings of one size, each shown for its delay in milliseconds.
    func animatedPNG(of frames: [Drawing], theme: Theme, scale: Double, delays: [Int]) throws
        -> [UInt8]
    /// A one-page PDF of the drawing with real text.
    func pdf(of drawing: Drawing, theme: Theme) throws -> [UInt8]
    /// A PDF of many pages with outline, links and metadata.
    func pdf(of document: PagedDrawing, theme: Theme) throws -> [UInt8]
    /// CSS `@font-face` rules that embed, as base64, the glyphs of `characters` in each
    /// face that `styles` use. Family names are those the SVG writer uses.
    func fontFaceRules(for uses: [FontUse]) throws -> String
    /// A PNG of a raster, pixel for pixel, for `SVGWriter`.
    func png(of image: PixelImage) throws -> [UInt8]
}

extension DrawingRendering {
    /// Draws the raster as a figure of its size on white; a renderer that can encode pixels
    /// themselves does that instead and keeps their opacity.
    public func png(of image: PixelImage) throws -> [UInt8] {
        let size = Size(Double(image.width), Double(image.height))
        let frame = Rectangle(x: 0, y: 0, width: size.width, height: size.height)
        return try png(
            of: Drawing(
                size: size, title: "", description: "",
                marks: [Mark("image", .data, .image(image, frame))]),
            theme: .light, scale: 1)
    }
}

/// Which characters a page sets in a face.
public struct FontUse: Hashable, Sendable {
    /// The face; its size does not matter here.
    public var family: FontFamily
    /// The thickness.
    public var weight: FontWeight
    /// Slanted.
    public var isItalic: Bool
    /// The characters, sorted, each once.
    public var characters: String

    /// Makes a use.
    public init(family: FontFamily, weight: FontWeight, isItalic: Bool, characters: String) {
        self.family = family
        self.weight = weight
        self.isItalic = isItalic
        self.characters = characters
    }
}

/// A document of many pages, each a drawing of the page's size.
public struct PagedDrawing: Sendable {
    /// An entry of the outline (the bookmarks at the side of a reader).
    public struct OutlineEntry: Hashable, Sendable {
        /// What it says.
        public var title: String
        /// The depth, from 0.
        public var level: Int
        /// The page, from 0.
        public var page: Int
        /// The place on the page in points from its top.
        public var y: Double

        /// Makes an entry.
        public init(title: String, level: Int, page: Int, y: Double) {
            self.title = title
            self.level = level
            self.page = page
            self.y = y
        }
    }

    /// The document's title.
    public var title: String
    /// Who wrote it, if it says.
    public var author: String?
    /// The pages in order. Marks with a `link` become link annotations; `#name` leads to
    /// the destination of that name.
    public var pages: [Drawing]
    /// The outline in order.
    public var outline: [OutlineEntry]
    /// Named places that links lead to: name, page (from 0), y in points.
    public var destinations: [(name: String, page: Int, y: Double)]

    /// Makes a document.
    public init(
        title: String, author: String? = nil, pages: [Drawing], outline: [OutlineEntry] = [],
        destinations: [(name: String, page: Int, y: Double)] = []
    ) {
        self.title = title
        self.author = author
        self.pages = pages
        self.outline = outline
        self.destinations = destinations
    }
}
