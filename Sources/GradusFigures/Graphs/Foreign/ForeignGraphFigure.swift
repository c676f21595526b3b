import GradusGraphLayout
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
        let clusters = clusterOrder()
        for index in clusters { drawCluster(index, into: &list) }
        for index in graph.edges.indices where graph.edges[index].isVisible {
            drawEdge(index, into: &list)
        }
        for index in graph.nodes.indices where graph.nodes[index].isVisible {
            drawNode(index, into: &list)
        }
        for index in clusters { drawClusterLabel(index, into: &list) }
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

    /// Frames that hold their own nodes and nothing else, the outer ones first.
    private func clusterOrder() -> [Int] {
        let graph = layout.graph
        // A frame costs a look at every node; thousands of frames help nobody.
        guard graph.clusters.count * graph.nodes.count <= 2_000_000 else { return [] }
        return graph.clusters.indices.filter { cluster in
            guard let frame = frame(of: cluster) else { return false }
            return !graph.nodes.indices.contains {
                layout.frames[$0].overlaps(frame) && !isInside(graph.nodes[$0].cluster, cluster)
            }
        }
    }

    private func isInside(_ inner: Int?, _ outer: Int) -> Bool {
        var next = inner
        while let cluster = next {
            if cluster == outer { return true }
            next = layout.graph.clusters[cluster].parent
        }
        return false
    }

    private static let clusterStyle = ForeignContent.style(10)

    /// The frame around a cluster's boxes, with room for its label above them.
    private func frame(of cluster: Int) -> Rectangle? {
        let graph = layout.graph
        var result: Rectangle?
        for (index, node) in graph.nodes.enumerated() where isInside(node.cluster, cluster) {
            result = result.map { $0.union(layout.frames[index]) } ?? layout.frames[index]
        }
        // Each frame stands clear of those that it holds.
        let margin = 6 + 4 * Double(levels(below: cluster))
        guard var bounds = result?.insetBy(-margin) else { return nil }
        if graph.clusters[cluster].holdsEdges {
            for (edge, curve) in zip(graph.edges, layout.curves)
            where isInside(graph.nodes[edge.to].cluster, cluster) {
                for point in curve where point.y > bounds.y && point.y < bounds.maxY {
                    let left = min(bounds.x, point.x - 6)
                    bounds = Rectangle(
                        x: left, y: bounds.y, width: max(bounds.maxX, point.x + 6) - left,
                        height: bounds.height)
                }
            }
        }
        let room = Double(graph.clusters[cluster].label.count) * Self.clusterStyle.size * 1.4
        return Rectangle(
            x: bounds.x, y: bounds.y - room, width: bounds.width, height: bounds.height + room)
    }

    /// How many frames lie inside one another in a cluster, which comes before what it holds.
    private func levels(below cluster: Int) -> Int {
        let clusters = layout.graph.clusters
        var levels = [Int](repeating: 0, count: clusters.count)
        for inner in clusters.indices.reversed() where inner > cluster {
            guard let outer = clusters[inner].parent else { continue }
            levels[outer] = max(levels[outer], levels[inner] + 1)
        }
        return levels[cluster]
    }

    private func drawCluster(_ index: Int, into list: inout MarkList) {
        guard let frame = frame(of: index) else { return }
        list.path(
            "cluster/\(index)", .panel, .rectangle(frame, cornerRadius: 6),
            fill: .role(.panel), stroke: Stroke(.role(.rule), width: 0.8))
    }

    /// The label in the corner of its frame where fewer edges run.
    private func drawClusterLabel(_ index: Int, into list: inout MarkList) {
        let lines = layout.graph.clusters[index].label
        guard !lines.isEmpty, let frame = frame(of: index) else { return }
        let style = Self.clusterStyle
        let extent = ForeignContent.size(lines, style, measuredBy: list.measure)
        let pad = style.size * 0.5
        let places = [frame.x + 2, frame.maxX - 2 - extent.width - 2 * pad].map {
            Rectangle(
                x: $0, y: frame.y + 2, width: extent.width + 2 * pad, height: extent.height)
        }
        func crossings(_ place: Rectangle) -> Int {
            layout.curves.count { curve in
                let line = RoutedEdge(points: curve.map { LayoutPoint(x: $0.x, y: $0.y) })
                return GraphBody.dense(line.flattened()).contains(where: place.contains)
            }
        }
        let best = places.min { crossings($0) < crossings($1) } ?? places[0]
        list.path(
            "cluster/\(index)/ground", .panel, .rectangle(best, cornerRadius: 3),
            fill: .role(.panel))
        ForeignContent.draw(
            lines, "cluster/\(index)/label", style: style, in: best, ink: .role(.muted),
            into: &list)
    }
}
