import GradusGraphics

/// The marks of a laid-out foreign graph.
struct ForeignMarks {
    private let layout: ForeignGraphLayout
    private let clusters: ForeignClusterFrames
    private let edgeLabels: [Rectangle?]
    private let labelStyle = ForeignContent.style(10)
    private var graph: ForeignGraph { layout.graph }
    /// The clusters whose ground matters to what lies on them.
    private let grounds: [Int]

    init(_ layout: ForeignGraphLayout, measuredBy measure: any TextMeasuring) {
        self.layout = layout
        let clusters = ForeignClusterFrames(layout)
        self.clusters = clusters
        edgeLabels = zip(layout.graph.edges, layout.labelCenters).map { edge, center in
            center.map {
                Rectangle(
                    center: $0,
                    size: ForeignText.size(
                        edge.label, ForeignContent.style(10), measuredBy: measure))
            }
        }
        grounds =
            layout.graph.clusters.contains { $0.fill != nil } || layout.graph.fill != nil
            ? clusters.drawn.filter { layout.graph.clusters[$0].isVisible } : []
    }

    func draw(into list: inout MarkList) {
        for index in clusters.drawn where graph.clusters[index].isVisible {
            if let frame = clusters.frames[index] { drawCluster(index, frame, into: &list) }
        }
        for index in graph.edges.indices where graph.edges[index].isVisible {
            drawEdge(index, into: &list)
        }
        for index in graph.nodes.indices where graph.nodes[index].isVisible {
            drawNode(index, into: &list)
        }
        for label in layout.sideLabels {
            let wanted = label.edge.flatMap { graph.edges[$0].ink }
            ForeignText.draw(
                label.lines, label.name, style: labelStyle, in: label.frame,
                ForeignText.Ink(wanted, usual: .muted, on: ground(at: label.frame.center)),
                into: &list)
        }
        drawClusterLabels(into: &list, taken: layout.sideLabels.map(\.frame))
    }

    /// The colour below a place; nil for the theme's.
    private func ground(at place: Point) -> RGBColor? {
        for index in grounds.reversed() {
            guard let frame = clusters.frames[index], frame.contains(place) else { continue }
            // A frame without a colour has the theme's ground, or on a foreign one none.
            if graph.clusters[index].fill != nil || graph.fill == nil {
                return graph.clusters[index].fill
            }
        }
        return graph.fill
    }

    private static func dashes(_ style: ForeignGraph.LineStyle, _ width: Double) -> [Double] {
        switch style {
        case .solid: []
        case .dashed: [max(4, width * 3), max(3, width * 2)]
        case .dotted: [max(1, width), max(2.5, width * 2)]
        }
    }

    // MARK: Nodes

    private func drawNode(_ index: Int, into list: inout MarkList) {
        let node = graph.nodes[index]
        let name = "node/\(index)"
        let outline = ForeignOutline(shape: node.shape, frame: layout.frames[index])
        let around = ground(at: outline.frame.center)
        let rule = ForeignInk.paint(
            node.stroke, usual: node.fill == nil ? .operation : .muted, on: around,
            contrast: ForeignInk.line)
        let stroke = Stroke(
            rule, width: node.lineWidth, dashes: Self.dashes(node.lineStyle, node.lineWidth))
        if node.shape == .underline {
            let frame = outline.frame
            list.path(
                name + "/line", .decoration,
                .line(from: Point(frame.x, frame.maxY), to: Point(frame.maxX, frame.maxY)),
                stroke: stroke)
        } else if node.shape != .none || node.fill != nil {
            let fill: Paint =
                node.fill.map(Paint.fixed)
                ?? (node.shape == .point ? .role(.ink) : .role(.operationFill))
            list.path(
                name + "/box", .node, outline.path, fill: fill,
                stroke: node.lineWidth > 0 && node.shape != .none ? stroke : nil,
                description: node.label)
            for ring in 1..<max(1, node.outlines) {
                list.path(
                    name + "/inner" + (ring > 1 ? "/\(ring)" : ""), .decoration,
                    ForeignOutline(
                        shape: node.shape, frame: outline.frame.insetBy(3 * Double(ring))
                    ).path,
                    stroke: stroke)
            }
            if let details = outline.details {
                list.path(name + "/details", .decoration, details, fill: nil, stroke: stroke)
            }
        }
        guard node.shape != .point else { return }
        let isBare = node.shape == .none || node.shape == .underline
        layout.contents[index].draw(
            name, in: outline.textFrame, rule: rule,
            on: .init(ground: node.fill ?? (isBare ? around : nil), ink: node.ink), into: &list)
    }

