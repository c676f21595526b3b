import GradusGraphics

/// The outline of a node in its frame.
struct ForeignOutline {
    let shape: ForeignGraph.Shape
    let frame: Rectangle

    /// The extent of a shape that holds a text of an extent.
    static func size(of node: ForeignGraph.Node, holding text: Size) -> Size {
        let em = node.fontSize
        var (width, height) = (text.width, text.height)
        switch node.shape {
        case .circle:
            let (w, h) = (max(0, width - em * 0.9), max(0, height - em * 0.5))
            width = max((w * w + h * h).squareRoot() + em * 0.4, em * 2.4)
            height = width
        case .diamond:
            (width, height) = (1.85 * (width - em * 0.8), 1.85 * (height - em * 0.3))
        case .hexagon: width += height * 0.5
        case .triangle, .invertedTriangle:
            (width, height) = (2 * (width - em * 0.8), 2 * (height - em * 0.2))
        case .trapezium, .invertedTrapezium: width += height * 0.9
        case .parallelogram: width += height * 0.7
        case .note: width += em * 0.6
        case .folder: height += em * 0.5
        case .component: width += em * 1.2
        case .cylinder: height += em
        case .box, .rounded, .oval, .underline, .none, .point: break
        }
        if node.isDoubled { (width, height) = (width + 8, height + 8) }
        return Size(width, height)
    }

    /// Where the text stands.
    var textFrame: Rectangle {
        switch shape {
        case .triangle:
            Rectangle(
                x: frame.x, y: frame.midY, width: frame.width, height: frame.height / 2)
        case .invertedTriangle:
            Rectangle(x: frame.x, y: frame.y, width: frame.width, height: frame.height / 2)
        case .folder:
            Rectangle(x: frame.x, y: frame.y + 5, width: frame.width, height: frame.height - 5)
        case .cylinder:
            Rectangle(
                x: frame.x, y: frame.y + lid, width: frame.width, height: frame.height - lid)
        default: frame
        }
    }

    /// Half the height of a drum's upper face.
    private var lid: Double { min(6, frame.height / 5) }

    /// The corners of shapes with straight sides; nil for the others.
    private var corners: [Point]? {
        let (left, top, right, bottom) = (frame.x, frame.y, frame.maxX, frame.maxY)
        let (x, y) = (frame.midX, frame.midY)
        let slant = min(frame.height * 0.4, frame.width / 4)
        switch shape {
        case .diamond: return [Point(x, top), Point(right, y), Point(x, bottom), Point(left, y)]
        case .hexagon:
            let cut = min(frame.height / 4, frame.width / 4)
            return [
                Point(left + cut, top), Point(right - cut, top), Point(right, y),
                Point(right - cut, bottom), Point(left + cut, bottom), Point(left, y),
            ]
        case .triangle: return [Point(x, top), Point(right, bottom), Point(left, bottom)]
        case .invertedTriangle: return [Point(left, top), Point(right, top), Point(x, bottom)]
        case .trapezium:
            return [
                Point(left + slant, top), Point(right - slant, top), Point(right, bottom),
                Point(left, bottom),
            ]
        case .invertedTrapezium:
            return [
                Point(left, top), Point(right, top), Point(right - slant, bottom),
                Point(left + slant, bottom),
            ]
        case .parallelogram:
            return [
                Point(left + slant, top), Point(right, top), Point(right - slant, bottom),
                Point(left, bottom),
            ]
        default: return nil
        }
    }

