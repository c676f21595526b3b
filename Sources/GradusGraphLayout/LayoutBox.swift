/// A rectangle of a layout, in points.
public struct LayoutBox: Sendable, Hashable {
    /// The left, upper, right and lower sides.
    public var left, top, right, bottom: Double

    /// Makes a box from its sides.
    public init(left: Double, top: Double, right: Double, bottom: Double) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    /// The least box around both.
    func union(_ other: LayoutBox) -> LayoutBox {
        LayoutBox(
            left: min(left, other.left), top: min(top, other.top),
            right: max(right, other.right), bottom: max(bottom, other.bottom))
    }

    /// With every corner passed through `change`.
    func mapped(_ change: (LayoutPoint) -> LayoutPoint) -> LayoutBox {
        let low = change(LayoutPoint(x: left, y: top))
        let high = change(LayoutPoint(x: right, y: bottom))
        return LayoutBox(left: low.x, top: low.y, right: high.x, bottom: high.y)
    }
}
