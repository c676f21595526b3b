import GradusGraphics

extension BlockSetter {
    /// The least size to which a figure's text is shrunk to fit a page, in points.
    private static let leastFigureTextSize = 7.0

    mutating func set(_ figure: DocumentFigure, in column: Column) {
        let normal = strips(of: figure, in: column, shrink: 1)
        guard var first = normal.first else { return }
        // A figure may shrink to end a page, as far as its text can still be read.
        let scale = first.height / figure.drawing.size.height
        let smallest = FigureScale.smallestTextSize(of: figure.drawing) ?? .infinity
        first.smaller = [0.96, 0.92, 0.88, 0.84, 0.8].compactMap { shrink in
            guard smallest * scale * shrink >= Self.leastFigureTextSize else { return nil }
            return strips(of: figure, in: column, shrink: shrink).first
        }
        let space = style.leading * 0.9
        // In a list or a quotation a figure stays where it is.
        let mayWait = column.boxes.isEmpty && column.width == style.textWidth
        func marked(_ strips: [FlowItem]) -> [FlowItem] {
            strips.map { strip in
                var figure = strip
                figure.isFigure = mayWait
                return figure
            }
        }
        append(
            marked([first] + normal.dropFirst()), spaceBefore: space, boxes: column.boxes)
        append(
            marked([FlowItem(height: style.leading * 0.6)]), spaceBefore: 0, boxes: column.boxes)
    }

    /// The drawing and the lines of its caption, which stay together.
    private func strips(
        of figure: DocumentFigure, in column: Column, shrink: Double
    ) -> [FlowItem] {
        var captionStyle = style.small
        captionStyle.weight = .bold
        let label = TextFragment(text: figure.label, style: captionStyle)
        let gap = TextFragment(text: " \u{2002}", style: style.small)
        let caption = reader.fragments(
            of: figure.caption, style: style.small, paint: .role(.muted))
        let leading = style.leading * 0.88
        let lines = breaker.lines(
            of: figure.caption.isEmpty ? [label] : [label, gap] + caption, width: column.width)
        var captions = setter.items(for: lines, x: column.x, leading: leading, style: style.small)
        for index in captions.indices.dropLast() { captions[index].keepsWithNext = true }
        if !captions.isEmpty { captions[0].spaceBefore = 6 }

        let size = figure.drawing.size
        guard size.width > 0, size.height > 0, size.width.isFinite, size.height.isFinite else {
            return captions
        }
        let captionHeight = leading * Double(captions.count) + 6
        let room = style.textHeight - captionHeight - 8
        let scale = min(1, column.width / size.width, room / size.height) * shrink
        let left = column.x + (column.width - size.width * scale) / 2
        var item = FlowItem(height: size.height * scale, keepsWithNext: true)
        item.destinations = [figure.identifier]
        item.marks = figure.drawing.marks.map {
            $0.placed(scale: scale, by: Vector(left, 0), prefix: "")
        }
        return [item] + captions
    }
}
