import GradusGraphics

extension BlockSetter {
    mutating func set(_ table: DocumentTable, in column: Column) {
        let count = table.columnCount
        guard count > 0 else { return }
        var headerStyle = style.small
        headerStyle.weight = .bold
        let header = cells(table.header, count: count, style: headerStyle)
        let rows = table.rows.map { cells($0, count: count, style: style.small) }
        let widths = columnWidths([header] + rows, in: column.width)
        var headerStrips = strips(header, table, widths, in: column, weight: 1)
        for index in headerStrips.indices { headerStrips[index].keepsWithNext = true }
        // A header that takes much of a page is not set again on each.
        let headerHeight = headerStrips.reduce(0) { $0 + $1.height }
        let repeated = headerHeight < style.textHeight / 4 ? headerStrips : []
        append(headerStrips, spaceBefore: gap * 1.4, boxes: column.boxes)
        for (index, row) in rows.enumerated() {
            var strips = strips(row, table, widths, in: column, weight: 0.4)
            for place in strips.indices { strips[place].repeated = repeated }
            // No row stands alone below the header or at the top of a page.
            if let last = strips.indices.last, index == 0 || index == rows.count - 2 {
                strips[last].keepsWithNext = rows.count > 1
            }
            append(strips, spaceBefore: 0, boxes: column.boxes)
        }
        append([FlowItem(height: style.leading * 0.5)], spaceBefore: 0, boxes: column.boxes)
    }

    private static let cellGap = 16.0

    private func cells(
        _ row: [[DocumentInline]], count: Int, style: TextStyle
    ) -> [[TextFragment]] {
        (0..<count).map { $0 < row.count ? reader.fragments(of: row[$0], style: style) : [] }
    }

    /// Each column as wide as its widest cell; where that is too much, narrow columns keep
    /// their width and the widest ones share what is left.
    private func columnWidths(_ rows: [[[TextFragment]]], in width: Double) -> [Double] {
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
        let room = max(20, width - Self.cellGap * Double(count - 1))
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
        _ row: [[TextFragment]], _ table: DocumentTable, _ widths: [Double], in column: Column,
        weight: Double
    ) -> [FlowItem] {
        let leading = style.leading * 0.88
        let cells = zip(row, widths).map { breaker.lines(of: $0, width: $1) }
        let count = max(1, cells.map(\.count).max() ?? 1)
        let padding = 3.5
        let total = widths.reduce(0, +) + Self.cellGap * Double(widths.count - 1)
        return (0..<count).map { line in
            let isFirst = line == 0
            let isLast = line == count - 1
            var item = FlowItem(
                height: leading + (isFirst ? padding : 0) + (isLast ? padding : 0))
            item.keepsWithNext = !isLast && count <= 8
            var x = column.x
            let baseline =
                setter.baseline(leading: leading, style: style.small) + (isFirst ? padding : 0)
            for (index, lines) in cells.enumerated() {
                if line < lines.count {
                    let marks = setter.marks(
                        for: lines[line], x: x, baseline: baseline,
                        align: (table.alignment(index), widths[index]))
                    item.marks += marks.map {
                        $0.placed(by: Vector(0, 0), prefix: "cell/\(index)/")
                    }
                }
                x += widths[index] + Self.cellGap
            }
            if isLast {
                let y = item.height
                let rule = Path.line(from: Point(column.x, y), to: Point(column.x + total, y))
                let role: ColorRole = weight >= 1 ? .rule : .grid
                item.marks.append(
                    Mark(
                        "rule", .decoration,
                        .path(rule, fill: nil, stroke: Stroke(.role(role), width: weight + 0.2))))
            }
            return item
        }
    }
}
