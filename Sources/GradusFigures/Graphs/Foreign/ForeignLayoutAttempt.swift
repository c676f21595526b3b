import GradusGraphLayout
import GradusGraphics

extension ForeignGraphLayout {
    /// One way to lay a graph out, given the room that nodes need besides their boxes.
    struct Attempt {
        /// Where everything stands.
        struct Result {
            var size: Size
            var frames: [Rectangle]
            var rooms: [Rectangle]
            var clusterBoxes: [Rectangle?]
            var curves: [[Point]]
            var labelCenters: [Point?]
        }

        private let graph: ForeignGraph
        private let contents: [ForeignContent]
        private let labels: [Size?]
        private let measure: any TextMeasuring

        init(
            _ graph: ForeignGraph, _ contents: [ForeignContent], _ labels: [Size?],
            _ measure: any TextMeasuring
        ) {
            (self.graph, self.contents, self.labels) = (graph, contents, labels)
            self.measure = measure
        }

        /// `extra` is the width to be added to each node's room.
        mutating func run(extra: [Double]) throws -> Result {
            var boxes = zip(contents, graph.nodes).map { content, node in
                LayoutNode(
                    width: content.size.width, height: content.size.height, cluster: node.cluster)
            }
            for (index, width) in extra.enumerated() { boxes[index].width += width }
            addSideRoom(to: &boxes)
            let layers = try layersWithoutFreeEdges(boxes)
            var mustRoute: Set<Int> = []
            // What was to be flat and is not, because its ends cannot share a layer, is routed.
            while true {
                var boxes = boxes
                addFlatRoom(to: &boxes, mustRoute)
                let layering = ForeignLayering(
                    graph, boxes: boxes,
                    labels: labels.map {
                        $0.map { LayoutLabel(width: $0.width, height: $0.height) }
                    },
                    layers: layers, mustRoute: mustRoute)
                let layout = try layered(layering)
                let rooms = boxes.indices.map { index in
                    let center = layout.nodeCenters[index]
                    return Rectangle(
                        center: Point(center.x, center.y),
                        size: Size(boxes[index].width, boxes[index].height))
                }
                let frames = rooms.indices.map {
                    Rectangle(center: rooms[$0].center, size: contents[$0].size)
                }
                let flat = ForeignFlatEdges(graph, frames: frames)
                let wrong = graph.edges.indices.filter { index in
                    if case .flat = layering.ways[index] {
                        !flat.isFlat(graph.edges[index])
                    } else {
                        false
                    }
                }
                if !wrong.isEmpty, mustRoute.isEmpty {
                    mustRoute = Set(wrong)
                    continue
                }
                return drawn(layering, layout, frames: frames, rooms: rooms)
            }
        }

        private func layered(_ layering: ForeignLayering) throws -> LayeredLayout {
            let isVertical = graph.direction == .down || graph.direction == .up
            // What stands beside the ends of edges needs room between the layers.
            let style = ForeignContent.style(10)
            var spacing = graph.layerSpacing
            let ends = graph.edges.flatMap { [$0.startLabel, $0.endLabel] }.filter { !$0.isEmpty }
            if !ends.isEmpty {
                let sizes = ends.map { ForeignText.size($0, style, measuredBy: measure) }
                let length = sizes.map { isVertical ? $0.height : $0.width }.max() ?? 0
                let isBoth = graph.edges.contains {
                    !$0.startLabel.isEmpty && !$0.endLabel.isEmpty
                }
                spacing = max(spacing, (isBoth ? 2 : 1) * length + 22)
            }
            return try layoutLayered(
                nodes: layering.nodes, edges: layering.edges,
                clusters: clusters,
                options: LayoutOptions(
                    direction: isVertical ? .topDown : .leftRight,
                    nodeSpacing: graph.nodeSpacing, layerSpacing: spacing, margin: 4))
        }

        /// The frames with the rooms for their titles.
        private var clusters: [LayoutCluster] {
            let line = ForeignContent.style(10).size * 1.4
            return graph.clusters.map { cluster in
                let room = Double(cluster.label.count) * line
                return LayoutCluster(
                    parent: cluster.parent, padding: 6, head: cluster.hasLabelBelow ? 0 : room,
                    foot: cluster.hasLabelBelow ? room : 0)
            }
        }

        /// The layers that nodes have without the edges that have no say in them.
        private func layersWithoutFreeEdges(_ boxes: [LayoutNode]) throws -> [Int]? {
            guard graph.edges.contains(where: { !$0.constrains }) else { return nil }
            var bound = graph
            bound.edges = graph.edges.filter(\.constrains)
            let layering = ForeignLayering(
                bound, boxes: boxes, labels: bound.edges.map { _ in nil }, layers: nil,
                mustRoute: [])
            return Array(try layered(layering).nodeLayers.prefix(boxes.count))
        }

