/// A block of a lesson and the line on which it begins.
public struct LessonBlock: Hashable, Sendable {
    /// What a block is.
    public indirect enum Content: Hashable, Sendable {
        /// A heading of level 1 to 6; `slug` is unique in the lesson.
        case heading(level: Int, inlines: [LessonInline], slug: String)
        /// A paragraph.
        case paragraph([LessonInline])
        /// A list.
        case list(LessonList)
        /// A quotation.
        case quote([LessonBlock])
        /// A table.
        case table(LessonTable)
        /// A line across the page.
        case rule
        /// Code.
        case code(LessonCode)
    }

    /// What the block is.
    public var content: Content
    /// Its first line in the file, from 1.
    public var line: Int

    /// Makes a block.
    public init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
    }

    /// The code blocks in this block, in order.
    public var codeBlocks: [LessonCode] {
        switch content {
        case .code(let code): [code]
        case .list(let list): list.items.flatMap { $0.flatMap(\.codeBlocks) }
        case .quote(let blocks): blocks.flatMap(\.codeBlocks)
        case .heading, .paragraph, .table, .rule: []
        }
    }

    /// The placeholders in this block, in order.
    public var placeholders: [LessonPlaceholder] {
        switch content {
        case .heading(_, let inlines, _), .paragraph(let inlines):
            inlines.flatMap(\.placeholders)
        case .list(let list): list.items.flatMap { $0.flatMap(\.placeholders) }
        case .quote(let blocks): blocks.flatMap(\.placeholders)
        case .table(let table):
            ([table.header] + table.rows).flatMap { $0.flatMap { $0.flatMap(\.placeholders) } }
        case .code, .rule: []
        }
    }
}

/// A list of a lesson.
public struct LessonList: Hashable, Sendable {
    /// Whether its items are numbered.
    public var isOrdered: Bool
    /// The number of the first item.
    public var start: Int
    /// Whether no blank lines stand between the items.
    public var isTight: Bool
    /// The blocks of each item.
    public var items: [[LessonBlock]]
    /// For each item of a task list whether it is done, nil for items without a box; empty in
    /// a list without any.
    public var tasks: [Bool?]

    /// Makes a list.
    public init(
        isOrdered: Bool, start: Int = 1, isTight: Bool = true, items: [[LessonBlock]],
        tasks: [Bool?] = []
    ) {
        self.isOrdered = isOrdered
        self.start = start
        self.isTight = isTight
        self.items = items
        self.tasks = tasks
    }
}

/// A table of a lesson; every row has as many cells as the header.
public struct LessonTable: Hashable, Sendable {
    /// How a column is set.
    public enum Alignment: String, Sendable {
        /// To the left.
        case leading
        /// In the middle.
        case center
        /// To the right: numbers.
        case trailing
    }
    /// How each column is set.
    public var alignments: [Alignment]
    /// The header's cells.
    public var header: [[LessonInline]]
    /// The cells of each row.
    public var rows: [[[LessonInline]]]

    /// Makes a table.
    public init(alignments: [Alignment], header: [[LessonInline]], rows: [[[LessonInline]]]) {
        self.alignments = alignments
        self.header = header
        self.rows = rows
    }
}

/// A code block of a lesson.
public struct LessonCode: Hashable, Sendable {
    /// The language as written after the fence; nil where none is named.
    public var language: String?
    /// The words behind the language, such as `hidden`, in order.
    public var attributes: [String]
    /// The code, with a newline at the end of each line.
    public var text: String
    /// The line of the file, from 1, on which the code's first line stands.
    public var firstLine: Int
    /// How many columns further to the right the code stands in the file (in a list item).
    public var columnOffset: Int

    /// Makes a code block.
    public init(
        language: String?, attributes: [String] = [], text: String, firstLine: Int,
        columnOffset: Int = 0
    ) {
        self.language = language
        self.attributes = attributes
        self.text = text
        self.firstLine = firstLine
        self.columnOffset = columnOffset
    }

    /// Whether it begins with a prompt: expressions and the answers that they must give.
    public var isTranscript: Bool {
        isPython && text.drop(while: { $0 == " " || $0 == "\n" || $0 == "\t" }).hasPrefix(">>>")
    }

    /// Whether it is run and not shown.
    public var isHidden: Bool { attributes.contains("hidden") }

    /// Whether it is in the lesson language, and so is run unless it says `norun`.
    public var isPython: Bool { Self.pythonNames.contains(language ?? "") }

    /// What the lesson language is called behind a fence.
    static let pythonNames = ["python", "py", "pycon"]

    /// Whether it is shown and not run.
    public var isOnlyShown: Bool { !isPython || attributes.contains("norun") }
}
