import GradusGraphics

/// The measures of a page in points.
public struct PageStyle: Hashable, Sendable {
    /// The paper.
    public var size: Size
    /// The empty edge to the left and to the right.
    public var sideMargin: Double
    /// The empty edge at the top.
    public var topMargin: Double
    /// The empty edge at the bottom; the page number stands in it.
    public var bottomMargin: Double
    /// The size of running text.
    public var textSize: Double
    /// The distance of its baselines.
    public var leading: Double
    /// The size of code.
    public var codeSize: Double
    /// The distance of code's baselines.
    public var codeLeading: Double

    /// Makes a style.
    public init(
        size: Size, sideMargin: Double = 78, topMargin: Double = 72, bottomMargin: Double = 76,
        textSize: Double = 10.5, leading: Double = 15.5, codeSize: Double = 8.8,
        codeLeading: Double = 13
    ) {
        self.size = size
        self.sideMargin = sideMargin
        self.topMargin = topMargin
        self.bottomMargin = bottomMargin
        self.textSize = textSize
        self.leading = leading
        self.codeSize = codeSize
        self.codeLeading = codeLeading
    }

    /// ISO A4, 210 × 297 mm.
    public static let a4 = PageStyle(size: Size(595.28, 841.89))
    /// US letter, 8.5 × 11 in.
    public static let letter = PageStyle(size: Size(612, 792))

    /// The width of a line of text; figures as wide as this are not scaled.
    public var textWidth: Double { max(120, size.width - 2 * sideMargin) }
    /// The height that text may take.
    var textHeight: Double { max(120, size.height - topMargin - bottomMargin) }

    /// Running text.
    var body: TextStyle { TextStyle(.text, size: textSize) }
    /// Captions, table cells, notes.
    var small: TextStyle { TextStyle(.text, size: textSize * 0.88) }
    /// Code in blocks.
    var code: TextStyle { TextStyle(.code, size: codeSize) }

    /// A heading that stands `depth` levels below the document's title.
    func heading(depth: Int) -> TextStyle {
        let factor =
            switch depth {
            case 0: 2.3
            case 1: 1.48
            case 2: 1.16
            default: 1.0
            }
        return TextStyle(.text, size: textSize * factor, weight: .bold)
    }
}
