import GradusGraphics

extension ForeignGraph {
    /// Where a line of text stands in its box.
    public enum Alignment: Sendable, Hashable {
        /// At the left border.
        case left
        /// In the middle.
        case center
        /// At the right border.
        case right
    }

    /// How a piece of text looks, where that differs from the text of its box.
    public struct Look: Sendable, Hashable {
        /// Whether it is bold.
        public var isBold = false
        /// Whether it is slanted.
        public var isItalic = false
        /// Whether there is a line below it.
        public var isUnderlined = false
        /// Whether there is a line above it.
        public var isOverlined = false
        /// Whether there is a line through it.
        public var isStruck = false
        /// Whether it is set in the fixed-width face; nil for that of its box.
        public var isCode: Bool?
        /// Its size in points; nil for that of its box.
        public var size: Double?
        /// A factor of the size: subscripts and superscripts are smaller.
        public var scale = 1.0
        /// How far its baseline is raised, as a part of the size.
        public var rise = 0.0
        /// Its colour; nil for that of its box.
        public var color: RGBColor?

        /// Makes the look of the text of its box.
        public init() {}
    }

    /// A piece of a line in one look.
    public struct Run: Sendable, Hashable {
        /// Its characters.
        public var text: String
        /// How it looks.
        public var look: Look

        /// Makes a piece.
        public init(_ text: String, _ look: Look) {
            self.text = text
            self.look = look
        }
    }

    /// A line of text.
    public struct Line: Sendable, Hashable {
        /// Its characters.
        public let text: String
        /// Where it stands.
        public let alignment: Alignment
        /// Its pieces, where not all of it looks like the text of its box; else empty.
        public let runs: [Run]
        /// Whether it says what the box is: it is set in bold.
        public var isTitle = false

        /// Makes a line, in the middle unless told otherwise.
        public init(_ text: String, alignment: Alignment = .center) {
            self.text = text
            self.alignment = alignment
            runs = []
        }

        /// Makes a line of pieces.
        public init(_ runs: [Run], alignment: Alignment = .center) {
            text = runs.map(\.text).joined()
            self.alignment = alignment
            var bold = Look()
            bold.isBold = true
            isTitle = !runs.isEmpty && runs.allSatisfy { $0.look == bold }
            self.runs = isTitle || runs.allSatisfy { $0.look == Look() } ? [] : runs
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
}
