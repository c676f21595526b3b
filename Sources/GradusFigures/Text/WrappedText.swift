import GradusGraphics

/// Words broken into lines that fit a width.
struct WrappedText {
    /// The lines, each without spaces at its ends.
    let lines: [String]
    let style: TextStyle
    let paint: Paint
    /// From one baseline to the next.
    let leading: Double

    init(
        _ text: String, _ style: TextStyle, paint: Paint = .role(.ink), width: Double,
        measuredBy measure: any TextMeasuring
    ) {
        self.style = style
        self.paint = paint
        leading = style.size * 1.35
        lines =
            text.isEmpty
            ? [] : TextWrapping.lines(of: text, in: style, width: width, measuredBy: measure)
    }

    /// The height of all lines.
    var height: Double { Double(lines.count) * leading }

    /// Draws the lines from a top left corner.
    func draw(_ name: String, at corner: Point, into list: inout MarkList) {
        for (index, line) in lines.enumerated() {
            let baseline = corner.y + Double(index) * leading + style.size
            list.text(
                lines.count == 1 ? name : "\(name)/\(index)",
                [TextRun(line, style, paint: paint)], at: Point(corner.x, baseline))
        }
    }

    /// The text, its end replaced by an ellipsis where it is wider than `width`.
    static func shortened(
        _ text: String, _ style: TextStyle, width: Double, measuredBy measure: any TextMeasuring
    ) -> String {
        guard measure.extent(of: text, in: style).width > width else { return text }
        var characters = Array(text)
        while characters.count > 1 {
            characters.removeLast()
            let shorter = String(characters) + "…"
            if measure.extent(of: shorter, in: style).width <= width { return shorter }
        }
        return "…"
    }
}
