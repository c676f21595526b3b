/// The straight pieces of edges' lines by place, to find how near lines come to a box.
struct LineIndex {
    private struct Piece {
        var a: LayoutPoint
        var b: LayoutPoint
        var edge: Int32
    }

    private var pieces: [Piece] = []
    let grid: PlaneGrid
    private var cells: [[Int32]]

    /// How many entries the cells may have in all.
    private static let mostEntries = 4_000_000

    /// Nil where lines are so many and so long that they are not worth an index.
    init?(_ routes: [RoutedEdge]) {
        var area = LayoutBox(left: .infinity, top: .infinity, right: -.infinity, bottom: -.infinity)
        for (edge, route) in routes.enumerated() {
            for line in [route.flattened(), route.flattenedTwin()] {
                for (a, b) in zip(line, line.dropFirst()) {
                    pieces.append(Piece(a: a, b: b, edge: Int32(edge)))
                }
                for point in line {
                    area.left = min(area.left, point.x)
                    area.right = max(area.right, point.x)
                    area.top = min(area.top, point.y)
                    area.bottom = max(area.bottom, point.y)
                }
                if pieces.count > Self.mostEntries { return nil }
            }
        }
        guard !pieces.isEmpty else { return nil }
        grid = PlaneGrid(over: area)
        cells = Array(repeating: [], count: grid.cellCount)
        var entries = 0
        for (number, piece) in pieces.enumerated() {
            let (low, high) = (min(piece.a.y, piece.b.y), max(piece.a.y, piece.b.y))
            for band in grid.bands(low, high) {
                let columns = grid.columns(from: piece.a, to: piece.b, band: band)
                entries += columns.count
                guard entries <= Self.mostEntries else { return nil }
                for column in columns {
                    cells[grid.cell(band: band, column: column)].append(Int32(number))
                }
            }
        }
    }

    /// How near the lines of an edge and those of all others come to a box and to its middle,
    /// where that is less than `reach`. Adds to `looks` how many pieces were looked at.
    func distances(
        of box: LayoutBox, edge: Int, reach: Double, looks: inout Int
    ) -> LabelDistances {
        var found = LabelDistances(reach: reach)
        let center = box.center
        let columns = grid.columns(box.left - reach, box.right + reach)
        for band in grid.bands(box.top - reach, box.bottom + reach) {
            for column in columns {
                let cell = grid.cell(band: band, column: column)
                looks += cells[cell].count
                for number in cells[cell] {
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
