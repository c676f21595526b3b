import GradusCPangoCairo

/// Owns a Cairo surface and a context on it.
final class CairoSurface {
    let surface: OpaquePointer
    let context: OpaquePointer

    /// Takes over a new surface; `purpose` names it in errors.
    init(_ made: OpaquePointer?, purpose: String) throws {
        guard let made, let context = cairo_create(made) else {
            throw RenderingError.drawing(mark: purpose, reason: "no memory")
        }
        surface = made
        self.context = context
        try check(purpose)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Throws `RenderingError.drawing` if Cairo is in an error; `name` is what was drawn last.
    func check(_ name: String) throws {
        var status = cairo_status(context)
        if status == CAIRO_STATUS_SUCCESS { status = cairo_surface_status(surface) }
        guard status == CAIRO_STATUS_SUCCESS else {
            throw RenderingError.drawing(mark: name, reason: Self.message(status))
        }
    }

    static func message(_ status: cairo_status_t) -> String {
        cairo_status_to_string(status).map { String(cString: $0) } ?? "Cairo status"
    }
}
