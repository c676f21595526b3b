import GradusGraphics

/// How much room a figure has, and how large its text is there.
public struct FigureSize: Hashable, Sendable {
    /// What the size is called: `slide`, `page`, `column`, `square` or a name of one's own.
    public var name: String
    /// The width in points. A drawing is wider only where its parts cannot stand side by side
    /// in readable size.
    public var width: Double
    /// The height in points of a drawing that must have one; nil where a drawing is as tall
    /// as its contents. Contents that do not fit in readable size make the drawing taller.
    public var height: Double?
    /// The height in points that a drawing should not exceed where it has a choice.
    public var comfortableHeight: Double
    /// The size in points of running text; the smallest text is never below 9 points.
    public var textSize: Double

    /// Makes a size of one's own.
    public init(
        name: String = "custom", width: Double, height: Double? = nil,
        comfortableHeight: Double? = nil, textSize: Double = 10
    ) {
        self.name = name
        self.width = width
        self.height = height
        self.comfortableHeight = comfortableHeight ?? height ?? width * 1.4
        self.textSize = textSize
    }

    /// A slide of 16:9 (13⅓ by 7½ inches).
    public static let slide = FigureSize(name: "slide", width: 960, height: 540, textSize: 14)
    /// The width of the text of an A4 page.
    public static let page = FigureSize(name: "page", width: 480, comfortableHeight: 640)
    /// One of two columns of a page.
    public static let column = FigureSize(
        name: "column", width: 300, comfortableHeight: 420, textSize: 9.5)
    /// As tall as wide.
    public static let square = FigureSize(name: "square", width: 480, height: 480)

    /// The presets in a fixed order.
    public static let presets: [FigureSize] = [slide, page, column, square]
    /// The preset of a name, if there is one.
    public static func named(_ name: String) -> FigureSize? { presets.first { $0.name == name } }
}
