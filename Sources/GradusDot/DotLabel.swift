/// The text of a label as lines, with DOT's escapes, entities and HTML resolved.
public enum DotLabel {
    /// Where a line stands.
    public enum Alignment: Sendable, Hashable {
        case left
        case center
        case right
    }

    /// A line of a label.
    public struct Line: Sendable, Hashable {
        /// Its characters, without line breaks and control characters.
        public var text: String
        /// Where it stands.
        public var alignment: Alignment
        /// Whether all of it is bold.
        public var isBold = false
    }

    /// The most lines and the most characters in a line that are drawn; what is longer ends in `…`.
    static let longest = (lines: 60, characters: 160)

    /// The lines of a value. `names` are the texts that `\N`, `\G`, `\E` and the like stand for.
    public static func lines(
        of value: DotAttributes.Value, names: [Character: String] = [:]
    ) -> [Line] {
        switch value {
        case .text(let text): lines(ofText: text, names: names)
        case .html(let html): lines(ofHTML: html)
        }
    }

    static func lines(ofText text: String, names: [Character: String]) -> [Line] {
        var lines: [Line] = []
        var current = ""
        func end(_ alignment: Alignment) {
            lines.append(Line(text: clipped(current), alignment: alignment))
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
                default: current += names[character] ?? String(character)
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

    /// Text in which a backslash that is written as an entity is one: some programs write line
    /// breaks as `&#92;n`.
    static func withBackslashes(_ text: String) -> String {
        guard text.contains("&#92;") else { return text }
        return text.split(separator: "&#92;", omittingEmptySubsequences: false)
            .joined(separator: "\\")
    }

    /// The lines of HTML; cells of a row stand beside one another. Where tags do not match, the
    /// text between them is kept.
    static func lines(ofHTML html: String) -> [Line] {
        if let content = DotHTMLReader.read(html), content.table == nil {
            return content.lines.isEmpty ? [Line(text: "", alignment: .center)] : content.lines
        }
        return plainLines(ofHTML: html)
    }

    /// Rows of a table and lines become lines, whatever the tags are.
    private static func plainLines(ofHTML html: String) -> [Line] {
        var lines: [Line] = []
        var current = ""
        var tag: String?
        func end() {
            let words = current.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let text = words.hasSuffix(" ·") ? String(words.dropLast(2)) : words
            if !text.isEmpty { lines.append(Line(text: clipped(text), alignment: .center)) }
            current = ""
        }
        for character in html {
            if lines.count > longest.lines { break }
            if let open = tag {
                guard character == ">" else {
                    if open.count < 40 { tag = open + String(character) }
                    continue
                }
                tag = nil
                let name = open.lowercased().prefix { !$0.isWhitespace }
                switch name {
                case "br", "br/", "/tr", "hr", "hr/": end()
                case "/td": current += " · "
                default: break
                }
            } else if character == "<" {
                tag = ""
            } else {
                current.append(character)
            }
        }
        end()
        return clipped(lines.isEmpty ? [Line(text: "", alignment: .center)] : lines)
    }

    static func clipped(_ lines: [Line]) -> [Line] {
        guard lines.count > longest.lines else { return lines }
        return lines.prefix(longest.lines - 1) + [Line(text: "…", alignment: .center)]
    }

    /// A line without entities and control characters, of bounded length.
    static func clipped(_ text: String) -> String {
        let decoded = decodedEntities(text)
        let scalars = decoded.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        let line = String(String.UnicodeScalarView(scalars))
        guard line.unicodeScalars.count > longest.characters else { return line }
        return String(String.UnicodeScalarView(line.unicodeScalars.prefix(longest.characters - 1)))
            + "…"
    }

    private static let entities: [Substring: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "times": "×", "middot": "·", "rarr": "→", "larr": "←", "alpha": "α", "beta": "β",
        "gamma": "γ", "sigma": "σ", "mu": "μ", "theta": "θ", "part": "∂", "nabla": "∇",
    ]

    static func decodedEntities(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[rest.index(after: start)...]
            let body = rest.prefix { $0 != ";" && $0 != "&" && !$0.isWhitespace }.prefix(12)
            guard body.endIndex < rest.endIndex, rest[body.endIndex] == ";",
                let character = decodedEntity(body)
            else {
                result += "&"
                continue
            }
            result += character
            rest = rest[rest.index(after: body.endIndex)...]
        }
        return result + rest
    }

    private static func decodedEntity(_ body: Substring) -> String? {
        if let known = entities[body] { return known }
        guard body.first == "#" else { return nil }
        let digits = body.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, let scalar = UnicodeScalar(value) else { return nil }
        return String(Character(scalar))
    }
}
