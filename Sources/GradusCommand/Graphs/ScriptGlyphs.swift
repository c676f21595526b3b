import GradusCairoRendering
import GradusDiagnostics
import GradusGraphics
import GradusLessons

/// Finds where a script has a character that no font can show.
struct ScriptGlyphs {
    /// The script's text.
    let source: String
    /// The file as the user named it.
    let path: String

    /// The error for characters of a drawing that no font has: where the first of them stands in
    /// the script, and what to do.
    func missing(in drawing: Drawing, _ renderer: CairoRenderer) -> Diagnostic? {
        var characters: [Character] = []
        for glyphs in renderer.missingGlyphs(in: drawing) {
            for character in glyphs.characters where !characters.contains(character) {
                characters.append(character)
            }
        }
        guard !characters.isEmpty else { return nil }
        let found = SourceSpan.first(of: Set(characters), in: source, file: path)
        return Diagnostic(
            "the figure shows " + characters.map(\.codePointText).joined(separator: ", ")
                + ", which no installed font can show",
            at: found?.span, file: path,
            fix: "write it in words or with another character; an SVG takes it as it is")
    }
}
