/// A place in a layout, in points; y grows downwards.
public struct LayoutPoint: Sendable, Hashable {
    /// The distance from the left border.
    public var x: Double
    /// The distance from the top border.
    public var y: Double

    /// Makes a point.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// The point with x and y exchanged: how a top-down layout becomes a left-right one.
    var transposed: LayoutPoint { LayoutPoint(x: y, y: x) }

    /// The point moved by the given amounts.
    func moved(x dx: Double, y dy: Double) -> LayoutPoint {
        LayoutPoint(x: x + dx, y: y + dy)
    }
}
