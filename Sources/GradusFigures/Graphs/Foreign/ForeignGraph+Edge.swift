import GradusGraphics

extension ForeignGraph {
    /// What stands at an edge's end.
    public enum Arrow: Sendable, Hashable {
        /// Nothing.
        case none
        /// A filled head.
        case normal
        /// A head of two strokes.
        case open
        /// An outlined head.
        case empty
        /// A filled head that points back.
        case inverted
        /// A filled dot.
        case dot
        /// An outlined dot.
        case emptyDot
        /// A filled rhombus.
        case diamond
        /// An outlined rhombus.
        case emptyDiamond
        /// A filled square.
        case box
        /// A bar across.
        case bar
    }

    /// A side or corner of a box.
    public enum Compass: String, Sendable, Hashable {
        case north = "n"
        case northEast = "ne"
        case east = "e"
        case southEast = "se"
        case south = "s"
        case southWest = "sw"
        case west = "w"
        case northWest = "nw"
        /// The middle.
        case center = "c"
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
        /// The side at which it begins; nil for the one that faces the other end.
        public var fromSide: Compass?
        /// The side at which it ends.
        public var toSide: Compass?
        /// The lines beside it; empty for none.
        public var label: [Line] = []
        /// The lines beside its start; empty for none.
        public var startLabel: [Line] = []
        /// The lines beside its end; empty for none.
        public var endLabel: [Line] = []
        /// How strongly it wants to be short.
        public var weight = 1.0
        /// How many layers it spans at least.
        public var span = 1
        /// Whether it has a say in which layers its ends stand.
        public var constrains = true
        /// What stands at its start.
        public var startArrow = Arrow.none
        /// What stands at its end.
        public var endArrow = Arrow.normal
        /// The size of its arrows as a part of the usual one.
        public var arrowSize = 1.0
        /// Its colour; nil for the theme's.
        public var color: RGBColor?
        /// The colour of what stands beside it; nil for the theme's.
        public var ink: RGBColor?
        /// How it is drawn.
        public var lineStyle = LineStyle.solid
        /// Its width in points; nil for the usual one.
        public var lineWidth: Double?
        /// Whether it is drawn.
        public var isVisible = true
        /// The byte of the file at which its label or its statement begins, if that is text.
        public var source: Int?

        /// Makes an edge between two nodes.
        public init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }
}
