import GradusGraphics

/// Sets lines of text as strips of a flow.
struct LineSetter {
    let measure: any TextMeasuring

    /// The strips of lines at `x`, one a line; not more than two lines are ever parted
    /// from the rest of their paragraph, unless it is longer than a page.
    func items(
        for lines: [[TextFragment]], x: Double, leading: Double, style: TextStyle,
        align: (DocumentTable.Alignment, width: Double) = (.leading, 0)
    ) -> [FlowItem] {
        lines.enumerated().map { index, line in
            var item = FlowItem(height: leading)
            item.marks = marks(
                for: line, x: x, baseline: baseline(leading: leading, style: style), align: align)
            item.keepsWithNext =
                lines.count > 1 && (index == 0 || index == lines.count - 2)
            return item
        }
    }

    /// The place of the baseline in a strip of one line.
    func baseline(leading: Double, style: TextStyle) -> Double {
        let extent = measure.extent(of: "x", in: style)
        return (leading - extent.height) / 2 + extent.ascent
    }

    /// The marks of one line: one for each stretch of one link.
    func marks(
        for line: [TextFragment], x: Double, baseline: Double,
        align: (DocumentTable.Alignment, width: Double) = (.leading, 0)
    ) -> [Mark] {
        var stretches: [[TextFragment]] = []
        for fragment in line {
            if let last = stretches.last?.last, last.link == fragment.link,
                last.isStruck == fragment.isStruck
            {
                stretches[stretches.count - 1].append(fragment)
            } else {
                stretches.append([fragment])
            }
        }
        let lines = stretches.map { stretch in
            let runs = stretch.map { TextRun($0.text, $0.style, paint: $0.paint, key: $0.key) }
            return TextLine(runs, at: Point(0, baseline), measuredBy: measure)
        }
        let total = lines.reduce(0) { $0 + $1.extent.width }
        var left = x
        switch align.0 {
        case .leading: break
        case .center: left += (align.width - total) / 2
        case .trailing: left += align.width - total
        }
        var marks: [Mark] = []
        for (index, var textLine) in lines.enumerated() {
            textLine.origin.x = left
            if let struck = stretches[index].first, struck.isStruck {
                marks.append(strike(textLine, struck, index: index))
            }
            left += textLine.extent.width
            marks.append(
                Mark(
                    "text/\(index)", .label, .text(textLine), link: stretches[index].first?.link))
        }
        return marks
    }

    private func strike(_ line: TextLine, _ fragment: TextFragment, index: Int) -> Mark {
        let y = line.origin.y - fragment.style.size * 0.27
        let path = Path.line(
            from: Point(line.origin.x, y), to: Point(line.origin.x + line.extent.width, y))
        // Kind decoration: the line is meant to cross its text.
        return Mark(
            "text/\(index)/strike", .decoration,
            .path(
                path, fill: nil, stroke: Stroke(fragment.paint, width: fragment.style.size * 0.06)))
    }
}
