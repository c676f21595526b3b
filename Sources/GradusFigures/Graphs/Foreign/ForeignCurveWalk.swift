import GradusGraphLayout
import GradusGraphics

/// A curve as points close to one another, to go along it.
struct ForeignCurveWalk {
    let points: [Point]
    /// How far each point is from the start along the curve.
    private let distances: [Double]

    /// - Parameter curve: A start, then two control points and an end for each piece.
    init(_ curve: [Point]) {
        let line = RoutedEdge(points: curve.map { LayoutPoint(x: $0.x, y: $0.y) })
        points = GraphBody.dense(line.flattened())
        var distances = [0.0]
        for (a, b) in zip(points, points.dropFirst()) {
            distances.append(distances[distances.count - 1] + (b - a).length)
        }
        self.distances = distances
    }

    /// How long the curve is.
    var length: Double { distances[distances.count - 1] }

    /// The point at a distance from the start.
    func point(_ distance: Double) -> Point {
        guard points.count > 1 else { return points.first ?? Point(0, 0) }
        var (low, high) = (0, points.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if distances[middle] < distance { low = middle + 1 } else { high = middle }
        }
        let before = max(0, low - 1)
        let step = max(distances[low] - distances[before], 1e-9)
        return points[before].interpolated(
            to: points[low], min(max((distance - distances[before]) / step, 0), 1))
    }

    /// The middles of two boxes that stand beside the curve at a distance from its start: on the
    /// right or above first, then on the other side. `gap` is what is between.
    func sides(_ distance: Double, _ size: Size, gap: Double) -> [Point] {
        let at = point(distance)
        let along = (point(distance + 3) - point(distance - 3)).normalized
        var side = along.perpendicular
        if side.dx < -0.3 || (abs(side.dx) <= 0.3 && side.dy > 0) { side = -side }
        // A box beside a slanted line keeps its nearest corner clear of it.
        let reach = abs(side.dx) * size.width / 2 + abs(side.dy) * size.height / 2 + gap
        return [at + side * reach, at + side * -reach]
    }

    /// How far a box is from the curve.
    func distance(to box: Rectangle) -> Double {
        points.reduce(.infinity) { least, point in
            let dx = max(box.x - point.x, 0, point.x - box.maxX)
            let dy = max(box.y - point.y, 0, point.y - box.maxY)
            return min(least, dx * dx + dy * dy)
        }.squareRoot()
    }
}
