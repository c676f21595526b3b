/// What an HTML-like label holds: lines of text, or a table of cells with the same inside.
public struct DotHTML: Sendable, Hashable {
    /// Its text; empty where it is a table.
    public var lines: [DotLabel.Line]
    /// Its table.
    public var table: DotTable?

    /// Reads HTML; nil where its tags do not match or there is more of it than can be drawn.
    public init?(_ html: String) {
        guard let content = DotHTMLReader.read(html) else { return nil }
        self = content
    }

    /// Makes a table.
    public init(_ table: DotTable) {
        self.init(lines: [], table: table)
    }

    /// Makes text or a table.
    init(lines: [DotLabel.Line], table: DotTable? = nil) {
        self.lines = lines
        self.table = table
    }
}

/// A table in an HTML-like label, its cells already placed in rows and columns.
public struct DotTable: Sendable, Hashable {
    /// A cell.
    public struct Cell: Sendable, Hashable {
        /// The first of its rows, from 0.
        public var row: Int
        /// The first of its columns, from 0.
        public var column: Int
        /// How many rows it reaches over.
        public var rowSpan = 1
        /// How many columns it reaches over.
        public var columnSpan = 1
        /// What stands in it.
        public var content = DotHTML(lines: [])
        /// The name by which edges can end at it.
        public var port: String?
        /// The name of its ground's colour, if it has one.
        public var background: String?
        /// Whether it has an outline.
        public var hasBorder = true
        /// The name of its text's colour, where all of it has one.
        public var fontColor: String?
    }

    /// The cells, row by row.
    public var cells: [Cell] = []
    /// The name by which edges can end at the whole table.
    public var port: String?
    /// The name of the ground's colour, if it has one.
    public var background: String?
    /// Whether there is an outline around it.
    public var hasBorder = true
    /// The outline of cells that say nothing of their own.
    var cellsHaveBorder = true
}
