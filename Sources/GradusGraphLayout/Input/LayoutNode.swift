/// A box to be placed. Its number is its place in the list of nodes.
public struct LayoutNode: Sendable, Hashable {
    /// The box's width, in points.
    public var width: Double
    /// The box's height, in points.
    public var height: Double

    /// Makes a box of the given size.
    public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }
}
