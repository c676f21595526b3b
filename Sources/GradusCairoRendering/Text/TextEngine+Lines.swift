import GradusGraphics

/// A run of a line, set.
struct SetRun {
    let run: TextRun
    let shaped: ShapedText
    /// Where the run begins on its line, from the line's origin and before its rotation.
    let start: Vector
}

extension TextEngine {
    /// Sets the runs of a line one after the other, from where its measured extent says that
    /// it begins. Throws `RenderingError.missingGlyphs`.
    func set(_ line: TextLine, mark: String) throws -> [SetRun] {
        var x = line.startX - line.origin.x
        return try line.runs.compactMap { run in
            guard !run.text.isEmpty else { return nil }
            let shaped = shape(run.text, in: run.style)
            guard shaped.missing.isEmpty else {
                let characters = Set(shaped.missing).sorted().map(\.codePointText)
                throw RenderingError.missingGlyphs(mark: mark, characters: characters)
            }
            defer { x += shaped.width }
            return SetRun(run: run, shaped: shaped, start: Vector(x, -run.rise))
        }
    }
}
