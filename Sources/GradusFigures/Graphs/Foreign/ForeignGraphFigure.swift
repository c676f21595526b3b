import GradusGraphics

/// A graph that another program describes, laid out and drawn in Gradus's own look.
public struct ForeignGraphFigure: Figure {
    /// The laid-out graph.
    public var layout: ForeignGraphLayout

    /// Makes a figure of a laid-out graph.
    public init(_ layout: ForeignGraphLayout) { self.layout = layout }

    /// What the figure shows, in words.
    public var description: String {
        let graph = layout.graph
        let names = graph.nodes.prefix(12).map {
            $0.label.split(separator: "\n").joined(separator: " ")
        }
        return "A graph of \(graph.nodes.count) nodes and \(graph.edges.count) edges"
            + (names.isEmpty ? "." : ": " + names.joined(separator: ", "))
            + (graph.nodes.count > 12 ? " and more." : names.isEmpty ? "" : ".")
    }

    /// The graph in its natural size, whatever the context's.
    public func drawing(in context: FigureContext) -> Drawing {
        let graph = layout.graph
        let margin = 14.0
        let type = FigureTypography(context.size)
        let body = body(measuredBy: context.measure)
        let ink = ForeignInk.paint(
            graph.ink, usual: .ink, on: graph.fill, contrast: ForeignInk.text)
        // The first line is the title, what follows explains it.
        let lines = graph.title.split(separator: "\n", omittingEmptySubsequences: false)
        let small = TextStyle(size: 11)
        let first = String(lines.first ?? "")
        let rest = lines.dropFirst().joined(separator: "\n")
        let natural =
            ([context.measure.extent(of: first, in: type.title).width]
            + lines.dropFirst().map { context.measure.extent(of: String($0), in: small).width })
            .max() ?? 0
        let width = max(body.size.width, graph.title.isEmpty ? 0 : min(natural + 1, 360))
        let title = WrappedText(
            first, type.title, paint: ink, width: width, measuredBy: context.measure)
        let subtitle = WrappedText(
            rest, small, paint: ink, width: width, measuredBy: context.measure)
        let note = WrappedText(
            graph.note, TextStyle(size: 9),
            paint: ForeignInk.paint(
                nil, usual: .muted, on: graph.fill, contrast: ForeignInk.text),
            width: max(width, 160), measuredBy: context.measure)
        let words = title.height + subtitle.height + note.height
        let gap = words > 0 ? type.base * 0.8 : 0
        let isBelow = graph.hasTitleBelow
        let top = isBelow ? margin : margin + words + gap
        let size = Size(
            max(width, note.lines.isEmpty ? 0 : 160) + 2 * margin,
            body.size.height + words + gap + 2 * margin)
        var list = MarkList(measuredBy: context.measure)
        if let fill = graph.fill {
            list.path(
                "ground", .background,
                .rectangle(Rectangle(x: 0, y: 0, width: size.width, height: size.height)),
                fill: .fixed(fill))
        }
        let start = isBelow ? margin + body.size.height + gap : margin
        draw(title, "title", from: start, in: size.width, margin, into: &list)
        draw(
            subtitle, "subtitle", from: start + title.height, in: size.width, margin, into: &list)
        note.draw("note", at: Point(margin, start + title.height + subtitle.height), into: &list)
        let left = margin + (size.width - 2 * margin - body.size.width) / 2
        list.add(
            body.marks.map { $0.moved(by: Vector(graph.note.isEmpty ? left : margin, top)) })
        return Drawing(
            size: size, title: graph.title, description: description, marks: list.marks)
    }

    private func draw(
        _ title: WrappedText, _ name: String, from y: Double, in width: Double, _ margin: Double,
        into list: inout MarkList
    ) {
        let (x, anchor): (Double, TextLine.Anchor) =
            switch layout.graph.titleAlignment {
            case .left: (margin, .start)
            case .center: (width / 2, .middle)
            case .right: (width - margin, .end)
            }
        for (index, line) in title.lines.enumerated() {
            list.text(
                title.lines.count == 1 ? name : "\(name)/\(index)",
                [TextRun(line, title.style, paint: title.paint)],
                at: Point(x, y + Double(index) * title.leading + title.style.size),
                anchor: anchor)
        }
    }

    /// The boxes, edges and frames, without margins and title, in their own extent.
    func body(measuredBy measure: any TextMeasuring) -> FigureBody {
        var list = MarkList(measuredBy: measure)
        ForeignMarks(layout, measuredBy: measure).draw(into: &list)
        // What stands outside the layout, such as the title of a narrow frame, is not cut off,
        // and no room is left for what is not seen.
        var bounds: Rectangle?
        for mark in list.marks {
            guard let box = mark.extent else { continue }
            bounds = bounds?.union(box) ?? box
        }
        guard let bounds else { return FigureBody(size: layout.size, marks: []) }
        let left = min(bounds.x, 4)
        let x = bounds.x > 8 ? bounds.x - 4 : left < 0 ? left : 0
        let y = bounds.y > 8 ? bounds.y - 4 : min(bounds.y, 0)
        let right =
            bounds.maxX < layout.size.width - 8
            ? bounds.maxX + 4 : max(layout.size.width, bounds.maxX)
        let bottom =
            bounds.maxY < layout.size.height - 8
            ? bounds.maxY + 4 : max(layout.size.height, bounds.maxY)
        let isMoved = x != 0 || y != 0
        return FigureBody(
            size: Size(right - x, bottom - y),
            marks: isMoved ? list.marks.map { $0.moved(by: Vector(-x, -y)) } : list.marks)
    }
}

extension Mark {
    /// Where a path or a line of text is seen.
    fileprivate var extent: Rectangle? {
        switch content {
        case .path(let path, _, _): return path.bounds
        case .text(let line):
            return Rectangle(
                x: line.startX, y: line.origin.y - line.extent.ascent, width: line.extent.width,
                height: line.extent.ascent + line.extent.descent)
        case .image(_, let frame): return frame
        case .group: return nil
        }
    }
}
