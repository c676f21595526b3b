import GradusGraphics

/// What stands in a box of a foreign graph, measured: lines of text, or fields with rules between.
struct ForeignContent {
    /// A field with its extent and the fields in it.
    private struct Measured {
        var field: ForeignGraph.Field
        var size: Size
        var isStacked: Bool
        var parts: [Measured]

        /// The boxes of its fields in a frame; they share what room there is to spare.
        func boxes(in frame: Rectangle) -> [Rectangle] {
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
    }

    let node: ForeignGraph.Node
    /// The box's extent.
    let size: Size
    private let root: Measured

    init(_ node: ForeignGraph.Node, measuredBy measure: any TextMeasuring) {
        self.node = node
        if node.isFixedSize, let width = node.width, let height = node.height,
            node.content.fields.isEmpty
        {
            // The text is not asked, so that a file of fixed sizes needs no fonts.
            size = Size(width, height)
            root = Measured(
                field: node.content, size: size, isStacked: node.isStacked, parts: [])
            return
        }
        root = Self.measured(
            node.content, isStacked: node.isStacked, style: Self.style(node.fontSize),
            measuredBy: measure)
        if node.shape == .point {
            let side = max(1, min(node.width ?? 4, node.height ?? 4))
            size = Size(side, side)
        } else if node.isFixedSize {
            size = Size(node.width ?? root.size.width, node.height ?? root.size.height)
        } else {
            size = Size(
                max(root.size.width, node.width ?? 0), max(root.size.height, node.height ?? 0))
        }
    }

    static func style(_ size: Double) -> TextStyle { TextStyle(size: max(9, min(size, 72))) }

    /// The extent of lines of text.
    static func size(
        _ lines: [ForeignGraph.Line], _ style: TextStyle, measuredBy measure: any TextMeasuring
    ) -> Size {
        let width = lines.reduce(0) {
            max($0, measure.extent(of: $1.text, in: $1.style(style)).width)
        }
        return Size(width, Double(lines.count) * style.size * 1.3)
    }

    private static func measured(
        _ field: ForeignGraph.Field, isStacked: Bool, style: TextStyle,
        measuredBy measure: any TextMeasuring
    ) -> Measured {
        guard !field.fields.isEmpty else {
            let text = size(field.lines, style, measuredBy: measure)
            return Measured(
                field: field,
                size: Size(
                    max(text.width + style.size * 1.6, style.size * 2.6),
                    text.height + style.size * 0.9),
                isStacked: isStacked, parts: [])
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

    /// Draws text and rules into a box. `name` is what marks are called.
    func draw(
        _ name: String, in frame: Rectangle, rule: Paint, ink: Paint, into list: inout MarkList
    ) {
        // Fields of fields wait in a list, not on the program's stack.
        var pending = [(part: root, frame: frame, name: name)]
        while let (part, frame, name) = pending.popLast() {
            if part.parts.isEmpty {
                drawLines(part.field.lines, name, in: frame, ink: ink, into: &list)
                continue
            }
            for (index, (inner, box)) in zip(part.parts, part.boxes(in: frame)).enumerated() {
                if index > 0 {
                    let end =
                        part.isStacked ? Point(box.maxX, box.y) : Point(box.x, box.maxY)
                    list.path(
                        "\(name)/rule/\(index)", .decoration,
                        .line(from: Point(box.x, box.y), to: end), stroke: Stroke(rule, width: 0.7))
                }
                pending.append((inner, box, "\(name)/\(index)"))
            }
        }
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

    private func drawLines(
        _ lines: [ForeignGraph.Line], _ name: String, in frame: Rectangle, ink: Paint,
        into list: inout MarkList
    ) {
        // Text that does not fit a fixed size is set smaller, down to what can be read.
        var style = Self.style(node.fontSize)
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
        let pad = style.size * 0.8
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

extension ForeignGraph.Line {
    /// A style, bold for a title.
    fileprivate func style(_ plain: TextStyle) -> TextStyle {
        var style = plain
        if isTitle { style.weight = .bold }
        return style
    }
}
