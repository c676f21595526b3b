import GradusDot
import GradusFigures

/// The words of a `style`.
struct DotStyle {
    private let words: Set<Substring>
    private let lineWidth: Double?

    init(_ attributes: DotAttributes) {
        let parts = (attributes.string("style") ?? "").split { $0 == "," || $0 == " " }
        words = Set(parts)
        lineWidth =
            parts.lazy.compactMap { part in
                part.hasPrefix("setlinewidth(")
                    ? Double(part.dropFirst("setlinewidth(".count).dropLast())
                        .flatMap { $0.isFinite ? $0 : nil } : nil
            }.first
    }

    var isFilled: Bool {
        ["filled", "radial", "striped", "wedged"].contains { words.contains($0) }
    }
    var isRounded: Bool { words.contains("rounded") }
    var isInvisible: Bool { words.contains("invis") || words.contains("invisible") }
    var line: ForeignGraph.LineStyle {
        words.contains("dotted") ? .dotted : words.contains("dashed") ? .dashed : .solid
    }

    /// The width of lines that say none of their own.
    func width(_ usual: Double) -> Double {
        lineWidth ?? (words.contains("bold") ? usual * 2 : usual)
    }
}
