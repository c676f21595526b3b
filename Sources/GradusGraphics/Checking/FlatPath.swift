/// A path as straight pieces, for questions of where it lies.
struct FlatPath {
    /// Each a run of points; the fill closes it.
    private(set) var polylines: [[Point]] = []

    /// The chords that a curve becomes: its error is far below what a check tolerates.
    private static let chords = 16

    init(_ path: Path) {
        var current: [Point] = []
        func finish(_ polylines: inout [[Point]]) {
            if current.count > 1 { polylines.append(current) }
            current = []
        }
        for element in path.elements {
            switch element {
            case .move(let p):
                finish(&polylines)
                current = [p]
            case .line(let p): current.append(p)
            case .curve(let a, let b, let c):
                let start = current.last ?? a
                for step in 1...Self.chords {
                    let t = Double(step) / Double(Self.chords)
                    let (pa, ab, bc) = (
                        start.interpolated(to: a, t), a.interpolated(to: b, t),
                        b.interpolated(to: c, t)
                    )
                    current.append(
                        pa.interpolated(to: ab, t).interpolated(to: ab.interpolated(to: bc, t), t))
                }
            case .close:
                guard let first = current.first else { continue }
                current.append(first)
                finish(&polylines)
                current = [first]
            }
        }
        finish(&polylines)
    }

    /// The smallest rectangle around all points; nil when empty.
    var bounds: Rectangle? {
        var result: Rectangle?
        for p in polylines.joined() {
            let spot = Rectangle(x: p.x, y: p.y, width: 0, height: 0)
            result = result?.union(spot) ?? spot
        }
        return result
    }

    /// Whether the fill (non-zero winding) covers a point.
    func covers(_ point: Point) -> Bool {
        var winding = 0
        for polyline in polylines {
            for (index, start) in polyline.enumerated() {
                let end = polyline[(index + 1) % polyline.count]
                let isUp = start.y <= point.y && end.y > point.y
                let isDown = end.y <= point.y && start.y > point.y
                guard isUp || isDown else { continue }
                let side =
                    (end.x - start.x) * (point.y - start.y)
                    - (point.x - start.x) * (end.y - start.y)
                if isUp, side > 0 { winding += 1 }
                if isDown, side < 0 { winding -= 1 }
            }
        }
        return winding != 0
    }
}

/// The room that a line of text takes: a rectangle that may be turned.
struct TextBox {
    let origin: Point
    let along: Vector
    /// Along the text, from the place.
    let left: Double
    let right: Double
    /// Across it, downwards, from the baseline.
    let top: Double
    let bottom: Double

    /// The box of the ink of `line`, or of a stretch of it: letters reach some three
    /// quarters of the size above the baseline and a fifth below it, less than the font's
    /// ascent and descent.
    init(_ line: TextLine, from start: Double = 0, width: Double? = nil) {
        origin = line.origin
        along = Vector(degrees: line.rotation)
        left = line.startX - line.origin.x + start
        right = left + (width ?? line.extent.width)
        var (up, down) = (0.0, 0.0)
        for run in line.runs where !run.text.isEmpty {
            up = max(up, run.style.size * 0.74 + run.rise)
            down = max(down, run.style.size * 0.21 - run.rise)
        }
        top = -min(up, max(line.extent.ascent, 0))
        bottom = min(down, max(line.extent.descent, 0))
    }

    func place(_ x: Double, _ y: Double) -> Point {
        origin + along * x + along.perpendicular * y
    }

    var corners: [Point] {
        [place(left, top), place(right, top), place(right, bottom), place(left, bottom)]
    }

    var center: Point { place((left + right) / 2, (top + bottom) / 2) }

    /// Places spread over the box at which what lies behind is looked at.
    var samples: [Point] {
        let (dx, dy) = ((right - left) * 0.05, (bottom - top) * 0.1)
        return [0.0, 0.25, 0.5, 0.75, 1].flatMap { t in
            [top + dy, (top + bottom) / 2, bottom - dy].map {
                place(left + dx + (right - left - 2 * dx) * t, $0)
            }
        }
    }

    var bounds: Rectangle {
        let corners = corners
        let (xs, ys) = (corners.map(\.x).sorted(), corners.map(\.y).sorted())
        return Rectangle(x: xs[0], y: ys[0], width: xs[3] - xs[0], height: ys[3] - ys[0])
    }

    /// Whether two boxes share more than `tolerance` points in every direction (separating
    /// axes of both).
    func overlaps(_ other: TextBox, tolerance: Double) -> Bool {
        let mine = corners
        let theirs = other.corners
        for axis in [along, along.perpendicular, other.along, other.along.perpendicular] {
            func project(_ p: Point) -> Double { p.x * axis.dx + p.y * axis.dy }
            let (a, b) = (mine.map(project).sorted(), theirs.map(project).sorted())
            if min(a[3], b[3]) - max(a[0], b[0]) <= tolerance { return false }
        }
        return true
    }

    /// Whether a straight piece passes through the box made smaller by `inset` on all
    /// sides (larger when negative).
    func isCrossed(from start: Point, to end: Point, inset: Double) -> Bool {
        func local(_ p: Point) -> Point {
            let d = p - origin
            return Point(
                d.dx * along.dx + d.dy * along.dy,
                d.dx * along.perpendicular.dx + d.dy * along.perpendicular.dy)
        }
        let (a, b) = (local(start), local(end))
        var (low, high) = (0.0, 1.0)
        for (p, d, least, most) in [
            (a.x, b.x - a.x, left + inset, right - inset),
            (a.y, b.y - a.y, top + inset, bottom - inset),
        ] {
            guard least <= most else { return false }
            if d == 0 {
                if p < least || p > most { return false }
                continue
            }
            let (t1, t2) = ((least - p) / d, (most - p) / d)
            low = max(low, min(t1, t2))
            high = min(high, max(t1, t2))
            if low > high { return false }
        }
        return true
    }
}
