/// A glyph of a face at a place on its line.
struct PlacedGlyph {
    let id: UInt32
    /// In points from the beginning of the text, to the right.
    let x: Double
    /// In points from the baseline, down.
    let y: Double
}

/// A piece of text that one face sets.
struct ShapedPiece {
    /// The face's place in the catalogue.
    let face: Int
    let text: String
    /// Where the piece begins in points from the beginning of the text.
    let x: Double
    let glyphs: [PlacedGlyph]
}

/// Text in one style, cut into pieces and set one after the other.
struct ShapedText {
    var pieces: [ShapedPiece] = []
    var width = 0.0
    var ascent = 0.0
    var descent = 0.0
    /// Characters that no face has, in the order of the text.
    var missing: [Character] = []
}

/// Text and style, without the colour: what decides how text is set.
struct TextKey: Hashable {
    let text: String
    let face: Int
    let size: Double
}
