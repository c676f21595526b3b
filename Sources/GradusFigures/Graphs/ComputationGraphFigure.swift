import GradusAutodiff
import GradusGraphics
import GradusTrace

/// A recorded computation graph: a card for each name or operation, an arrow for each use.
///
/// In the backward pass each edge has a twin that runs back beside it and carries the local
/// derivative. With `pathTo`, the ways from the root to that node stay in full colour, and
/// the product along each is written out below with the proof by central differences.
///
/// ```swift
/// ComputationGraphFigure(record, mode: .structure, text: FigureText(title: "A graph"))
/// ComputationGraphFigure(record, mode: .forward)
/// ComputationGraphFigure(record, mode: .backward, view: .operation)
/// ComputationGraphFigure(record, mode: .backward, pathTo: w.index)   // a node of the topology
/// ```
public struct ComputationGraphFigure: Figure {
    /// What is drawn on the graph.
    public enum Mode: String, Sendable, Codable, CaseIterable {
        /// Names, operations, shapes.
        case structure
        /// Values as well.
        case forward
        /// Values, gradients, and a twin of each edge with its local derivative.
        case backward
        /// Gradients and backward edges with their local derivatives, without the forward pass.
        case gradients

        /// Whether gradients and local derivatives are shown.
        public var showsGradients: Bool { self == .backward || self == .gradients }
    }

    /// The recorded evaluation.
    public var record: GraphRecord
    /// What is drawn on it.
    public var mode: Mode
    /// A card for each statement or for each operation.
    public var view: GraphViewKind
    /// The node, by its index in the topology, whose ways from the root are highlighted in the
    /// backward pass; nil for none. A node that the view does not show counts as none.
    public var pathTo: Int?
    /// Which scopes are drawn as one card.
    public var fold: GraphFold
    /// Whether folded scopes that are equal and follow one another are drawn once, with their
    /// number.
    public var mergesRepeats: Bool
    /// Whether literals, the 2 of `x * 2`, have cards of their own.
    public var hasConstants: Bool
    /// Where the graph runs to; nil for whatever fits, downwards where that does.
    public var direction: GraphDirection?
    /// How tensors are shown.
    public var cells: TensorCells
    /// Title, subtitle, caption.
    public var text: FigureText
    /// Whether shapes and colours are explained below the graph.
    public var hasLegend: Bool

    /// Makes a figure of a recorded graph.
    public init(
        _ record: GraphRecord, mode: Mode, view: GraphViewKind = .statement, pathTo: Int? = nil,
        fold: GraphFold = .automatic, mergesRepeats: Bool = true, hasConstants: Bool = false,
        direction: GraphDirection? = nil,
        cells: TensorCells = .auto, text: FigureText = FigureText(), hasLegend: Bool = true
    ) {
        self.record = record
        self.mode = mode
        self.view = view
        self.pathTo = pathTo
        self.fold = fold
        self.mergesRepeats = mergesRepeats
        self.hasConstants = hasConstants
        self.direction = direction
        self.cells = cells
        self.text = text
        self.hasLegend = hasLegend
    }

    /// What the figure shows, in words written from its data.
    public var description: String { GraphScene(self).description }

    /// The graph in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        prepared().drawing(in: context)
    }

    /// The figure with what it draws taken from the record and folded: what takes long of a
    /// large graph, done once for the picture, the layout and the number of cards.
    public func prepared() -> PreparedGraphFigure { PreparedGraphFigure(self) }
}

/// A graph figure of which cards and edges are known.
public struct PreparedGraphFigure {
    let figure: ComputationGraphFigure
    let scene: GraphScene

    init(_ figure: ComputationGraphFigure) {
        self.figure = figure
        scene = GraphScene(figure)
    }

    /// The graph in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        let type = FigureTypography(context.size)
        return FigureFrame(text: figure.text, legend: figure.hasLegend ? scene.legend : [])
            .drawing(in: context, description: scene.description) { width, height in
                guard !scene.nodes.isEmpty else {
                    return .empty(
                        "the graph is empty", width: width, type: type,
                        measuredBy: context.measure)
                }
                return GraphBody(
                    scene: scene, context: context, direction: figure.direction, width: width,
                    height: height
                ).body()
            }
    }

    /// How many cards are drawn, and how many there would be if nothing were folded.
    public var cardCounts: (drawn: Int, unfolded: Int) {
        (scene.nodes.count, scene.unfoldedCount)
    }
}

/// Where a graph runs to.
public enum GraphDirection: String, Sendable, Codable, CaseIterable {
    /// From the leaves above to the root below.
    case topDown = "top-down"
    /// From the leaves at the left to the root at the right.
    case leftRight = "left-right"
}
