/// The names and numbers that stand for characters, as in `&times;` and `&#215;`.
enum DotEntities {
    private static let names: [Substring: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "times": "×", "middot": "·", "rarr": "→", "larr": "←", "harr": "↔", "minus": "−",
        "plusmn": "±", "le": "≤", "ge": "≥", "ne": "≠", "infin": "∞", "sum": "∑", "prod": "∏",
        "radic": "√", "sdot": "⋅", "isin": "∈", "hellip": "…", "ndash": "–", "mdash": "—",
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η",
        "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
        "phi": "φ", "omega": "ω", "Delta": "Δ", "Theta": "Θ", "Sigma": "Σ", "Phi": "Φ",
        "Omega": "Ω", "part": "∂", "nabla": "∇",
    ]

    /// Text with its entities resolved; what is none is kept as it is.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[rest.index(after: start)...]
            let body = rest.prefix { $0 != ";" && $0 != "&" && !$0.isWhitespace }.prefix(12)
            guard body.endIndex < rest.endIndex, rest[body.endIndex] == ";",
                let character = character(body)
            else {
                result += "&"
                continue
            }
            result += character
            rest = rest[rest.index(after: body.endIndex)...]
        }
        return result + rest
    }

    private static func character(_ body: Substring) -> String? {
        if let known = names[body] { return known }
        guard body.first == "#" else { return nil }
        let digits = body.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, let scalar = UnicodeScalar(value) else { return nil }
        return String(Character(scalar))
    }
}
