import GradusGraphics

extension ForeignContent {
    /// What is below and around a field: its ground, nil for the theme's, and the colour wanted
    /// for its text.
    struct Surroundings {
        var ground: RGBColor?
        var ink: RGBColor?
    }

    /// Draws text, grounds and rules into a box. `name` is what marks are called.
    func draw(
        _ name: String, in frame: Rectangle, rule: Paint, on around: Surroundings,
        into list: inout MarkList
    ) {
        // Fields of fields wait in a list, not on the program's stack.
        var pending = [(part: root, frame: frame, name: name, around: around)]
        if let fill = root.field.fill {
            list.path("\(name)/ground", .panel, .rectangle(frame), fill: .fixed(fill))
        }
        while let (part, frame, name, outer) = pending.popLast() {
            var around = outer
            around.ground = part.field.fill ?? around.ground
            around.ink = part.field.ink ?? around.ink
            if part.parts.isEmpty {
                let ink = ForeignInk.paint(
                    around.ink, usual: .ink, on: around.ground, contrast: ForeignInk.text)
                drawLines(part.field.lines, name, in: frame, ink: ink, into: &list)
                continue
            }
            let boxes = part.boxes(in: frame)
            if let table = part.field.table {
                for (index, (inner, box)) in zip(part.parts, boxes).enumerated() {
                    guard let fill = inner.field.fill else { continue }
                    list.path(
                        "\(name)/ground/\(index)", .panel, .rectangle(box), fill: .fixed(fill))
                }
                drawBorders(of: table, boxes, in: frame, name, rule: rule, into: &list)
            }
            for (index, (inner, box)) in zip(part.parts, boxes).enumerated() {
                if index > 0, part.field.table == nil {
                    let end =
                        part.isStacked ? Point(box.maxX, box.y) : Point(box.x, box.maxY)
                    list.path(
                        "\(name)/rule/\(index)", .decoration,
                        .line(from: Point(box.x, box.y), to: end), stroke: Stroke(rule, width: 0.7))
                }
                pending.append((inner, box, "\(name)/\(index)", around))
            }
        }
    }

    /// The outlines of a table and its cells, below what stands in them.
    private func drawBorders(
        of table: ForeignGraph.Table, _ boxes: [Rectangle], in frame: Rectangle, _ name: String,
        rule: Paint, into list: inout MarkList
    ) {
        for (index, (cell, box)) in zip(table.cells, boxes).enumerated() {
            guard cell.hasBorder else { continue }
            list.path(
                "\(name)/cell/\(index)", .decoration, .rectangle(box),
                stroke: Stroke(rule, width: 0.7))
        }
        if table.hasBorder {
            list.path(
                "\(name)/border", .decoration, .rectangle(frame), stroke: Stroke(rule, width: 1))
        }
    }

    private func drawLines(
        _ lines: [ForeignGraph.Line], _ name: String, in frame: Rectangle, ink: Paint,
        into list: inout MarkList
    ) {
        // Text that does not fit a fixed size is set smaller, down to what can be read.
        var style = Self.style(of: node)
        if node.isFixedSize {
            let text = Self.size(lines, style, measuredBy: list.measure)
            let fit = min(
                frame.width * 0.94 / max(text.width, 1), frame.height * 0.96 / max(text.height, 1))
            if fit < 1 { style.size = max(4, style.size * fit) }
        }
        Self.draw(lines, name, style: style, in: frame, ink: ink, into: &list)
    }

    /// Draws lines in the middle of a frame.
    static func draw(
        _ lines: [ForeignGraph.Line], _ name: String, style: TextStyle, in frame: Rectangle,
        ink: Paint, into list: inout MarkList
    ) {
        let step = style.size * 1.3
        var y = frame.midY - step * (Double(lines.count) - 1) / 2
        let pad = min(style.size * 0.8, frame.width / 2)
        for (index, line) in lines.enumerated() {
            let (x, anchor): (Double, TextLine.Anchor) =
                switch line.alignment {
                case .left: (frame.x + pad, .start)
                case .center: (frame.midX, .middle)
                case .right: (frame.maxX - pad, .end)
                }
            list.centred(
                "\(name)/line/\(index)", [TextRun(line.text, line.style(style), paint: ink)],
                on: Point(x, y), anchor: anchor)
            y += step
        }
    }
}
