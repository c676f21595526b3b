/// Reads HTML-like labels: text with `<br/>`, `<b>` and `<font>`, and tables with spans, ports,
/// grounds and borders. Tables in tables wait on a list, not on the program's stack.
struct DotHTMLReader {
    private static let limits = (depth: 8, cells: 2_000, span: 60, places: 20_000)

    /// A table whose end has not come yet.
    private struct Level {
        var table: DotTable
        var row = -1
        var column = 0
        var cell: DotTable.Cell?
        /// Places that cells of rows above reach into.
        var taken: Set<Int> = []
        /// The text of the cell around the table.
        var outer = Text()
    }

    /// Lines that are being collected.
    private struct Text {
        var lines: [DotLabel.Line] = []
        var current = ""
        /// Whether all words of the line so far are bold.
        var isBold: Bool?
        var table: DotTable?
        var color: String?
        var hasWords = false
    }

    private var levels: [Level] = []
    private var text = Text()
    private var boldDepth = 0
    private var colors: [String] = []
    private var cellCount = 0
    private var places = 0
    /// Whether text stands beside a table, which has no place there.
    private var isMixed = false

    /// What a label holds; nil where its tags do not match or there is more of it than is drawn.
    static func read(_ html: String) -> DotHTML? {
        var reader = DotHTMLReader()
        var rest = Substring(html)
        while let open = rest.firstIndex(of: "<") {
            reader.add(rest[..<open])
            rest = rest[rest.index(after: open)...]
            if rest.hasPrefix("!--") {
                guard let end = rest.firstRange(of: "-->") else { return nil }
                rest = rest[end.upperBound...]
                continue
            }
            guard let close = rest.firstIndex(of: ">") else { return nil }
            guard reader.take(DotTag(rest[..<close])) else { return nil }
            rest = rest[rest.index(after: close)...]
        }
        reader.add(rest)
        guard reader.levels.isEmpty else { return nil }
        let content = reader.content()
        return reader.isMixed ? nil : content
    }

    private mutating func add(_ words: Substring) {
        guard !words.isEmpty else { return }
        text.current += words
        guard words.contains(where: { !$0.isWhitespace }) else { return }
        text.isBold = (text.isBold ?? true) && boldDepth > 0
        if !text.hasWords { text.color = colors.last }
        if text.color != colors.last { text.color = nil }
        text.hasWords = true
    }

    private mutating func endLine(_ alignment: DotLabel.Alignment, always: Bool) {
        let words = text.current.split { $0 == " " || $0.isNewline || $0 == "\t" }
            .joined(separator: " ")
        // More lines than are drawn are not kept.
        if text.lines.count <= DotLabel.longest.lines, always || !words.isEmpty {
            var line = DotLabel.Line(text: DotLabel.clipped(words), alignment: alignment)
            line.isBold = text.isBold ?? false
            text.lines.append(line)
        }
        (text.current, text.isBold) = ("", nil)
    }

    /// The lines or the table collected.
    private mutating func content() -> DotHTML {
        endLine(.center, always: false)
        if text.table != nil, !text.lines.isEmpty { isMixed = true }
        return DotHTML(lines: DotLabel.clipped(text.lines), table: text.table)
    }

    /// Takes a tag; whether it may stand here.
    private mutating func take(_ tag: DotTag) -> Bool {
        switch (tag.name, tag.isEnd) {
        case ("br", _):
            let align = tag["align"]
            endLine(align == "left" ? .left : align == "right" ? .right : .center, always: true)
        case ("b", false): boldDepth += 1
        case ("b", true): boldDepth = max(0, boldDepth - 1)
        case ("font", false): colors.append(tag["color"] ?? colors.last ?? "")
        case ("font", true): _ = colors.popLast()
        case ("table", false): return openTable(tag)
        case ("table", true): return closeTable()
        case ("tr", false):
            guard let last = levels.indices.last, levels[last].cell == nil else { return false }
            levels[last].row += 1
            levels[last].column = 0
            return levels[last].row < Self.limits.cells
        case ("td", false), ("th", false): return openCell(tag)
        case ("td", true), ("th", true): return closeCell()
        default: break
        }
        return true
    }

