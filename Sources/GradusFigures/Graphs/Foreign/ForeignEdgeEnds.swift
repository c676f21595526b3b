import GradusGraphics

/// Where edges end at their boxes: at fields, at sides and corners that were asked for, at
/// outlines inside the box.
struct ForeignEdgeEnds {
    let direction: ForeignGraph.Direction
    let contents: [ForeignContent]
    let frames: [Rectangle]
    /// Whether boxes in the way of edges to sides are looked for.
    let findsWays: Bool

    /// The ends of edges of a graph, of which so many ask for sides.
    init(
        direction: ForeignGraph.Direction, contents: [ForeignContent], frames: [Rectangle],
        sideCount: Int
    ) {
        self.direction = direction
        self.contents = contents
        self.frames = frames
        findsWays = frames.count * sideCount <= Self.mostLooks
    }

    private var isVertical: Bool { direction == .down || direction == .up }

    /// A curve with its end at the last point moved to where it belongs. The curve may come from
    /// either end: turn it around for its start.
    func ended(
        _ curve: [Point], at node: Int, port: String?, side: ForeignGraph.Compass?
    ) -> [Point] {
        guard curve.count >= 4 else { return curve }
        let frame = frames[node]
        let field = port.flatMap { contents[node].box(ofPort: $0, in: frame) }
        let shape = contents[node].node.shape
        if let side {
            let box = field ?? frame
            let outline = ForeignOutline(shape: field == nil ? shape : .box, frame: box)
            let plain = toSide(side, of: box, outline, curve)
            guard findsWays else { return plain }
            let blockage = blocked(plain, like: curve)
            guard blockage > 0 else { return plain }
            let (aim, out) = anchor(side, of: box, outline)
            let detour = ForeignDetour(box: box, isVertical: isVertical)
            let others = detour.ways(curve, to: aim, out: out)
            var best = (way: plain, blockage: blockage)
            for way in others {
                let blockage = blocked(way, like: curve)
                if blockage < best.blockage { best = (way, blockage) }
            }
            return best.way
        }
        var points = curve
        let last = points.count - 1
        let tip = points[last]
        var aim = tip
        if let field {
            // The end slides along its border; its direction stays.
            aim = isVertical ? Point(field.midX, tip.y) : Point(tip.x, field.midY)
        } else {
            // A layout's room may be wider than the box that is drawn.
            let (dx, dy) = (min(4, frame.width / 4), min(4, frame.height / 4))
            aim =
                isVertical
                ? Point(min(max(tip.x, frame.x + dx), frame.maxX - dx), tip.y)
                : Point(tip.x, min(max(tip.y, frame.y + dy), frame.maxY - dy))
            aim =
                isVertical
                ? Point(aim.x, tip.y < frame.midY ? frame.y : frame.maxY)
                : Point(tip.x < frame.midX ? frame.x : frame.maxX, aim.y)
            aim = ForeignOutline(shape: shape, frame: frame).met(from: aim, alongY: isVertical)
        }
        let shift = aim - tip
        points[last] = aim
        points[last - 1] = points[last - 1] + shift
        return points
    }

    /// How many boxes may be looked at for all ends, each for a few ways: about a second.
    private static let mostLooks = 500_000

    /// How much of a curve's end runs below boxes, where it is no longer like another.
    private func blocked(_ curve: [Point], like other: [Point]) -> Int {
        let points = ForeignCurveWalk(Array(curve.dropFirst(other.count - 4))).points
        guard let first = points.first else { return 0 }
        let bounds = points.reduce(Rectangle(center: first, size: Size(0, 0))) {
            $0.union(Rectangle(center: $1, size: Size(0, 0)))
        }
        return zip(frames, contents).reduce(0) { count, item in
            let frame = item.0.insetBy(1)
            guard item.1.node.isVisible, frame.overlaps(bounds) else { return count }
            return count + points.count(where: frame.contains)
        }
    }

    /// How far a loop is moved from the room of a node to its box.
    func loopShift(at node: Int, in room: Rectangle) -> Vector {
        isVertical
            ? Vector(frames[node].maxX - room.maxX, 0) : Vector(0, frames[node].maxY - room.maxY)
    }

