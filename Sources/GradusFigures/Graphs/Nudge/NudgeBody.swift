import GradusGraphics
import GradusTensors
import GradusTrace

/// Lays a nudge figure out: the parameter beside the plot, the slopes beside the gradients where
/// there is room, else below one another, and the arithmetic at the foot.
struct NudgeBody {
    let figure: NudgeFigure
    let context: FigureContext
    let width: Double
    let height: Double?

    private var type: FigureTypography { FigureTypography(context.size) }

    func body() -> FigureBody {
        var list = MarkList(measuredBy: context.measure)
        let gap = type.base * 1.6
        let grids = self.grids
        let parameter = grids[0]
        var y = 0.0
        // The parameter and the loss along its cell.
        let isBeside = parameter.size.width + gap + type.base * 21 <= width
        let strip = self.strip
        let stripHeight = strip.reduce(0) { $0 + $1.row.height() * 1.15 } + type.base * 1.2
        let below = rows(Array(grids.dropFirst()), gap: gap)
        let belowHeight = below.reduce(0) { $0 + $1.height + gap }
        let room = height.map { $0 - stripHeight - belowHeight - gap } ?? type.base * 17
        let plotHeight = max(
            type.base * 11, min(type.base * 24, room - (isBeside ? 0 : parameter.size.height + gap))
        )
        if isBeside {
            parameter.draw(
                at: Point(0, y + max(0, (plotHeight - parameter.size.height) / 2)), into: &list)
            let left = parameter.size.width + gap
            NudgePlot(figure: figure, type: type).draw(
                in: Rectangle(x: left, y: y, width: width - left, height: plotHeight), into: &list)
            y += max(plotHeight, parameter.size.height) + gap
        } else {
            parameter.draw(at: Point(0, y), into: &list)
            y += parameter.size.height + gap
            NudgePlot(figure: figure, type: type).draw(
                in: Rectangle(x: 0, y: y, width: width, height: plotHeight), into: &list)
            y += plotHeight + gap
        }
        for row in below {
            for (grid, x) in row.grids { grid.draw(at: Point(x, y), into: &list) }
            y += row.height + gap
        }
        list.path(
            "strip/nudge/box", .panel,
            .rectangle(
                Rectangle(x: 0, y: y, width: width, height: stripHeight),
                cornerRadius: type.base * 0.8), fill: .role(.backwardFill))
        var line = y + type.base * 0.6
        for (name, row) in strip {
            let height = row.height() * 1.15
            row.draw(
                "strip/nudge/\(name)", at: Point(type.base * 1.2, line + height / 2), into: &list)
            line += height
        }
        y += stripHeight
        return FigureBody(size: Size(width, y), marks: list.marks)
    }

    private struct GridRow {
        var grids: [(grid: NumberGrid, x: Double)]
        var height: Double
    }

    private func rows(_ grids: [NumberGrid], gap: Double) -> [GridRow] {
        var rows: [GridRow] = []
        let total = grids.reduce(-gap) { $0 + $1.size.width + gap }
        let isWide = total <= width
        // Side by side they share the width evenly.
        var x = 0.0
        for grid in grids {
            if rows.isEmpty || !isWide {
                rows.append(GridRow(grids: [], height: 0))
                x = 0
            }
            rows[rows.count - 1].grids.append((grid, x))
            rows[rows.count - 1].height = max(rows[rows.count - 1].height, grid.size.height)
            x = max(width / 2 + gap / 2, grid.size.width + gap)
        }
        return rows
    }

    private var grids: [NumberGrid] {
        let graph = figure.record.id
        let leaf = figure.leaf
        func heading(_ text: String, _ role: ColorRole) -> [TextRun] {
            [TextRun(text, type.strongLabel, paint: .role(role))]
        }
        func grid(
            _ name: String, _ text: String, _ tensor: Tensor, _ role: ColorRole,
            footer: [TextRun] = [], _ key: @escaping (Int) -> TraceKey
        ) -> NumberGrid {
            NumberGrid(
                name, heading: heading(text, role), tensor, cell: figure.cell,
                paint: .role(role == .parameter ? .ink : role), type: type, footer: footer,
                measuredBy: context.measure, key: key)
        }
        let slopes = figure.slopes.name
        var grids = [
            grid(
                "parameter", figure.leafName, figure.record.values.values[leaf], .parameter,
                footer: moveRuns
            ) {
                .nodeValue(graph: graph, node: leaf, at: $0)
            },
            grid("slopes", "each cell moved: rise / ε", figure.slopes.tensor, .ink) {
                .tensorElement(name: slopes, at: $0)
            },
        ]
        if let gradient = figure.gradient {
            grids.append(
                grid(
                    "gradient", "grad(\(figure.rootName), \(figure.leafName))", gradient, .backward
                ) { .nodeGradient(graph: graph, node: leaf, at: $0) })
        }
        return grids
    }

