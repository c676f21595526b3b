import GradusGraphics

/// A strip of a document that stays on one page: a line, a figure, a row.
struct FlowItem {
    /// The height in points.
    var height: Double
    /// The space above, left out at the top of a page.
    var spaceBefore = 0.0
    /// Whether no page may end behind it.
    var keepsWithNext = false
    /// What is drawn, seen from the strip's top left corner at the text's left edge.
    var marks: [Mark] = []
    /// The boxes that it stands in, from outside to inside.
    var boxes: [FlowBox] = []
    /// Places that links lead to.
    var destinations: [String] = []
    /// Its line in the outline.
    var outline: (title: String, level: Int)?
    /// What is set again above it if it begins a page: a table's header.
    var repeated: [FlowItem] = []
    /// Whether it is part of a figure, which may wait until the page after the text that
    /// follows it.
    var isFigure = false
    /// The block of running text that it is part of, which may stand before a waiting figure.
    var textBlock: Int?
    /// The same content made smaller, where a page has room for that only.
    var smaller: [FlowItem] = []
}

/// The ground of strips that follow one another, drawn once a page.
struct FlowBox: Hashable {
    /// How it looks.
    enum Look: Hashable {
        /// A filled panel: code.
        case panel
        /// A line at the left: a session, a quotation.
        case bar
    }
    /// Tells boxes apart.
    var identifier: Int
    /// How it looks.
    var look: Look
    /// The left edge.
    var x: Double
    /// Across.
    var width: Double
    /// The space inside, above the first strip and below the last one.
    var padding: Double
}
