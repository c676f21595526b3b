/// A drawn graph: where each box stands and which way each edge takes.
public struct LayeredLayout: Sendable, Hashable {
    /// The drawing's width with its margins, in points.
    public var width: Double
    /// The drawing's height with its margins, in points.
    public var height: Double
    /// The centre of each node, in the order of the nodes.
    public var nodeCenters: [LayoutPoint]
    /// The way of each edge, in the order of the edges.
    public var edges: [RoutedEdge]
    /// The layer of each node within its part of the graph, from 0; edges run to higher layers
    /// except where a cycle had to be broken.
    public var nodeLayers: [Int]
    /// The frame of each cluster, around its boxes and what runs between them; nil where it holds
    /// no node. No box that does not belong to a cluster stands in its frame.
    public var clusterBoxes: [LayoutBox?]

    /// Makes a layout from its parts.
    public init(
        width: Double, height: Double, nodeCenters: [LayoutPoint], edges: [RoutedEdge],
        nodeLayers: [Int], clusterBoxes: [LayoutBox?] = []
    ) {
        self.width = width
        self.height = height
        self.nodeCenters = nodeCenters
        self.edges = edges
        self.nodeLayers = nodeLayers
        self.clusterBoxes = clusterBoxes
    }
}
