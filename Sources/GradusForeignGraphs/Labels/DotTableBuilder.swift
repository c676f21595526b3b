import GradusFigures
import GradusGraphics

/// Puts the cells of one HTML table into rows and columns.
struct DotTableBuilder {
    private static let longestSpan = 60

    /// The text or table that stands in the cell around the table.
    var outer = DotTextCollector()
    private var cells: [ForeignGraph.Table.Cell] = []
    private let tag: DotTag
    private var row = -1
    private var column = 0
    /// The cell whose end has not come yet.
    private var open: (tag: DotTag, rows: Range<Int>, columns: Range<Int>)?
    /// Places that cells of rows above reach into.
    private var taken: Set<Int> = []

    /// Begins a table inside of what `outer` has collected.
    init(_ tag: DotTag, inside outer: DotTextCollector) {
        self.tag = tag
        self.outer = outer
    }

    /// Whether a cell is being read.
    var isInCell: Bool { open != nil }

    mutating func beginRow() {
        row += 1
        column = 0
    }

    /// Begins a cell; the places in rows and columns that it takes.
    mutating func beginCell(_ tag: DotTag) -> Int {
        func span(_ name: String) -> Int {
            max(1, min(Int(tag.number(name) ?? 1), Self.longestSpan))
        }
        func key(_ row: Int, _ column: Int) -> Int { row << 20 | column }
        while taken.contains(key(row, column)) { column += 1 }
        let rows = row..<row + span("rowspan")
        let columns = column..<column + span("colspan")
        for row in rows { for column in columns { taken.insert(key(row, column)) } }
        column = columns.upperBound
        open = (tag, rows, columns)
        return rows.count * columns.count
    }

    /// Ends the cell, which holds a field.
    mutating func endCell(_ content: ForeignGraph.Field) {
        guard let (cell, rows, columns) = open else { return }
        open = nil
        var field = content
        // A table in a cell keeps its own name where the cell has none.
        field.port = cell["port"] ?? field.port
        field.fill = cell["bgcolor"].flatMap(ForeignColor.color(named:)) ?? field.fill
        // The outline of cells that say nothing of their own.
        let usual = tag.number("cellborder") ?? tag.number("border") ?? 1
        cells.append(
            .init(
                rows: rows, columns: columns, field: field,
                hasBorder: (cell.number("border") ?? usual) > 0))
    }

    /// Ends the table: a field that holds it.
    func field(endedBy end: DotTag) throws(DotLabelError) -> ForeignGraph.Field {
        guard !cells.isEmpty else { throw end.error("found a table without cells") }
        var field = ForeignGraph.Field(lines: [], port: tag["port"])
        field.fill = tag["bgcolor"].flatMap(ForeignColor.color(named:))
        field.table = ForeignGraph.Table(cells: cells, hasBorder: tag.number("border") ?? 1 > 0)
        return field
    }
}
