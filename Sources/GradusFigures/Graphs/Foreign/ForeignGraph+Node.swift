import GradusGraphics

extension ForeignGraph {
    /// The outline of a node.
    public enum Shape: Sendable, Hashable, CaseIterable {
        /// Square corners.
        case box
        /// Softly rounded corners.
        case rounded
        /// Strongly rounded: what others draw as ellipses.
        case oval
        /// A circle.
        case circle
        /// An egg, its broad end below.
        case egg
        /// A box with sides of one length.
        case square
        /// A rhombus.
        case diamond
        /// Five corners, one of them above.
        case pentagon
        /// Seven corners, one of them above.
        case septagon
        /// Eight corners.
        case octagon
        /// A star of five points.
        case star
        /// A box with a roof.
        case house
        /// A box with a roof below.
        case invertedHouse
        /// A broad arrow to the right.
        case rightArrow
        /// A broad arrow to the left.
        case leftArrow
        /// A box with a tip at the right.
        case tag
        /// A box in perspective.
        case cuboid
        /// A sheet with a square tab.
        case tab
        /// A box with a line to sign on.
        case signature
        /// A rhombus with cut corners.
        case cutDiamond
        /// A square with cut corners.
        case cutSquare
        /// A circle with cut ends.
        case cutCircle
        /// Six corners, two of them at the sides.
        case hexagon
        /// A triangle that stands on its base.
        case triangle
        /// A triangle that stands on its tip.
        case invertedTriangle
        /// A trapezium with the longer side below.
        case trapezium
        /// A trapezium with the longer side above.
        case invertedTrapezium
        /// A box leaning to the right.
        case parallelogram
        /// A sheet with a bent corner.
        case note
        /// A folder with a tab.
        case folder
        /// A box with two lugs.
        case component
        /// A drum.
        case cylinder
        /// A line below the text.
        case underline
        /// No outline.
        case none
        /// A dot without text.
        case point
    }

    /// How a line is drawn.
    public enum LineStyle: Sendable, Hashable {
        /// Without gaps.
        case solid
        /// Long strokes.
        case dashed
        /// Dots.
        case dotted
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
        /// Whether its text is set in the fixed-width face.
        public var isCode = false
        /// The ground; nil for the theme's.
        public var fill: RGBColor?
        /// The outline's colour; nil for the theme's.
        public var stroke: RGBColor?
        /// The text's colour; nil for the theme's.
        public var ink: RGBColor?
        /// How the outline is drawn.
        public var lineStyle = LineStyle.solid
        /// The outline's width in points.
        public var lineWidth = 1.0
        /// How many outlines there are, one in another.
        public var outlines = 1
        /// Lines beside the box; empty for none.
        public var sideLabel: [Line] = []
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
        /// The byte of the file at which its label begins, if that is text.
        public var source: Int?

        /// Makes a node that shows `label`.
        public init(id: String, label: String, content: Field) {
            self.id = id
            self.label = label
            self.content = content
        }
    }
}
