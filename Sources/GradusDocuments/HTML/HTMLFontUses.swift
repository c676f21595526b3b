import GradusGraphics

/// Gathers which characters a page sets in which face.
struct HTMLFontUses {
    private struct Face: Hashable {
        let family: FontFamily
        let weight: FontWeight
        let isItalic: Bool
    }
    private var characters: [Face: Set<Character>] = [:]

    /// Letters, digits and marks that the frame of a page may set.
    init() { add(String(decoding: 0x20...0x7E as ClosedRange<UInt8>, as: UTF8.self)) }

    /// Adds characters in a face.
    mutating func add(
        _ text: String, family: FontFamily = .text, weight: FontWeight = .regular,
        isItalic: Bool = false
    ) {
        let face = Face(family: family, weight: weight, isItalic: isItalic)
        // A line end is set as a space and needs no glyph.
        characters[face, default: []].formUnion(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }

    /// Adds what blocks set; not their drawings.
    mutating func add(_ blocks: [DocumentBlock]) {
        for block in blocks {
            switch block {
            case .heading(let heading):
                add(heading.inlines, weight: .bold)
                add(heading.inlines)
            case .paragraph(let inlines): add(inlines)
            case .code(let code): add(code.lines.map(\.text).joined(separator: " "), family: .code)
            case .list(let list): for item in list.items { add(item) }
            case .quote(let blocks): add(blocks)
            case .table(let table):
                for cell in table.header { add(cell, weight: .bold) }
                for cell in table.rows.flatMap({ $0 }) { add(cell) }
            case .figure(let figure):
                add(figure.label, weight: .bold)
                add(figure.caption)
                for caption in figure.frames?.captions ?? [] { add(caption) }
            case .rule: break
            }
        }
    }

    private mutating func add(
        _ inlines: [DocumentInline], weight: FontWeight = .regular, isItalic: Bool = false
    ) {
        for inline in inlines {
            switch inline {
            case .text(let text): add(text, weight: weight, isItalic: isItalic)
            case .value(let text, _): add(text, weight: weight, isItalic: isItalic)
            case .emphasis(let inner): add(inner, weight: weight, isItalic: true)
            case .strong(let inner): add(inner, weight: .bold, isItalic: isItalic)
            case .strikethrough(let inner), .link(_, _, let inner):
                add(inner, weight: weight, isItalic: isItalic)
            case .code(let text):
                add(text, family: .code, weight: weight, isItalic: isItalic)
            case .softBreak, .lineBreak: add(" ", weight: weight, isItalic: isItalic)
            }
        }
    }

    /// The uses of the page and of its drawings, one a face, in a fixed order.
    func uses(with drawings: [Drawing]) -> [FontUse] {
        var all = characters
        for use in SVGWriter.fontUses(in: drawings) {
            let face = Face(family: use.family, weight: use.weight, isItalic: use.isItalic)
            all[face, default: []].formUnion(use.characters)
        }
        var result: [FontUse] = []
        for family in FontFamily.allCases {
            for weight in FontWeight.allCases {
                for isItalic in [false, true] {
                    let face = Face(family: family, weight: weight, isItalic: isItalic)
                    guard let found = all[face], !found.isEmpty else { continue }
                    result.append(
                        FontUse(
                            family: family, weight: weight, isItalic: isItalic,
                            characters: String(found.sorted())))
                }
            }
        }
        return result
    }
}
