import GradusFigures

/// Collects the lines of HTML's text, in which each piece has a look of its own.
struct DotTextCollector {
    private(set) var lines: [ForeignGraph.Line] = []
    /// Where lines stand that do not say so themselves.
    let alignment: ForeignGraph.Alignment
    /// The table that stands here instead of text.
    var table: ForeignGraph.Field?
    /// The byte of the first word.
    private(set) var firstWord: Int?
    private var runs: [ForeignGraph.Run] = []
    /// The characters of the line so far.
    private var length = 0
    /// The look of a blank that is to come before the next word.
    private var blank: ForeignGraph.Look?

    init(_ alignment: ForeignGraph.Alignment = .center) { self.alignment = alignment }

    /// Adds words; blanks and line breaks between them are one blank.
    mutating func add(_ words: Substring, _ look: ForeignGraph.Look, at place: Int) {
        var text = ""
        for character in words {
            if character == " " || character.isNewline || character == "\t" {
                if blank == nil, length > 0 || !text.isEmpty { blank = look }
                continue
            }
            firstWord = firstWord ?? place
            if let blank {
                if blank == look { text.append(" ") } else { append(" ", blank) }
            }
            blank = nil
            text.append(character)
        }
        append(DotLabel.printable(text), look)
    }

    /// Adds characters, as many as a line may have.
    private mutating func append(_ text: String, _ look: ForeignGraph.Look) {
        var text = text
        let room = DotLabel.longest.characters - length
        guard !text.isEmpty, room > 0 else { return }
        let count = text.unicodeScalars.count
        if count > room {
            text = String(
                String.UnicodeScalarView(text.unicodeScalars.prefix(room - 1)) + "…".unicodeScalars)
        }
        length += min(count, room)
        if let last = runs.indices.last, runs[last].look == look {
            runs[last].text += text
        } else {
            runs.append(ForeignGraph.Run(text, look))
        }
    }

    /// Ends a line, an empty one only if it is wanted `always`.
    mutating func endLine(_ own: ForeignGraph.Alignment?, always: Bool) {
        // More lines than are drawn are not kept.
        if lines.count <= DotLabel.longest.lines, always || !runs.isEmpty {
            lines.append(ForeignGraph.Line(runs, alignment: own ?? alignment))
        }
        (runs, length, blank) = ([], 0, nil)
    }

    /// The text or the table collected, as a field.
    mutating func field() throws(DotLabelError) -> ForeignGraph.Field {
        endLine(nil, always: false)
        guard let table else { return ForeignGraph.Field(lines: DotLabel.clipped(lines)) }
        if let firstWord {
            throw DotLabelError(
                message: "found text beside a table, expected either text or one table",
                bytes: firstWord..<firstWord + 1, fix: "put the text into a cell of the table")
        }
        return table
    }
}
