import GradusCPangoCairo
import GradusGraphics

/// Sets text with Pango. One thread uses it at a time; `TextEnginePool` sees to that.
final class TextEngine {
    let catalog: FontCatalog
    private let pango: PangoHandles
    private let faces: [LoadedFace]
    private var shaped: [TextKey: ShapedText] = [:]
    private var outlines: [UInt64: [Path.Element]] = [:]

    /// The texts and outlines that are kept; beyond it the cache starts anew.
    private static let cacheLimit = 20_000

    init(catalog: FontCatalog) throws {
        self.catalog = catalog
        var files: [String] = []
        for face in catalog.faces where !files.contains(face.file) { files.append(face.file) }
        let pango = try PangoHandles(files: files)
        self.pango = pango
        faces = try zip(catalog.faces, catalog.requests).map {
            try LoadedFace($0, request: $1, from: pango)
        }
    }

    /// Sets text in a style. A size that no text can have gives text without extent.
    func shape(_ text: String, in style: TextStyle) -> ShapedText {
        guard style.size > 0, style.size <= 10_000 else { return ShapedText() }
        let own = catalog.index(
            of: .init(style.family), weight: style.weight, isItalic: style.isItalic)
        let key = TextKey(text: text, face: own, size: style.size)
        if let known = shaped[key] { return known }
        var result = ShapedText()
        result.ascent = faces[own].ascent * style.size
        result.descent = faces[own].descent * style.size
        for (face, piece) in catalog.pieces(of: text, in: style) {
            // A missing character takes the room of the replacement character; whoever
            // draws the text refuses it.
            if face == nil { result.missing += piece }
            let symbols = catalog.index(of: .symbols, weight: style.weight, isItalic: false)
            append(
                face == nil ? String(repeating: "\u{FFFD}", count: piece.count) : String(piece),
                face: face ?? symbols, size: style.size, to: &result)
        }
        if shaped.count >= Self.cacheLimit { shaped.removeAll(keepingCapacity: true) }
        shaped[key] = result
        return result
    }

    private func append(_ text: String, face: Int, size: Double, to result: inout ShapedText) {
        setLayout(text, face: face, size: size)
        var glyphs: [PlacedGlyph] = []
        let start = result.width
        let unit = Double(PANGO_SCALE)
        var x = start
        var item = pango_layout_get_line_readonly(pango.layout, 0)?.pointee.runs
        while let node = item {
            if let run = node.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self),
                let string = run.pointee.glyphs
            {
                for place in 0..<Int(string.pointee.num_glyphs) {
                    let glyph = string.pointee.glyphs[place]
                    glyphs.append(
                        PlacedGlyph(
                            id: glyph.glyph, x: x + Double(glyph.geometry.x_offset) / unit,
                            y: Double(glyph.geometry.y_offset) / unit))
                    x += Double(glyph.geometry.width) / unit
                }
            }
            item = node.pointee.next
        }
        result.width = x
        result.pieces.append(ShapedPiece(face: face, text: text, x: start, glyphs: glyphs))
    }

    private func setLayout(_ text: String, face: Int, size: Double) {
        let description = pango_font_description_copy(faces[face].description)
        pango_font_description_set_absolute_size(description, size * Double(PANGO_SCALE))
        pango_layout_set_font_description(pango.layout, description)
        pango_font_description_free(description)
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                pango_layout_set_text(pango.layout, $0.baseAddress, Int32($0.count))
            }
        }
    }

    /// Shows a piece as real text on a context whose current point is its beginning.
    func show(_ piece: ShapedPiece, size: Double, on context: OpaquePointer) {
        setLayout(piece.text, face: piece.face, size: size)
        if let line = pango_layout_get_line_readonly(pango.layout, 0) {
            pango_cairo_show_layout_line(context, line)
        }
    }

    /// The outline of a glyph for size 1, its origin at 0.
    func outline(of glyph: UInt32, face: Int) -> [Path.Element] {
        let key = UInt64(face) << 32 | UInt64(glyph)
        if let known = outlines[key] { return known }
        let outline = makeOutline(of: glyph, font: faces[face].outlineFont)
        if outlines.count >= Self.cacheLimit { outlines.removeAll(keepingCapacity: true) }
        outlines[key] = outline
        return outline
    }

    private func makeOutline(of glyph: UInt32, font: OpaquePointer) -> [Path.Element] {
        // Pango marks "nothing to draw" and "unknown" by bits above any glyph's number.
        guard glyph & 0x1000_0000 == 0 else { return [] }
        let surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nil)
        let context = cairo_create(surface)
        defer {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
        }
        cairo_set_scaled_font(context, font)
        var placed = cairo_glyph_t(index: UInt(glyph), x: 0, y: 0)
        cairo_glyph_path(context, &placed, 1)
        guard let path = cairo_copy_path(context) else { return [] }
        defer { cairo_path_destroy(path) }
        var result: [Path.Element] = []
        var place = 0
        let count = Int(path.pointee.num_data)
        guard let data = path.pointee.data else { return [] }
        func point(_ offset: Int) -> Point {
            let p = data[place + offset].point
            return Point(p.x / LoadedFace.outlineSize, p.y / LoadedFace.outlineSize)
        }
        while place < count {
            let header = data[place].header
            switch header.type {
            case CAIRO_PATH_MOVE_TO: result.append(.move(point(1)))
            case CAIRO_PATH_LINE_TO: result.append(.line(point(1)))
            case CAIRO_PATH_CURVE_TO: result.append(.curve(point(1), point(2), point(3)))
            default: result.append(.close)
            }
            place += max(1, Int(header.length))
        }
        return result
    }
}
