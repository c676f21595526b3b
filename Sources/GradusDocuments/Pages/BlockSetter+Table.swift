import GradusGraphics

extension BlockSetter {
    mutating func set(_ table: DocumentTable, in column: Column) {
        guard table.columnCount > 0 else { return }
        let grid = grid(for: table, in: column)
        var headerStrips = strips(grid.header, table, grid, in: column, weight: 1)
        for index in headerStrips.indices { headerStrips[index].keepsWithNext = true }
        // A header that takes much of a page is not set again on each.
        let headerHeight = headerStrips.reduce(0) { $0 + $1.height }
        let repeated = headerHeight < style.textHeight / 4 ? headerStrips : []
        append(headerStrips, spaceBefore: gap * 1.4, boxes: column.boxes)
        for (index, row) in grid.rows.enumerated() {
            var strips = strips(row, table, grid, in: column, weight: 0.4)
            for place in strips.indices { strips[place].repeated = repeated }
            // No row stands alone below the header or at the top of a page.
            if let last = strips.indices.last, index == 0 || index == grid.rows.count - 2 {
                strips[last].keepsWithNext = grid.rows.count > 1
            }
            append(strips, spaceBefore: 0, boxes: column.boxes)
        }
        append([FlowItem(height: style.leading * 0.5)], spaceBefore: 0, boxes: column.boxes)
    }

    /// A table's cells and the widths of its columns, in a size in which no word is broken.
    private struct Grid {
        var header: [[TextFragment]]
        var rows: [[[TextFragment]]]
        var widths: [Double]
        var style: TextStyle
        /// The space between columns.
        var gap: Double
        /// The distance of baselines.
        var leading: Double
        /// What everything is drawn smaller by.
        var scale = 1.0
    }

    /// The smallest text of a table that is not drawn smaller as a whole, in points.
    private static let leastTableTextSize = 7.5

    /// How far a whole table is made smaller.
    private static let leastTableScale = 0.5

    /// Sets the cells in the largest size in which every word has room beside the others; a
    /// table that is too wide even in the smallest is drawn smaller as a whole.
    private func grid(for table: DocumentTable, in column: Column) -> Grid {
        let count = table.columnCount
        var factor = 1.0
        while true {
            var text = style.small
            text.size *= factor
            var bold = text
            bold.weight = .bold
            let header = cells(table.header, count: count, style: bold)
            let rows = table.rows.map { cells($0, count: count, style: text) }
            let gap = Self.cellGap * factor * factor
            let gaps = gap * Double(count - 1)
            let needed = leastWidths([header] + rows).reduce(0, +) + gaps
            let isSmallest = style.small.size * (factor - 0.06) < Self.leastTableTextSize
            if needed <= column.width || isSmallest {
                // Beyond this, words are broken rather than made too small to read.
                let width = min(max(column.width, needed), column.width / Self.leastTableScale)
                return Grid(
                    header: header, rows: rows,
                    widths: columnWidths([header] + rows, in: width - gaps), style: text,
                    gap: gap, leading: style.leading * 0.88 * factor, scale: column.width / width)
            }
            factor -= 0.06
        }
    }

    private func leastWidths(_ rows: [[[TextFragment]]]) -> [Double] {
        var least = [Double](repeating: 0, count: rows.first?.count ?? 0)
        // Numbers and common words are shorter; longer ones may be broken.
        let longest = style.textWidth / 4
        for row in rows {
            for (column, cell) in row.enumerated() {
                let width = min(longest, breaker.widths(of: cell).least)
                least[column] = max(least[column], width + 0.02)
            }
        }
        return least
    }

    private static let cellGap = 16.0

    private func cells(
        _ row: [[DocumentInline]], count: Int, style: TextStyle
    ) -> [[TextFragment]] {
        (0..<count).map { $0 < row.count ? reader.fragments(of: row[$0], style: style) : [] }
    }

    /// Each column as wide as its widest cell; where that is too much, narrow columns keep
    /// their width and the widest ones share what is left.
    private func columnWidths(_ rows: [[[TextFragment]]], in room: Double) -> [Double] {
        let count = rows.first?.count ?? 0
        var natural = [Double](repeating: 0, count: count)
        var least = natural
        for row in rows {
            for (column, cell) in row.enumerated() {
                let widths = breaker.widths(of: cell)
                natural[column] = max(natural[column], widths.natural)
                least[column] = max(least[column], widths.least)
            }
        }
        let wanted = natural.reduce(0, +)
        // A hair more, so that what fits exactly is not broken.
        if wanted <= room { return natural.map { $0 + 0.01 } }
        let needed = least.reduce(0, +)
        if needed >= room { return least.map { max(4, $0 * room / needed) } }
        var widths = natural
        var open = Array(widths.indices)
        var left = room
        while !open.isEmpty {
            let share = left / Double(open.count)
            // What wants less than its share gets it; what cannot do with it gets its least.
            let settled = open.filter { natural[$0] <= share || least[$0] >= share }
            for column in settled {
                widths[column] = min(natural[column], max(least[column], share)) + 0.01
                left -= widths[column]
            }
            open.removeAll { settled.contains($0) }
            if settled.isEmpty {
                for column in open { widths[column] = share }
                open = []
            }
        }
        // Columns that got more than their share may have taken too much in all.
        let sum = widths.reduce(0, +)
        return sum <= room + 1
            ? widths
            : zip(natural, least).map {
                $1 + ($0 - $1) * (room - needed) / (wanted - needed)
            }
    }

    private func strips(
        _ row: [[TextFragment]], _ table: DocumentTable, _ grid: Grid, in column: Column,
        weight: Double
    ) -> [FlowItem] {
        let leading = grid.leading
        let widths = grid.widths
        let cells = zip(row, widths).map { breaker.lines(of: $0, width: $1) }
        let count = max(1, cells.map(\.count).max() ?? 1)
        let padding = 3.5
        let total = widths.reduce(0, +) + grid.gap * Double(widths.count - 1)
        return (0..<count).map { line in
            let isFirst = line == 0
            let isLast = line == count - 1
            var item = FlowItem(
                height: leading + (isFirst ? padding : 0) + (isLast ? padding : 0))
            item.keepsWithNext = !isLast && count <= 8
            var x = 0.0
            let baseline =
                setter.baseline(leading: leading, style: grid.style) + (isFirst ? padding : 0)
            for (index, lines) in cells.enumerated() {
                if line < lines.count {
                    let marks = setter.marks(
                        for: lines[line], x: x, baseline: baseline,
                        align: (table.alignment(index), widths[index]))
                    item.marks += marks.map {
                        $0.placed(by: Vector(0, 0), prefix: "cell/\(index)/")
                    }
                }
                x += widths[index] + grid.gap
            }
            if isLast {
                let y = item.height
                let rule = Path.line(from: Point(0, y), to: Point(total, y))
                let role: ColorRole = weight >= 1 ? .rule : .grid
                item.marks.append(
                    Mark(
                        "rule", .decoration,
                        .path(rule, fill: nil, stroke: Stroke(.role(role), width: weight + 0.2))))
            }
            item.height *= grid.scale
            item.marks = item.marks.map {
                $0.placed(scale: grid.scale, by: Vector(column.x, 0), prefix: "")
            }
            return item
        }
    }
}
