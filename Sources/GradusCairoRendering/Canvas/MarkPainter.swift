import GradusCPangoCairo
import GradusGraphics

/// Paints the marks of one drawing on a Cairo surface.
struct MarkPainter {
    /// How text is put on the surface.
    enum TextMode {
        /// Filled outlines on a raster of so many pixels a point.
        case outlines(scale: Double)
        /// Real text, which a reader can select.
        case text
    }

    let target: CairoSurface
    let theme: Theme
    let engine: TextEngine
    let mode: TextMode
    /// The attributes of Cairo's link tag for a link, or nil where a link is not drawn.
    let linkAttributes: (Mark, String) throws -> String?

    var context: OpaquePointer { target.context }

    /// Paints the ground and all marks. Throws `RenderingError` naming the mark.
    func paint(_ drawing: Drawing) throws {
        cairo_set_antialias(context, CAIRO_ANTIALIAS_GOOD)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        setSource(theme[.surface], opacity: 1)
        cairo_rectangle(context, 0, 0, drawing.size.width, drawing.size.height)
        cairo_fill(context)
        for mark in drawing.marks { try paint(mark, isInLink: false) }
    }

    private func paint(_ mark: Mark, isInLink: Bool) throws {
        let check = MarkCheck(mark: mark.name)
        try check.number(mark.opacity, "opacity")
        let opacity = min(max(mark.opacity, 0), 1)
        guard opacity > 0 else { return }
        var attributes: String?
        if let link = mark.link, !isInLink { attributes = try linkAttributes(mark, link) }
        if let attributes { cairo_tag_begin(context, CAIRO_TAG_LINK, attributes) }
        switch mark.content {
        case .group(let children):
            try layered(opacity) { _ in
                for child in children {
                    try paint(child, isInLink: isInLink || attributes != nil)
                }
            }
        case .path(let path, let fill, let stroke):
            try check.path(path)
            if let fill { try check.paint(fill) }
            if let stroke { try check.stroke(stroke) }
            try paint(path, fill: fill, stroke: stroke, opacity: opacity)
        case .text(let line):
            try check.text(line)
            try paint(line, opacity: opacity, mark: mark.name)
        case .image(let image, let frame):
            try check.rectangle(frame)
            for pixel in image.pixels { try check.color(pixel) }
            try paint(image, in: frame, opacity: opacity, mark: mark.name)
        }
        if attributes != nil { cairo_tag_end(context, CAIRO_TAG_LINK) }
        try target.check(mark.name)
    }

    /// Runs `body` with the opacity to use: on a layer of its own if it is not 1.
    private func layered(_ opacity: Double, _ body: (Double) throws -> Void) throws {
        guard opacity < 1 else { return try body(1) }
        cairo_push_group(context)
        try body(1)
        cairo_pop_group_to_source(context)
        cairo_paint_with_alpha(context, opacity)
    }

    func setSource(_ color: RGBColor, opacity: Double) {
        cairo_set_source_rgba(
            context, color.red, color.green, color.blue, color.alpha * opacity)
    }

    // MARK: Paths

    private func paint(_ path: Path, fill: Paint?, stroke: Stroke?, opacity: Double) throws {
        let pieces = stroke.map { StrokePieces(path: path, stroke: $0, isRaster: isRaster) }
        // A see-through stroke must not show its fill or its own overlaps.
        let strokeAlpha = stroke.map { theme.color(of: $0.paint).alpha * opacity } ?? 1
        let needsLayer =
            (fill != nil && stroke != nil && opacity < 1)
            || ((pieces?.pieces.count ?? 0) > 1 && strokeAlpha < 1)
        let draw = { (opacity: Double) in
            if let fill {
                setSource(theme.color(of: fill), opacity: opacity)
                cairo_new_path(context)
                append(path)
                cairo_fill(context)
            }
            guard let stroke, let pieces, stroke.width > 0 else { return }
            setSource(theme.color(of: stroke.paint), opacity: opacity)
            cairo_set_line_width(context, stroke.width)
            cairo_set_line_cap(
                context, stroke.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
            for piece in pieces.pieces {
                cairo_set_dash(
                    context, stroke.dashes, Int32(stroke.dashes.count), piece.dashOffset)
                cairo_new_path(context)
                append(piece.path)
                cairo_stroke(context)
            }
        }
        if needsLayer { try layered(opacity, draw) } else { draw(opacity) }
    }

    private var isRaster: Bool {
        if case .outlines = mode { true } else { false }
    }

    private func append(_ path: Path) {
        for element in path.elements {
            switch element {
            case .move(let p): cairo_move_to(context, p.x, p.y)
            case .line(let p): cairo_line_to(context, p.x, p.y)
            case .curve(let a, let b, let c):
                cairo_curve_to(context, a.x, a.y, b.x, b.y, c.x, c.y)
            case .close: cairo_close_path(context)
            }
        }
    }

    // MARK: Pictures

    private func paint(
        _ image: PixelImage, in frame: Rectangle, opacity: Double, mark: String
    ) throws {
        try PNGFile.check(width: image.width, height: image.height)
        let source = try CairoSurface(
            cairo_image_surface_create(
                CAIRO_FORMAT_ARGB32, Int32(image.width), Int32(image.height)), purpose: mark)
        cairo_surface_flush(source.surface)
        guard let data = cairo_image_surface_get_data(source.surface) else {
            throw RenderingError.drawing(mark: mark, reason: "no memory")
        }
        let stride = Int(cairo_image_surface_get_stride(source.surface))
        for y in 0..<image.height {
            for x in 0..<image.width {
                let color = image.pixels[y * image.width + x]
                UnsafeMutableRawPointer(data).storeBytes(
                    of: premultiplied(color), toByteOffset: y * stride + 4 * x, as: UInt32.self)
            }
        }
        cairo_surface_mark_dirty(source.surface)
        cairo_save(context)
        cairo_translate(context, frame.x, frame.y)
        cairo_scale(
            context, frame.width / Double(image.width), frame.height / Double(image.height))
        cairo_set_source_surface(context, source.surface, 0, 0)
        cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
        cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
        cairo_rectangle(context, 0, 0, Double(image.width), Double(image.height))
        cairo_clip(context)
        cairo_paint_with_alpha(context, opacity)
        cairo_restore(context)
    }

    private func premultiplied(_ color: RGBColor) -> UInt32 {
        let alpha = min(max(color.alpha, 0), 1)
        func byte(_ part: Double) -> UInt32 { UInt32((min(max(part, 0), 1) * 255).rounded()) }
        return byte(alpha) << 24 | byte(min(max(color.red, 0), 1) * alpha) << 16
            | byte(min(max(color.green, 0), 1) * alpha) << 8
            | byte(min(max(color.blue, 0), 1) * alpha)
    }
}
