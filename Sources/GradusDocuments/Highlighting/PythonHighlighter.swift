/// Tells apart what a reader of Python sees at a glance: reserved words, strings,
/// numbers, comments. It never fails; what it does not know is plain.
public enum PythonHighlighter {
    private static let keywords: Set<String> = [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
        "yield",
    ]
    private static let constants: Set<String> = ["True", "False", "None"]

    /// The lines of a program, cut into parts. Strings in three quotes run over lines.
    public static func lines(of texts: [String]) -> [CodeLine] {
        var openQuote: String?
        return texts.map { CodeLine(tokens: tokens(of: $0, openQuote: &openQuote)) }
    }

    /// The parts of one line; `openQuote` holds the three quotes of a string that is
    /// still open.
    static func tokens(of line: String, openQuote: inout String?) -> [CodeToken] {
        var reader = Reader(line)
        if let quote = openQuote {
            let isClosed = reader.readString(until: quote)
            reader.finish(.string)
            if !isClosed { return reader.tokens }
            openQuote = nil
        }
        while let character = reader.next {
            if character == "#" {
                reader.finish(.plain)
                reader.skip { _ in true }
                reader.finish(.comment)
            } else if character == "\"" || character == "'" {
                reader.finish(.plain)
                openQuote = reader.readQuoted(character)
                reader.finish(.string)
            } else if isDigit(character) || (character == "." && reader.second.map(isDigit) == true)
            {
                reader.finish(.plain)
                reader.readNumber()
                reader.finish(.number)
            } else if isNameStart(character) {
                reader.finish(.plain)
                let name = reader.skip { isNameStart($0) || isDigit($0) }
                let isPrefix =
                    name.count <= 2 && name.lowercased().allSatisfy("rbfu".contains)
                    && (reader.next == "\"" || reader.next == "'")
                if isPrefix, let quote = reader.next {
                    openQuote = reader.readQuoted(quote)
                    reader.finish(.string)
                } else {
                    reader.finish(
                        keywords.contains(name)
                            ? .keyword : constants.contains(name) ? .number : .plain)
                }
            } else {
                reader.advance()
            }
        }
        reader.finish(.plain)
        return reader.tokens
    }

    private static func isDigit(_ character: Character) -> Bool {
        ("0"..."9").contains(character)
    }

    private static func isNameStart(_ character: Character) -> Bool {
        character == "_" || character.isLetter
    }

    private struct Reader {
        private let characters: [Character]
        private var place = 0
        private var start = 0
        private(set) var tokens: [CodeToken] = []

        init(_ line: String) { characters = Array(line) }

        var next: Character? { place < characters.count ? characters[place] : nil }
        var second: Character? { place + 1 < characters.count ? characters[place + 1] : nil }

        mutating func advance() { place += 1 }

        @discardableResult
        mutating func skip(while accepts: (Character) -> Bool) -> String {
            let first = place
            while let character = next, accepts(character) { place += 1 }
            return String(characters[first..<place])
        }

        /// Ends a part here; neighbours of one kind become one.
        mutating func finish(_ kind: CodeToken.Kind) {
            guard place > start else { return }
            let text = String(characters[start..<place])
            start = place
            if tokens.last?.kind == kind {
                tokens[tokens.count - 1].text += text
            } else {
                tokens.append(CodeToken(kind, text))
            }
        }

        /// Reads a string from its opening quote; gives the three quotes if it is not
        /// closed on this line.
        mutating func readQuoted(_ quote: Character) -> String? {
            let triple = String(repeating: quote, count: 3)
            if startsWith(triple) {
                place += 3
                return readString(until: triple) ? nil : triple
            }
            place += 1
            _ = readString(until: String(quote))
            return nil
        }

        /// Reads behind the closing quotes or to the end of the line.
        mutating func readString(until quote: String) -> Bool {
            while let character = next {
                if character == "\\" {
                    place = min(place + 2, characters.count)
                } else if startsWith(quote) {
                    place += quote.count
                    return true
                } else {
                    place += 1
                }
            }
            return false
        }

        mutating func readNumber() {
            while let character = next {
                if isDigit(character) || character == "." || character == "_" || character.isLetter
                {
                    place += 1
                    // The sign of an exponent belongs to the number.
                    let isHex = place - start >= 2 && "xX".contains(characters[start + 1])
                    if "eE".contains(character), !isHex, let sign = next, sign == "+" || sign == "-"
                    {
                        place += 1
                    }
                } else {
                    return
                }
            }
        }

        private func startsWith(_ text: String) -> Bool {
            characters[place...].starts(with: text)
        }
    }
}
