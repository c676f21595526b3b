/// An upright rectangle in points.
public struct Rectangle: Hashable, Sendable {
    /// The left edge.
    public var x: Double
    /// The top edge.
    public var y: Double
    /// Across; never negative.
    public var width: Double
    /// Down; never negative.
    public var height: Double

    /// Makes a rectangle from its top left corner and its size.
    @inlinable public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// Makes a rectangle around its centre.
    @inlinable public init(center: Point, size: Size) {
        self.init(
            x: center.x - size.width / 2, y: center.y - size.height / 2, width: size.width,
            height: size.height)
    }

    /// The right edge.
    @inlinable public var maxX: Double { x + width }
    /// The bottom edge.
    @inlinable public var maxY: Double { y + height }
    /// The horizontal middle.
    @inlinable public var midX: Double { x + width / 2 }
    /// The vertical middle.
    @inlinable public var midY: Double { y + height / 2 }
    /// The middle.
    @inlinable public var center: Point { Point(midX, midY) }
    /// The extent.
    @inlinable public var size: Size { Size(width, height) }

    /// The rectangle with each edge moved inwards by `amount` (outwards when negative).
    @inlinable public func insetBy(_ amount: Double) -> Rectangle {
        Rectangle(
            x: x + amount, y: y + amount, width: max(0, width - 2 * amount),
            height: max(0, height - 2 * amount))
    }

    /// The rectangle moved by a vector.
    @inlinable public func moved(by vector: Vector) -> Rectangle {
        Rectangle(x: x + vector.dx, y: y + vector.dy, width: width, height: height)
    }

    /// The smallest rectangle that holds both.
    @inlinable public func union(_ other: Rectangle) -> Rectangle {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Rectangle(
            x: left, y: top, width: max(maxX, other.maxX) - left,
            height: max(maxY, other.maxY) - top)
    }

    /// Whether the two share more than `tolerance` points in both directions.
    @inlinable public func overlaps(_ other: Rectangle, tolerance: Double = 0) -> Bool {
        min(maxX, other.maxX) - max(x, other.x) > tolerance
            && min(maxY, other.maxY) - max(y, other.y) > tolerance
    }

    /// Whether the point lies inside or on the edge.
    @inlinable public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x <= maxX && point.y >= y && point.y <= maxY
    }

    /// Whether `other` lies wholly inside, give or take `tolerance`.
    @inlinable public func contains(_ other: Rectangle, tolerance: Double = 0) -> Bool {
        other.x >= x - tolerance && other.y >= y - tolerance && other.maxX <= maxX + tolerance
            && other.maxY <= maxY + tolerance
    }
}
