import GradusDot
import GradusFigures

/// The text of a label as lines, with DOT's escapes and entities resolved.
enum DotLabel {
    /// The most lines and the most characters in a line that are drawn; what is longer ends in `…`.
    static let longest = (lines: 60, characters: 160)

    /// A line of so many bytes has more characters than are drawn.
    private static let longestBytes = 64 * longest.characters

    /// The lines of a value. `names` are the texts that `\N`, `\G`, `\E` and the like stand for.
    static func lines(
        of value: DotAttributes.Value, names: [Character: String] = [:]
    ) throws(DotLabelError) -> [ForeignGraph.Line] {
        switch value {
        case .text(let text): lines(ofText: text, names: names)
        case .html(let html): flattened(try DotHTMLReader.read(html))
        }
    }

    static func lines(ofText text: String, names: [Character: String]) -> [ForeignGraph.Line] {
        var lines: [ForeignGraph.Line] = []
        var current = ""
        func end(_ alignment: ForeignGraph.Alignment) {
            lines.append(ForeignGraph.Line(clipped(current), alignment: alignment))
            current = ""
        }
        var isEscaped = false
        for character in withBackslashes(text) {
            if lines.count > longest.lines { break }
            if isEscaped {
                isEscaped = false
                switch character {
                case "n": end(.center)
                case "l": end(.left)
                case "r": end(.right)
                default:
                    // What is beyond the clipped line need not be made.
                    guard current.utf8.count <= longestBytes else { continue }
                    current += (names[character] ?? String(character)).prefix(
                        longest.characters + 1)
                }
            } else if character == "\\" {
                isEscaped = true
            } else if character.isNewline {
                end(.center)
            } else {
                current.append(character)
            }
        }
        if !current.isEmpty || lines.isEmpty { end(.center) }
        return clipped(lines)
    }

    /// How a backslash is written as an entity: some programs write line breaks as `&#92;n`.
    static let backslashEntity = "&#92;"

    /// Text in which a backslash that is written as an entity is one.
    static func withBackslashes(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")), text.contains(backslashEntity) else {
            return text
        }
        return text.split(separator: backslashEntity, omittingEmptySubsequences: false)
            .joined(separator: "\\")
    }

    /// The lines of a field where there is no place for a table: its rows become lines, its cells
    /// stand beside one another.
    static func flattened(_ field: ForeignGraph.Field) -> [ForeignGraph.Line] {
        guard let table = field.table else {
            return field.lines.isEmpty ? [ForeignGraph.Line("")] : field.lines
        }
        var rows: [(number: Int, words: [String])] = []
        for cell in table.cells {
            let words = flattened(cell.field).map(\.text).filter { !$0.isEmpty }
            if rows.last?.number == cell.rows.lowerBound {
                rows[rows.count - 1].words += words
            } else {
                rows.append((cell.rows.lowerBound, words))
            }
        }
        let lines = rows.filter { !$0.words.isEmpty }
            .map { ForeignGraph.Line(clipped($0.words.joined(separator: " · "))) }
        return lines.isEmpty ? [ForeignGraph.Line("")] : clipped(lines)
    }

    static func clipped(_ lines: [ForeignGraph.Line]) -> [ForeignGraph.Line] {
        guard lines.count > longest.lines else { return lines }
        return lines.prefix(longest.lines - 1) + [ForeignGraph.Line("…")]
    }

    /// A line without entities and control characters, of bounded length.
    static func clipped(_ text: String) -> String {
        let line = printable(text)
        guard line.unicodeScalars.count > longest.characters else { return line }
        return String(String.UnicodeScalarView(line.unicodeScalars.prefix(longest.characters - 1)))
            + "…"
    }

    /// Text without entities and control characters.
    static func printable(_ text: String) -> String {
        let decoded = DotEntities.decoded(text)
        if decoded.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) { return decoded }
        let scalars = decoded.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        return String(String.UnicodeScalarView(scalars))
    }
}
