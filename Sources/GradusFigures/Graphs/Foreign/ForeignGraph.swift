import GradusGraphics

/// A graph that another program describes: boxes with text, and edges, without any values.
/// What is said of colours is a wish: what would be hard to read is drawn darker or lighter.
public struct ForeignGraph: Sendable, Hashable {
    /// A frame around nodes.
    public struct Cluster: Sendable, Hashable {
        /// What stands at its upper border; empty for nothing.
        public var label: [Line]
        /// The frame around it, a place in `clusters` before its own.
        public var parent: Int?
        /// Whether what runs into its boxes is framed as well: it is drawn once for many.
        public var holdsEdges = false
        /// Whether the label stands at the lower border instead.
        public var hasLabelBelow = false
        /// The ground; nil for the theme's.
        public var fill: RGBColor?
        /// The border's colour; nil for the theme's.
        public var stroke: RGBColor?
        /// The label's colour; nil for the theme's.
        public var ink: RGBColor?
        /// How the border is drawn.
        public var lineStyle = LineStyle.solid
        /// The border's width in points.
        public var lineWidth = 0.8
        /// Whether the frame is drawn at all.
        public var isVisible = true
        /// The byte of the file at which its label begins, if that is text.
        public var source: Int?

        /// Makes a frame.
        public init(label: [Line], parent: Int?) {
            self.label = label
            self.parent = parent
        }
    }

    /// Nodes that stand in one layer.
    public struct Rank: Sendable, Hashable {
        /// Which layer that is.
        public enum Kind: String, Sendable {
            /// Any.
            case same
            /// The first one.
            case min
            /// The first one, and nothing else stands there.
            case source
            /// The last one.
            case max
            /// The last one, and nothing else stands there.
            case sink

            /// Whether it is at the beginning or the end.
            var isFirst: Bool { self == .min || self == .source }
            var isLast: Bool { self == .max || self == .sink }
            /// Whether no other node may stand there.
            var isAlone: Bool { self == .source || self == .sink }
        }
        /// Which layer.
        public var kind: Kind
        /// The nodes, places in the graph's.
        public var nodes: [Int]

        /// Makes a group.
        public init(_ kind: Kind, of nodes: [Int]) {
            self.kind = kind
            self.nodes = nodes
        }
    }

    /// Which way edges run.
    public enum Direction: Sendable, Hashable {
        /// Downwards.
        case down
        /// Upwards.
        case up
        /// To the right.
        case right
        /// To the left.
        case left
    }

    /// The title; empty for none.
    public var title = ""
    /// Where the title's lines stand.
    public var titleAlignment = Alignment.left
    /// Whether the title stands below the graph.
    public var hasTitleBelow = false
    /// What is said in small print below the title; empty for nothing.
    public var note = ""
    /// The ground; nil for the theme's.
    public var fill: RGBColor?
    /// The title's colour; nil for the theme's.
    public var ink: RGBColor?
    /// Which way edges run.
    public var direction = Direction.down
    /// The least distance between neighbouring boxes of a layer, in points.
    public var nodeSpacing = 18.0
    /// The least distance between layers, in points.
    public var layerSpacing = 36.0
    /// The nodes.
    public var nodes: [Node] = []
    /// The edges.
    public var edges: [Edge] = []
    /// The frames.
    public var clusters: [Cluster] = []
    /// Groups of nodes that stand in one layer.
    public var ranks: [Rank] = []
    /// The byte of the file at which the title begins, if that is text.
    public var source: Int?

    /// Makes an empty graph.
    public init() {}
}
