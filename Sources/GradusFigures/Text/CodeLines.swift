import GradusGraphics

/// Expressions broken into lines where a reader would break them: after an opening bracket or a
/// comma, before an operator.
enum CodeLines {
    /// The lines of an expression; the last one ends in an ellipsis where there would be more
    /// than `limit`.
    static func lines(
        _ text: String, _ style: TextStyle, width: Double, limit: Int,
        measuredBy measure: any TextMeasuring
    ) -> [String] {
        func fits(_ text: String) -> Bool { measure.extent(of: text, in: style).width <= width }
        var lines: [String] = []
        var current = ""
        // A name that is wider than a line is broken behind an underscore.
        let parts = pieces(of: text).flatMap { fits(trimmed($0)) ? [$0] : words(of: $0) }
        for piece in parts {
            let isFirst = current.isEmpty
            if !isFirst, !fits(trimmed(current + piece)) {
                lines.append(trimmed(current))
                current = ""
            }
            current += current.isEmpty ? String(piece.drop { $0 == " " }) : piece
        }
        if !trimmed(current).isEmpty { lines.append(trimmed(current)) }
        if lines.count > limit {
            lines = Array(lines.prefix(limit))
            lines[limit - 1] += " …"
        }
        return lines.map {
            WrappedText.shortened($0, style, width: width, measuredBy: measure)
        }
    }

    /// A formula with true minus signs.
    static func typeset(_ formula: String) -> String {
        String(formula.map { $0 == "-" ? "−" : $0 })
    }

    private static func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }

    /// A name in its words, each with the underscore behind it.
    private static func words(of name: String) -> [String] {
        let words = name.split(separator: "_", omittingEmptySubsequences: false)
        return words.enumerated().map {
            $0.offset + 1 < words.count ? $0.element + "_" : String($0.element)
        }
    }

    /// The text in the smallest pieces that stay together.
    private static func pieces(of text: String) -> [String] {
        let operators: Set<Character> = ["+", "-", "−", "*", "/", "·", "⊙", "=", ">", "<"]
        var pieces = [""]
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let isOperator =
                operators.contains(character) && index > 0 && characters[index - 1] == " "
                && index + 1 < characters.count && characters[index + 1] == " "
            if isOperator { pieces.append("") }
            pieces[pieces.count - 1].append(character)
            if character == "(" || character == "["
                || (character == " " && index > 0 && characters[index - 1] == ",")
            {
                pieces.append("")
            }
        }
        return pieces.filter { !$0.isEmpty }
    }
}