    // MARK: Edges

    private func drawEdge(_ index: Int, into list: inout MarkList) {
        let edge = graph.edges[index]
        let points = layout.curves[index]
        let name = "edge/\(index)"
        let around =
            points.isEmpty ? graph.fill : ground(at: points[points.count / 2 / 3 * 3])
        let paint = ForeignInk.paint(
            edge.color, usual: .forward, on: around, contrast: ForeignInk.line)
        let width = edge.lineWidth ?? 1.1
        if width > 0 {
            ForeignEdgeLine(
                curve: points,
                stroke: Stroke(paint, width: width, dashes: Self.dashes(edge.lineStyle, width)),
                ground: around.map(Paint.fixed) ?? .role(.surface),
                startArrow: edge.startArrow, endArrow: edge.endArrow, arrowSize: edge.arrowSize
            ).draw(name, into: &list)
        }
        guard let box = edgeLabels[index] else { return }
        ForeignText.draw(
            edge.label, name + "/label", style: labelStyle, in: box,
            ForeignText.Ink(edge.ink, usual: .muted, on: ground(at: box.center)),
            into: &list)
    }

    // MARK: Clusters

    private func drawCluster(_ index: Int, _ frame: Rectangle, into list: inout MarkList) {
        let cluster = graph.clusters[index]
        let around = cluster.parent.flatMap { graph.clusters[$0].fill } ?? graph.fill
        let rule = ForeignInk.paint(
            cluster.stroke, usual: .rule, on: around, contrast: around == nil ? 1 : 1.5)
        list.path(
            "cluster/\(index)", .panel, .rectangle(frame, cornerRadius: 6),
            fill: cluster.fill.map(Paint.fixed) ?? (graph.fill == nil ? .role(.panel) : nil),
            stroke: cluster.lineWidth > 0
                ? Stroke(
                    rule, width: cluster.lineWidth,
                    dashes: Self.dashes(cluster.lineStyle, cluster.lineWidth)) : nil)
    }

    /// The titles of frames, each where fewest edges run, on a ground that keeps it apart from
    /// what is below.
    private func drawClusterLabels(into list: inout MarkList, taken: [Rectangle]) {
        let titled = clusters.drawn.filter { !graph.clusters[$0].label.isEmpty }
        guard !titled.isEmpty else { return }
        var labels = ForeignClusterLabels(
            layout, edgeLabels: edgeLabels.compactMap { $0 } + taken)
        for index in titled {
            guard let frame = clusters.frames[index] else { continue }
            let cluster = graph.clusters[index]
            let extent = ForeignText.size(
                cluster.label, labelStyle, measuredBy: list.measure)
            let place = labels.place(
                Size(extent.width + labelStyle.size, extent.height), in: frame,
                isBelow: cluster.hasLabelBelow)
            let around = ground(at: place.frame.center)
            if place.isInside {
                list.path(
                    "cluster/\(index)/ground", .panel,
                    .rectangle(place.frame.insetBy(2), cornerRadius: 3),
                    fill: around.map(Paint.fixed) ?? (cluster.isVisible ? .role(.panel) : nil))
            }
            ForeignText.draw(
                cluster.label, "cluster/\(index)/label", style: labelStyle, in: place.frame,
                ForeignText.Ink(cluster.ink, usual: .muted, on: around),
                into: &list)
        }
    }
}
