import GradusGraphics

/// Breaks running text into lines, the whole paragraph at once: the squares of the
/// spaces that lines leave are as small as they can be, so that no line is much shorter
/// than its neighbours (after Knuth and Plass 1981, without hyphens or stretched spaces).
struct LineBreaker {
    let measure: any TextMeasuring

    /// What stands between two places at which a line may end.
    private struct Word {
        var fragments: [TextFragment] = []
        var width = 0.0
        /// The space behind it, set if the line goes on.
        var space: [TextFragment] = []
        var spaceWidth = 0.0
        var endsLine = false
    }

    /// The lines of a paragraph, each at most `width` points wide, without the spaces at
    /// their ends. A word that is wider is broken between characters.
    func lines(of fragments: [TextFragment], width: Double) -> [[TextFragment]] {
        var lines: [[TextFragment]] = []
        var part: [Word] = []
        for word in words(of: fragments, width: width) {
            part.append(word)
            if word.endsLine {
                lines += broken(part, width: width)
                part = []
            }
        }
        if !part.isEmpty { lines += broken(part, width: width) }
        return lines
    }

    /// The width of fragments set one after the other.
    func width(of fragments: [TextFragment]) -> Double {
        fragments.reduce(0) { $0 + measure.extent(of: $1.text, in: $1.style).width }
    }

    /// The widths that a text takes at most and at least: on one line, and of its widest word.
    func widths(of fragments: [TextFragment]) -> (natural: Double, least: Double) {
        let words = words(of: fragments, width: .infinity)
        var natural = 0.0
        var current = 0.0
        for word in words {
            natural = max(natural, current + word.width)
            current = word.endsLine ? 0 : current + word.width + word.spaceWidth
        }
        return (natural, words.map(\.width).max() ?? 0)
    }

    private func words(of fragments: [TextFragment], width: Double) -> [Word] {
        var words: [Word] = []
        var word = Word()
        func finish() {
            guard !word.fragments.isEmpty || word.endsLine else { return }
            if word.width > width {
                words += pieces(of: word, width: width)
            } else {
                words.append(word)
            }
            word = Word()
        }
        for fragment in fragments {
            if fragment.isLineBreak {
                word.endsLine = true
                finish()
                continue
            }
            for piece in Self.pieces(of: fragment.text) {
                var part = fragment
                part.text = piece
                let extent = measure.extent(of: piece, in: fragment.style).width
                if piece.first == " " {
                    // Spaces at the beginning of a line are left out.
                    if word.fragments.isEmpty { continue }
                    if word.space.isEmpty {
                        part.text = " "
                        word.space = [part]
                        word.spaceWidth = measure.extent(of: " ", in: fragment.style).width
                    }
                } else {
                    if !word.space.isEmpty || Self.mayEnd(word.fragments.last?.text) { finish() }
                    word.fragments.append(part)
                    word.width += extent
                }
            }
        }
        finish()
        return words
    }

    /// A text cut before and behind its spaces, and behind dashes within words.
    private static func pieces(of text: String) -> [String] {
        var result: [String] = []
        var current = ""
        for character in text {
            let isSpace = character == " "
            if let last = current.last {
                let splits =
                    isSpace != (last == " ") || (!isSpace && "–—".contains(last))
                    || (last == "-" && current.count > 1 && character.isLetter)
                if splits {
                    result.append(current)
                    current = ""
                }
            }
            current.append(character)
        }
        if !current.isEmpty { result.append(current) }
        return result
    }

    private static func mayEnd(_ text: String?) -> Bool {
        guard let text, let last = text.last else { return false }
        return "–—".contains(last) || (last == "-" && text.count > 1)
    }

    /// A word wider than a line, cut between characters.
    private func pieces(of word: Word, width: Double) -> [Word] {
        var result: [Word] = []
        var current = Word()
        for fragment in word.fragments {
            for character in fragment.text {
                var part = fragment
                part.text = String(character)
                let extent = measure.extent(of: part.text, in: part.style).width
                if current.width + extent > width, !current.fragments.isEmpty {
                    result.append(current)
                    current = Word()
                }
                current.fragments.append(part)
                current.width += extent
            }
        }
        current.space = word.space
        current.spaceWidth = word.spaceWidth
        current.endsLine = word.endsLine
        return result + [current]
    }

    private func broken(_ words: [Word], width: Double) -> [[TextFragment]] {
        let count = words.count
        // best[i]: the least cost of setting words i... and where the first line then ends.
        var best = [(cost: Double, end: Int)](repeating: (0, count), count: count + 1)
        for start in stride(from: count - 1, through: 0, by: -1) {
            var used = 0.0
            best[start] = (.infinity, start + 1)
            for end in (start + 1)...count {
                used += words[end - 1].width
                if used > width + 1e-6, end > start + 1 { break }
                let slack = max(0, width - used) / width
                let isLast = end == count
                // The last line may be short, but not a single short word.
                let own = isLast ? (slack > 0.85 && start > 0 ? 0.4 : 0) : slack * slack
                let cost = own + best[end].cost + 0.01
                if cost < best[start].cost { best[start] = (cost, end) }
                used += words[end - 1].spaceWidth
            }
        }
        var lines: [[TextFragment]] = []
        var start = 0
        while start < count {
            let end = best[start].end
            var line: [TextFragment] = []
            for index in start..<end {
                line += words[index].fragments
                if index + 1 < end { line += words[index].space }
            }
            lines.append(Self.merged(line))
            start = end
        }
        return lines
    }

    /// Neighbours that look alike as one.
    private static func merged(_ fragments: [TextFragment]) -> [TextFragment] {
        fragments.reduce(into: []) { result, fragment in
            if let last = result.last, last.style == fragment.style, last.paint == fragment.paint,
                last.link == fragment.link, last.key == fragment.key,
                last.isStruck == fragment.isStruck
            {
                result[result.count - 1].text += fragment.text
            } else {
                result.append(fragment)
            }
        }
    }
}
