import Foundation
import GradusCPangoCairo
import GradusGraphics

extension CairoRenderer {
    /// CSS `@font-face` rules, each with the glyphs of the characters that its face sets,
    /// as base64. Characters that a voice's face lacks come as `Gradus Symbols`.
    ///
    /// Throws `RenderingError.missingGlyphs` for a character that no face has.
    public func fontFaceRules(for uses: [FontUse]) throws -> String {
        var wanted = [Set<Unicode.Scalar>](repeating: [], count: fonts.faces.count)
        for use in uses {
            let style = TextStyle(use.family, weight: use.weight, isItalic: use.isItalic)
            for (face, text) in fonts.pieces(of: use.characters, in: style) {
                guard let face else {
                    throw RenderingError.missingGlyphs(
                        mark: "page", characters: Set(text).sorted().map(\.codePointText))
                }
                wanted[face].formUnion(text.unicodeScalars)
            }
        }
        var rules = ""
        for (face, scalars) in zip(fonts.faces, wanted) where !scalars.isEmpty {
            let font = try FontSubset.bytes(of: face, scalars: scalars.sorted())
            let base64 = Data(font).base64EncodedString()
            rules += "@font-face{font-family:\"\(face.role.cssFamily)\";"
            rules += "font-weight:\(face.weight == .bold ? 700 : 400);"
            rules += "font-style:\(face.isItalic ? "italic" : "normal");"
            rules += "src:url(data:font/ttf;base64,\(base64))}\n"
        }
        return rules
    }
}

/// Cuts a font file down to the glyphs of some characters.
enum FontSubset {
    /// The subset without hinting and layout-independent names; the same bytes each time.
    static func bytes(of face: FontFace, scalars: [Unicode.Scalar]) throws -> [UInt8] {
        let failure = RenderingError.subset(file: face.file)
        guard let blob = hb_blob_create_from_file_or_fail(face.file) else { throw failure }
        defer { hb_blob_destroy(blob) }
        guard let source = hb_face_create(blob, 0), let input = hb_subset_input_create_or_fail()
        else { throw failure }
        defer {
            hb_subset_input_destroy(input)
            hb_face_destroy(source)
        }
        hb_subset_input_set_flags(input, UInt32(HB_SUBSET_FLAGS_NO_HINTING.rawValue))
        let characters = hb_subset_input_unicode_set(input)
        for scalar in scalars { hb_set_add(characters, scalar.value) }
        guard let subset = hb_subset_or_fail(source, input) else { throw failure }
        defer { hb_face_destroy(subset) }
        guard let result = hb_face_reference_blob(subset) else { throw failure }
        defer { hb_blob_destroy(result) }
        var count: UInt32 = 0
        guard let data = hb_blob_get_data(result, &count), count > 0 else { throw failure }
        return Array(UnsafeRawBufferPointer(start: data, count: Int(count)))
    }
}
