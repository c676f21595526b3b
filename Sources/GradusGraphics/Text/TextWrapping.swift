/// Breaks text into lines of a width.
///
/// Lines break at spaces and where the text says so (`\n`); thin, narrow and no-break
/// spaces hold. A word that is wider than a line is broken between characters, except a
/// run with a key: a recorded number stays whole, so that its text can be checked.
public enum TextWrapping {
    /// The lines of a text in one style, each without the spaces at its end. An empty text
    /// is one empty line.
    public static func lines(
        of text: String, in style: TextStyle, width: Double, measuredBy measure: any TextMeasuring
    ) -> [String] {
        lines(of: [TextRun(text, style)], width: width, measuredBy: measure)
            .map { $0.map(\.text).joined() }
    }

    /// The lines of runs set one after the other. Each run keeps its style, colour and key;
    /// pieces of one run on one line stay together.
    public static func lines(
        of runs: [TextRun], width: Double, measuredBy measure: any TextMeasuring
    ) -> [[TextRun]] {
        var filler = LineFiller(width: width, measure: measure)
        for (index, run) in runs.enumerated() {
            let isWhole = run.key != nil
            for token in isWhole ? [.word(run.text)] : Token.tokens(of: run.text) {
                switch token {
                case .word(let text):
                    filler.word.append(Fragment(run: index, text: text, isWhole: isWhole))
                case .space(let text):
                    filler.endWord(runs)
                    filler.space.append(Fragment(run: index, text: text, isWhole: false))
                case .newLine:
                    filler.endWord(runs)
                    filler.endLine()
                }
            }
        }
        filler.endWord(runs)
        filler.endLine()
        return filler.lines.map { line in
            var result: [TextRun] = []
            var last: Int?
            for fragment in line {
                if fragment.run == last {
                    result[result.count - 1].text += fragment.text
                } else {
                    var run = runs[fragment.run]
                    run.text = fragment.text
                    result.append(run)
                }
                last = fragment.run
            }
            return result
        }
    }
}

/// A stretch of a run.
private struct Fragment {
    let run: Int
    var text: String
    let isWhole: Bool
}

private enum Token {
    case word(String)
    case space(String)
    case newLine

    static func tokens(of text: String) -> [Token] {
        var result: [Token] = []
        var word = ""
        var space = ""
        func finish() {
            if !word.isEmpty { result.append(.word(word)) }
            if !space.isEmpty { result.append(.space(space)) }
            (word, space) = ("", "")
        }
        for character in text {
            if character.isNewline {
                finish()
                result.append(.newLine)
            } else if character == " " || character == "\t" {
                if !word.isEmpty { finish() }
                space += " "
            } else {
                if !space.isEmpty { finish() }
                word.append(character)
            }
        }
        finish()
        return result
    }
}

private struct LineFiller {
    let width: Double
    let measure: any TextMeasuring
    var lines: [[Fragment]] = []
    /// The line so far and its width, without the spaces after it.
    var line: [Fragment] = []
    var lineWidth = 0.0
    var space: [Fragment] = []
    var word: [Fragment] = []

    /// A measure's rounding must not break a line that was made to fit.
    private var limit: Double { width + 1e-6 }

    init(width: Double, measure: any TextMeasuring) {
        self.width = width
        self.measure = measure
    }

    private func extent(_ fragments: [Fragment], _ runs: [TextRun]) -> Double {
        fragments.reduce(0) { $0 + measure.extent(of: $1.text, in: runs[$1.run].style).width }
    }

    /// Puts the word that was gathered on this line or on the next one.
    mutating func endWord(_ runs: [TextRun]) {
        guard !word.isEmpty else { return }
        let wordWidth = extent(word, runs)
        let spaceWidth = extent(space, runs)
        if !line.isEmpty, lineWidth + spaceWidth + wordWidth > limit {
            lines.append(line)
            (line, lineWidth, space) = ([], 0, [])
        }
        if wordWidth > limit {
            breakWord(runs)
        } else {
            // Spaces at the beginning of a text are kept (an indented line), those at a
            // break are not.
            lineWidth += (space.isEmpty ? 0 : spaceWidth) + wordWidth
            line += space + word
        }
        (space, word) = ([], [])
    }

    /// Spreads a word that is wider than a line over as many as it needs.
    private mutating func breakWord(_ runs: [TextRun]) {
        for fragment in word {
            let parts =
                fragment.isWhole ? [fragment.text] : fragment.text.map { String($0) }
            for part in parts {
                let piece = Fragment(run: fragment.run, text: part, isWhole: fragment.isWhole)
                let partWidth = extent([piece], runs)
                if !line.isEmpty, lineWidth + partWidth > limit {
                    lines.append(line)
                    (line, lineWidth) = ([], 0)
                }
                line.append(piece)
                lineWidth += partWidth
            }
        }
    }

    mutating func endLine() {
        lines.append(line)
        (line, lineWidth, space) = ([], 0, [])
    }
}
