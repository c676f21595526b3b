/// What a font's name says of the voice and the shape of its letters.
struct DotFace {
    private let name: String

    init(_ name: String) { self.name = name.lowercased() }

    /// Whether its letters are of one width.
    var isCode: Bool {
        ["mono", "courier", "consol", "typewriter", "fixed"].contains { name.contains($0) }
    }
    var isBold: Bool { name.contains("bold") }
    var isItalic: Bool { name.contains("italic") || name.contains("oblique") }
}