    /// `W0[1, 2] = 1.044 → 1.0441`: what is done to the chosen cell.
    private var moveRuns: [TextRun] {
        let muted = Paint.role(.muted)
        let (before, moved) = (figure.cellValue, figure.moved)
        // As many digits as tell the two apart.
        let digits =
            (4...15).first {
                NumberFormat.text(before, digits: $0) != NumberFormat.text(moved, digits: $0)
            } ?? 4
        return [
            TextRun(figure.cellName + " = ", type.label, paint: muted),
            .number(
                before, type.strongLabel,
                key: .nodeValue(graph: figure.record.id, node: figure.leaf, at: figure.cell),
                digits: digits),
            TextRun(" → ", type.label, paint: muted),
            .number(
                moved, type.strongLabel, paint: .role(.backward),
                key: .value(name: figure.name + "_moved"), digits: digits),
        ]
    }

    /// The arithmetic of the chosen cell, and how far slopes and gradients are apart.
    private var strip: [(name: String, row: InlineRow)] {
        let paint = Paint.role(.backward)
        let plain = type.quietValue
        func word(_ text: String) -> TextRun { TextRun(text, plain, paint: paint) }
        func number(_ value: Double, _ key: TraceKey, _ style: TextStyle, digits: Int = 4)
            -> TextRun
        {
            .number(value, style, paint: paint, key: key, digits: digits)
        }
        let root = figure.record.viewRoot ?? 0
        let graph = figure.record.id
        var items: [InlineItem] = [
            .fraction(
                over: [TextRun("after − before", type.fraction, paint: paint)],
                under: [TextRun("ε", type.fraction, paint: paint)], paint: paint),
            .text([word(" = ")]),
            .fraction(
                over: [
                    number(
                        figure.lossAfter,
                        .tensorElement(name: figure.after.name, at: figure.cell), type.fraction,
                        digits: figure.digits),
                    TextRun(" − ", type.fraction, paint: paint),
                    number(
                        figure.before, .nodeValue(graph: graph, node: root), type.fraction,
                        digits: figure.digits),
                ],
                under: [
                    number(
                        figure.epsilon, .value(name: figure.name + "_epsilon"), type.fraction)
                ],
                paint: paint),
            .text([
                word(" = "),
                number(
                    figure.slope, .tensorElement(name: figure.slopes.name, at: figure.cell),
                    type.value),
            ]),
        ]
        items.append(.space(type.base * 1.2))
        let breakPlace = items.count
        if let gradient = figure.gradient, gradient.size > figure.cell {
            items.append(
                .text([
                    word("and the gradient at \(figure.cellName) is "),
                    number(
                        gradient.doubles()[figure.cell],
                        .nodeGradient(graph: graph, node: figure.leaf, at: figure.cell), type.value),
                ]))
        }
        let rows = InlineRow.wrapped(
            items, width: width - type.base * 2.4, measuredBy: context.measure
        ) { $0 == breakPlace }
        var strip = rows.enumerated().map { (name: "cell/\($0.offset)", row: $0.element) }
        guard figure.gradient != nil else { return strip }
        let muted = Paint.role(.muted)
        strip.append(
            (
                "all",
                InlineRow(items: [
                    .text([
                        TextRun(
                            "Largest difference over all cells: ", type.label, paint: muted),
                        .number(
                            figure.largestDifference, type.strongLabel, paint: muted,
                            key: .value(name: figure.name + "_difference"), digits: 2),
                        TextRun("; it shrinks with ε.", type.label, paint: muted),
                    ])
                ])
            ))
        return strip
    }
}
