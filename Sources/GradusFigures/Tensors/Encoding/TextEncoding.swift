/// How texts become numbers.
public enum TextEncoding {
    /// The words of a text in lower case: what stands between anything but letters, digits and
    /// apostrophes.
    public static func words(of text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }
            .map(String.init)
    }

    /// Each word of some texts once, in the order of their first appearance.
    public static func vocabulary(of texts: [String]) -> [String] {
        var known: Set<String> = []
        return texts.flatMap { words(of: $0) }.filter { known.insert($0).inserted }
    }

    /// How often each word of a vocabulary stands in each text, row by row.
    public static func counts(of texts: [String], vocabulary: [String]) -> [Int64] {
        texts.flatMap { text -> [Int64] in
            var counts: [String: Int64] = [:]
            for word in words(of: text) { counts[word, default: 0] += 1 }
            return vocabulary.map { counts[$0] ?? 0 }
        }
    }

    /// The place of each character in an alphabet; nil for one that is not in it.
    public static func places(of text: String, in alphabet: [Character]) -> [Int?] {
        text.map { alphabet.firstIndex(of: $0) }
    }

    /// The 128 characters of ASCII.
    public static let ascii: [Character] = (0..<128).map { Character(UnicodeScalar(UInt8($0))) }

    /// A character that can be seen.
    static func visible(_ character: Character) -> String {
        switch character {
        case " ": "␣"
        case "\n": "⏎"
        case "\t": "⇥"
        default:
            character.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
                ? String(character) : "·"
        }
    }
}
