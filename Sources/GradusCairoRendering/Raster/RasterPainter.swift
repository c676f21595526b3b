import GradusCPangoCairo
import GradusGraphics

/// Paints a part of a picture: the marks that touch its rows, text as filled outlines.
struct RasterPainter {
    let painter: MarkPainter
    /// The rows of the picture that the part has, as coordinates.
    let rows: ClosedRange<Double>

    private var context: OpaquePointer { painter.context }

    /// Paints marks in their order. Throws `RenderingError` naming the mark.
    func paint(_ marks: [RasterMark]) throws {
        for mark in marks where mark.reach.overlaps(rows) { try paint(mark) }
    }

    private func paint(_ mark: RasterMark) throws {
        switch mark.content {
        case .group(let children):
            try painter.layered(mark.opacity) { _ in try paint(children) }
        case .path(let path, let fill, let stroke, let pieces):
            painter.paint(path, fill: fill, stroke: stroke, pieces: pieces, opacity: mark.opacity)
        case .text(let runs):
            for run in runs { fill(run, opacity: mark.opacity) }
        case .image(let image, let frame):
            try painter.paint(image, in: frame, opacity: mark.opacity, mark: mark.name)
        }
        try painter.target.check(mark.name)
    }

    private func fill(_ run: RasterMark.GlyphRun, opacity: Double) {
        painter.setSource(painter.theme.color(of: run.paint), opacity: opacity)
        cairo_save(context)
        cairo_identity_matrix(context)
        cairo_new_path(context)
        for (origin, outline) in run.glyphs {
            for element in outline {
                switch element {
                case .move(let p):
                    let p = run.place(p, from: origin)
                    cairo_move_to(context, p.x, p.y)
                case .line(let p):
                    let p = run.place(p, from: origin)
                    cairo_line_to(context, p.x, p.y)
                case .curve(let a, let b, let c):
                    let a = run.place(a, from: origin)
                    let b = run.place(b, from: origin)
                    let c = run.place(c, from: origin)
                    cairo_curve_to(context, a.x, a.y, b.x, b.y, c.x, c.y)
                case .close: cairo_close_path(context)
                }
            }
        }
        cairo_fill(context)
        cairo_restore(context)
    }
}
