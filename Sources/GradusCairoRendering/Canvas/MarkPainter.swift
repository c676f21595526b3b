import GradusCPangoCairo
import GradusGraphics

/// Paints outlines and rasters on a Cairo surface; what pages and rasters have in common.
struct MarkPainter {
    let target: CairoSurface
    let theme: Theme

    var context: OpaquePointer { target.context }

    /// Paints the ground of a drawing and settles what all marks share.
    func paintGround(of size: Size) {
        cairo_set_antialias(context, CAIRO_ANTIALIAS_GOOD)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        setSource(theme[.surface], opacity: 1)
        cairo_rectangle(context, 0, 0, size.width, size.height)
        cairo_fill(context)
    }

    /// Runs `body` with the opacity to use: on a layer of its own if it is not 1.
    func layered(_ opacity: Double, _ body: (Double) throws -> Void) rethrows {
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

    /// Fills a path and strokes its pieces.
    func paint(
        _ path: Path, fill: Paint?, stroke: Stroke?, pieces: [StrokePiece], opacity: Double
    ) {
        // A see-through stroke must not show its fill or its own overlaps.
        let strokeAlpha = stroke.map { theme.color(of: $0.paint).alpha * opacity } ?? 1
        let needsLayer =
            (fill != nil && stroke != nil && opacity < 1) || (pieces.count > 1 && strokeAlpha < 1)
        let draw = { (opacity: Double) in
            if let fill {
                setSource(theme.color(of: fill), opacity: opacity)
                cairo_new_path(context)
                append(path)
                cairo_fill(context)
            }
            guard let stroke, stroke.width > 0 else { return }
            setSource(theme.color(of: stroke.paint), opacity: opacity)
            cairo_set_line_width(context, stroke.width)
            cairo_set_line_cap(
                context, stroke.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
            for piece in pieces {
                cairo_set_dash(
                    context, stroke.dashes, Int32(stroke.dashes.count), piece.dashOffset)
                cairo_new_path(context)
                append(piece.path)
                cairo_stroke(context)
            }
        }
        if needsLayer { layered(opacity, draw) } else { draw(opacity) }
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

    func paint(
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
