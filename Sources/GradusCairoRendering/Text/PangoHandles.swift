import GradusCPangoCairo

/// Owns Pango's objects for one thread at a time: a font map that knows only the
/// catalogue's files, and a layout with device-independent metrics.
final class PangoHandles {
    let layout: OpaquePointer
    private let context: OpaquePointer
    private let fontMap: UnsafeMutablePointer<PangoFontMap>

    /// Makes the objects. Throws `RenderingError.fontUnusable`.
    init(files: [String]) throws {
        guard let config = FcConfigCreate() else {
            throw RenderingError.fontUnusable(file: "-", reason: "fontconfig has no memory")
        }
        defer { FcConfigDestroy(config) }
        for file in files where FcConfigAppFontAddFile(config, file) == 0 {
            throw RenderingError.fontUnusable(file: file, reason: "fontconfig refuses it")
        }
        guard let fontMap = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else {
            throw RenderingError.fontUnusable(file: "-", reason: "Pango is built without FreeType")
        }
        self.fontMap = fontMap
        pango_fc_font_map_set_config(OpaquePointer(fontMap), config)
        pango_cairo_font_map_set_resolution(OpaquePointer(fontMap), 72)
        context = pango_font_map_create_context(fontMap)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string("en"))
        pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        layout = pango_layout_new(context)
        pango_layout_set_single_paragraph_mode(layout, 1)
        pango_layout_set_auto_dir(layout, 0)
        pango_layout_set_width(layout, -1)
        // Pango must not look for other faces, nor join the letters of code.
        let attributes = pango_attr_list_new()
        pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
        pango_attr_list_insert(attributes, pango_attr_font_features_new("calt=0,liga=0,clig=0"))
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(layout))
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(fontMap)
    }

    /// The font for a description, owned by the caller.
    func loadFont(_ description: OpaquePointer) -> UnsafeMutablePointer<PangoFont>? {
        pango_font_map_load_font(fontMap, context, description)
    }
}

/// Owns a face in the form that Pango and Cairo use, with its metrics for size 1.
final class LoadedFace {
    let description: OpaquePointer
    let ascent: Double
    let descent: Double
    /// The face at `LoadedFace.outlineSize`, for outlines.
    let outlineFont: OpaquePointer
    private let font: UnsafeMutablePointer<PangoFont>

    /// The size at which outlines and metrics are taken; they are scaled from it.
    static let outlineSize = 1000.0

    /// Loads a face and checks that it comes from the file that was meant.
    init(_ face: FontFace, request: String, from pango: PangoHandles) throws {
        func unusable(_ reason: String) -> RenderingError {
            .fontUnusable(file: face.file, reason: reason)
        }
        guard let description = pango_font_description_from_string(request) else {
            throw unusable("Pango cannot name it")
        }
        var isComplete = false
        defer { if !isComplete { pango_font_description_free(description) } }
        pango_font_description_set_absolute_size(
            description, Self.outlineSize * Double(PANGO_SCALE))
        guard let font = pango.loadFont(description) else { throw unusable("Pango cannot load it") }
        defer { if !isComplete { g_object_unref(font) } }
        guard Self.file(of: font) == face.file else {
            throw unusable("Pango takes another file for it")
        }
        guard let metrics = pango_font_get_metrics(font, nil) else {
            throw unusable("it has no metrics")
        }
        let unit = Self.outlineSize * Double(PANGO_SCALE)
        ascent = Double(pango_font_metrics_get_ascent(metrics)) / unit
        descent = Double(pango_font_metrics_get_descent(metrics)) / unit
        pango_font_metrics_unref(metrics)
        guard let scaled = pango_cairo_font_get_scaled_font(OpaquePointer(font)),
            cairo_scaled_font_status(scaled) == CAIRO_STATUS_SUCCESS
        else { throw unusable("Cairo cannot load it") }
        outlineFont = cairo_scaled_font_reference(scaled)
        self.description = description
        self.font = font
        isComplete = true
    }

    deinit {
        cairo_scaled_font_destroy(outlineFont)
        g_object_unref(font)
        pango_font_description_free(description)
    }

    private static func file(of font: UnsafeMutablePointer<PangoFont>) -> String? {
        var file: UnsafeMutablePointer<FcChar8>?
        guard
            let pattern = pango_fc_font_get_pattern(
                UnsafeMutableRawPointer(font).assumingMemoryBound(to: PangoFcFont.self)),
            FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch
        else { return nil }
        return file.map { String(cString: $0) }
    }
}
