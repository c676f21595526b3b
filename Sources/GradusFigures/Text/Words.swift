/// Lists and numbers in prose.
enum Words {
    /// `a, b and c`; `a, b and 7 more` beyond a limit.
    static func list(_ words: [String], limit: Int = .max) -> String {
        var parts = words
        if parts.count > limit {
            parts = Array(parts.prefix(limit - 1)) + ["\(words.count - limit + 1) more"]
        }
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// A number with its noun: `1 operation`, `2 operations`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)" + (number == 1 ? "" : "s")
    }
}
