import GradusGraphics

/// A part of a row: a tensor, a sign, an arrow. Parts of a row share a middle line.
struct FlowPiece {
    var size: Size
    /// The middle line, from the top.
    var middle: Double
    /// Whether a row may end before it.
    var mayBreak = false
    var draw: (Point, inout MarkList) -> Void

    /// A tensor whose cells are centred on the middle line.
    static func grid(
        _ grid: CellGrid, _ name: String, rings: [CellRing] = [], mayBreak: Bool = false,
        look: @escaping (Int) -> CellLook
    ) -> FlowPiece {
        FlowPiece(
            size: grid.size, middle: grid.headerHeight + grid.body.height / 2, mayBreak: mayBreak
        ) { corner, list in
            grid.draw(name, at: corner, rings: rings, into: &list, look: look)
        }
    }

    /// A sign between tensors.
    static func sign(
        _ text: String, _ name: String, type: FigureTypography, mayBreak: Bool = false,
        measuredBy measure: any TextMeasuring
    ) -> FlowPiece {
        let style = TextStyle(
            text == "*" ? .code : .text, size: type.base * (text == "·" ? 2.2 : 1.5),
            weight: text == "·" ? .bold : .regular)
        let runs = [TextRun(text, style, paint: .role(.muted))]
        let height = style.size * 1.3
        return FlowPiece(
            size: Size(measure.extent(of: runs).width, height), middle: height / 2,
            mayBreak: mayBreak
        ) { corner, list in
            // A star hangs high in its line.
            let drop = text == "*" ? style.size * 0.12 : 0
            list.centred(
                name, runs,
                on: Point(corner.x, corner.y + height / 2 + drop), anchor: .start)
        }
    }

    /// An arrow with what is done above it, line by line, and a note below.
    static func arrow(
        _ lines: [String], note: [TextRun] = [], paint: ColorRole = .forward, _ name: String,
        type: FigureTypography, measuredBy measure: any TextMeasuring
    ) -> FlowPiece {
        let words = lines.map {
            [TextRun($0, type.code, paint: .role(paint == .forward ? .ink : paint))]
        }
        let leading = type.code.size * 1.3
        let widest = (words + [note]).map { measure.extent(of: $0).width }.max() ?? 0
        let width = max(widest + type.base * 0.8, type.base * 3.2)
        let above = leading * Double(lines.count) + type.base * 0.35
        let below = note.isEmpty ? type.base * 0.4 : type.label.size * 1.7
        return FlowPiece(size: Size(width, above + below), middle: above) { corner, list in
            let y = corner.y + above
            for (number, runs) in words.enumerated() {
                list.centred(
                    "\(name)/words/\(number)", runs,
                    on: Point(
                        corner.x + width / 2, corner.y + leading * (Double(number) + 0.45)))
            }
            list.text(
                name + "/note", note,
                at: Point(corner.x + width / 2, y + type.label.size * 1.25), anchor: .middle)
            Arrow.draw(
                name + "/line", from: Point(corner.x, y), to: Point(corner.x + width, y),
                stroke: Stroke(.role(paint), width: 1.4), head: type.base * 0.55, into: &list)
        }
    }
}

extension FlowPiece {
    /// Parts below one another, their middles on one line down.
    static func stacked(_ parts: [FlowPiece]) -> FlowPiece {
        let width = parts.map(\.size.width).max() ?? 0
        let height = parts.reduce(0) { $0 + $1.size.height }
        return FlowPiece(size: Size(width, height), middle: height / 2) { corner, list in
            var y = corner.y
            for part in parts {
                part.draw(Point(corner.x + (width - part.size.width) / 2, y), &list)
                y += part.size.height
            }
        }
    }

    /// An arrow down with what is done beside it.
    static func downArrow(
        _ words: String, _ name: String, type: FigureTypography, paint: ColorRole = .forward,
        measuredBy measure: any TextMeasuring
    ) -> FlowPiece {
        let runs = [TextRun(words, type.code, paint: .role(paint == .forward ? .ink : paint))]
        let gap = type.base * 0.6
        let width = 2 * (measure.extent(of: runs).width + gap)
        let height = type.base * 3.2
        return FlowPiece(size: Size(width, height), middle: height / 2) { corner, list in
            let x = corner.x + width / 2
            Arrow.draw(
                name + "/line", from: Point(x, corner.y + type.base * 0.5),
                to: Point(x, corner.y + height - type.base * 0.4),
                stroke: Stroke(.role(paint), width: 1.4), head: type.base * 0.55, into: &list)
            list.centred(
                name + "/words", runs, on: Point(x + gap, corner.y + height / 2), anchor: .start)
        }
    }
}

/// A straight line with a head at its end.
enum Arrow {
    static func draw(
        _ name: String, from start: Point, to end: Point, stroke: Stroke, head: Double,
        into list: inout MarkList
    ) {
        let way = (end - start).normalized
        let base = end - way * head
        let side = way.perpendicular * (head * 0.42)
        list.path(
            name, .decoration, .line(from: start, to: end - way * (head * 0.8)), stroke: stroke)
        list.path(
            name + "/head", .decoration,
            .polyline([end, base + side, base - side], isClosed: true), fill: stroke.paint)
    }
}

/// Parts in as many rows as they need, each row centred.
struct Flow {
    private let rows: [[FlowPiece]]
    private let gap: Double
    private let rowGap: Double
    /// How many rows there are.
    var rowCount: Int { rows.count }
    /// The extent of all rows.
    let size: Size

    init(_ pieces: [FlowPiece], width: Double, gap: Double, rowGap: Double) {
        self.gap = gap
        self.rowGap = rowGap
        // Parts that may not be parted go to the next row together.
        var groups: [[FlowPiece]] = []
        for piece in pieces {
            if groups.isEmpty || piece.mayBreak { groups.append([]) }
            groups[groups.count - 1].append(piece)
        }
        func length(_ pieces: [FlowPiece]) -> Double {
            pieces.reduce(0) { $0 + $1.size.width } + gap * Double(max(0, pieces.count - 1))
        }
        var rows: [[FlowPiece]] = []
        for group in groups {
            if let last = rows.last, length(last + group) <= width {
                rows[rows.count - 1] += group
            } else {
                rows.append(group)
            }
        }
        self.rows = rows
        size = Size(
            rows.map(length).max() ?? 0,
            rows.reduce(0) { $0 + Self.height($1) } + rowGap * Double(max(0, rows.count - 1)))
    }

    private static func above(_ row: [FlowPiece]) -> Double { row.map(\.middle).max() ?? 0 }
    private static func height(_ row: [FlowPiece]) -> Double {
        above(row) + (row.map { $0.size.height - $0.middle }.max() ?? 0)
    }

    func draw(at corner: Point, into list: inout MarkList) {
        var y = corner.y
        for row in rows {
            let length =
                row.reduce(0) { $0 + $1.size.width } + gap * Double(max(0, row.count - 1))
            var x = corner.x + (size.width - length) / 2
            let middle = y + Self.above(row)
            for piece in row {
                piece.draw(Point(x, middle - piece.middle), &list)
                x += piece.size.width + gap
            }
            y += Self.height(row) + rowGap
        }
    }
}
