import GradusGraphics

/// A model or graph that another program wrote, as a figure among others: with a title, in the
/// width of its context where it fits.
public struct ModelFigure: Figure {
    /// The graph.
    public var graph: ForeignGraph
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of a graph; the graph's own title gives way to `text`.
    public init(_ graph: ForeignGraph, text: FigureText = FigureText()) {
        self.graph = graph
        self.graph.title = ""
        self.text = text
    }

    /// The graph in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        let layout: ForeignGraphLayout
        do {
            layout = try ForeignGraphLayout(graph, measuredBy: context.measure)
        } catch {
            return FigureFrame(text: text).drawing(
                in: context, description: "A graph that cannot be laid out: \(error)."
            ) { width, _ in
                .empty(
                    "the graph cannot be laid out", width: width,
                    type: FigureTypography(context.size), measuredBy: context.measure)
            }
        }
        let figure = ForeignGraphFigure(layout)
        return FigureFrame(text: text).drawing(in: context, description: figure.description) {
            _, _ in figure.body(measuredBy: context.measure)
        }
    }
}
