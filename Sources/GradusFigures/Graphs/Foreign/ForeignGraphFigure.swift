import GradusGraphics

/// A graph that another program describes, laid out and drawn in Gradus's own look.
public struct ForeignGraphFigure: Figure {
    /// The laid-out graph.
    public var layout: ForeignGraphLayout

    /// Makes a figure of a laid-out graph.
    public init(_ layout: ForeignGraphLayout) { self.layout = layout }

    /// What the figure shows, in words.
    public var description: String {
        let graph = layout.graph
        let names = graph.nodes.prefix(12).map {
            $0.label.split(separator: "\n").joined(separator: " ")
        }
        return "A graph of \(graph.nodes.count) nodes and \(graph.edges.count) edges"
            + (names.isEmpty ? "." : ": " + names.joined(separator: ", "))
            + (graph.nodes.count > 12 ? " and more." : names.isEmpty ? "" : ".")
    }

    /// The graph in its natural size, whatever the context's.
    public func drawing(in context: FigureContext) -> Drawing {
        let graph = layout.graph
        let margin = 14.0
        let type = FigureTypography(context.size)
        let title = WrappedText(
            graph.title, type.title, width: max(layout.size.width, 120), measuredBy: context.measure
        )
        let top = title.lines.isEmpty ? margin : margin + title.height + type.base * 0.8
        let body = body(measuredBy: context.measure)
        var list = MarkList(measuredBy: context.measure)
        title.draw("title", at: Point(margin, margin), into: &list)
        list.add(body.marks.map { $0.moved(by: Vector(margin, top)) })
        return Drawing(
            size: Size(
                max(layout.size.width, title.lines.isEmpty ? 0 : 120) + 2 * margin,
                layout.size.height + top + margin),
            title: graph.title, description: description, marks: list.marks)
    }

    /// The boxes, edges and frames, without margins and title.
    func body(measuredBy measure: any TextMeasuring) -> FigureBody {
        let graph = layout.graph
        var list = MarkList(measuredBy: measure)
        let clusters = ForeignClusterFrames(layout, labelSize: Self.clusterStyle.size)
        for index in clusters.drawn {
            if let frame = clusters.frames[index] { drawCluster(index, frame, into: &list) }
        }
        for index in graph.edges.indices where graph.edges[index].isVisible {
            drawEdge(index, into: &list)
        }
        for index in graph.nodes.indices where graph.nodes[index].isVisible {
            drawNode(index, into: &list)
        }
        drawClusterLabels(clusters, into: &list)
        return FigureBody(size: layout.size, marks: list.marks)
    }

    // MARK: Nodes

    private func drawNode(_ index: Int, into list: inout MarkList) {
        let node = layout.graph.nodes[index]
        let frame = layout.frames[index]
        let name = "node/\(index)"
        let radius: Double =
            switch node.shape {
            case .box, .none: 0
            case .rounded: min(6, frame.height / 2)
            case .oval: min(14, frame.height / 2)
            case .point: min(frame.width, frame.height) / 2
            }
        let outline = Path.rectangle(frame, cornerRadius: radius)
        let line = Paint.role(node.fill == nil ? .operation : .muted)
        if node.shape != .none {
            let fill: Paint =
                node.shape == .point
                ? .role(.ink) : node.fill.map(Paint.fixed) ?? .role(.operationFill)
            list.path(
                name + "/box", .node, outline, fill: fill, stroke: Stroke(line, width: 1),
                description: node.label)
        }
        guard node.shape != .point else { return }
        // On a foreign ground the ink is whichever of black and white can be read.
        let black = RGBColor(hex: 0x16_1B22)
        let ink: Paint =
            node.fill.map { fill in
                let white = RGBColor(hex: 0xFF_FFFF)
                return .fixed(
                    fill.contrast(with: black) >= fill.contrast(with: white) ? black : white)
            } ?? .role(.ink)
        layout.contents[index].draw(name, in: frame, rule: line, ink: ink, into: &list)
    }

    // MARK: Edges

    private func drawEdge(_ index: Int, into list: inout MarkList) {
        let edge = layout.graph.edges[index]
        let points = layout.curves[index]
        let name = "edge/\(index)"
        let stroke = Stroke(.role(.forward), width: 1.1, dashes: edge.isDashed ? [4, 3] : [])
        EdgeLine(
            curve: points, stroke: stroke, headLength: edge.hasHead ? 7 : 0,
            startHeadLength: edge.hasStartHead ? 7 : 0
        ).draw(name, into: &list)
        guard let center = layout.labelCenters[index] else { return }
        ForeignContent.draw(
            edge.label, name + "/label", style: ForeignContent.style(10),
            in: Rectangle(center: center, size: Size(0, 0)), ink: .role(.muted), into: &list)
    }

    // MARK: Clusters

    private static let clusterStyle = ForeignContent.style(10)

    private func drawCluster(_ index: Int, _ frame: Rectangle, into list: inout MarkList) {
        list.path(
            "cluster/\(index)", .panel, .rectangle(frame, cornerRadius: 6),
            fill: .role(.panel), stroke: Stroke(.role(.rule), width: 0.8))
    }

    /// The titles of frames, each where fewest edges run; only where none runs a ground hides
    /// what is below.
    private func drawClusterLabels(_ clusters: ForeignClusterFrames, into list: inout MarkList) {
        let style = Self.clusterStyle
        let graph = layout.graph
        let titled = clusters.drawn.filter { !graph.clusters[$0].label.isEmpty }
        guard !titled.isEmpty else { return }
        let measure = list.measure
        let edgeLabels = zip(graph.edges, layout.labelCenters).compactMap { edge, center in
            center.map {
                Rectangle(
                    center: $0, size: ForeignContent.size(edge.label, style, measuredBy: measure))
            }
        }
        var labels = ForeignClusterLabels(layout, edgeLabels: edgeLabels)
        for index in titled {
            guard let frame = clusters.frames[index] else { continue }
            let lines = graph.clusters[index].label
            let extent = ForeignContent.size(lines, style, measuredBy: measure)
            let place = labels.place(
                Size(extent.width + style.size, extent.height), in: frame)
            if place.mayHaveGround {
                list.path(
                    "cluster/\(index)/ground", .panel, .rectangle(place.frame, cornerRadius: 3),
                    fill: .role(.panel))
            }
            ForeignContent.draw(
                lines, "cluster/\(index)/label", style: style, in: place.frame,
                ink: .role(.muted), into: &list)
        }
    }
}
