/// The straight pieces of edges' lines by height, to find how near lines come to a box.
struct LineIndex {
    private struct Piece {
        var a: LayoutPoint
        var b: LayoutPoint
        var edge: Int32
    }

    private static let bandHeight = 48.0
    private var pieces: [Piece] = []
    private var bands: [[Int32]] = []

    init(_ routes: [RoutedEdge]) {
        for (edge, route) in routes.enumerated() {
            for line in [route.flattened(), route.flattenedTwin()] {
                for (a, b) in zip(line, line.dropFirst()) {
                    add(Piece(a: a, b: b, edge: Int32(edge)))
                }
            }
        }
    }

    private mutating func add(_ piece: Piece) {
        let (first, last) = (
            Self.band(min(piece.a.y, piece.b.y)), Self.band(max(piece.a.y, piece.b.y))
        )
        while bands.count <= last { bands.append([]) }
        for band in first...last { bands[band].append(Int32(pieces.count)) }
        pieces.append(piece)
    }

    private static func band(_ y: Double) -> Int { max(0, Int(y / bandHeight)) }

    /// How near the lines of an edge and those of all others come to a box and to its middle,
    /// where that is less than `reach`.
    func distances(of box: LayoutBox, edge: Int, reach: Double) -> LabelDistances {
        var found = LabelDistances(reach: reach)
        let first = Self.band(box.top - reach)
        let last = min(Self.band(box.bottom + reach), bands.count - 1)
        guard first <= last else { return found }
        let center = box.center
        for band in first...last {
            for number in bands[band] {
                let piece = pieces[Int(number)]
                guard max(piece.a.x, piece.b.x) > box.left - reach,
                    min(piece.a.x, piece.b.x) < box.right + reach
                else { continue }
                let toBox = box.distance(toPiece: piece.a, piece.b)
                guard toBox < reach else { continue }
                let toCenter = center.distance(toPiece: piece.a, piece.b)
                if Int(piece.edge) == edge {
                    found.own = min(found.own, toBox)
                    found.ownCenter = min(found.ownCenter, toCenter)
                } else {
                    found.other = min(found.other, toBox)
                    found.otherCenter = min(found.otherCenter, toCenter)
                }
            }
        }
        return found
    }
}

/// How near lines come to a label: its own edge's and others'.
struct LabelDistances {
    var own: Double
    var other: Double
    var ownCenter: Double
    var otherCenter: Double

    init(reach: Double) {
        (own, other) = (reach, reach)
        (ownCenter, otherCenter) = (.infinity, .infinity)
    }

    /// How much farther other lines should be, so that the eye takes the label for its own edge's.
    var lack: Double { max(0, own + 1.5 - other, 3 - other) }
    /// Whether its middle, too, is nearest to its own edge.
    var isCentred: Bool { ownCenter < otherCenter }
}

extension LayoutBox {
    var center: LayoutPoint { LayoutPoint(x: (left + right) / 2, y: (top + bottom) / 2) }

    init(center: LayoutPoint, width: Double, height: Double) {
        self.init(
            left: center.x - width / 2, top: center.y - height / 2, right: center.x + width / 2,
            bottom: center.y + height / 2)
    }

    func overlaps(_ other: LayoutBox, by gap: Double) -> Bool {
        left < other.right + gap && other.left < right + gap && top < other.bottom + gap
            && other.top < bottom + gap
    }

    /// The distance from the straight piece between two points; 0 where it runs through.
    func distance(toPiece a: LayoutPoint, _ b: LayoutPoint) -> Double {
        if isMet(byPiece: a, b) { return 0 }
        var least = min(distance(to: a), distance(to: b))
        for corner in [
            LayoutPoint(x: left, y: top), LayoutPoint(x: right, y: top),
            LayoutPoint(x: left, y: bottom), LayoutPoint(x: right, y: bottom),
        ] {
            least = min(least, corner.distance(toPiece: a, b))
        }
        return least
    }

    private func distance(to point: LayoutPoint) -> Double {
        let dx = max(left - point.x, 0, point.x - right)
        let dy = max(top - point.y, 0, point.y - bottom)
        return (dx * dx + dy * dy).squareRoot()
    }

    /// Whether a straight piece has a point in the box (Liang, Barsky 1984).
    private func isMet(byPiece a: LayoutPoint, _ b: LayoutPoint) -> Bool {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        var (enter, leave) = (0.0, 1.0)
        for (step, room) in [
            (-dx, a.x - left), (dx, right - a.x), (-dy, a.y - top), (dy, bottom - a.y),
        ] {
            if step == 0 {
                if room < 0 { return false }
            } else if step < 0 {
                enter = max(enter, room / step)
            } else {
                leave = min(leave, room / step)
            }
        }
        return enter <= leave
    }
}

extension LayoutPoint {
    /// The distance from the straight piece between two points.
    func distance(toPiece a: LayoutPoint, _ b: LayoutPoint) -> Double {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = dx * dx + dy * dy
        let t = length > 0 ? min(1, max(0, ((x - a.x) * dx + (y - a.y) * dy) / length)) : 0
        let (ex, ey) = (a.x + t * dx - x, a.y + t * dy - y)
        return (ex * ex + ey * ey).squareRoot()
    }
}
