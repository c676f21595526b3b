/// The way an edge takes.
public struct RoutedEdge: Sendable, Hashable {
    /// The forward line as cubic Bézier curves: the start at the border of the edge's first node,
    /// then two control points and an end for each curve; the last end is at the border of the
    /// edge's second node.
    public var points: [LayoutPoint]
    /// The backward twin's line where the edge has two lanes, in the same order of points (draw
    /// its arrow head at the start). It runs beside the forward line and never crosses it.
    public var twin: [LayoutPoint]?
    /// The centre of the edge's label, if it has one.
    public var labelCenter: LayoutPoint?

    /// Makes a routed edge.
    public init(
        points: [LayoutPoint], twin: [LayoutPoint]? = nil, labelCenter: LayoutPoint? = nil
    ) {
        self.points = points
        self.twin = twin
        self.labelCenter = labelCenter
    }

    /// The forward line as a polyline that is nowhere farther than `tolerance` from the curve.
    public func flattened(tolerance: Double = 0.25) -> [LayoutPoint] {
        flattenedCurve(points, tolerance: tolerance)
    }

    /// The backward twin's line as a polyline that is nowhere farther than `tolerance` from the
    /// curve; empty where there is none.
    public func flattenedTwin(tolerance: Double = 0.25) -> [LayoutPoint] {
        flattenedCurve(twin ?? [], tolerance: tolerance)
    }

    /// The edge with every point passed through `change`.
    func mapped(_ change: (LayoutPoint) -> LayoutPoint) -> RoutedEdge {
        RoutedEdge(
            points: points.map(change), twin: twin.map { $0.map(change) },
            labelCenter: labelCenter.map(change))
    }
}

/// A chain of cubic Bézier curves as a polyline.
///
/// A cubic split into n equal parts of its parameter is nowhere farther from its chords than
/// √3/18 · 3 · max|second difference| / n²; 0.75 bounds the factor from above.
func flattenedCurve(_ points: [LayoutPoint], tolerance: Double) -> [LayoutPoint] {
    guard let start = points.first else { return [] }
    let allowed = max(tolerance, 0.001)
    var line = [start]
    var index = 0
    while index + 3 < points.count {
        let (a, b, c, d) = (points[index], points[index + 1], points[index + 2], points[index + 3])
        let bendX = max(abs(a.x - 2 * b.x + c.x), abs(b.x - 2 * c.x + d.x))
        let bendY = max(abs(a.y - 2 * b.y + c.y), abs(b.y - 2 * c.y + d.y))
        let parts = max(
            1, min(256, Int((0.75 * (bendX + bendY) / allowed).squareRoot().rounded(.up))))
        for part in 1...parts {
            line.append(cubicPoint(a, b, c, d, at: Double(part) / Double(parts)))
        }
        index += 3
    }
    return line
}

/// The point of a cubic Bézier curve at parameter `t`.
func cubicPoint(
    _ a: LayoutPoint, _ b: LayoutPoint, _ c: LayoutPoint, _ d: LayoutPoint, at t: Double
) -> LayoutPoint {
    if t == 1 { return d }
    let s = 1 - t
    let (wa, wb, wc, wd) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return LayoutPoint(
        x: wa * a.x + wb * b.x + wc * c.x + wd * d.x,
        y: wa * a.y + wb * b.y + wc * c.y + wd * d.y)
}
