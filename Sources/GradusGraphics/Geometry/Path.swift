/// An outline or a line: straight pieces and cubic curves.
public struct Path: Hashable, Sendable {
    /// One piece of a path.
    public enum Element: Hashable, Sendable {
        /// Lifts the pen to a point.
        case move(Point)
        /// A straight piece to a point.
        case line(Point)
        /// A cubic Bézier piece: two control points, then its end.
        case curve(Point, Point, Point)
        /// A straight piece back to where the pen last came down.
        case close
    }

    /// The pieces, in drawing order.
    public private(set) var elements: [Element]

    /// Makes a path from its pieces.
    public init(_ elements: [Element] = []) { self.elements = elements }

    /// Lifts the pen to a point.
    public mutating func move(to point: Point) { elements.append(.move(point)) }
    /// A straight piece.
    public mutating func line(to point: Point) { elements.append(.line(point)) }
    /// A cubic Bézier piece.
    public mutating func curve(_ control1: Point, _ control2: Point, to end: Point) {
        elements.append(.curve(control1, control2, end))
    }
    /// Closes the current outline.
    public mutating func close() { elements.append(.close) }

    /// A straight line from one point to another.
    public static func line(from start: Point, to end: Point) -> Path {
        Path([.move(start), .line(end)])
    }

    /// Straight pieces through the points.
    public static func polyline(_ points: some Sequence<Point>, isClosed: Bool = false) -> Path {
        var path = Path()
        for point in points {
            if path.elements.isEmpty { path.move(to: point) } else { path.line(to: point) }
        }
        if isClosed, !path.elements.isEmpty { path.close() }
        return path
    }

    /// A rectangle, its corners rounded by `cornerRadius` (at most half the shorter side).
    public static func rectangle(_ frame: Rectangle, cornerRadius: Double = 0) -> Path {
        let r = min(cornerRadius, frame.width / 2, frame.height / 2)
        let (left, top, right, bottom) = (frame.x, frame.y, frame.maxX, frame.maxY)
        guard r > 0 else {
            return polyline(
                [Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)],
                isClosed: true)
        }
        let k = r * (1 - circleHandle)
        var path = Path()
        path.move(to: Point(left + r, top))
        path.line(to: Point(right - r, top))
        path.curve(Point(right - k, top), Point(right, top + k), to: Point(right, top + r))
        path.line(to: Point(right, bottom - r))
        path.curve(Point(right, bottom - k), Point(right - k, bottom), to: Point(right - r, bottom))
        path.line(to: Point(left + r, bottom))
        path.curve(Point(left + k, bottom), Point(left, bottom - k), to: Point(left, bottom - r))
        path.line(to: Point(left, top + r))
        path.curve(Point(left, top + k), Point(left + k, top), to: Point(left + r, top))
        path.close()
        return path
    }

    /// A circle of four cubic pieces (error below 0.03 % of the radius).
    public static func circle(center: Point, radius: Double) -> Path {
        rectangle(
            Rectangle(center: center, size: Size(2 * radius, 2 * radius)), cornerRadius: radius)
    }

    /// The distance of a cubic's handle from its end, as a part of the radius, that
    /// draws a quarter circle: 4/3 (√2 − 1).
    private static let circleHandle = 0.552_284_749_830_793_4

    /// The smallest rectangle that holds all points and control points; nil when empty.
    public var bounds: Rectangle? {
        var result: Rectangle?
        for element in elements {
            let points: [Point]
            switch element {
            case .move(let p), .line(let p): points = [p]
            case .curve(let a, let b, let c): points = [a, b, c]
            case .close: points = []
            }
            for p in points {
                let spot = Rectangle(x: p.x, y: p.y, width: 0, height: 0)
                result = result?.union(spot) ?? spot
            }
        }
        return result
    }

    /// The path moved by a vector.
    public func moved(by vector: Vector) -> Path {
        Path(
            elements.map { element in
                switch element {
                case .move(let p): .move(p + vector)
                case .line(let p): .line(p + vector)
                case .curve(let a, let b, let c): .curve(a + vector, b + vector, c + vector)
                case .close: .close
                }
            })
    }
}
