import GradusGraphics

/// What stands in a box of a foreign graph, measured: lines of text, fields with rules between,
/// or a table.
struct ForeignContent {
    /// A field with its extent and the fields in it.
    struct Measured {
        var field: ForeignGraph.Field
        var size: Size
        var isStacked: Bool
        var parts: [Measured] = []
        /// The widths of a table's columns and the heights of its rows.
        var columns: [Double] = []
        var rows: [Double] = []

        /// The boxes of its fields in a frame; they share what room there is to spare.
        func boxes(in frame: Rectangle) -> [Rectangle] {
            if let table = field.table { return cells(of: table, in: frame) }
            let used = parts.reduce(0) { $0 + (isStacked ? $1.size.height : $1.size.width) }
            let room = isStacked ? frame.height : frame.width
            let spare = max(0, room - used) / Double(max(1, parts.count))
            var place = isStacked ? frame.y : frame.x
            return parts.map { part in
                let length = (isStacked ? part.size.height : part.size.width) + spare
                defer { place += length }
                return isStacked
                    ? Rectangle(x: frame.x, y: place, width: frame.width, height: length)
                    : Rectangle(x: place, y: frame.y, width: length, height: frame.height)
            }
        }

        private func cells(of table: ForeignGraph.Table, in frame: Rectangle) -> [Rectangle] {
            func edges(_ lengths: [Double], from start: Double, room: Double) -> [Double] {
                let spare =
                    max(0, room - lengths.reduce(0, +)) / Double(max(1, lengths.count))
                return lengths.reduce(into: [start]) { $0.append($0[$0.count - 1] + $1 + spare) }
            }
            let xs = edges(columns, from: frame.x, room: frame.width)
            let ys = edges(rows, from: frame.y, room: frame.height)
            return table.cells.map { cell in
                Rectangle(
                    x: xs[cell.columns.lowerBound], y: ys[cell.rows.lowerBound],
                    width: xs[cell.columns.upperBound] - xs[cell.columns.lowerBound],
                    height: ys[cell.rows.upperBound] - ys[cell.rows.lowerBound])
            }
        }
    }

    let node: ForeignGraph.Node
    /// The box's extent.
    private(set) var size: Size
    let root: Measured

    init(_ node: ForeignGraph.Node, measuredBy measure: any TextMeasuring) {
        self.node = node
        if node.isFixedSize, let width = node.width, let height = node.height,
            node.content.fields.isEmpty, node.content.table == nil
        {
            // The text is not asked, so that a file of fixed sizes needs no fonts.
            size = Size(width, height)
            root = Measured(field: node.content, size: size, isStacked: node.isStacked)
            return
        }
        root = Self.measured(
            node.content, isStacked: node.isStacked, style: Self.style(of: node),
            measuredBy: measure)
        if node.shape == .point {
            let side = max(1, min(node.width ?? 4, node.height ?? 4))
            size = Size(side, side)
        } else if node.isFixedSize {
            size = Size(node.width ?? root.size.width, node.height ?? root.size.height)
        } else {
            let outline = ForeignOutline.size(of: node, holding: root.size)
            size = Size(
                max(outline.width, node.width ?? 0), max(outline.height, node.height ?? 0))
        }
    }

    /// Makes room for the arrows of edges that run beside one another.
    mutating func widen(for ends: Int, isVertical: Bool) {
        let isRound = node.shape == .circle || node.shape == .cutCircle || node.shape == .point
        guard ends >= 4, !node.isFixedSize, !isRound else { return }
        let least = min(Self.endWidth * Double(ends + 2), 320)
        size =
            isVertical
            ? Size(max(size.width, least), size.height)
            : Size(size.width, max(size.height, least))
    }

    /// The room of an arrow beside others.
    private static let endWidth = 8.0

    static func style(_ size: Double) -> TextStyle { TextStyle(size: max(9, min(size, 72))) }

    static func style(of node: ForeignGraph.Node) -> TextStyle {
        var style = style(node.fontSize)
        if node.isCode { style.family = .code }
        return style
    }

    private static func measured(
        _ field: ForeignGraph.Field, isStacked: Bool, style: TextStyle,
        measuredBy measure: any TextMeasuring
    ) -> Measured {
        if let table = field.table {
            return measured(table, of: field, style: style, measuredBy: measure)
        }
        guard !field.fields.isEmpty else {
            let text = ForeignText.size(field.lines, style, measuredBy: measure)
            return Measured(
                field: field,
                size: Size(
                    max(text.width + style.size * 1.6, style.size * 2.6),
                    text.height + style.size * 0.9),
                isStacked: isStacked)
        }
        let parts = field.fields.map {
            measured($0, isStacked: !isStacked, style: style, measuredBy: measure)
        }
        var (width, height) = (0.0, 0.0)
        for part in parts {
            if isStacked {
                (width, height) = (max(width, part.size.width), height + part.size.height)
            } else {
                (width, height) = (width + part.size.width, max(height, part.size.height))
            }
        }
        return Measured(
            field: field, size: Size(width, height), isStacked: isStacked, parts: parts)
    }

    /// Columns and rows as wide as their cells need; what a cell over several of them lacks is
    /// shared out among these.
    private static func measured(
        _ table: ForeignGraph.Table, of field: ForeignGraph.Field, style: TextStyle,
        measuredBy measure: any TextMeasuring
    ) -> Measured {
        let parts = table.cells.map {
            measured($0.field, isStacked: false, style: style, measuredBy: measure)
        }
        func lengths(
            _ ranges: [Range<Int>], _ needs: [Double]
        ) -> [Double] {
            var lengths = [Double](repeating: 0, count: ranges.map(\.upperBound).max() ?? 0)
            let order = ranges.indices.sorted {
                (ranges[$0].count, $0) < (ranges[$1].count, $1)
            }
            for index in order {
                let lack = needs[index] - lengths[ranges[index]].reduce(0, +)
                guard lack > 0 else { continue }
                for place in ranges[index] { lengths[place] += lack / Double(ranges[index].count) }
            }
            return lengths
        }
        let columns = lengths(table.cells.map(\.columns), parts.map(\.size.width))
        let rows = lengths(table.cells.map(\.rows), parts.map(\.size.height))
        return Measured(
            field: field, size: Size(columns.reduce(0, +), rows.reduce(0, +)), isStacked: false,
            parts: parts, columns: columns, rows: rows)
    }

    /// Where the field of a port stands in a box; nil where there is none.
    func box(ofPort port: String, in frame: Rectangle) -> Rectangle? {
        var pending = [(part: root, frame: frame)]
        while let (part, frame) = pending.popLast() {
            if part.field.port == port { return frame }
            pending += zip(part.parts, part.boxes(in: frame)).reversed()
        }
        return nil
    }
}
