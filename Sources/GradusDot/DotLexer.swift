import GradusDiagnostics

/// A piece of DOT text.
struct DotToken {
    enum Kind: Equatable {
        /// A name or a number.
        case name(String)
        case quoted(String)
        case html(String)
        /// One of the language's words, in lower case.
        case keyword(String)
        /// `{ } [ ] ; , = : -> --`
        case symbol(String)
        case end
    }
    var kind: Kind
    /// The bytes from the first up to but not including the second.
    var range: Range<Int>
}

/// Cuts DOT text into tokens.
struct DotLexer {
    let source: DotSource
    private let bytes: [UInt8]
    private var place = 0
    /// The bytes of the file from which those of a string come, where somebody asks.
    private var contentPlaces: [Int]?
    private static let keywords: Set<String> = [
        "strict", "graph", "digraph", "node", "edge", "subgraph",
    ]

    init(_ source: DotSource) throws(Diagnostic) {
        self.source = source
        bytes = source.bytes
        if String(validating: bytes, as: UTF8.self) == nil {
            throw Diagnostic(
                "the text is not UTF-8", at: source.span(firstInvalid(bytes)..<bytes.count),
                fix: "save the file as UTF-8")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    /// The bytes of the file from which the bytes of a quoted string come, which begins at a byte.
    static func places(inStringAt offset: Int, of source: DotSource) -> [Int] {
        guard var lexer = try? DotLexer(source) else { return [] }
        lexer.place = offset
        lexer.contentPlaces = []
        _ = try? lexer.quoted()
        return lexer.contentPlaces ?? []
    }

    /// The next token.
    mutating func next() throws(Diagnostic) -> DotToken {
        try skipBlanks()
        guard place < bytes.count else { return DotToken(kind: .end, range: place..<place) }
        let start = place
        let byte = bytes[place]
        switch byte {
        case UInt8(ascii: "\""): return try quoted()
        case UInt8(ascii: "<"): return try html()
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: ":"):
            place += 1
            return DotToken(
                kind: .symbol(String(UnicodeScalar(byte))), range: start..<place)
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: ">") || peek(1) == byte:
            place += 2
            return DotToken(kind: .symbol(peek(-1) == byte ? "--" : "->"), range: start..<place)
        case _ where Self.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."):
            return try number()
        case _ where Self.isLetter(byte):
            while place < bytes.count, Self.isLetter(bytes[place]) || Self.isDigit(bytes[place]) {
                place += 1
            }
            let word = String(decoding: bytes[start..<place], as: UTF8.self)
            let lower = word.lowercased()
            return DotToken(
                kind: Self.keywords.contains(lower) ? .keyword(lower) : .name(word),
                range: start..<place)
        default:
            let character =
                byte < 0x20 || byte == 0x7F
                ? "the byte \(byte)" : "'\(String(UnicodeScalar(byte)))'"
            throw Diagnostic(
                "found \(character), which means nothing here",
                at: source.span(start..<(start + 1)),
                fix: "put names with such characters between quotes")
        }
    }

    private func peek(_ distance: Int) -> UInt8? {
        bytes.indices.contains(place + distance) ? bytes[place + distance] : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) || byte == 0x5F
            || byte >= 0x80
    }

    private mutating func skipBlanks() throws(Diagnostic) {
        while let byte = peek(0) {
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                place += 1
            } else if byte == UInt8(ascii: "#"), place == 0 || bytes[place - 1] == 0x0A {
                skipLine()
            } else if byte == UInt8(ascii: "/"), peek(1) == byte {
                skipLine()
            } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                let start = place
                place += 2
                while peek(0) != nil, !(peek(0) == UInt8(ascii: "*") && peek(1) == byte) {
                    place += 1
                }
                guard peek(0) != nil else {
                    throw Diagnostic(
                        "this comment has no end, expected '*/'",
                        at: source.span(start..<(start + 2)))
                }
                place += 2
            } else {
                return
            }
        }
    }

    private mutating func skipLine() {
        while let byte = peek(0), byte != 0x0A { place += 1 }
    }

    private mutating func number() throws(Diagnostic) -> DotToken {
        let start = place
        if peek(0) == UInt8(ascii: "-") { place += 1 }
        var digits = 0
        var hasPoint = false
        while let byte = peek(0) {
            if Self.isDigit(byte) {
                digits += 1
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            place += 1
        }
        let hasLetter = peek(0).map(Self.isLetter) ?? false
        if digits == 0 || hasLetter {
            while let byte = peek(0), Self.isLetter(byte) || Self.isDigit(byte) { place += 1 }
            let text = String(decoding: bytes[start..<place], as: UTF8.self)
            throw Diagnostic(
                "found '\(text)', which is neither a name nor a number",
                at: source.span(start..<place),
                fix: "put it between quotes")
        }
        return DotToken(
            kind: .name(String(decoding: bytes[start..<place], as: UTF8.self)), range: start..<place
        )
    }

    /// A quoted string and those joined to it by `+`.
    private mutating func quoted() throws(Diagnostic) -> DotToken {
        let start = place
        var content: [UInt8] = []
        while true {
            let opening = place
            place += 1
            while let byte = peek(0), byte != UInt8(ascii: "\"") {
                if byte == UInt8(ascii: "\\"), let following = peek(1) {
                    // Only a quote and a line's end lose their backslash here.
                    if following == UInt8(ascii: "\"") {
                        content.append(following)
                        contentPlaces?.append(place + 1)
                    } else if following == 0x0D, peek(2) == 0x0A {
                        place += 1
                    } else if following != 0x0A {
                        content += [byte, following]
                        contentPlaces? += [place, place + 1]
                    }
                    place += 2
                } else {
                    content.append(byte)
                    contentPlaces?.append(place)
                    place += 1
                }
            }
            guard peek(0) != nil else {
                throw Diagnostic(
                    "this string has no end, expected '\"'",
                    at: source.span(opening..<(opening + 1)))
            }
            place += 1
            let end = place
            try skipBlanks()
            guard peek(0) == UInt8(ascii: "+") else {
                place = end
                break
            }
            let plus = place
            place += 1
            try skipBlanks()
            guard peek(0) == UInt8(ascii: "\"") else {
                throw Diagnostic(
                    "expected a quoted string behind '+'", at: source.span(plus..<(plus + 1)))
            }
        }
        return DotToken(
            kind: .quoted(String(decoding: content, as: UTF8.self)), range: start..<place)
    }

    private mutating func html() throws(Diagnostic) -> DotToken {
        let start = place
        var depth = 0
        while let byte = peek(0) {
            if byte == UInt8(ascii: "<") { depth += 1 }
            if byte == UInt8(ascii: ">") { depth -= 1 }
            place += 1
            if depth == 0 {
                return DotToken(
                    kind: .html(
                        String(decoding: bytes[(start + 1)..<(place - 1)], as: UTF8.self)),
                    range: start..<place)
            }
        }
        throw Diagnostic("this HTML has no end, expected '>'", at: source.span(start..<(start + 1)))
    }
}

/// The first byte that does not continue valid UTF-8.
private func firstInvalid(_ bytes: [UInt8]) -> Int {
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        let length =
            byte < 0x80 ? 1 : byte >> 5 == 6 ? 2 : byte >> 4 == 14 ? 3 : byte >> 3 == 30 ? 4 : 0
        let end = min(bytes.count, index + max(1, length))
        if length == 0 || String(validating: bytes[index..<end], as: UTF8.self) == nil {
            return index
        }
        index = end
    }
    return bytes.count
}
