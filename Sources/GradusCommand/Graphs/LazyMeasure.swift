import Foundation
import GradusCairoRendering
import GradusGraphics

/// Measures text with the installed fonts, which are loaded when the first text is measured:
/// a graph whose sizes are all given is laid out without any.
final class LazyMeasure: TextMeasuring, @unchecked Sendable {
    private let lock = NSLock()
    private var loaded: Result<CairoRenderer, any Error>?

    /// The renderer with the installed fonts.
    func renderer() throws -> CairoRenderer {
        lock.lock()
        defer { lock.unlock() }
        if let loaded { return try loaded.get() }
        let result = Result { try CairoRenderer(fonts: try FontCatalog.installed()) }
        loaded = result
        return try result.get()
    }

    func extent(of text: String, in style: TextStyle) -> TextExtent {
        // Without fonts nothing can be drawn either; that error is told when it comes to it.
        guard let renderer = try? renderer() else {
            return TextExtent(
                width: Double(text.count) * style.size * 0.55, ascent: style.size,
                descent: style.size * 0.3)
        }
        return renderer.extent(of: text, in: style)
    }
}
