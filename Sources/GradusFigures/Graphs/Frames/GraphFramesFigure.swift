import GradusAutodiff
import GradusGraphics
import GradusTrace

/// A computation graph as it is computed: its leaves, then one node at a time forward, then one
/// node at a time backward. Laid out once; what has not happened yet is a pale outline.
public struct GraphFramesFigure: FramedFigure {
    /// The graph, with gradients; a highlighted path is left out.
    public var graph: ComputationGraphFigure

    /// Makes the frames of a recorded graph.
    public init(
        _ record: GraphRecord, view: GraphViewKind = .statement, fold: GraphFold = .automatic,
        direction: GraphDirection? = nil, cells: TensorCells = .auto,
        text: FigureText = FigureText()
    ) {
        graph = ComputationGraphFigure(
            record, mode: .backward, view: view, fold: fold, direction: direction, cells: cells,
            text: text)
    }

    /// The number of frames.
    public var frameCount: Int {
        let scene = GraphScene(graph)
        return scene.nodes.isEmpty ? 1 : GraphSteps(scene).count
    }

    /// All frames on one layout.
    public func frames(in context: FigureContext) -> DrawingFrames {
        let scene = GraphScene(graph)
        guard !scene.nodes.isEmpty else {
            let empty = graph.drawing(in: context)
            return DrawingFrames(
                size: empty.size, title: empty.title, description: empty.description,
                captions: [empty.description],
                layers: [DrawingFrames.Layer(frames: 0..<1, marks: empty.marks)])
        }
        let steps = GraphSteps(scene)
        var ranges: [String: Range<Int>] = [:]
        let drawing = FigureFrame(text: graph.text, legend: scene.legend).drawing(
            in: context, description: scene.description
        ) { width, height in
            let body = GraphBody(
                scene: scene, context: context, direction: graph.direction, width: width,
                height: height
            ).framed(steps)
            ranges = body.ranges
            return body.body
        }
        var layers: [DrawingFrames.Layer] = []
        for mark in drawing.marks {
            let frames = ranges[mark.name] ?? 0..<steps.count
            if layers.last?.frames == frames {
                layers[layers.count - 1].marks.append(mark)
            } else {
                layers.append(DrawingFrames.Layer(frames: frames, marks: [mark]))
            }
        }
        return DrawingFrames(
            size: drawing.size, title: drawing.title, description: drawing.description,
            captions: (0..<steps.count).map(steps.caption), layers: layers)
    }
}
