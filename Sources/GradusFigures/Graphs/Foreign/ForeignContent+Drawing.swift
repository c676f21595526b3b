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
            if part.parts.isEmpty {
                drawLines(
                    part.field.lines, name, in: frame,
                    ForeignText.Ink(around.ink, usual: .ink, on: around.ground), into: &list)
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
        _ lines: [ForeignGraph.Line], _ name: String, in frame: Rectangle, _ ink: ForeignText.Ink,
        into list: inout MarkList
    ) {
        // Text that does not fit a fixed size is set smaller, down to what can be read.
        var style = Self.style(of: node)
        if node.isFixedSize {
            let text = ForeignText.size(lines, style, measuredBy: list.measure)
            let fit = min(
                frame.width * 0.94 / max(text.width, 1), frame.height * 0.96 / max(text.height, 1))
            if fit < 1 { style.size = max(4, style.size * fit) }
        }
        ForeignText.draw(lines, name, style: style, in: frame, ink, into: &list)
    }
}
