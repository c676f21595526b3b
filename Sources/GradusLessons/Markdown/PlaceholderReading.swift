/// One placeholder read from bytes that begin with `{{`: its parts and its length.
///
/// The colon before the format and the closing braces are those outside strings and
/// brackets; where strings or brackets do not balance, the first `}}` closes.
struct PlaceholderReading: Hashable {
    /// The expression without the spaces around it.
    let expression: String
    /// The format behind the colon; nil without a colon.
    let format: String?
    /// The offset of the expression's first byte.
    let start: Int
    /// How many bytes the placeholder takes, braces included.
    let length: Int

    /// Reads; nil if nothing closes the braces.
    init?(_ bytes: [UInt8]) {
        guard let ends = Self.balancedEnds(bytes) ?? Self.plainEnd(bytes) else { return nil }
        let inside = bytes[2..<(ends.colon ?? ends.close)]
        let blank = inside.prefix { $0 == 0x20 || $0 == 0x09 }.count
        start = 2 + blank
        length = ends.close + 2
        expression = Self.trimmed(inside)
        format = ends.colon.map { Self.trimmed(bytes[($0 + 1)..<ends.close]) }
    }

    private typealias Ends = (colon: Int?, close: Int)

    private static func balancedEnds(_ bytes: [UInt8]) -> Ends? {
        var depth = 0
        var quote: UInt8?
        var colon: Int?
        var place = 2
        while place < bytes.count {
            let byte = bytes[place]
            if let open = quote {
                if byte == UInt8(ascii: "\\") { place += 1 } else if byte == open { quote = nil }
            } else {
                switch byte {
                case UInt8(ascii: "'"), UInt8(ascii: "\""):
                    // Behind the colon a quote is a fill character.
                    if colon == nil { quote = byte }
                case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
                case UInt8(ascii: "}"):
                    if depth == 0 {
                        guard place + 1 < bytes.count, bytes[place + 1] == byte else { return nil }
                        return (colon, place)
                    }
                    depth -= 1
                case UInt8(ascii: ":"): if depth == 0, colon == nil { colon = place }
                default: break
                }
                if depth < 0 { return nil }
            }
            place += 1
        }
        return nil
    }

    private static func plainEnd(_ bytes: [UInt8]) -> Ends? {
        guard bytes.count >= 4 else { return nil }
        let close = (2..<(bytes.count - 1)).first {
            bytes[$0] == UInt8(ascii: "}") && bytes[$0 + 1] == UInt8(ascii: "}")
        }
        return close.map { (nil, $0) }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        var slice = bytes.drop(while: isBlank)
        while let last = slice.last, isBlank(last) { slice.removeLast() }
        return String(decoding: slice, as: UTF8.self)
    }
}
