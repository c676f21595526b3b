import GradusGraphics

/// Measures text with Pango and turns drawings into PNG and PDF with Cairo.
///
/// The same drawing gives the same bytes on every call, whatever the user's font
/// settings, locale or time. It may be used from several threads at once.
public final class CairoRenderer: DrawingRendering, Sendable {
    /// The fonts that it draws with.
    public let fonts: FontCatalog
    let pool: TextEnginePool

    /// Makes a renderer; throws `RenderingError.fontUnusable` if a file cannot be used.
    public init(fonts: FontCatalog) throws {
        self.fonts = fonts
        pool = try TextEnginePool(catalog: fonts)
    }

    /// The extent of `text` in points: the sum of its glyphs' unhinted advances, and the
    /// ascent and descent of the style's own face.
    ///
    /// A character that no face has is measured as U+FFFD; drawing it throws.
    public func extent(of text: String, in style: TextStyle) -> TextExtent {
        // An engine could be made when the renderer was; a later failure (no memory)
        // leaves no text to speak of, and drawing will say so.
        guard let shaped = try? pool.withEngine({ $0.shape(text, in: style) }) else {
            return TextExtent(width: 0, ascent: 0, descent: 0)
        }
        return TextExtent(width: shaped.width, ascent: shaped.ascent, descent: shaped.descent)
    }
}
