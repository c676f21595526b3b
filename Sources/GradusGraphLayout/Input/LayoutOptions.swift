/// Which way edges run.
public enum LayoutDirection: Sendable, Hashable {
    /// Layers are rows; edges run from top to bottom.
    case topDown
    /// Layers are columns; edges run from left to right.
    case leftRight
}

/// Distances and effort of a layered layout.
public struct LayoutOptions: Sendable, Hashable {
    /// Which way edges run.
    public var direction: LayoutDirection
    /// The least distance between two neighbouring boxes of a layer, in points.
    public var nodeSpacing: Double
    /// The least distance between two layers of boxes, in points; more where labels need it.
    public var layerSpacing: Double
    /// How far to the side a line may run, at most, for each point that it runs along: layers
    /// stand farther apart, by up to three times `layerSpacing` in each gap between rows, where lines
    /// would be flatter (with a row of labels between, a layer has two such gaps).
    /// Nil for layers at their least distances.
    public var slope: Double?
    /// The distance between a forward line and its backward twin, in points.
    public var laneSpacing: Double
    /// The empty border around the drawing, in points.
    public var margin: Double
    /// How often, at most, the layers are swept to lower the number of crossings.
    public var sweeps: Int
    /// From how many seeded random orders, besides the regular ones, crossings are reduced in
    /// graphs of some hundred nodes or fewer.
    public var restarts: Int

    /// Makes options; the defaults suit boxes of some 190 by 100 points.
    public init(
        direction: LayoutDirection = .topDown, nodeSpacing: Double = 60,
        layerSpacing: Double = 72, slope: Double? = nil, laneSpacing: Double = 20,
        margin: Double = 0, sweeps: Int = 24, restarts: Int = 3
    ) {
        self.direction = direction
        self.nodeSpacing = nodeSpacing
        self.layerSpacing = layerSpacing
        self.slope = slope
        self.laneSpacing = laneSpacing
        self.margin = margin
        self.sweeps = sweeps
        self.restarts = restarts
    }
}
