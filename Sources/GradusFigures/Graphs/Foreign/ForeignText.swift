import GradusGraphics

/// Lines of text of a foreign graph, measured and drawn.
enum ForeignText {
    /// The colour that text has where its pieces have none of their own.
    struct Ink {
        /// What the file asks for.
        private let wanted: RGBColor?
        /// The theme's role where it asks for nothing.
        private let usual: ColorRole
        /// What lies below; nil for the theme's.
        private let ground: RGBColor?

        init(_ wanted: RGBColor?, usual: ColorRole, on ground: RGBColor?) {
            (self.wanted, self.usual, self.ground) = (wanted, usual, ground)
        }

        /// The paint of a piece.
        func paint(_ own: RGBColor?) -> Paint {
            ForeignInk.paint(own ?? wanted, usual: usual, on: ground, contrast: ForeignInk.text)
        }
    }

    /// The height of a line as a part of its size.
    private static let leading = 1.3

    /// The extent of lines.
    static func size(
        _ lines: [ForeignGraph.Line], _ style: TextStyle, measuredBy measure: any TextMeasuring
    ) -> Size {
        lines.reduce(Size(0, 0)) { size, line in
            Size(
                max(size.width, width(of: line, style, measuredBy: measure)),
                size.height + reach(of: line, style).above + reach(of: line, style).below)
        }
    }

    private static func width(
        of line: ForeignGraph.Line, _ style: TextStyle, measuredBy measure: any TextMeasuring
    ) -> Double {
        guard !line.runs.isEmpty else {
            return measure.extent(of: line.text, in: line.style(style)).width
        }
        return line.runs.reduce(0) { $0 + measure.extent(of: $1.text, in: $1.style(style)).width }
    }

    /// How far a line reaches above and below the middle of its capitals: pieces that are raised
    /// or lowered reach beyond the others.
    private static func reach(
        of line: ForeignGraph.Line, _ style: TextStyle
    ) -> (above: Double, below: Double) {
        let half = line.size(style) * leading / 2
        let middle = line.size(style) * MarkList.halfCapHeight
        return line.runs.reduce((half, half)) { reach, run in
            let size = run.style(style).size
            let center = run.rise(style) + size * MarkList.halfCapHeight - middle
            return (
                max(reach.0, center + size * leading / 2),
                max(reach.1, size * leading / 2 - center)
            )
        }
    }

    /// Draws lines in the middle of a frame.
    static func draw(
        _ lines: [ForeignGraph.Line], _ name: String, style: TextStyle, in frame: Rectangle,
        _ ink: Ink, into list: inout MarkList
    ) {
        let reaches = lines.map { reach(of: $0, style) }
        var y = frame.midY - reaches.reduce(0) { $0 + $1.above + $1.below } / 2
        let pad = min(style.size * 0.8, frame.width / 2)
        for (index, line) in lines.enumerated() {
            let (x, anchor): (Double, TextLine.Anchor) =
                switch line.alignment {
                case .left: (frame.x + pad, .start)
                case .center: (frame.midX, .middle)
                case .right: (frame.maxX - pad, .end)
                }
            let runs =
                line.runs.isEmpty
                ? [TextRun(line.text, line.style(style), paint: ink.paint(nil))]
                : line.runs.map {
                    TextRun(
                        $0.text, $0.style(style), paint: ink.paint($0.look.color),
                        rise: $0.rise(style))
                }
            let center = y + reaches[index].above
            let baseline = center + line.size(style) * MarkList.halfCapHeight
            list.text("\(name)/line/\(index)", runs, at: Point(x, baseline), anchor: anchor)
            drawRules(of: line, runs, "\(name)/line/\(index)", Point(x, baseline), anchor, &list)
            y = center + reaches[index].below
        }
    }

    /// The lines below, above and through pieces.
    private static func drawRules(
        of line: ForeignGraph.Line, _ runs: [TextRun], _ name: String, _ origin: Point,
        _ anchor: TextLine.Anchor, _ list: inout MarkList
    ) {
        guard line.runs.contains(where: \.look.hasRules) else { return }
        let text = TextLine(runs, at: origin, anchor: anchor, measuredBy: list.measure)
        var x = text.startX
        for (index, (run, piece)) in zip(runs, line.runs).enumerated() {
            let width = list.measure.extent(of: run.text, in: run.style).width
            defer { x += width }
            let size = run.style.size
            for (word, isDrawn, height) in [
                ("below", piece.look.isUnderlined, -0.14), ("above", piece.look.isOverlined, 0.84),
                ("through", piece.look.isStruck, 0.27),
            ] where isDrawn {
                let y = origin.y - run.rise - height * size
                list.path(
                    "\(name)/\(word)/\(index)", .decoration,
                    .line(from: Point(x, y), to: Point(x + width, y)),
                    stroke: Stroke(run.paint, width: max(0.6, size * 0.06)))
            }
        }
    }
}

extension ForeignGraph.Look {
    fileprivate var hasRules: Bool { isUnderlined || isOverlined || isStruck }
}

extension ForeignGraph.Run {
    /// The style of a piece in a box whose text has a style.
    fileprivate func style(_ plain: TextStyle) -> TextStyle {
        var style = plain
        style.size = (look.size ?? plain.size) * look.scale
        if look.isBold { style.weight = .bold }
        if look.isItalic { style.isItalic = true }
        if let isCode = look.isCode { style.family = isCode ? .code : .text }
        return style
    }

    /// How far a piece is raised, in points.
    fileprivate func rise(_ plain: TextStyle) -> Double { (look.size ?? plain.size) * look.rise }
}

extension ForeignGraph.Line {
    /// A style, bold for a title.
    fileprivate func style(_ plain: TextStyle) -> TextStyle {
        var style = plain
        if isTitle { style.weight = .bold }
        return style
    }

    /// The size of what stands on its baseline.
    fileprivate func size(_ plain: TextStyle) -> Double {
        runs.map { $0.look.size ?? plain.size }.max() ?? plain.size
    }
}
