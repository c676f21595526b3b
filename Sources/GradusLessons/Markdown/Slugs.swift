/// Names for headings that links can lead to: lower-case letters, digits and hyphens,
/// each unique in its lesson.
struct Slugs {
    private var taken: Set<String> = []

    /// A name made from a heading's text: `A path and its product` gives
    /// `a-path-and-its-product`; a name that is taken gets a number.
    mutating func slug(for text: String) -> String {
        var words = ""
        for character in text.lowercased() {
            if character.isLetter || character.isNumber || character == "_" {
                words.append(character)
            } else if !words.isEmpty, words.last != "-",
                character.isWhitespace || character == "-" || character == "."
                    || character == "/"
            {
                words.append("-")
            }
        }
        while words.last == "-" { words.removeLast() }
        if words.isEmpty { words = "section" }
        // Figures are called `figure-NAME`.
        if words.hasPrefix("figure-") { words = "section-" + words }
        var result = words
        var number = 2
        while !taken.insert(result).inserted {
            result = "\(words)-\(number)"
            number += 1
        }
        return result
    }
}
