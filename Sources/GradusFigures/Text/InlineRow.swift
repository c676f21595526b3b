import GradusGraphics

/// A piece of a row: text, or a fraction with a bar.
enum InlineItem {
    case text([TextRun])
    /// Lines below one another.
    case lines([[TextRun]])
    case fraction(over: [TextRun], under: [TextRun], paint: Paint)
    case space(Double)
}

/// A row of text and fractions that share a middle line.
struct InlineRow {
    var items: [InlineItem]

    /// The distance of a fraction's bar from the lines above and below it, as a part of their size.
    private static let barGap = 0.22
    /// How far a bar reaches beyond its text.
    private static let overhang = 1.5

    func width(measuredBy measure: any TextMeasuring) -> Double {
        items.reduce(0) { $0 + Self.width(of: $1, measuredBy: measure) }
    }

    /// The height that the row needs around its middle.
    func height() -> Double {
        items.reduce(0.0) { height, item in
            switch item {
            case .text(let runs): max(height, (runs.map(\.style.size).max() ?? 0) * 1.25)
            case .fraction(let over, let under, _):
                max(
                    height,
                    2 * max(Self.reach(over), Self.reach(under)))
            case .lines(let lines):
                max(height, lines.reduce(0) { $0 + Self.leading($1) })
            case .space: height
            }
        }
    }

    /// How far a line of a fraction reaches from the bar.
    private static func reach(_ runs: [TextRun]) -> Double {
        (runs.map(\.style.size).max() ?? 0) * (1.02 + barGap)
    }

    private static func leading(_ runs: [TextRun]) -> Double {
        (runs.map(\.style.size).max() ?? 0) * 1.25
    }

    static func width(of item: InlineItem, measuredBy measure: any TextMeasuring) -> Double {
        switch item {
        case .text(let runs): measure.extent(of: runs).width
        case .lines(let lines): lines.map { measure.extent(of: $0).width }.max() ?? 0
        case .fraction(let over, let under, _):
            max(measure.extent(of: over).width, measure.extent(of: under).width) + 2 * overhang
        case .space(let width): width
        }
    }

    /// Draws the row from `start` (its left end, on its middle line).
    func draw(_ name: String, at start: Point, into list: inout MarkList) {
        var x = start.x
        for (index, item) in items.enumerated() {
            let width = Self.width(of: item, measuredBy: list.measure)
            let part = items.count == 1 ? name : "\(name)/\(index)"
            switch item {
            case .text(let runs):
                list.centred(part, runs, on: Point(x, start.y), anchor: .start)
            case .fraction(let over, let under, let paint):
                let size = over.map(\.style.size).max() ?? 9
                let lower = under.map(\.style.size).max() ?? 9
                let middle = x + width / 2
                list.text(
                    part + "/over", over, at: Point(middle, start.y - size * (Self.barGap + 0.06)),
                    anchor: .middle)
                list.path(
                    part + "/bar", .decoration,
                    .line(from: Point(x, start.y), to: Point(x + width, start.y)),
                    stroke: Stroke(paint, width: max(0.7, size * 0.075)))
                list.text(
                    part + "/under", under,
                    at: Point(middle, start.y + lower * (Self.barGap + 0.76)), anchor: .middle)
            case .lines(let lines):
                var y = start.y - lines.reduce(0) { $0 + Self.leading($1) } / 2
                for (number, runs) in lines.enumerated() {
                    list.centred(
                        lines.count == 1 ? part : "\(part)/\(number)", runs,
                        on: Point(x + width / 2, y + Self.leading(runs) / 2))
                    y += Self.leading(runs)
                }
            case .space: break
            }
            x += width
        }
    }

    /// The items in lines that are at most `width` wide, broken before items for which
    /// `breaksBefore` says so.
    static func wrapped(
        _ items: [InlineItem], width: Double, measuredBy measure: any TextMeasuring,
        breaksBefore: (Int) -> Bool
    ) -> [InlineRow] {
        var groups: [[InlineItem]] = []
        for (index, item) in items.enumerated() {
            if groups.isEmpty || breaksBefore(index) { groups.append([]) }
            groups[groups.count - 1].append(item)
        }
        var rows: [InlineRow] = []
        var used = 0.0
        for group in groups {
            let length = InlineRow(items: group).width(measuredBy: measure)
            if rows.isEmpty || used + length > width {
                rows.append(InlineRow(items: group))
                used = length
            } else {
                rows[rows.count - 1].items += group
                used += length
            }
        }
        return rows
    }
}
