import GradusGraphics

/// Ways around a box, for edges that end at a side of it that they do not come to by themselves.
struct ForeignDetour {
    let box: Rectangle
    /// Whether edges run downwards or upwards.
    let isVertical: Bool

    /// How far from the box an edge runs around it.
    private static let distance = 11.0
    private static let radius = 7.0

    /// A curve led around the box either way, to a point of its outline that is left in a
    /// direction.
    func ways(_ curve: [Point], to aim: Point, out: Vector) -> [[Point]] {
        let last = curve.count - 1
        let tip = curve[last]
        let ring = box.insetBy(-Self.distance)
        // Where the curve comes to the ring around the box.
        let isFirst = isVertical ? tip.y < box.midY : tip.x < box.midX
        let main =
            isVertical ? Vector(0, isFirst ? -1 : 1) : Vector(isFirst ? -1 : 1, 0)
        let start =
            isVertical
            ? Point(min(max(tip.x, box.x), box.maxX), isFirst ? ring.y : ring.maxY)
            : Point(isFirst ? ring.x : ring.maxX, min(max(tip.y, box.y), box.maxY))
        let end = aim + out * Self.distance
        let target = Point(
            min(max(end.x, ring.x), ring.maxX), min(max(end.y, ring.y), ring.maxY))
        return [true, false].map { isClockwise in
            var points = curve
            let entry = start + main * Self.radius
            points[last - 1] = points[last - 1] + (entry - tip)
            points[last] = entry
            let corners = self.corners(from: start, to: target, on: ring, isClockwise)
            return points + Self.rounded([entry, start] + corners + [target, aim])
        }
    }

    /// The corners of the ring that are passed on the way between two of its points.
    private func corners(
        from start: Point, to end: Point, on ring: Rectangle, _ isClockwise: Bool
    ) -> [Point] {
        let corners = [
            Point(ring.x, ring.y), Point(ring.maxX, ring.y), Point(ring.maxX, ring.maxY),
            Point(ring.x, ring.maxY),
        ]
        let (w, h) = (ring.width, ring.height)
        let round = 2 * (w + h)
        /// The way from the first corner clockwise to a point.
        func place(_ point: Point) -> Double {
            let distances = [
                abs(point.y - ring.y), abs(point.x - ring.maxX), abs(point.y - ring.maxY),
                abs(point.x - ring.x),
            ]
            switch distances.firstIndex(of: distances.min() ?? 0) ?? 0 {
            case 0: return point.x - ring.x
            case 1: return w + point.y - ring.y
            case 2: return w + h + ring.maxX - point.x
            default: return (2 * w + h + ring.maxY - point.y).truncatingRemainder(dividingBy: round)
            }
        }
        let places = [0, w, w + h, 2 * w + h]
        func ahead(_ place: Double, of start: Double) -> Double {
            let way = isClockwise ? place - start : start - place
            return way < 0 ? way + round : way
        }
        let (from, to) = (place(start), place(end))
        let length = ahead(to, of: from)
        return zip(places, corners).map { (ahead($0, of: from), $1) }
            .filter { $0.0 > 0.5 && $0.0 < length - 0.5 }
            .sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// A line through corners as pieces of a curve that rounds them, behind its first point.
    private static func rounded(_ line: [Point]) -> [Point] {
        var result: [Point] = []
        var place = line[0]
        func straight(to end: Point) {
            result += [
                place.interpolated(to: end, 1 / 3), place.interpolated(to: end, 2 / 3), end,
            ]
            place = end
        }
        for (index, corner) in line.enumerated().dropFirst() {
            guard index < line.count - 1 else {
                straight(to: corner)
                break
            }
            let (before, after) = (corner - place, line[index + 1] - corner)
            let cut = min(radius, before.length / 2, after.length / 2)
            guard cut > 0.5 else { continue }
            straight(to: corner - before.normalized * cut)
            let end = corner + after.normalized * cut
            result += [
                place.interpolated(to: corner, 0.6), end.interpolated(to: corner, 0.6), end,
            ]
            place = end
        }
        return result
    }
}
