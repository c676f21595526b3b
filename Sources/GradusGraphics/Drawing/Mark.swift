/// What a mark is for. It becomes a class in SVG and decides what may overlap what
/// (see `OverlapCheck`).
public enum MarkKind: String, Sendable {
    /// The ground; anything may lie on it.
    case background
    /// A quiet box that holds others: a strip, a chip, a frame of an axis.
    case panel
    /// The box of a graph node or a tensor; labels of its own lie on it.
    case node
    /// A line between nodes.
    case edge
    /// Text that must stay readable.
    case label
    /// Axis lines, ticks, grid.
    case axis
    /// Data: a curve, a dot, a pixel.
    case data
    /// Arrow heads, separators, anything else without a meaning of its own.
    case decoration
}

/// How an outline is drawn.
public struct Stroke: Hashable, Sendable {
    /// Line ends.
    public enum Cap: String, Sendable {
        /// Cut at the end point.
        case butt
        /// A half circle around the end point.
        case round
    }
    /// The colour.
    public var paint: Paint
    /// The width in points.
    public var width: Double
    /// Lengths on and off in points; empty for a solid line.
    public var dashes: [Double]
    /// Line ends; joins are round.
    public var cap: Cap

    /// Makes a stroke.
    public init(_ paint: Paint, width: Double = 1, dashes: [Double] = [], cap: Cap = .butt) {
        self.paint = paint
        self.width = width
        self.dashes = dashes
        self.cap = cap
    }
}

/// One thing that is drawn.
public struct Mark: Hashable, Sendable {
    /// What is drawn.
    public enum Content: Hashable, Sendable {
        /// An outline, filled (non-zero winding), stroked or both.
        case path(Path, fill: Paint?, stroke: Stroke?)
        /// A line of text.
        case text(TextLine)
        /// A raster picture without smoothing, stretched over a rectangle.
        case image(PixelImage, Rectangle)
        /// Marks that belong together, in drawing order.
        case group([Mark])
    }

    /// Unique in its drawing, stable from build to build, slash-separated from general
    /// to special: `node/x1/value`.
    public var name: String
    /// What it is for.
    public var kind: MarkKind
    /// What is drawn.
    public var content: Content
    /// From 0 to 1, for the whole mark.
    public var opacity: Double
    /// What a screen reader or a hovering pointer is told, where the mark stands for something.
    public var description: String?
    /// Where a click leads, in HTML and PDF: `#anchor` or an address.
    public var link: String?

    /// Makes a mark.
    public init(
        _ name: String, _ kind: MarkKind, _ content: Content, opacity: Double = 1,
        description: String? = nil, link: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.content = content
        self.opacity = opacity
        self.description = description
        self.link = link
    }
}

/// A line of text at a place.
public struct TextLine: Hashable, Sendable {
    /// Which part of the line stands at the place.
    public enum Anchor: String, Sendable {
        /// Its beginning.
        case start
        /// Its middle.
        case middle
        /// Its end.
        case end
    }
    /// The pieces, set one after the other.
    public var runs: [TextRun]
    /// The place on the baseline.
    public var origin: Point
    /// Which part of the line stands at `origin`.
    public var anchor: Anchor
    /// A turn around `origin` in degrees, clockwise on screen.
    public var rotation: Double
    /// The extent that was measured when the line was placed; renderers keep to it.
    public var extent: TextExtent

    /// Places runs, measuring them.
    public init(
        _ runs: [TextRun], at origin: Point, anchor: Anchor = .start, rotation: Double = 0,
        measuredBy measure: any TextMeasuring
    ) {
        self.runs = runs
        self.origin = origin
        self.anchor = anchor
        self.rotation = rotation
        self.extent = measure.extent(of: runs)
    }

    /// All characters.
    public var string: String { runs.map(\.text).joined() }

    /// The x of the line's beginning before rotation.
    public var startX: Double {
        switch anchor {
        case .start: origin.x
        case .middle: origin.x - extent.width / 2
        case .end: origin.x - extent.width
        }
    }
}

/// A small raster in row-major order, top row first.
public struct PixelImage: Hashable, Sendable {
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
    /// `width * height` colours.
    public let pixels: [RGBColor]

    /// Makes a raster; traps unless there are `width * height` pixels.
    public init(width: Int, height: Int, pixels: [RGBColor]) {
        precondition(
            width > 0 && height > 0 && pixels.count == width * height,
            "a \(width)x\(height) image needs \(width * height) pixels, found \(pixels.count)")
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
