import Foundation
import GradusCairoRendering
import GradusGraphics
import Testing

struct FontsTests {
    @Test
    func `A missing font names its file and its package`() throws {
        #expect(
            throws: RenderingError.fontMissing(
                family: "Roboto", file: "Roboto-Regular.ttf", package: "fonts-roboto-unhinted")
        ) { try FontCatalog.installed(in: ["/nowhere"]) }
        let error = RenderingError.fontMissing(family: "A", file: "A.ttf", package: "fonts-a")
        #expect(error.description.contains("install the Debian package fonts-a"))
    }

    @Test
    func `A file that is no font is refused by name`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("gradus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("not a font".utf8).write(to: folder.appendingPathComponent("Roboto-Regular.ttf"))
        #expect {
            try FontCatalog.installed(in: [folder.path])
        } throws: { error in
            guard case RenderingError.fontUnusable(let file, _) = error else { return false }
            return file.hasSuffix("Roboto-Regular.ttf")
        }
    }

    @Test
    func `Text is as wide at every size, apart from the size`() throws {
        let renderer = try Shared.renderer()
        for family in FontFamily.allCases {
            for weight in FontWeight.allCases {
                func width(_ size: Double) -> Double {
                    renderer.extent(
                        of: "Loss 0.125 − AVA", in: TextStyle(family, size: size, weight: weight)
                    ).width / size
                }
                for size in [7, 9, 10.5, 11, 24, 200] as [Double] {
                    #expect(abs(width(size) - width(1000)) < 0.002, "\(family) \(size)")
                }
            }
        }
        let empty = renderer.extent(of: "", in: TextStyle())
        #expect(empty.width == 0 && empty.ascent > 0 && empty.descent > 0)
    }

    @Test
    func `Code is of fixed width and joins no letters`() throws {
        let renderer = try Shared.renderer()
        let style = TextStyle(.code, size: 10)
        let one = renderer.extent(of: "m", in: style).width
        for text in ["->", "!=", "==", "il", "≤≥", "0O"] {
            #expect(abs(renderer.extent(of: text, in: style).width - 2 * one) < 1e-3, "\(text)")
        }
    }

    @Test
    func `Signs that figures need are there in every voice`() throws {
        let fonts = try Shared.renderer().fonts
        let signs =
            "−×·÷±≤≥≠≈∞∂∇∑∏√∈ℝ→←↑↓⊙⊤ᵀ⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉ᵢₙαβγδεηθλμσφωΔΣ✓✗…–—“”‘’\u{2009}°⟨⟩‖"
        for family in FontFamily.allCases {
            for weight in FontWeight.allCases {
                let style = TextStyle(family, weight: weight)
                #expect(fonts.missingCharacters(in: signs, style: style) == [], "\(family)")
            }
        }
    }

    @Test
    func `A character without a glyph is reported, never replaced`() throws {
        let renderer = try Shared.renderer()
        let line = TextLine([TextRun("a\u{10FFFD}語b")], at: Point(2, 12), measuredBy: renderer)
        let drawing = oneMark(.text(line))
        #expect(renderer.missingGlyphs(in: drawing).map(\.mark) == ["the/mark"])
        for body in [
            { _ = try renderer.png(of: drawing, theme: .light, scale: 1) },
            { _ = try renderer.pdf(of: drawing, theme: .light) },
        ] {
            #expect {
                try body()
            } throws: { error in
                guard case RenderingError.missingGlyphs(let mark, let characters) = error else {
                    return false
                }
                return mark == "the/mark" && characters.contains("'語' (U+8A9E)")
            }
        }
    }

    @Test
    func `Font rules embed what is used and are the same every time`() throws {
        let renderer = try Shared.renderer()
        let uses = SVGWriter.fontUses(in: [sampleDrawing(renderer)])
        let rules = try renderer.fontFaceRules(for: uses)
        #expect(rules == (try renderer.fontFaceRules(for: uses)))
        for family in ["Gradus Text", "Gradus Code", "Gradus Math", "Gradus Symbols"] {
            #expect(rules.contains("font-family:\"\(family)\""))
        }
        #expect(rules.utf8.count < 100_000)
        #expect(throws: RenderingError.self) {
            try renderer.fontFaceRules(for: [
                FontUse(family: .text, weight: .regular, isItalic: false, characters: "語")
            ])
        }
    }
}
