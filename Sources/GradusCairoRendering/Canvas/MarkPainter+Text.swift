import GradusCPangoCairo
import GradusGraphics

extension MarkPainter {
    /// Paints a line of text, run after run, from where its measured extent says it begins.
    func paint(_ line: TextLine, opacity: Double, mark: String) throws {
        let direction = Vector(degrees: line.rotation)
        var x = line.startX - line.origin.x
        for run in line.runs where !run.text.isEmpty {
            let shaped = engine.shape(run.text, in: run.style)
            guard shaped.missing.isEmpty else {
                let characters = Set(shaped.missing).sorted().map(\.codePointText)
                throw RenderingError.missingGlyphs(mark: mark, characters: characters)
            }
            setSource(theme.color(of: run.paint), opacity: opacity)
            let start = Vector(x, -run.rise)
            switch mode {
            case .outlines(let scale):
                fill(shaped, run, from: line.origin, start, direction, scale: scale)
            case .text:
                show(shaped, run, from: line.origin, start, direction)
            }
            x += shaped.width
        }
    }

    private func show(
        _ shaped: ShapedText, _ run: TextRun, from origin: Point, _ start: Vector,
        _ direction: Vector
    ) {
        cairo_save(context)
        var matrix = cairo_matrix_t(
            xx: direction.dx, yx: direction.dy, xy: -direction.dy, yy: direction.dx,
            x0: origin.x, y0: origin.y)
        cairo_transform(context, &matrix)
        for piece in shaped.pieces {
            cairo_move_to(context, start.dx + piece.x, start.dy)
            engine.show(piece, size: run.style.size, on: context)
        }
        cairo_restore(context)
        cairo_new_path(context)
    }

    /// Fills the outlines of a run. Cairo 1.16 would put glyphs on whole pixels and newer
    /// ones on quarters; outlines go where they belong, their origins on 1/64 of a pixel.
    private func fill(
        _ shaped: ShapedText, _ run: TextRun, from origin: Point, _ start: Vector,
        _ direction: Vector, scale: Double
    ) {
        cairo_save(context)
        cairo_identity_matrix(context)
        cairo_new_path(context)
        let size = run.style.size * scale
        func rounded(_ value: Double) -> Double { (value * scale * 64).rounded() / 64 }
        for piece in shaped.pieces {
            for glyph in piece.glyphs {
                let (along, down) = (start.dx + glyph.x, start.dy + glyph.y)
                let base = Point(
                    rounded(origin.x + along * direction.dx - down * direction.dy),
                    rounded(origin.y + along * direction.dy + down * direction.dx))
                func place(_ p: Point) -> Point {
                    Point(
                        base.x + size * (p.x * direction.dx - p.y * direction.dy),
                        base.y + size * (p.x * direction.dy + p.y * direction.dx))
                }
                for element in engine.outline(of: glyph.id, face: piece.face) {
                    switch element {
                    case .move(let p):
                        let p = place(p)
                        cairo_move_to(context, p.x, p.y)
                    case .line(let p):
                        let p = place(p)
                        cairo_line_to(context, p.x, p.y)
                    case .curve(let a, let b, let c):
                        let (a, b, c) = (place(a), place(b), place(c))
                        cairo_curve_to(context, a.x, a.y, b.x, b.y, c.x, c.y)
                    case .close: cairo_close_path(context)
                    }
                }
            }
        }
        cairo_fill(context)
        cairo_restore(context)
    }
}
