import GradusCPangoCairo
import GradusGraphics

/// Paints a drawing on a page, its text as text that a reader can select.
struct PagePainter {
    let painter: MarkPainter
    let engine: TextEngine
    let places: PDFPlaces

    private var context: OpaquePointer { painter.context }

    /// Paints the ground and all marks. Throws `RenderingError` naming the mark.
    func paint(_ drawing: Drawing) throws {
        painter.paintGround(of: drawing.size)
        for mark in drawing.marks { try paint(mark, isInLink: false) }
    }

    private func paint(_ mark: Mark, isInLink: Bool) throws {
        try MarkCheck(mark: mark.name).content(of: mark)
        let opacity = mark.paintedOpacity
        guard opacity > 0 else { return }
        var attributes: String?
        if let link = mark.link, !isInLink { attributes = places.linkAttributes(link) }
        if let attributes { cairo_tag_begin(context, CAIRO_TAG_LINK, attributes) }
        switch mark.content {
        case .group(let children):
            try painter.layered(opacity) { _ in
                for child in children {
                    try paint(child, isInLink: isInLink || attributes != nil)
                }
            }
        case .path(let path, let fill, let stroke):
            painter.paint(
                path, fill: fill, stroke: stroke,
                pieces: [StrokePiece(path: path, dashOffset: 0)], opacity: opacity)
        case .text(let line):
            for run in try engine.set(line, mark: mark.name) {
                show(run, of: line, opacity: opacity)
            }
        case .image(let image, let frame):
            try painter.paint(image, in: frame, opacity: opacity, mark: mark.name)
        }
        if attributes != nil { cairo_tag_end(context, CAIRO_TAG_LINK) }
        try painter.target.check(mark.name)
    }

    private func show(_ set: SetRun, of line: TextLine, opacity: Double) {
        painter.setSource(painter.theme.color(of: set.run.paint), opacity: opacity)
        let direction = Vector(degrees: line.rotation)
        cairo_save(context)
        var matrix = cairo_matrix_t(
            xx: direction.dx, yx: direction.dy, xy: -direction.dy, yy: direction.dx,
            x0: line.origin.x, y0: line.origin.y)
        cairo_transform(context, &matrix)
        for piece in set.shaped.pieces {
            cairo_move_to(context, set.start.dx + piece.x, set.start.dy)
            engine.show(piece, size: set.run.style.size, on: context)
        }
        cairo_restore(context)
        cairo_new_path(context)
    }
}
