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
        case .circle, .cutCircle:
            let (w, h) = (max(0, width - em * 0.9), max(0, height - em * 0.5))
            width = max((w * w + h * h).squareRoot() + em * 0.4, em * 2.4)
            height = width
        case .square, .cutSquare:
            width = max(width, height)
            height = width
        case .egg: (width, height) = (width + em * 0.8, height + em * 0.5)
        case .diamond, .cutDiamond:
            (width, height) = (1.85 * (width - em * 0.8), 1.85 * (height - em * 0.3))
        case .hexagon: width += height * 0.5
        case .triangle, .invertedTriangle:
            (width, height) = (2 * (width - em * 0.8), 2 * (height - em * 0.2))
        case .trapezium, .invertedTrapezium: width += height * 0.9
        case .parallelogram: width += height * 0.7
        case .octagon: (width, height) = (width + em * 0.8, height + em * 0.4)
        case .pentagon: (width, height) = (1.3 * width, 1.5 * height)
        case .septagon: (width, height) = (1.25 * width, 1.4 * height)
        case .star: (width, height) = (2.3 * (width - em * 0.8), 4.8 * (height - em * 0.6))
        case .house, .invertedHouse: height += em * 0.9
        case .rightArrow, .leftArrow: (width, height) = (width + em * 1.4, height + em * 1.2)
        case .tag: width += em * 0.9
        case .cuboid: (width, height) = (width + em * 0.5, height + em * 0.5)
        case .signature: height += em * 0.5
        case .note: width += em * 0.6
        case .folder, .tab: height += em * 0.5
        case .component: width += em * 1.2
        case .cylinder: height += em
        case .box, .rounded, .oval, .underline, .none, .point: break
        }
        let more = 8 * Double(max(0, node.outlines - 1))
        (width, height) = (width + more, height + more)
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
        case .pentagon: part(0.3, 1)
        case .star: part(0.35, 0.61)
        case .house: part(roof / max(frame.height, 1), 1)
        case .invertedHouse: part(0, 1 - roof / max(frame.height, 1))
        case .rightArrow:
            Rectangle(
                x: frame.x, y: frame.y, width: frame.width - head * 0.6, height: frame.height)
        case .leftArrow:
            Rectangle(
                x: frame.x + head * 0.6, y: frame.y, width: frame.width - head * 0.6,
                height: frame.height)
        case .tag:
            Rectangle(
                x: frame.x, y: frame.y, width: frame.width - head * 0.5, height: frame.height)
        case .cuboid:
            Rectangle(
                x: frame.x, y: frame.y + depth, width: frame.width - depth,
                height: frame.height - depth)
        case .signature: part(0, 0.85)
        case .folder, .tab:
            Rectangle(x: frame.x, y: frame.y + 5, width: frame.width, height: frame.height - 5)
        case .cylinder:
            Rectangle(
                x: frame.x, y: frame.y + lid, width: frame.width, height: frame.height - lid)
        default: frame
        }
    }

    private func part(_ top: Double, _ bottom: Double) -> Rectangle {
        Rectangle(
            x: frame.x, y: frame.y + frame.height * top, width: frame.width,
            height: frame.height * (bottom - top))
    }

    /// Whether lines that end at the frame's sides must be led on to the outline.
    var isInset: Bool {
        switch shape {
        case .box, .square, .cutSquare, .signature, .component, .underline, .none, .point: false
        default: true
        }
    }

    /// Where the outline is met on the way from a point on the frame's side straight inwards:
    /// along y for the upper and lower side, along x for the others.
    func met(from point: Point, alongY: Bool) -> Point {
        guard isInset else { return point }
        let center = frame.center
        let place =
            alongY
            ? center.x + (point.x - center.x) * pull : center.y + (point.y - center.y) * pull
        let isFirst = alongY ? point.y <= center.y : point.x <= center.x
        guard let far = reach(at: place, alongY: alongY, first: isFirst) else { return point }
        return alongY ? Point(place, far) : Point(far, place)
    }

    /// How near to the middle the sides are met: slanting ones nearer than straight ones.
    private var pull: Double {
        switch shape {
        case .parallelogram, .hexagon, .octagon, .septagon, .egg: 0.8
        case .rounded, .oval, .note, .folder, .tab, .cylinder, .cuboid, .tag: 1
        case .house, .invertedHouse, .rightArrow, .leftArrow: 0.7
        case .star: 0.15
        default: 0.5
        }
    }

    private func reach(at place: Double, alongY: Bool, first: Bool) -> Double? {
        if shape == .circle || shape == .cutCircle {
            let radius = min(frame.width, frame.height) / 2
            let offset = place - (alongY ? frame.midX : frame.midY)
            let depth = max(0, radius * radius - offset * offset).squareRoot()
            return (alongY ? frame.midY : frame.midX) + (first ? -depth : depth)
        }
        let corners = path.outlineCorners
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

extension Path {
    /// The corners of a closed path, curves in short straight pieces.
    var outlineCorners: [Point] {
        var points: [Point] = []
        for element in elements {
            switch element {
            case .move(let p), .line(let p): points.append(p)
            case .curve(let a, let b, let c):
                guard let start = points.last else { continue }
                for step in 1...12 {
                    let t = Double(step) / 12
                    let ab = start.interpolated(to: a, t)
                    let (bc, cd) = (a.interpolated(to: b, t), b.interpolated(to: c, t))
                    points.append(
                        ab.interpolated(to: bc, t).interpolated(to: bc.interpolated(to: cd, t), t))
                }
            case .close: break
            }
        }
        return points
    }
}
