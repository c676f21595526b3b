/// A group of nodes with a frame around it. Its number is its place in the list of clusters.
public struct LayoutCluster: Sendable, Hashable {
    /// The cluster around it, which comes before it; nil for none.
    public var parent: Int?
    /// The distance between its frame and the boxes in it, in points; no more than 10.
    public var padding: Double
    /// The room for a name at the upper side of its frame, in points.
    public var head: Double
    /// The room for a name at the lower side of its frame, in points.
    public var foot: Double

    /// Makes a cluster.
    public init(
        parent: Int? = nil, padding: Double = 0, head: Double = 0, foot: Double = 0
    ) {
        self.parent = parent
        self.padding = padding
        self.head = head
        self.foot = foot
    }
}
