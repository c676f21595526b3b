/// A place on a drawing, in points (1/72 inch), x to the right, y down.
public struct Point: Hashable, Sendable {
    /// To the right.
    public var x: Double
    /// Down.
    public var y: Double

    /// Makes a point from its coordinates.
    @inlinable public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    /// The origin.
    public static let zero = Point(0, 0)

    /// The point moved by a vector.
    @inlinable public static func + (point: Point, vector: Vector) -> Point {
        Point(point.x + vector.dx, point.y + vector.dy)
    }

    /// The point moved against a vector.
    @inlinable public static func - (point: Point, vector: Vector) -> Point {
        Point(point.x - vector.dx, point.y - vector.dy)
    }

    /// The vector from `right` to `left`.
    @inlinable public static func - (left: Point, right: Point) -> Vector {
        Vector(left.x - right.x, left.y - right.y)
    }

    /// The point a fraction `t` of the way to `other`.
    @inlinable public func interpolated(to other: Point, _ t: Double) -> Point {
        Point(x + (other.x - x) * t, y + (other.y - y) * t)
    }
}

/// A displacement in points. A `Point` is a place; a `Vector` is a way.
public struct Vector: Hashable, Sendable {
    /// To the right.
    public var dx: Double
    /// Down.
    public var dy: Double

    /// Makes a vector from its components.
    @inlinable public init(_ dx: Double, _ dy: Double) {
        self.dx = dx
        self.dy = dy
    }

    /// The Euclidean length.
    @inlinable public var length: Double { (dx * dx + dy * dy).squareRoot() }

    /// The vector of length 1 in the same direction; zero stays zero.
    @inlinable public var normalized: Vector {
        let length = self.length
        return length > 0 ? Vector(dx / length, dy / length) : self
    }

    /// The vector turned by a quarter clockwise on screen (y down).
    @inlinable public var perpendicular: Vector { Vector(-dy, dx) }

    /// The sum.
    @inlinable public static func + (left: Vector, right: Vector) -> Vector {
        Vector(left.dx + right.dx, left.dy + right.dy)
    }

    /// The multiple.
    @inlinable public static func * (vector: Vector, factor: Double) -> Vector {
        Vector(vector.dx * factor, vector.dy * factor)
    }

    /// The opposite.
    @inlinable public static prefix func - (vector: Vector) -> Vector {
        Vector(-vector.dx, -vector.dy)
    }
}

/// A width and a height in points.
public struct Size: Hashable, Sendable {
    /// Across.
    public var width: Double
    /// Down.
    public var height: Double

    /// Makes a size.
    @inlinable public init(_ width: Double, _ height: Double) {
        self.width = width
        self.height = height
    }

    /// No extent.
    public static let zero = Size(0, 0)
}
