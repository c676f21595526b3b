import GradusCPangoCairo
import GradusGraphics

extension CairoRenderer {
    /// A one-page PDF of the drawing with real text, of the drawing's size in points.
    ///
    /// Links to addresses work; links to places (`#name`) are left out, since a single
    /// figure has no places. Throws `RenderingError` naming the mark.
    public func pdf(of drawing: Drawing, theme: Theme) throws -> [UInt8] {
        try write(
            PagedDrawing(title: drawing.title, pages: [drawing]), theme: theme,
            isDocument: false)
    }

    /// A PDF of many pages with outline, links, named places and metadata.
    ///
    /// All links, destinations and outline entries are checked before anything is
    /// written: Cairo reports none that is wrong. Throws `RenderingError`.
    public func pdf(of document: PagedDrawing, theme: Theme) throws -> [UInt8] {
        try write(document, theme: theme, isDocument: true)
    }

    private func write(
        _ document: PagedDrawing, theme: Theme, isDocument: Bool
    ) throws -> [UInt8] {
        let sink = ByteSink()
        // Cairo writes the rest when the surface is destroyed, also after an error.
        return try withExtendedLifetime(sink) {
            try write(document, theme: theme, isDocument: isDocument, to: sink)
            return sink.bytes
        }
    }

    private func write(
        _ document: PagedDrawing, theme: Theme, isDocument: Bool, to sink: ByteSink
    ) throws {
        let places = try PDFPlaces(document, checksLinks: isDocument)
        guard let first = document.pages.first else {
            throw RenderingError.pdf(reason: "the document has no page")
        }
        let target = try CairoSurface(
            cairo_pdf_surface_create_for_stream(
                ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), first.size.width,
                first.size.height), purpose: "document")
        // Newer Cairo packs objects into compressed streams from version 1.5 on; without
        // them the file has the same structure whichever Cairo wrote it.
        cairo_pdf_surface_restrict_to_version(target.surface, CAIRO_PDF_VERSION_1_4)
        setMetadata(of: document, on: target.surface)
        try pool.withEngine { engine in
            for (index, page) in document.pages.enumerated() {
                cairo_pdf_surface_set_size(target.surface, page.size.width, page.size.height)
                for attributes in places.destinationAttributes(onPage: index) {
                    cairo_tag_begin(target.context, CAIRO_TAG_DEST, attributes)
                    cairo_tag_end(target.context, CAIRO_TAG_DEST)
                }
                try PagePainter(
                    painter: MarkPainter(target: target, theme: theme), engine: engine,
                    places: places
                ).paint(page)
                cairo_show_page(target.context)
                try target.check("page \(index + 1)")
            }
        }
        addOutline(of: document, to: target.surface)
        try target.check("outline")
        cairo_surface_finish(target.surface)
        let status = cairo_surface_status(target.surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw RenderingError.pdf(reason: CairoSurface.message(status))
        }
    }

    /// The date that every PDF states, so that its bytes do not depend on the clock.
    private static let date = "2000-01-01T00:00:00Z"

    private func setMetadata(of document: PagedDrawing, on surface: OpaquePointer) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title)
        if let author = document.author {
            cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author)
        }
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Gradus")
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, Self.date)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, Self.date)
    }

    private func addOutline(of document: PagedDrawing, to surface: OpaquePointer) {
        // The identifiers of the entries above, one a level.
        var parents: [Int32] = []
        for entry in document.outline {
            parents = Array(parents.prefix(max(0, entry.level)))
            let parent = parents.last ?? CAIRO_PDF_OUTLINE_ROOT
            let identifier = cairo_pdf_surface_add_outline(
                surface, parent, entry.title,
                "page=\(entry.page + 1) pos=[0 \(PDFPlaces.number(entry.y))]",
                entry.level == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(0))
            // A level that was left out is filled with the entry itself.
            while parents.count <= entry.level { parents.append(identifier) }
        }
    }
}

/// Receives what Cairo writes.
private final class ByteSink {
    var bytes: [UInt8] = []

    static let write: cairo_write_func_t = { closure, data, count in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
        sink.bytes += UnsafeBufferPointer(start: data, count: Int(count))
        return CAIRO_STATUS_SUCCESS
    }
}
