import GradusCPangoCairo
import GradusCSpng

/// The versions of the libraries that decide what pictures look like to the last pixel.
public enum RenderingVersions {
    /// Each library's name with its version, in the order in which a drawing passes through them.
    public static var all: [(name: String, version: String)] {
        [
            ("Pango", pango_version_string().map { String(cString: $0) } ?? "unknown"),
            ("HarfBuzz", hb_version_string().map { String(cString: $0) } ?? "unknown"),
            ("fontconfig", fontconfig),
            ("Cairo", cairo_version_string().map { String(cString: $0) } ?? "unknown"),
            ("libspng", spng_version_string().map { String(cString: $0) } ?? "unknown"),
        ]
    }

    private static var fontconfig: String {
        let version = FcGetVersion()
        return "\(version / 10000).\(version / 100 % 100).\(version % 100)"
    }
}
