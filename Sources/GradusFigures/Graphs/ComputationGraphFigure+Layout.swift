import GradusGraphics

extension ComputationGraphFigure {
    /// The layout of the cards and edges as JSON, in the form in which foreign graphs are
    /// written: a card's id is its name in marks, its label its name and expression; an edge's
    /// label is its local derivative or rule, where gradients are shown.
    public func layoutJSON(in context: FigureContext) -> [UInt8] {
        let scene = GraphScene(self)
        let body = GraphBody(
            scene: scene, context: context, direction: direction, width: context.size.width,
            height: context.size.height)
        guard !scene.nodes.isEmpty,
            let chosen = body.choose(room: context.size.comfortableHeight)
        else { return LayoutJSON(size: .zero, nodes: [], edges: []).bytes }
        return LayoutJSON(
            size: Size(chosen.layout.width, chosen.layout.height),
            nodes: scene.nodes.indices.map { index in
                let (node, centre) = (scene.nodes[index], chosen.layout.nodeCenters[index])
                return .init(
                    id: node.id,
                    label: node.block == nil
                        ? node.name + (node.expression.map { " = " + $0 } ?? "")
                        : node.name
                            + (node.block.map { $0.repeats > 1 ? " × \($0.repeats)" : "" } ?? ""),
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
