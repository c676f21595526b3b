import GradusGraphics

/// A block of a document.
public indirect enum DocumentBlock: Hashable, Sendable {
    /// A heading.
    case heading(DocumentHeading)
    /// A paragraph.
    case paragraph([DocumentInline])
    /// Code, with what it printed where it is a transcript.
    case code(DocumentCode)
    /// A list.
    case list(DocumentList)
    /// A quotation.
    case quote([DocumentBlock])
    /// A table.
    case table(DocumentTable)
    /// A figure.
    case figure(DocumentFigure)
    /// A line across the page.
    case rule

    /// The figures in this block, in order.
    public var figures: [DocumentFigure] {
        switch self {
        case .figure(let figure): [figure]
        case .list(let list): list.items.flatMap { $0.flatMap(\.figures) }
        case .quote(let blocks): blocks.flatMap(\.figures)
        case .heading, .paragraph, .code, .table, .rule: []
        }
    }

    /// The text and key of every recorded number in this block, in order.
    public var keyedValues: [(text: String, key: String)] {
        switch self {
        case .heading(let heading): heading.inlines.flatMap(\.keyedValues)
        case .paragraph(let inlines): inlines.flatMap(\.keyedValues)
        case .list(let list): list.items.flatMap { $0.flatMap(\.keyedValues) }
        case .quote(let blocks): blocks.flatMap(\.keyedValues)
        case .table(let table):
            ([table.header] + table.rows).flatMap { $0.flatMap { $0.flatMap(\.keyedValues) } }
        case .figure(let figure):
            figure.drawing.keyedRuns + figure.caption.flatMap(\.keyedValues)
        case .code, .rule: []
        }
    }
}

/// A heading; level 1 stands directly below the document's title.
public struct DocumentHeading: Hashable, Sendable {
    /// From 1.
    public var level: Int
    /// What it says.
    public var inlines: [DocumentInline]
    /// What links lead to, unique in its document: `a-path-and-its-product`.
    public var identifier: String

    /// Makes a heading.
    public init(level: Int, inlines: [DocumentInline], identifier: String) {
        self.level = level
        self.inlines = inlines
        self.identifier = identifier
    }
}

/// A list.
public struct DocumentList: Hashable, Sendable {
    /// Whether its items are numbered.
    public var isOrdered: Bool
    /// The number of the first item.
    public var start: Int
    /// Whether the items stand close together.
    public var isTight: Bool
    /// The blocks of each item.
    public var items: [[DocumentBlock]]
    /// For each item with a box to tick whether it is ticked; nil, or no entry, without one.
    public var tasks: [Bool?]

    /// Makes a list.
    public init(
        isOrdered: Bool = false, start: Int = 1, isTight: Bool = true, items: [[DocumentBlock]],
        tasks: [Bool?] = []
    ) {
        self.isOrdered = isOrdered
        self.start = start
        self.isTight = isTight
        self.items = items
        self.tasks = tasks
    }

    /// Whether the box of an item is ticked; nil without a box.
    func task(_ index: Int) -> Bool? { tasks.indices.contains(index) ? tasks[index] : nil }
}

/// A table; a row shorter than the header ends in empty cells.
public struct DocumentTable: Hashable, Sendable {
    /// How a column is set.
    public enum Alignment: String, Sendable {
        /// To the left.
        case leading
        /// In the middle.
        case center
        /// To the right: numbers.
        case trailing
    }
    /// How each column is set; columns beyond are leading.
    public var alignments: [Alignment]
    /// The header's cells.
    public var header: [[DocumentInline]]
    /// The cells of each row.
    public var rows: [[[DocumentInline]]]

    /// Makes a table.
    public init(
        alignments: [Alignment] = [], header: [[DocumentInline]], rows: [[[DocumentInline]]]
    ) {
        self.alignments = alignments
        self.header = header
        self.rows = rows
    }

    /// How a column is set.
    func alignment(_ column: Int) -> Alignment {
        alignments.indices.contains(column) ? alignments[column] : .leading
    }

    /// The number of columns of the widest row.
    var columnCount: Int { ([header] + rows).map(\.count).max() ?? 0 }
}

/// A figure with its caption.
public struct DocumentFigure: Hashable, Sendable {
    /// The name that links and files bear, unique in its document: `forward`.
    public var name: String
    /// The number in its document, from 1.
    public var number: Int
    /// What is drawn.
    public var drawing: Drawing
    /// The frames whose last one `drawing` is, where the figure happens step by step.
    public var frames: DrawingFrames?
    /// What stands below it, without the number.
    public var caption: [DocumentInline]
    /// Files of the figure beside the page.
    public var downloads: [DocumentDownload]

    /// Makes a figure; its alternative text is the drawing's description.
    public init(
        name: String, number: Int, drawing: Drawing, frames: DrawingFrames? = nil,
        caption: [DocumentInline] = [], downloads: [DocumentDownload] = []
    ) {
        self.name = name
        self.number = number
        self.drawing = drawing
        self.frames = frames
        self.caption = caption
        self.downloads = downloads
    }

    /// What links lead to: `figure-forward`.
    public var identifier: String {
        "figure-" + name.split(whereSeparator: \.isWhitespace).joined(separator: "-")
    }
    /// `Figure 3`.
    public var label: String { "Figure \(number)" }
}

/// A file that a page offers.
public struct DocumentDownload: Hashable, Sendable {
    /// What it is called: `PNG`, `PDF`, `Trace`.
    public var label: String
    /// The file, seen from the page.
    public var path: String
    /// The address of the file as links write it.
    var address: String { HTMLText.address(ofFile: path) }

    /// Makes a download.
    public init(_ label: String, path: String) {
        self.label = label
        self.path = path
    }
}
