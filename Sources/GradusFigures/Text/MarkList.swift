import GradusGraphics

/// Collects the marks of a figure, measuring text as it goes.
struct MarkList {
    let measure: any TextMeasuring
    private(set) var marks: [Mark] = []

    init(measuredBy measure: any TextMeasuring) { self.measure = measure }

    mutating func add(_ mark: Mark) { marks.append(mark) }
    mutating func add(_ more: [Mark]) { marks += more }

    /// Text on a baseline; nothing for empty text.
    mutating func text(
        _ name: String, _ runs: [TextRun], at origin: Point, anchor: TextLine.Anchor = .start,
        rotation: Double = 0
    ) {
        guard runs.contains(where: { !$0.text.isEmpty }) else { return }
        let line = TextLine(
            runs, at: origin, anchor: anchor, rotation: rotation, measuredBy: measure)
        marks.append(Mark(name, .label, .text(line)))
    }

    /// Text whose capitals and digits stand in the middle of `centre`'s height.
    mutating func centred(
        _ name: String, _ runs: [TextRun], on centre: Point, anchor: TextLine.Anchor = .middle
    ) {
        let size = runs.map(\.style.size).max() ?? 0
        text(name, runs, at: Point(centre.x, centre.y + size * Self.halfCapHeight), anchor: anchor)
    }

    /// An outline.
    mutating func path(
        _ name: String, _ kind: MarkKind, _ path: Path, fill: Paint? = nil, stroke: Stroke? = nil,
        description: String? = nil
    ) {
        marks.append(
            Mark(name, kind, .path(path, fill: fill, stroke: stroke), description: description))
    }

    /// Half the height of a capital, as a part of the text's size.
    static let halfCapHeight = 0.36
}

extension Mark {
    /// The mark and all its parts, moved.
    func moved(by vector: Vector) -> Mark {
        var mark = self
        switch content {
        case .path(let path, let fill, let stroke):
            mark.content = .path(path.moved(by: vector), fill: fill, stroke: stroke)
        case .text(var line):
            line.origin = line.origin + vector
            mark.content = .text(line)
        case .image(let image, let frame):
            mark.content = .image(image, frame.moved(by: vector))
        case .group(let children):
            mark.content = .group(children.map { $0.moved(by: vector) })
        }
        return mark
    }
}