    /// A loop beside a box whose ends reach the outline inside of it.
    func loop(_ curve: [Point], at node: Int) -> [Point] {
        guard curve.count >= 4 else { return curve }
        let outline = ForeignOutline(shape: contents[node].node.shape, frame: frames[node])
        var points = curve
        for (end, control) in [(0, 1), (points.count - 1, points.count - 2)] {
            let aim = outline.met(from: points[end], alongY: !isVertical)
            points[control] = points[control] + (aim - points[end])
            points[end] = aim
        }
        return points
    }

    private func toSide(
        _ side: ForeignGraph.Compass, of box: Rectangle, _ outline: ForeignOutline,
        _ curve: [Point]
    ) -> [Point] {
        var points = curve
        let last = points.count - 1
        let (aim, out) = anchor(side, of: box, outline)
        // What way the curve comes from.
        let from = points[last] - points[last - 3]
        let reach = min(max(from.length * 0.3, 14), 40)
        let flow = (points[last] - box.center)
        let main = isVertical ? Vector(0, flow.dy < 0 ? -1 : 1) : Vector(flow.dx < 0 ? -1 : 1, 0)
        let agreement = out.dx * main.dx + out.dy * main.dy
        // A way that leads back past the box goes around its corner, not below it.
        let ahead = points[last - 3] - aim
        let isBehind = abs(agreement) < 0.5 && ahead.dx * out.dx + ahead.dy * out.dy < 6
        if isBehind {
            let half = isVertical ? box.height / 2 : box.width / 2
            let knot = aim + out * 10 + main * (half + 7)
            points[last] = knot
            points[last - 1] = knot + main * (reach * 0.6)
            return points + [knot + main * -(half * 0.9), aim + out * 13, aim]
        }
        if side == .center || agreement > -0.5 {
            points[last] = aim
            points[last - 1] = side == .center ? points[last - 1] : aim + out * reach
            return points
        }
        // The far side is reached around the near corner.
        let isFirst: Bool
        let beside: Point
        if isVertical {
            isFirst = points[last - 3].x <= box.midX
            beside = Point(isFirst ? box.x - 12 : box.maxX + 12, box.midY)
        } else {
            isFirst = points[last - 3].y <= box.midY
            beside = Point(box.midX, isFirst ? box.y - 12 : box.maxY + 12)
        }
        points[last] = beside
        points[last - 1] = beside + main * (reach * 0.7)
        return points + [beside - main * 16, aim + out * 22, aim]
    }

    /// A side's place on the outline and the way out from there.
    private func anchor(
        _ side: ForeignGraph.Compass, of box: Rectangle, _ outline: ForeignOutline
    ) -> (Point, Vector) {
        let (left, top, right, bottom) = (box.x, box.y, box.maxX, box.maxY)
        let (x, y) = (box.midX, box.midY)
        let d = 0.5.squareRoot()
        let round: Double =
            switch outline.shape {
            case .oval: min(14, box.height / 2) * 0.29
            case .rounded: 1.8
            default: 0
            }
        func inner(_ point: Point) -> Point {
            if outline.isInset, round == 0 { return point.interpolated(to: box.center, 0.2) }
            return Point(
                point.x + (point.x < x ? round : -round), point.y + (point.y < y ? round : -round))
        }
        switch side {
        case .north: return (outline.met(from: Point(x, top), alongY: true), Vector(0, -1))
        case .south: return (outline.met(from: Point(x, bottom), alongY: true), Vector(0, 1))
        case .west: return (outline.met(from: Point(left, y), alongY: false), Vector(-1, 0))
        case .east: return (outline.met(from: Point(right, y), alongY: false), Vector(1, 0))
        case .northEast: return (inner(Point(right, top)), Vector(d, -d))
        case .southEast: return (inner(Point(right, bottom)), Vector(d, d))
        case .southWest: return (inner(Point(left, bottom)), Vector(-d, d))
        case .northWest: return (inner(Point(left, top)), Vector(-d, -d))
        case .center: return (box.center, Vector(0, 0))
        }
    }
}
