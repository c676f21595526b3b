import GradusGraphics

/// The middle of a figure: marks from (0, 0) to its size.
struct FigureBody {
    var size: Size
    var marks: [Mark]
}

/// What stands around every figure: title, subtitle, body, legend, caption, from top to
/// bottom. Each is measured before anything is drawn.
struct FigureFrame {
    var text: FigureText
    var legend: [LegendItem] = []
    /// Whether a body that is narrower than the figure stands in its middle.
    var centresBody = true

    /// Composes a drawing. `body` is given the width it may fill and, where the figure has a
    /// fixed height, the height; it may become taller and then makes the drawing taller.
    func drawing(
        in context: FigureContext, description: String,
        body: (_ width: Double, _ height: Double?) -> FigureBody
    ) -> Drawing {
        let type = FigureTypography(context.size)
        let base = type.base
        let margin = base * (context.size.height == nil ? 1.2 : 2)
        let width = max(base * 8, context.size.width - 2 * margin)
        let title = WrappedText(
            text.title, type.title, width: width, measuredBy: context.measure)
        let subtitle = WrappedText(
            text.subtitle, type.subtitle, paint: .role(.muted), width: width,
            measuredBy: context.measure)
        let caption = WrappedText(
            text.caption, type.subtitle, paint: .role(.muted), width: width,
            measuredBy: context.measure)
        let legend = Legend(legend, type: type, width: width, measuredBy: context.measure)

        var top = margin + title.height
        let subtitleTop = top + (subtitle.lines.isEmpty || title.lines.isEmpty ? 0 : base * 0.25)
        top = subtitleTop + subtitle.height
        if top > margin { top += base * 0.9 }
        var below = 0.0
        if legend.height > 0 { below += base * 1.1 + legend.height }
        if caption.height > 0 { below += base * 0.9 + caption.height }

        let room = context.size.height.map { max(base * 4, $0 - top - below - margin) }
        let content = body(width, room)
        var list = MarkList(measuredBy: context.measure)
        title.draw("title", at: Point(margin, margin), into: &list)
        subtitle.draw("subtitle", at: Point(margin, subtitleTop), into: &list)
        let shift = Vector(
            margin + (centresBody ? max(0, width - content.size.width) / 2 : 0),
            top + (centresBody ? max(0, (room ?? 0) - content.size.height) / 2 : 0))
        list.add(content.marks.map { $0.moved(by: shift) })
        var y = top + max(room ?? 0, content.size.height)
        if legend.height > 0 {
            y += base * 1.1
            legend.draw(at: Point(margin, y), into: &list)
            y += legend.height
        }
        if caption.height > 0 {
            y += base * 0.9
            caption.draw("caption", at: Point(margin, y), into: &list)
            y += caption.height
        }
        return Drawing(
            size: Size(
                max(context.size.width, content.size.width + 2 * margin),
                max(context.size.height ?? 0, y + margin)),
            title: text.title, description: description, marks: list.marks)
    }
}
