/// Why a graph cannot be laid out.
public enum LayoutError: Error, Sendable, Hashable {
    /// A node's width or height is negative, not finite or above a million points.
    case invalidNodeSize(node: Int)
    /// A label's width or height is negative, not finite or above a million points.
    case invalidLabelSize(edge: Int)
    /// An edge names a node that does not exist.
    case unknownNode(edge: Int, node: Int)
    /// An edge has neither one lane nor two.
    case invalidLanes(edge: Int, lanes: Int)
    /// An edge's weight is not a positive finite number up to a million.
    case invalidWeight(edge: Int)
    /// A node names a cluster that does not exist.
    case unknownCluster(node: Int, cluster: Int)
    /// A cluster's parent does not come before the cluster.
    case invalidClusterParent(cluster: Int)
    /// A cluster's padding is above 10 points, or its room for a name is no length.
    case invalidClusterRoom(cluster: Int)
    /// A distance or a count in the options is negative, not finite or far too large.
    case invalidOption(name: String)
    /// Edges pass more layers in all than can be drawn.
    case tooManyPassedLayers(limit: Int)
}

extension LayoutError: CustomStringConvertible {
    /// One sentence that says what is wrong.
    public var description: String {
        switch self {
        case .invalidNodeSize(let node):
            "node \(node) needs a finite width and height from 0 to 1000000"
        case .invalidLabelSize(let edge):
            "the label of edge \(edge) needs a finite width and height from 0 to 1000000"
        case .unknownNode(let edge, let node):
            "edge \(edge) names node \(node), which does not exist"
        case .invalidLanes(let edge, let lanes):
            "edge \(edge) has \(lanes) lanes; there can be 1 or 2"
        case .invalidWeight(let edge):
            "the weight of edge \(edge) must be above 0 and at most 1000000"
        case .unknownCluster(let node, let cluster):
            "node \(node) names cluster \(cluster), which does not exist"
        case .invalidClusterParent(let cluster):
            "the parent of cluster \(cluster) must come before it"
        case .invalidClusterRoom(let cluster):
            "cluster \(cluster) needs a padding from 0 to 10 and rooms from 0 to 1000000"
        case .invalidOption(let name):
            "the layout option '\(name)' must be a finite number, not negative and not huge"
        case .tooManyPassedLayers(let limit):
            "edges pass more than \(limit) layers in all, which no picture can show"
        }
    }
}
