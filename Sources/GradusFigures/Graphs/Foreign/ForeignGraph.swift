import GradusGraphics

/// A graph that another program describes: boxes with text, and edges, without any values.
/// What is said of colours is a wish: what would be hard to read is drawn darker or lighter.
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
        /// Whether it says what the box is: it is set in bold.
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
        /// Its table; then it has neither lines nor fields.
        public var table: Table?
        /// Its ground; nil for that of what is around it.
        public var fill: RGBColor?
        /// Its text's colour; nil for that of what is around it.
        public var ink: RGBColor?

        /// Makes a field.
        public init(lines: [Line], fields: [Field] = [], port: String? = nil) {
            self.lines = lines
            self.fields = fields
            self.port = port
        }
    }

    /// Cells in rows and columns.
    public struct Table: Sendable, Hashable {
        /// A cell.
        public struct Cell: Sendable, Hashable {
            /// Its rows.
            public var rows: Range<Int>
            /// Its columns.
            public var columns: Range<Int>
            /// What stands in it.
            public var field: Field
            /// Whether it has an outline.
            public var hasBorder: Bool

            /// Makes a cell.
            public init(rows: Range<Int>, columns: Range<Int>, field: Field, hasBorder: Bool) {
                self.rows = rows
                self.columns = columns
                self.field = field
                self.hasBorder = hasBorder
            }
        }
        /// The cells; at least one.
        public var cells: [Cell]
        /// Whether there is an outline around all.
        public var hasBorder: Bool

        /// Makes a table.
        public init(cells: [Cell], hasBorder: Bool) {
            self.cells = cells
            self.hasBorder = hasBorder
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
    public var ranks: [[Int]] = []
    /// The byte of the file at which the title begins, if that is text.
    public var source: Int?

    /// Makes an empty graph.
    public init() {}
}
