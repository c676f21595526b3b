import GradusGraphics

/// Characters on a drawing that no installed face has.
public struct MissingGlyphs: Hashable, Sendable, CustomStringConvertible {
    /// The mark that shows them.
    public let mark: String
    /// The characters, each once and sorted.
    public let characters: [Character]

    /// `mark 'node/x': no installed face has '…' (U+…)`.
    public var description: String {
        "mark '\(mark)': no installed face has "
            + characters.map(\.codePointText).joined(separator: ", ")
    }
}

extension CairoRenderer {
    /// The characters of `text`, each once and sorted, that no face can show in `style`.
    public func missingCharacters(in text: String, style: TextStyle) -> [Character] {
        fonts.missingCharacters(in: text, style: style)
    }

    /// Every mark whose text no installed face can show, in drawing order; drawing any of
    /// them throws.
    public func missingGlyphs(in drawing: Drawing) -> [MissingGlyphs] {
        drawing.leaves.compactMap { mark in
            guard case .text(let line) = mark.content else { return nil }
            let missing = Set(
                line.runs.flatMap { fonts.missingCharacters(in: $0.text, style: $0.style) })
            return missing.isEmpty
                ? nil : MissingGlyphs(mark: mark.name, characters: missing.sorted())
        }
    }
}
