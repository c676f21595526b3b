import GradusGraphics

/// Shapes below one another, a box for each axis, so that axes that meet stand in one column.
struct ShapeTable {
    /// A length in its box.
    struct Entry {
        var run: TextRun
        var color: ColorRole
        /// An axis that was added, or one that goes: dashed.
        var isGhost = false
    }
    struct Row {
        var name: String
        var label: String
        var color: ColorRole
        /// The entry of each column, none where the shape has no axis there.
        var entries: [Entry?]
        /// Whether a line stands above it, as above a sum.
        var isResult = false
    }
    /// What is said of a column.
    struct Verdict {
        var text: String
        var color: ColorRole
    }

    let rows: [Row]
    let verdicts: [Verdict?]
    let type: FigureTypography
    private let boxWidth: Double
    private let labelWidth: Double
    private let measure: any TextMeasuring

    init(
        _ rows: [Row], verdicts: [Verdict?], type: FigureTypography,
        measuredBy measure: any TextMeasuring
    ) {
        self.rows = rows
        self.verdicts = verdicts
        self.type = type
        self.measure = measure
        let texts = rows.flatMap { $0.entries.compactMap { $0?.run.text } }
        let strong = TextStyle(.code, size: type.code.size, weight: .bold)
        var width = type.base * 3
        for text in texts {
            width = max(width, measure.extent(of: text, in: strong).width + type.base)
        }
        // A single verdict may be wider than its box: nothing stands beside it.
        for case let verdict? in verdicts where verdicts.compactMap(\.self).count > 1 {
            width = max(
                width, measure.extent(of: verdict.text, in: type.label).width + type.base * 0.5)
        }
        boxWidth = width
        labelWidth = rows.map { measure.extent(of: $0.label, in: type.name).width }.max() ?? 0
    }

    private var boxHeight: Double { type.base * 1.9 }
    private var pitch: Double { type.base * 2.3 }
    private var columnGap: Double { type.base * 0.5 }
    private var columnCount: Int { rows.map(\.entries.count).max() ?? 0 }
    private var left: Double { labelWidth + type.base }

    /// The extent of the table.
    var size: Size {
        Size(
            left + Double(columnCount) * boxWidth + Double(max(0, columnCount - 1)) * columnGap,
            Double(rows.count) * pitch + (verdicts.contains { $0 != nil } ? type.base * 1.9 : 0))
    }

    private func columnX(_ column: Int) -> Double {
        left + Double(column) * (boxWidth + columnGap)
    }

    /// Draws the table from a corner.
    func draw(at corner: Point, into list: inout MarkList) {
        // The verdicts stand between operands and result.
        var y = corner.y
        for row in rows {
            if row.isResult { y += drawVerdicts(at: Point(corner.x, y), into: &list) }
            draw(row, at: Point(corner.x, y), into: &list)
            y += pitch
        }
        if !rows.contains(where: \.isResult) {
            _ = drawVerdicts(at: Point(corner.x, y), into: &list)
        }
    }

    private func drawVerdicts(at corner: Point, into list: inout MarkList) -> Double {
        guard verdicts.contains(where: { $0 != nil }) else { return 0 }
        for (column, verdict) in verdicts.enumerated() {
            guard let verdict else { continue }
            list.centred(
                "table/verdict/\(column)",
                [TextRun(verdict.text, type.label, paint: .role(verdict.color))],
                on: Point(corner.x + columnX(column) + boxWidth / 2, corner.y + type.base * 0.65))
        }
        return type.base * 1.9
    }

    private func draw(_ row: Row, at corner: Point, into list: inout MarkList) {
        let middle = corner.y + boxHeight / 2
        list.centred(
            "table/\(row.name)/label", [TextRun(row.label, type.name, paint: .role(row.color))],
            on: Point(corner.x + labelWidth, middle), anchor: .end)
        for (column, entry) in row.entries.enumerated() {
            guard let entry else { continue }
            let frame = Rectangle(
                x: corner.x + columnX(column), y: corner.y, width: boxWidth, height: boxHeight)
            let name = "table/\(row.name)/shape/\(column)"
            list.path(
                name + "/box", .node, .rectangle(frame, cornerRadius: 3),
                fill: .role(.operationFill),
                stroke: entry.isGhost ? nil : Stroke(.role(entry.color), width: 1.3))
            list.add(
                Mark(
                    name + "/tint", .decoration,
                    .path(
                        .rectangle(frame, cornerRadius: 3), fill: .role(entry.color), stroke: nil),
                    opacity: entry.isGhost ? 0.05 : 0.13))
            if entry.isGhost {
                list.path(
                    name + "/ghost", .decoration, .rectangle(frame, cornerRadius: 3),
                    stroke: Stroke(.role(entry.color), width: 0.9, dashes: [2.6, 2]))
            }
            var run = entry.run
            run.paint = .role(entry.isGhost ? .muted : .ink)
            run.style = TextStyle(
                .code, size: type.code.size, weight: entry.isGhost ? .regular : .bold)
            list.centred(name + "/value", [run], on: frame.center)
        }
    }
}
