/// A box to be placed. Its number is its place in the list of nodes.
public struct LayoutNode: Sendable, Hashable {
    /// The box's width, in points.
    public var width: Double
    /// The box's height, in points.
    public var height: Double

    /// The number of the innermost cluster that holds the box, if any.
    public var cluster: Int?

    /// Makes a box of the given size.
    public init(width: Double, height: Double, cluster: Int? = nil) {
        self.width = width
        self.height = height
        self.cluster = cluster
    }
}
