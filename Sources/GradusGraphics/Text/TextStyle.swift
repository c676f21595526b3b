/// The three voices of a figure; the renderer says which font file speaks each.
public enum FontFamily: String, CaseIterable, Sendable {
    /// Titles, labels, values.
    case text
    /// Expressions and code, of fixed width.
    case code
    /// Formulas.
    case math
}

/// The thicknesses that are installed for every family.
public enum FontWeight: String, CaseIterable, Sendable {
    /// Running text.
    case regular
    /// Titles, names, highlighted values.
    case bold
}

/// How a piece of text looks, apart from its colour.
public struct TextStyle: Hashable, Sendable {
    /// The voice.
    public var family: FontFamily
    /// The size in points.
    public var size: Double
    /// The thickness.
    public var weight: FontWeight
    /// Slanted, for variables in formulas and emphasis in prose.
    public var isItalic: Bool

    /// Makes a style; upright regular text of 11 points unless told otherwise.
    public init(
        _ family: FontFamily = .text, size: Double = 11, weight: FontWeight = .regular,
        isItalic: Bool = false
    ) {
        self.family = family
        self.size = size
        self.weight = weight
        self.isItalic = isItalic
    }
}

/// A piece of a line of text in one style and colour. A number from a recorded run is
/// a run of its own, so that it can carry the key it came from.
public struct TextRun: Hashable, Sendable {
    /// The characters, without a line break.
    public var text: String
    /// How they look.
    public var style: TextStyle
    /// Their colour.
    public var paint: Paint
    /// How far the baseline is raised in points: subscripts are negative.
    public var rise: Double
    /// The key of the recorded number that the text shows, if it shows one.
    public var key: String?

    /// Makes a run.
    public init(
        _ text: String, _ style: TextStyle = TextStyle(), paint: Paint = .role(.ink),
        rise: Double = 0, key: String? = nil
    ) {
        self.text = text
        self.style = style
        self.paint = paint
        self.rise = rise
        self.key = key
    }
}

/// The extent of a line of text in points.
public struct TextExtent: Hashable, Sendable {
    /// From the first glyph's origin to the last one's advance.
    public var width: Double
    /// From the baseline up to the font's ascent.
    public var ascent: Double
    /// From the baseline down to the font's descent.
    public var descent: Double

    /// Makes an extent.
    public init(width: Double, ascent: Double, descent: Double) {
        self.width = width
        self.ascent = ascent
        self.descent = descent
    }

    /// Ascent and descent together.
    public var height: Double { ascent + descent }
}

/// Measures text. `GradusCairoRendering` measures with the fonts that will be drawn.
public protocol TextMeasuring: Sendable {
    /// The extent of `text`, which holds no line break, set in `style`.
    func extent(of text: String, in style: TextStyle) -> TextExtent
}

extension TextMeasuring {
    /// The extent of runs set one after the other on one line.
    public func extent(of runs: [TextRun]) -> TextExtent {
        var result = TextExtent(width: 0, ascent: 0, descent: 0)
        for run in runs {
            let part = extent(of: run.text, in: run.style)
            result.width += part.width
            result.ascent = max(result.ascent, part.ascent + run.rise)
            result.descent = max(result.descent, part.descent - run.rise)
        }
        return result
    }
}
