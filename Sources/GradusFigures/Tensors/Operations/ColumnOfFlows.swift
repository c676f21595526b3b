import GradusGraphics

/// Rows of tensors below one another, with a strip below them.
struct ColumnOfFlows {
    var flows: [Flow]
    var strip: FormulaStrip?
    var type: FigureTypography
    var measure: any TextMeasuring
    /// A line of words above each row; none where empty.
    var headings: [[TextRun]] = []

    private var gap: Double { type.base * 1.5 }
    private var headingHeight: Double { type.name.size * 1.7 }

    private func hasHeading(_ row: Int) -> Bool {
        headings.indices.contains(row) && !headings[row].isEmpty
    }

    /// The extent of all.
    var size: Size {
        let widths =
            flows.map(\.size.width) + [strip?.size.width ?? 0]
            + headings.map { measure.extent(of: $0).width }
        var height = gap * Double(max(0, flows.count - 1))
        for (row, flow) in flows.enumerated() {
            height += flow.size.height + (hasHeading(row) ? headingHeight : 0)
        }
        if let strip, strip.size.height > 0 { height += gap + strip.size.height }
        return Size(widths.max() ?? 0, height)
    }

    /// The marks from (0, 0).
    func body() -> FigureBody {
        var list = MarkList(measuredBy: measure)
        let size = self.size
        var y = 0.0
        for (row, flow) in flows.enumerated() {
            if hasHeading(row) {
                list.text("heading/\(row)", headings[row], at: Point(0, y + type.name.size))
                y += headingHeight
            }
            flow.draw(at: Point((size.width - flow.size.width) / 2, y), into: &list)
            y += flow.size.height + gap
        }
        strip?.draw(at: Point(0, y), width: size.width, into: &list)
        return FigureBody(size: size, marks: list.marks)
    }
}
