/// The small notations of SVG: numbers, escaped text, base64, outlines.
enum SVGText {
    /// A number rounded to 0.01, without trailing zeros; never `-0`.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let whole = hundredths.magnitude / 100
        let part = hundredths.magnitude % 100
        var text = (hundredths < 0 ? "-" : "") + "\(whole)"
        if part > 0 {
            text += part < 10 ? ".0\(part)" : part % 10 == 0 ? ".\(part / 10)" : ".\(part)"
        }
        return text
    }

    /// Text for element content and double-quoted attributes. Characters that XML 1.0
    /// does not allow become U+FFFD.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The `d` attribute of an outline.
    static func pathData(_ path: Path) -> String {
        func pair(_ p: Point) -> String { "\(number(p.x)) \(number(p.y))" }
        return path.elements.reduce(into: "") { text, element in
            switch element {
            case .move(let p): text += "M" + pair(p)
            case .line(let p): text += "L" + pair(p)
            case .curve(let a, let b, let c): text += "C\(pair(a)) \(pair(b)) \(pair(c))"
            case .close: text += "Z"
            }
        }
    }

    /// Bytes as base64 (RFC 4648, padded).
    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let rest = min(3, bytes.count - start)
            var group = 0
            for offset in 0..<3 {
                group = group << 8 | (offset < rest ? Int(bytes[start + offset]) : 0)
            }
            for place in 0..<4 {
                let isPadding = place > rest
                result.append(
                    isPadding ? UInt8(ascii: "=") : alphabet[(group >> (18 - 6 * place)) & 63])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
