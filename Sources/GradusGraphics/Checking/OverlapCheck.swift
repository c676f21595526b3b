/// Looks for labels that cannot be read: on one another, on nodes or lines that are not
/// their own, cut off by the drawing's edge, too small, too pale.
///
/// A node or line is a label's **own** if it is named as an ancestor of the label (line
/// `edge/a-b`, label `edge/a-b/derivative`), if it stands beside the label or one of the
/// label's ancestors under a name of two parts or more (`node/x1/box` and
/// `node/x1/chip/value`), or if both stand in one group. What an opaque box between a
/// label and a line hides is no problem.
public struct OverlapCheck: Sendable {
    /// How far marks may reach into one another, in points.
    public var tolerance = 0.5
    /// The least size of text in points.
    public var minimumTextSize = 9.0
    /// The least size of raised and lowered text (subscripts, exponents) in points.
    public var minimumScriptSize = 6.5
    /// The least contrast of text with what lies behind it (WCAG 2 AA).
    public var minimumContrast = 4.5

    /// Makes a check with the limits that the figures of lessons keep to.
    public init() {}

    /// All problems in drawing order; contrast is looked at in each of `themes`.
    public func problems(in drawing: Drawing, themes: [Theme] = []) -> [OverlapProblem] {
        let marks = PlacedMark.all(of: drawing)
        var problems: [OverlapProblem] = []
        for (index, mark) in marks.enumerated() {
            problems += clipping(of: mark, in: drawing)
            guard let label = mark.label else { continue }
            problems += smallText(in: label, name: mark.name)
            if !mark.isLabel || mark.opacity == 0 { continue }
            let cover = marks[..<index].lastIndex { hides($0, label.box) } ?? -1
            for (otherIndex, other) in marks.enumerated() where otherIndex != index {
                // What lies under the label's ground is not seen; a node's room stays its own.
                guard otherIndex > cover || other.kind == .node, other.opacity > 0 else {
                    continue
                }
                if let problem = conflict(mark, label, with: other, isLater: otherIndex > index) {
                    problems.append(problem)
                }
            }
            for theme in themes {
                problems += contrast(of: label, mark, over: marks[..<index], theme: theme)
            }
        }
        return problems
    }

    private func conflict(
        _ mark: PlacedMark, _ label: PlacedMark.Label, with other: PlacedMark, isLater: Bool
    ) -> OverlapProblem? {
        func problem(_ kind: OverlapProblem.Kind) -> OverlapProblem {
            OverlapProblem(
                kind: kind, mark: mark.name, other: other.name, detail: "\"\(label.line.string)\"")
        }
        if let second = other.label {
            // Each pair is named once, by the mark that is drawn later.
            guard other.isLabel, !isLater,
                label.box.overlaps(second.box, tolerance: tolerance)
            else { return nil }
            return problem(.labelOnLabel)
        }
        let isOwn = other.isOwn(of: mark)
        if other.kind == .node, let bounds = other.fillBounds {
            let box = label.box.bounds
            if isOwn {
                let isInside = bounds.contains(label.box.center)
                return isInside && !bounds.contains(box, tolerance: tolerance + 1)
                    ? problem(.labelOutsideNode) : nil
            }
            guard bounds.overlaps(box, tolerance: tolerance) else { return nil }
            let isOn =
                label.box.samples.contains { other.flat?.covers($0) == true }
                || other.crosses(label.box, tolerance: tolerance)
            return isOn ? problem(.labelOnNode) : nil
        }
        let lines: [MarkKind] = [.edge, .axis, .data]
        guard lines.contains(other.kind), !isOwn, other.crosses(label.box, tolerance: tolerance)
        else { return nil }
        return problem(.labelOnLine)
    }

    /// Whether a mark is an opaque ground that covers all of a label's box.
    private func hides(_ mark: PlacedMark, _ box: TextBox) -> Bool {
        guard mark.isOpaqueFill, let bounds = mark.fillBounds,
            bounds.contains(box.bounds, tolerance: tolerance)
        else { return false }
        return box.samples.allSatisfy { mark.flat?.covers($0) == true }
    }

    private func clipping(of mark: PlacedMark, in drawing: Drawing) -> [OverlapProblem] {
        guard mark.kind != .background, let bounds = mark.bounds else { return [] }
        let page = Rectangle(x: 0, y: 0, width: drawing.size.width, height: drawing.size.height)
        guard !page.contains(bounds, tolerance: tolerance) else { return [] }
        let sides = [
            ("left", -bounds.x), ("top", -bounds.y), ("right", bounds.maxX - page.maxX),
            ("bottom", bounds.maxY - page.maxY),
        ]
        let detail = sides.filter { $0.1 > tolerance }
            .map { "\(NumberText.short($0.1, significantDigits: 3)) pt beyond the \($0.0)" }
        return [
            OverlapProblem(
                kind: .clipped, mark: mark.name, other: nil, detail: detail.joined(separator: ", "))
        ]
    }

    private func smallText(in label: PlacedMark.Label, name: String) -> [OverlapProblem] {
        let small = label.line.runs.filter {
            let least = $0.rise == 0 ? minimumTextSize : minimumScriptSize
            return !$0.text.isEmpty && !($0.style.size >= least - 1e-9)
        }
        return small.map {
            OverlapProblem(
                kind: .smallText, mark: name, other: nil,
                detail: "\"\($0.text)\" is \(NumberText.short($0.style.size)) pt")
        }
    }

    private func contrast(
        of label: PlacedMark.Label, _ mark: PlacedMark, over marks: ArraySlice<PlacedMark>,
        theme: Theme
    ) -> [OverlapProblem] {
        var problems: [OverlapProblem] = []
        let near = marks.filter {
            $0.kind != .label && $0.groundBounds?.overlaps(label.box.bounds) == true
        }
        for run in label.runs {
            var worst = Double.infinity
            for point in run.box.samples {
                let ground = near.reduce(theme[.surface]) { $1.painted(on: $0, at: point, theme) }
                let ink = theme.color(of: run.run.paint)
                worst = min(
                    worst, ink.composited(on: ground, opacity: mark.opacity).contrast(with: ground))
            }
            if worst < minimumContrast - 0.005 {
                problems.append(
                    OverlapProblem(
                        kind: .lowContrast, mark: mark.name, other: nil,
                        detail: "\"\(run.run.text)\" has "
                            + "\(NumberText.short(worst, significantDigits: 3)) in \(theme.name)"))
            }
        }
        return problems
    }
}
