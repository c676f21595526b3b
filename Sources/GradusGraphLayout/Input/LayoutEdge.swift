/// Room for the text that stands beside an edge.
public struct LayoutLabel: Sendable, Hashable {
    /// The label's width, in points.
    public var width: Double
    /// The label's height, in points.
    public var height: Double

    /// Makes a label of the given size.
    public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }
}

/// An edge between two boxes. Several edges may join the same two; each is drawn apart.
public struct LayoutEdge: Sendable, Hashable {
    /// The node at which the edge starts.
    public var from: Int
    /// The node at which it ends.
    public var to: Int
    /// The label beside it, if any.
    public var label: LayoutLabel?
    /// How many lines run along it: 1, or 2 when a backward twin runs beside the forward line.
    public var lanes: Int
    /// How strongly the edge wants to be short and straight; 1 is usual, and above 0.
    public var weight: Double

    /// Makes an edge.
    public init(
        from: Int, to: Int, label: LayoutLabel? = nil, lanes: Int = 1, weight: Double = 1
    ) {
        self.from = from
        self.to = to
        self.label = label
        self.lanes = lanes
        self.weight = weight
    }
}
