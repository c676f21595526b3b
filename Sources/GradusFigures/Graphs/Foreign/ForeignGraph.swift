import GradusGraphics

/// A graph that another program describes: boxes with text, and edges, without any values.
public struct ForeignGraph: Sendable, Hashable {
    /// Where a line of text stands in its box.
    public enum Alignment: Sendable, Hashable {
        /// At the left border.
        case left
        /// In the middle.
        case center
        /// At the right border.
        case right
    }

    /// A line of text.
    public struct Line: Sendable, Hashable {
        /// Its characters.
        public var text: String
        /// Where it stands.
        public var alignment: Alignment
        /// Whether it says what the box is.
        public var isTitle = false

        /// Makes a line, in the middle unless told otherwise.
        public init(_ text: String, alignment: Alignment = .center) {
            self.text = text
            self.alignment = alignment
        }
    }

    /// What a box holds: text, or fields separated by lines, each divided the other way.
    public struct Field: Sendable, Hashable {
        /// Its text; empty where it has fields.
        public var lines: [Line]
        /// The fields in it; nested at most some twenty levels deep.
        public var fields: [Field]
        /// The name by which edges may end at it.
        public var port: String?

        /// Makes a field.
        public init(lines: [Line], fields: [Field] = [], port: String? = nil) {
            self.lines = lines
            self.fields = fields
            self.port = port
        }
    }

    /// The outline of a node.
    public enum Shape: Sendable, Hashable {
        /// Square corners.
        case box
        /// Softly rounded corners.
        case rounded
        /// Strongly rounded: what others draw as ellipses.
        case oval
        /// No outline.
        case none
        /// A dot without text.
        case point
    }

    /// A node.
    public struct Node: Sendable, Hashable {
        /// The name, unique in the graph.
        public var id: String
        /// The label as plain text, for programs.
        public var label: String
        /// What stands in it.
        public var content: Field
        /// Whether the outermost fields stand below one another.
        public var isStacked = false
        /// The outline.
        public var shape = Shape.oval
        /// The least width in points, or the width if the size is fixed.
        public var width: Double?
        /// The least height in points, or the height if the size is fixed.
        public var height: Double?
        /// Whether the text has no say in the size.
        public var isFixedSize = false
        /// The size of its text in points.
        public var fontSize = 11.0
        /// The ground; nil for the theme's.
        public var fill: RGBColor?
        /// Whether it is drawn.
        public var isVisible = true
        /// The frame that it stands in, a place in `clusters`.
        public var cluster: Int?
        /// What it does, whatever it is called; nil for what is one of a kind. Boxes of equal
        /// kinds may repeat one another.
        public var kind: String?
        /// What is known of each value that it yields, such as the shape; nil for nothing. Boxes
        /// whose values are known to differ do not repeat one another.
        public var results: [String?] = []

        /// Makes a node that shows `label`.
        public init(id: String, label: String, content: Field) {
            self.id = id
            self.label = label
            self.content = content
        }
    }

    /// An edge.
    public struct Edge: Sendable, Hashable {
        /// The place of its first end in `nodes`.
        public var from: Int
        /// The place of its second end in `nodes`.
        public var to: Int
        /// The field of the first end at which it begins; nil, or the name of no field, for the
        /// whole box.
        public var fromPort: String?
        /// The same for the second end.
        public var toPort: String?
        /// The lines beside it; empty for none.
        public var label: [Line] = []
        /// How strongly it wants to be short.
        public var weight = 1.0
        /// Whether it has an arrow head at its end.
        public var hasHead = true
        /// Whether it has an arrow head at its start.
        public var hasStartHead = false
        /// Whether it is dashed.
        public var isDashed = false
        /// Whether it is drawn.
        public var isVisible = true

        /// Makes an edge between two nodes.
        public init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }

    /// A frame around nodes.
    public struct Cluster: Sendable, Hashable {
        /// What stands at its upper border; empty for nothing.
        public var label: [Line]
        /// The frame around it, a place in `clusters` before its own.
        public var parent: Int?
        /// Whether what runs into its boxes is framed as well: it is drawn once for many.
        public var holdsEdges = false

        /// Makes a frame.
        public init(label: [Line], parent: Int?) {
            self.label = label
            self.parent = parent
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

    /// Makes an empty graph.
    public init() {}
}