        /// A side label stands above its box, within the room of the box.
        private func addSideRoom(to boxes: inout [LayoutNode]) {
            let style = ForeignContent.style(10)
            for (index, node) in graph.nodes.enumerated() where !node.sideLabel.isEmpty {
                let size = ForeignText.size(node.sideLabel, style, measuredBy: measure)
                // Beside the box, so that no edge from above or below meets it.
                if graph.direction == .down || graph.direction == .up {
                    boxes[index].width += 2 * (size.width + 8)
                    boxes[index].height = max(boxes[index].height, size.height)
                } else {
                    boxes[index].height += 2 * (size.height + 4)
                    boxes[index].width = max(boxes[index].width, size.width)
                }
            }
        }

        /// Between neighbours that a flat edge joins there is room for its label.
        private func addFlatRoom(to boxes: inout [LayoutNode], _ mustRoute: Set<Int>) {
            let isVertical = graph.direction == .down || graph.direction == .up
            let ranked = Set(graph.ranks.flatMap(\.nodes))
            for (index, edge) in graph.edges.enumerated() where edge.from != edge.to {
                guard !mustRoute.contains(index),
                    !edge.constrains
                        || ranked.contains(edge.from) && ranked.contains(edge.to)
                else { continue }
                let label = labels[index]
                let needed = 10 + (label.map { isVertical ? $0.width : $0.height } ?? 10)
                for node in [edge.from, edge.to] {
                    let size = contents[node].size
                    if isVertical {
                        boxes[node].width = max(boxes[node].width, size.width + needed)
                    } else {
                        boxes[node].height = max(boxes[node].height, size.height + needed)
                        // The label stands beside the line.
                        let beside = label.map { 2 * $0.width + 12 } ?? 0
                        boxes[node].width = max(boxes[node].width, beside)
                    }
                }
            }
        }

        private func drawn(
            _ layering: ForeignLayering, _ layout: LayeredLayout, frames: [Rectangle],
            rooms: [Rectangle]
        ) -> Result {
            let ends = ForeignEdgeEnds(
                direction: graph.direction, contents: contents, frames: frames,
                sideCount: graph.edges.reduce(0) {
                    $0 + ($1.fromSide == nil ? 0 : 1) + ($1.toSide == nil ? 0 : 1)
                })
            var flat = ForeignFlatEdges(graph, frames: frames)
            var result = Result(
                size: Size(layout.width, layout.height), frames: frames, rooms: rooms,
                clusterBoxes: layout.clusterBoxes.map { box in
                    box.map {
                        Rectangle(
                            x: $0.left, y: $0.top, width: $0.right - $0.left,
                            height: $0.bottom - $0.top)
                    }
                },
                curves: [], labelCenters: [])
            for (index, edge) in graph.edges.enumerated() {
                switch layering.ways[index] {
                case .flat:
                    var (curve, center) = flat.curve(edge, label: labels[index])
                    if edge.toSide != nil {
                        curve = ends.ended(curve, at: edge.to, port: edge.toPort, side: edge.toSide)
                    }
                    if edge.fromSide != nil {
                        curve = ends.ended(
                            curve.reversed(), at: edge.from, port: edge.fromPort,
                            side: edge.fromSide
                        ).reversed()
                    }
                    result.curves.append(curve)
                    result.labelCenters.append(center)
                case .routed(let range, let isTurned):
                    var points: [Point] = []
                    var center: Point?
                    for route in layout.edges[range] {
                        points += route.points.dropFirst(points.isEmpty ? 0 : 1)
                            .map { Point($0.x, $0.y) }
                        center = route.labelCenter.map { Point($0.x, $0.y) } ?? center
                    }
                    if isTurned { points.reverse() }
                    if edge.from != edge.to {
                        points = ends.ended(
                            points, at: edge.to, port: edge.toPort, side: edge.toSide)
                        points = ends.ended(
                            points.reversed(), at: edge.from, port: edge.fromPort,
                            side: edge.fromSide
                        ).reversed()
                    } else {
                        // A loop begins at the box, not at its room.
                        let shift = ends.loopShift(at: edge.from, in: rooms[edge.from])
                        points = ends.loop(points.map { $0 + shift }, at: edge.from)
                        center = center.map { $0 + shift }
                    }
                    result.curves.append(points)
                    result.labelCenters.append(center)
                }
            }
            return result
        }
    }
}
