import GradusGraphics

extension PreparedGraphFigure {
    /// The layout of the cards and edges as JSON, in the form in which foreign graphs are
    /// written: a card's id is its name in marks, its label its name and expression; an edge's
    /// label is its local derivative or rule, where gradients are shown. Nil for a graph that
    /// cannot be laid out; see `isTangle`.
    public func layoutJSON(in context: FigureContext) -> [UInt8]? {
        let mode = figure.mode
        let body = GraphBody(
            scene: scene, context: context, direction: figure.direction, width: context.size.width,
            height: context.size.height)
        guard !scene.nodes.isEmpty else {
            return LayoutJSON(size: .zero, nodes: [], edges: []).bytes
        }
        guard let chosen = body.choose(room: context.size.comfortableHeight) else { return nil }
        return LayoutJSON(
            size: Size(chosen.layout.width, chosen.layout.height),
            nodes: scene.nodes.indices.map { index in
                let (node, centre) = (scene.nodes[index], chosen.layout.nodeCenters[index])
                return .init(
                    id: node.id,
                    label: node.block == nil
                        ? node.name + node.times + (node.expression.map { " = " + $0 } ?? "")
                        : node.name + node.times,
                    frame: Rectangle(
                        center: Point(centre.x, centre.y), size: chosen.frames[index]))
            },
            edges: zip(scene.edges, chosen.layout.edges).map { edge, route in
                .init(
                    from: scene.nodes[edge.from].id, to: scene.nodes[edge.to].id,
                    label: mode.showsGradients
                        ? edge.derivative.map { NumberText.short($0) } ?? edge.formula ?? "" : "",
                    curve: route.points)
            }
        ).bytes
    }
}

extension ComputationGraphFigure {
    /// The layout of the cards and edges as JSON; see `PreparedGraphFigure.layoutJSON(in:)`.
    public func layoutJSON(in context: FigureContext) -> [UInt8]? {
        prepared().layoutJSON(in: context)
    }

    /// The mark of a graph whose edges pass more layers than can be drawn.
    static let tangleMark = "graph/tangle"

    /// Whether a drawing says that its graph cannot be laid out, because its edges pass more
    /// layers than memory should hold.
    public static func isTangle(_ drawing: Drawing) -> Bool {
        drawing.leaves.contains { $0.name == tangleMark }
    }
}
