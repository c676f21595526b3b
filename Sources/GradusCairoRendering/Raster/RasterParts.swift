import Foundation
import GradusCPangoCairo
import GradusGraphics

/// A drawing as a picture that is painted part by part, on all processors: parts are whole rows
/// of the picture, their height follows from its width alone, so that the pixels and what is
/// made of them do not depend on the number of processors.
struct RasterParts {
    let width: Int
    let height: Int
    private let marks: [RasterMark]
    private let theme: Theme
    private let scale: Double

    /// The pixels of a part: few enough to stay near the processor and to share a page's
    /// picture among a few of them, enough that marks across several parts cost little.
    private static let area = 1 << 19
    private let rowsPerPart: Int

    /// Checks the drawing and sets its text; a part has `rowsPerPart` rows, or as many as suit
    /// the width. Throws `RenderingError`.
    init(
        _ drawing: Drawing, theme: Theme, scale: Double, width: Int, height: Int,
        rowsPerPart: Int? = nil, engine: TextEngine
    ) throws {
        (self.width, self.height, self.theme, self.scale) = (width, height, theme, scale)
        self.rowsPerPart = min(height, rowsPerPart ?? max(1, Self.area / width))
        marks = try drawing.marks.compactMap { try RasterMark($0, scale: scale, engine: engine) }
    }

    /// What `use` makes of the painted parts, from the top; the parts are painted at once on as
    /// many threads as there are processors, and each is gone before its thread takes the next.
    ///
    /// Throws the error of the uppermost part that has one.
    func map<Result: Sendable>(
        _ use: @Sendable (_ part: CairoPixels, _ isLast: Bool) throws -> Result
    ) throws -> [Result] {
        let count = (height + rowsPerPart - 1) / rowsPerPart
        var results = [Swift.Result<Result, any Error>?](repeating: nil, count: count)
        results.withUnsafeMutableBufferPointer { results in
            // Each thread writes places of its own.
            nonisolated(unsafe) let results = results
            DispatchQueue.concurrentPerform(iterations: count) { part in
                results[part] = Swift.Result {
                    try use(painted(part), part == count - 1)
                }
            }
        }
        return try results.compactMap { try $0?.get() }
    }

    /// Rows that are painted above and below a part and thrown away: Cairo drops the ends of
    /// dashes that only just reach into a surface.
    private static let seam = 3

    private func painted(_ part: Int) throws -> CairoPixels {
        let first = part * rowsPerPart
        let count = min(rowsPerPart, height - first)
        let target = try CairoSurface(
            cairo_image_surface_create(
                CAIRO_FORMAT_ARGB32, Int32(width), Int32(count + 2 * Self.seam)),
            purpose: "drawing")
        // Also for outlines, which are given in pixels of the whole picture.
        cairo_surface_set_device_offset(target.surface, 0, Double(Self.seam - first))
        let context = target.context
        cairo_scale(context, scale, scale)
        let painter = MarkPainter(target: target, theme: theme)
        // The ground fills the last, partly covered pixels too.
        painter.paintGround(of: Size(Double(width) / scale, Double(height) / scale))
        try RasterPainter(
            painter: painter, rows: Double(first - Self.seam)...Double(first + count + Self.seam)
        ).paint(marks)
        return try CairoPixels(target, rows: Self.seam..<Self.seam + count, width: width)
    }
}