    /// The outline, to be filled and stroked.
    var path: Path {
        if let corners { return .polyline(corners, isClosed: true) }
        let (left, top, right, bottom) = (frame.x, frame.y, frame.maxX, frame.maxY)
        switch shape {
        case .rounded: return .rectangle(frame, cornerRadius: min(6, frame.height / 2))
        case .oval: return .rectangle(frame, cornerRadius: min(14, frame.height / 2))
        case .circle, .point:
            return .circle(center: frame.center, radius: min(frame.width, frame.height) / 2)
        case .note:
            let fold = min(8, frame.height / 3)
            return .polyline(
                [
                    Point(left, top), Point(right - fold, top), Point(right, top + fold),
                    Point(right, bottom), Point(left, bottom),
                ], isClosed: true)
        case .folder:
            let tab = min(28, frame.width / 2)
            return .polyline(
                [
                    Point(left, top), Point(left + tab - 4, top), Point(left + tab, top + 5),
                    Point(right, top + 5), Point(right, bottom), Point(left, bottom),
                ], isClosed: true)
        case .cylinder:
            var path = Path()
            let k = frame.width * 0.27
            path.move(to: Point(left, top + lid))
            path.curve(
                Point(left, top), Point(frame.midX - k, top), to: Point(frame.midX, top))
            path.curve(
                Point(frame.midX + k, top), Point(right, top), to: Point(right, top + lid))
            path.line(to: Point(right, bottom - lid))
            path.curve(
                Point(right, bottom), Point(frame.midX + k, bottom), to: Point(frame.midX, bottom))
            path.curve(
                Point(frame.midX - k, bottom), Point(left, bottom), to: Point(left, bottom - lid))
            path.close()
            return path
        default: return .rectangle(frame)
        }
    }

    /// Lines inside the outline.
    var details: Path? {
        let (left, top, right) = (frame.x, frame.y, frame.maxX)
        switch shape {
        case .note:
            let fold = min(8, frame.height / 3)
            return .polyline([
                Point(right - fold, top), Point(right - fold, top + fold),
                Point(right, top + fold),
            ])
        case .component:
            var path = Path()
            for y in [frame.y + frame.height * 0.25, frame.y + frame.height * 0.6] {
                for element in Path.rectangle(
                    Rectangle(x: left - 4, y: y, width: 8, height: min(5, frame.height / 5))
                ).elements {
                    switch element {
                    case .move(let p): path.move(to: p)
                    case .line(let p): path.line(to: p)
                    case .curve(let a, let b, let c): path.curve(a, b, to: c)
                    case .close: path.close()
                    }
                }
            }
            return path
        case .cylinder:
            var path = Path()
            let k = frame.width * 0.27
            path.move(to: Point(left, top + lid))
            path.curve(
                Point(left, top + 2 * lid), Point(frame.midX - k, top + 2 * lid),
                to: Point(frame.midX, top + 2 * lid))
            path.curve(
                Point(frame.midX + k, top + 2 * lid), Point(right, top + 2 * lid),
                to: Point(right, top + lid))
            return path
        default: return nil
        }
    }

    /// Whether lines that end at the frame's sides must be led on to the outline.
    var isInset: Bool { corners != nil || shape == .circle }

    /// Where the outline is met on the way from a point on the frame's side straight inwards:
    /// along y for the upper and lower side, along x for the others.
    func met(from point: Point, alongY: Bool) -> Point {
        guard isInset else { return point }
        // Slanting sides are met nearer to their middle.
        let center = frame.center
        let pull = shape == .parallelogram || shape == .hexagon ? 0.8 : 0.5
        let place =
            alongY
            ? center.x + (point.x - center.x) * pull : center.y + (point.y - center.y) * pull
        let isFirst = alongY ? point.y <= center.y : point.x <= center.x
        guard let far = reach(at: place, alongY: alongY, first: isFirst) else { return point }
        return alongY ? Point(place, far) : Point(far, place)
    }

    private func reach(at place: Double, alongY: Bool, first: Bool) -> Double? {
        guard let corners else {
            let radius = min(frame.width, frame.height) / 2
            let offset = place - (alongY ? frame.midX : frame.midY)
            let depth = max(0, radius * radius - offset * offset).squareRoot()
            return (alongY ? frame.midY : frame.midX) + (first ? -depth : depth)
        }
        var found: [Double] = []
        for (index, start) in corners.enumerated() {
            let end = corners[(index + 1) % corners.count]
            let (a, b) = alongY ? (start.x, end.x) : (start.y, end.y)
            guard a != b, min(a, b) <= place, place <= max(a, b) else { continue }
            let t = (place - a) / (b - a)
            found.append(
                alongY ? start.y + (end.y - start.y) * t : start.x + (end.x - start.x) * t)
        }
        return first ? found.min() : found.max()
    }
}
