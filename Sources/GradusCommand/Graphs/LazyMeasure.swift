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

    /// Throws why fonts could not be loaded, if some text was to be measured: sizes that were
    /// made up instead are not to be written.
    func check() throws {
        lock.lock()
        defer { lock.unlock() }
        _ = try loaded?.get()
    }

    func extent(of text: String, in style: TextStyle) -> TextExtent {
        // The error is told by `check` or when something is drawn.
        guard let renderer = try? renderer() else {
            return TextExtent(
                width: Double(text.count) * style.size * 0.55, ascent: style.size,
                descent: style.size * 0.3)
        }
        return renderer.extent(of: text, in: style)
    }
}
