import GradusGraphics

extension NodeCard {
    /// Draws the card in its frame, which may be wider than `size`.
    func draw(in frame: Rectangle, into list: inout MarkList) {
        style.draw(
            node.id + "/box", frame: frame, scale: type.base / 10, kind: .node, into: &list,
            description: node.expression.map { "\(node.name) = \($0)" } ?? node.name)
        var y = frame.y + (frame.height - size.height) / 2 + pad * 0.75
        for (index, line) in header.enumerated() {
            list.centred(
                header.count == 1 ? node.id + "/name" : "\(node.id)/name/\(index)", line,
                on: Point(frame.midX, y + lineHeight / 2))
            y += lineHeight
        }
        if !columns.isEmpty {
            let inset = type.base * 0.9
            y += sectionGap
            list.add(
                Mark(
                    node.id + "/rule", .decoration,
                    .path(
                        .line(
                            from: Point(frame.x + inset, y), to: Point(frame.maxX - inset, y)),
                        fill: nil, stroke: Stroke(.role(style.line), width: 0.7)),
                    opacity: node.isFaded ? 0.3 : 0.5))
            y += sectionGap
            if stacksColumns {
                let left = frame.midX - (columns.map(\.width).max() ?? 0) / 2
                for column in columns {
                    draw(
                        column, left: left, top: y,
                        height: column.height, into: &list)
                    y += column.height + sectionGap
                }
                y -= sectionGap
            } else {
                let height = columns.map(\.height).max() ?? 0
                drawColumns(frame, top: y, height: height, into: &list)
                y += height
            }
        }
        if !shapeRuns.isEmpty {
            list.centred(
                node.id + "/shape", shapeRuns,
                on: Point(frame.midX, y + type.label.size * 0.85))
        }
    }

    private func drawColumns(
        _ frame: Rectangle, top: Double, height: Double, into list: inout MarkList
    ) {
        // Columns share the room that is left equally: their middles line up over all cards.
        let used = columns.reduce(0) { $0 + $1.width }
        let gap = (frame.width - used) / Double(columns.count + 1)
        var x = frame.x + gap
        for column in columns {
            draw(column, left: x, top: top, height: height, into: &list)
            x += column.width + gap
        }
    }

    /// One column between its left end and its right.
    private func draw(
        _ column: Column, left x: Double, top: Double, height: Double, into list: inout MarkList
    ) {
        let name = "\(node.id)/\(column.word)"
        let word = Self.wordRuns(
            column.word, column.verdict, sample: node.sample, paint: wordPaint(column), type: type)
        let content = column.panel?.size.height ?? type.label.size * 1.3
        let isTight = column.height < type.label.size * 1.35 + content
        let middle = top + height / 2
        if let panel = column.panel, panel.isBeside {
            let map = panel.mapSize
            panel.drawMap(
                name, centre: Point(x + map.width / 2, middle), into: &list)
            let text = x + map.width + type.base * 0.5
            list.centred(
                name + "/word", word, on: Point(text, middle - type.label.size * 0.62),
                anchor: .start)
            list.centred(
                name + "/range", panel.rangeRuns,
                on: Point(text, middle + type.label.size * 0.62), anchor: .start)
        } else if isTight {
            list.centred(name + "/word", word, on: Point(x, middle), anchor: .start)
            draw(
                column, name,
                at: Point(x + column.width - (column.panel?.size.width ?? 0) / 2, middle),
                into: &list)
        } else {
            let middle = x + column.width / 2
            list.centred(
                name + "/word", word, on: Point(middle, top + type.label.size * 0.6))
            let rest = height - type.label.size * 1.35
            draw(
                column, name,
                at: Point(middle, top + type.label.size * 1.35 + rest / 2), into: &list)
        }
    }

    private func wordPaint(_ column: Column) -> Paint {
        .role(column.color == .ink || node.isFaded ? .muted : column.color)
    }

    private func draw(
        _ column: Column, _ name: String, at centre: Point, into list: inout MarkList
    ) {
        if let panel = column.panel {
            panel.draw(name, centre: centre, into: &list)
        } else {
            list.centred(
                name, [TextRun(column.missing, type.label, paint: .role(.muted))], on: centre)
        }
    }
}
