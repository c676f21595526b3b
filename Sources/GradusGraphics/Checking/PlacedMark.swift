/// A mark that is not a group, with what the overlap check asks of it.
struct PlacedMark {
    /// A line of text with the boxes that its runs take.
    struct Label {
        let line: TextLine
        let box: TextBox
        let runs: [(run: TextRun, box: TextBox)]
    }

    let name: String
    let kind: MarkKind
    let content: Mark.Content
    /// With the groups' opacity multiplied in.
    let opacity: Double
    /// The number of the innermost group, in drawing order; nil outside all.
    let group: Int?
    let label: Label?
    let flat: FlatPath?
    /// All of its ink, with half the stroke; nil for nothing.
    let bounds: Rectangle?
    private let components: [Substring]

    private init(_ mark: Mark, opacity: Double, group: Int?) {
        name = mark.name
        kind = mark.kind
        content = mark.content
        self.opacity = opacity
        self.group = group
        components = mark.name.split(separator: "/", omittingEmptySubsequences: false)
        switch mark.content {
        case .text(let line):
            let label = Label(line)
            self.label = label
            flat = nil
            bounds = label.runs.isEmpty ? nil : label.box.bounds
        case .path(let path, _, let stroke):
            label = nil
            let flat = FlatPath(path)
            self.flat = flat
            bounds = flat.bounds?.insetBy(-(stroke?.width ?? 0) / 2)
        case .image(_, let frame):
            label = nil
            flat = FlatPath(.rectangle(frame))
            bounds = frame
        case .group:
            (label, flat, bounds) = (nil, nil, nil)
        }
    }

    /// The marks of a drawing that are not groups, in drawing order.
    static func all(of drawing: Drawing) -> [PlacedMark] {
        var result: [PlacedMark] = []
        var groups = 0
        var pending: [(mark: Mark, opacity: Double, group: Int?)] =
            drawing.marks.reversed().map { ($0, 1, nil) }
        while let (mark, opacity, group) = pending.popLast() {
            let total = opacity * mark.opacity
            if case .group(let children) = mark.content {
                groups += 1
                pending += children.reversed().map { ($0, total, groups) }
            } else {
                result.append(PlacedMark(mark, opacity: total, group: group))
            }
        }
        return result
    }

    /// Text that must stay readable, whatever the kind that it was given.
    var isLabel: Bool { label.map { !$0.runs.isEmpty } ?? false }

    /// Whether the mark belongs to a label; see `OverlapCheck`.
    func isOwn(of label: PlacedMark) -> Bool {
        if let group, group == label.group { return true }
        if label.components.starts(with: components) { return true }
        let parent = components.dropLast()
        return parent.count >= 2 && label.components.dropLast().starts(with: parent)
    }

    /// The room of the fill of a path or of a picture.
    var fillBounds: Rectangle? {
        switch content {
        case .path(_, let fill, _): kind == .node || fill != nil ? flat?.bounds : nil
        case .image(_, let frame): frame
        case .text, .group: nil
        }
    }

    /// The room of what can lie behind a label.
    var groundBounds: Rectangle? {
        if case .path(_, let fill, _) = content, fill == nil { return nil }
        return fillBounds
    }

    /// Whether the fill hides all that lies below it. A role's colour is opaque in every theme.
    var isOpaqueFill: Bool {
        guard case .path(_, let fill?, _) = content, opacity >= 1 else { return false }
        if case .fixed(let color) = fill { return color.alpha >= 1 }
        return true
    }

    /// Whether the mark's stroke passes through a box.
    func crosses(_ box: TextBox, tolerance: Double) -> Bool {
        guard case .path(_, _, let stroke?) = content, stroke.width > 0, let flat,
            bounds?.overlaps(box.bounds) ?? false
        else { return false }
        let inset = tolerance - stroke.width / 2
        return flat.polylines.contains { points in
            zip(points, points.dropFirst()).contains {
                box.isCrossed(from: $0, to: $1, inset: inset)
            }
        }
    }

    /// The colour at a point after the mark is painted on `ground`.
    func painted(on ground: RGBColor, at point: Point, _ theme: Theme) -> RGBColor {
        switch content {
        case .path(_, let fill?, _) where flat?.covers(point) == true:
            return theme.color(of: fill).composited(on: ground, opacity: opacity)
        case .image(let image, let frame) where frame.contains(point):
            let x = Int((point.x - frame.x) / frame.width * Double(image.width))
            let y = Int((point.y - frame.y) / frame.height * Double(image.height))
            let pixel = image.pixels[
                min(y, image.height - 1) * image.width + min(x, image.width - 1)]
            return pixel.composited(on: ground, opacity: opacity)
        default: return ground
        }
    }
}

extension PlacedMark.Label {
    /// The boxes of a line's runs share its measured width by the number of their
    /// characters and their size: near enough to see what lies behind each.
    init(_ line: TextLine) {
        self.line = line
        box = TextBox(line)
        let runs = line.runs.filter { $0.text.contains { !$0.isWhitespace } }
        let weights = line.runs.map { Double($0.text.count) * max($0.style.size, 0) }
        let total = max(weights.reduce(0, +), 1e-9)
        var start = 0.0
        var boxes: [(run: TextRun, box: TextBox)] = []
        for (run, weight) in zip(line.runs, weights) {
            let width = line.extent.width * weight / total
            if run.text.contains(where: { !$0.isWhitespace }) {
                boxes.append((run, TextBox(line, from: start, width: width)))
            }
            start += width
        }
        self.runs = runs.isEmpty ? [] : boxes
    }
}

extension RGBColor {
    /// The colour laid over an opaque ground.
    func composited(on ground: RGBColor, opacity: Double) -> RGBColor {
        let t = min(max(alpha * opacity, 0), 1)
        var result = ground.mixed(with: self, t)
        result.alpha = 1
        return result
    }
}