    private mutating func openTable(_ tag: DotTag) -> Bool {
        guard levels.count < Self.limits.depth, levels.last.map({ $0.cell != nil }) ?? true
        else { return false }
        var table = DotTable()
        table.port = tag["port"]
        table.background = tag["bgcolor"]
        table.hasBorder = tag.number("border") ?? 1 > 0
        table.cellsHaveBorder = (tag.number("cellborder") ?? tag.number("border") ?? 1) > 0
        levels.append(Level(table: table, outer: text))
        text = Text()
        return true
    }

    private mutating func closeTable() -> Bool {
        guard let level = levels.popLast(), level.cell == nil, !level.table.cells.isEmpty
        else { return false }
        text = level.outer
        text.table = level.table
        return true
    }

    private mutating func openCell(_ tag: DotTag) -> Bool {
        guard let last = levels.indices.last, levels[last].cell == nil, levels[last].row >= 0
        else { return false }
        func span(_ name: String) -> Int {
            max(1, min(Int(tag.number(name) ?? 1), Self.limits.span))
        }
        let row = levels[last].row
        var column = levels[last].column
        func key(_ row: Int, _ column: Int) -> Int { row << 20 | column }
        while levels[last].taken.contains(key(row, column)) { column += 1 }
        var cell = DotTable.Cell(
            row: row, column: column, rowSpan: span("rowspan"), columnSpan: span("colspan"))
        cellCount += 1
        places += cell.rowSpan * cell.columnSpan
        guard cellCount <= Self.limits.cells, places <= Self.limits.places else { return false }
        for row in row..<row + cell.rowSpan {
            for column in column..<column + cell.columnSpan {
                levels[last].taken.insert(key(row, column))
            }
        }
        levels[last].column = column + cell.columnSpan
        cell.port = tag["port"]
        cell.background = tag["bgcolor"]
        cell.hasBorder = tag.number("border").map { $0 > 0 } ?? levels[last].table.cellsHaveBorder
        levels[last].cell = cell
        text = Text()
        return true
    }

    private mutating func closeCell() -> Bool {
        guard let last = levels.indices.last, var cell = levels[last].cell else { return false }
        cell.content = content()
        cell.fontColor = text.color.flatMap { $0.isEmpty ? nil : $0 }
        levels[last].cell = nil
        levels[last].table.cells.append(cell)
        text = Text()
        return true
    }
}

/// What stands between `<` and `>`.
struct DotTag {
    /// In lower case.
    private(set) var name = ""
    private(set) var isEnd = false
    private var attributes: [(name: String, value: String)] = []

    init(_ body: Substring) {
        var rest = body
        if rest.first == "/" {
            isEnd = true
            rest = rest.dropFirst()
        }
        name = rest.prefix { !$0.isWhitespace && $0 != "/" }.lowercased()
        rest = rest.dropFirst(name.count)
        while attributes.count < 40 {
            rest = rest.drop { $0.isWhitespace || $0 == "/" }
            let key = rest.prefix { $0 != "=" && !$0.isWhitespace }
            rest = rest.dropFirst(key.count).drop(while: \.isWhitespace)
            guard !key.isEmpty, rest.first == "=" else { return }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let value: Substring
            if let quote = rest.first, quote == "\"" || quote == "'" {
                value = rest.dropFirst().prefix { $0 != quote }
                rest = rest.dropFirst(value.count + 2)
            } else {
                value = rest.prefix { !$0.isWhitespace }
                rest = rest.dropFirst(value.count)
            }
            attributes.append((key.lowercased(), DotLabel.decodedEntities(String(value))))
        }
    }

    /// The value of an attribute, unless it is empty; the values of `align` in lower case.
    subscript(name: String) -> String? {
        guard let value = attributes.first(where: { $0.name == name })?.value, !value.isEmpty
        else { return nil }
        return name == "align" ? value.lowercased() : value
    }

    func number(_ name: String) -> Double? {
        self[name].flatMap(Double.init).flatMap { $0.isFinite && abs($0) < 1e6 ? $0 : nil }
    }
}
