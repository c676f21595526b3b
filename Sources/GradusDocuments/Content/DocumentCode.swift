/// A block of code, or a transcript: prompts with what they answered.
public struct DocumentCode: Hashable, Sendable {
    /// `python`, `text`, …; nil where none is named.
    public var language: String?
    /// The code; the newline behind the last line may be left out.
    public var text: String
    /// Whether lines that begin with `>>>` or `...` are code and all others answers.
    public var isTranscript: Bool

    /// Makes a block; a Python text that begins with a prompt is a transcript unless told
    /// otherwise.
    public init(language: String? = "python", text: String, isTranscript: Bool? = nil) {
        self.language = language
        self.text = text
        self.isTranscript =
            isTranscript ?? (language.map(Self.isPython) == true && text.hasPrefix(">>>"))
    }

    /// What code printed, set as the answers in a transcript are.
    public static func output(_ text: String) -> DocumentCode {
        DocumentCode(language: outputLanguage, text: text, isTranscript: true)
    }

    private static let outputLanguage = "output"

    /// Whether the block is what code printed.
    public var isOutput: Bool { language == Self.outputLanguage }

    /// The lines with the meaning of their parts, without empty lines at the end.
    public var lines: [CodeLine] {
        var texts = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0).replacingTabs
        }
        while let last = texts.last, last.allSatisfy({ $0 == " " }) { texts.removeLast() }
        if isOutput {
            return texts.map { CodeLine(tokens: [CodeToken(.output, $0)], isOutput: true) }
        }
        guard language.map(Self.isPython) == true else {
            return texts.map { CodeLine(tokens: $0.isEmpty ? [] : [CodeToken(.plain, $0)]) }
        }
        return isTranscript
            ? Transcript.lines(of: texts) : PythonHighlighter.lines(of: texts)
    }

    private static func isPython(_ language: String) -> Bool {
        ["python", "py", "pycon"].contains(language)
    }
}

/// A line of code, cut into parts.
public struct CodeLine: Hashable, Sendable {
    /// The parts in order; none on an empty line.
    public var tokens: [CodeToken]
    /// Whether the line is an answer in a transcript.
    public var isOutput: Bool

    /// Makes a line.
    public init(tokens: [CodeToken], isOutput: Bool = false) {
        self.tokens = tokens
        self.isOutput = isOutput
    }

    /// All characters.
    public var text: String { tokens.map(\.text).joined() }
}

/// A part of a line of code.
public struct CodeToken: Hashable, Sendable {
    /// What a part is.
    public enum Kind: String, CaseIterable, Sendable {
        /// Names, operators, spaces.
        case plain
        /// A reserved word.
        case keyword
        /// A string.
        case string
        /// A number, or `True`, `False`, `None`.
        case number
        /// A comment.
        case comment
        /// `>>> ` or `... `.
        case prompt
        /// What was answered.
        case output
    }
    /// What it is.
    public var kind: Kind
    /// Its characters.
    public var text: String

    /// Makes a part.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

extension String {
    /// Tabs as spaces up to the next multiple of 8 columns.
    fileprivate var replacingTabs: String {
        guard utf8.contains(9) else { return self }
        var result = ""
        var column = 0
        for character in self {
            if character == "\t" {
                let count = 8 - column % 8
                result += String(repeating: " ", count: count)
                column += count
            } else {
                result.append(character)
                column += 1
            }
        }
        return result
    }
}
