import GradusGraphics

extension ForeignGraphLayout {
    /// What stands beside a box or beside the end of an edge.
    struct SideLabel {
        /// What its marks are called.
        var name: String
        var lines: [ForeignGraph.Line]
        var frame: Rectangle
        /// The edge that it belongs to; nil for a node's.
        var edge: Int?
    }

    /// Graphs with more labels keep those of edges where the layout has room for them, and those
    /// beside boxes and ends at the first place.
    private static let mostLabels = 5_000
    /// The same where the curves beside which labels are to stand are so long in all, in points:
    /// each is walked along in small steps.
    private static let mostLength = 10_000_000.0

    /// Puts what stands beside boxes and the ends of edges where there is room, and each edge's
    /// label beside its curve as it came to run: near the place that was kept free for it, clear
    /// of everything else, and nearer to its own curve than to any other.
    mutating func placeLabels(measuredBy measure: any TextMeasuring) {
        // Those at ends have the fewest places.
        let isLong = labelledLength > Self.mostLength
        var (requests, labels) = sideRequests(isLong: isLong, measuredBy: measure)
        var middles: [Int] = []
        if !isLong, requests.count + labelSizes.count(where: { $0 != nil }) <= Self.mostLabels {
            for (index, edge) in graph.edges.enumerated()
            where edge.isVisible && curves[index].count >= 4 {
                guard let size = labelSizes[index] else { continue }
                middles.append(index)
                requests.append(request(of: index, size))
            }
        }
        guard !requests.isEmpty else { return }
        guard !isLong, requests.count <= Self.mostLabels else {
            for (index, request) in requests.enumerated() {
                guard let place = request.places.first else { continue }
                labels[index].frame = Rectangle(center: place, size: request.size)
            }
            sideLabels = labels
            return
        }
        var space = ForeignLabelSpace(self)
        let boxes = space.place(requests)
        for index in labels.indices { labels[index].frame = boxes[index] }
        sideLabels = labels
        for (index, box) in zip(middles, boxes.dropFirst(labels.count)) {
            labelCenters[index] = box.center
        }
    }

    /// How long the curves of edges are in all, at most, each as often as it has labels.
    private var labelledLength: Double {
        graph.edges.indices.reduce(0) { sum, index in
            let edge = graph.edges[index]
            let count =
                (labelSizes[index] == nil ? 0 : 1) + (edge.startLabel.isEmpty ? 0 : 1)
                + (edge.endLabel.isEmpty ? 0 : 1)
            guard count > 0, edge.isVisible else { return sum }
            return zip(curves[index], curves[index].dropFirst()).reduce(sum) {
                $0 + Double(count) * ($1.1 - $1.0).length
            }
        }
    }

    private var isVertical: Bool { graph.direction == .down || graph.direction == .up }

    /// The label of an edge: the place that was kept free for it, then along its curve.
    private func request(of index: Int, _ size: Size) -> ForeignLabelRequest {
        let walk = ForeignCurveWalk(curves[index])
        var places = labelCenters[index].map { [$0] } ?? []
        let parts = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]
        for gap in [3.5, 9, 15] {
            places += parts.flatMap { walk.sides(walk.length * $0, size, gap: gap) }
        }
        return ForeignLabelRequest(size: size, edge: index, walk: walk, places: places)
    }

    private func sideRequests(
        isLong: Bool, measuredBy measure: any TextMeasuring
    ) -> ([ForeignLabelRequest], [SideLabel]) {
        var requests: [ForeignLabelRequest] = []
        var labels: [SideLabel] = []
        func add(_ name: String, _ lines: [ForeignGraph.Line], _ request: ForeignLabelRequest) {
            requests.append(request)
            labels.append(
                SideLabel(
                    name: name, lines: lines, frame: Rectangle(x: 0, y: 0, width: 0, height: 0),
                    edge: request.edge))
        }
        let style = ForeignContent.style(10)
        let count = graph.edges.reduce(graph.nodes.count { !$0.sideLabel.isEmpty }) {
            $0 + ($1.startLabel.isEmpty ? 0 : 1) + ($1.endLabel.isEmpty ? 0 : 1)
        }
        let isMany = isLong || count > Self.mostLabels
        for (index, node) in graph.nodes.enumerated()
        where !node.sideLabel.isEmpty && node.isVisible {
            let size = ForeignText.size(node.sideLabel, style, measuredBy: measure)
            add(
                "node/\(index)/side", node.sideLabel,
                ForeignLabelRequest(size: size, edge: nil, walk: nil, places: places(size, index)))
        }
        for (index, edge) in graph.edges.enumerated()
        where edge.isVisible && curves[index].count >= 4 {
            for (lines, word, isStart) in [
                (edge.startLabel, "start", true), (edge.endLabel, "end", false),
            ] where !lines.isEmpty {
                let size = ForeignText.size(lines, style, measuredBy: measure)
                let walk = ForeignCurveWalk(isStart ? curves[index] : curves[index].reversed())
                add(
                    "edge/\(index)/\(word)", lines,
                    ForeignLabelRequest(
                        size: size, edge: index, walk: isMany ? nil : walk,
                        places: isMany ? Array(places(size, walk).prefix(1)) : places(size, walk)))
            }
        }
        return (requests, labels)
    }

    /// Places beside a box, those first that no edge meets.
    private func places(_ size: Size, _ node: Int) -> [Point] {
        let frame = frames[node]
        let (dx, dy) = ((frame.width + size.width) / 2 + 5, (frame.height + size.height) / 2 + 2)
        let center = frame.center
        let beside = [Point(center.x + dx, center.y), Point(center.x - dx, center.y)]
        let above = [Point(center.x, center.y - dy), Point(center.x, center.y + dy)]
        return isVertical ? beside + above : above + beside
    }

    /// Places beside a curve's beginning and clear of an arrow there, the nearest first.
    private func places(_ size: Size, _ walk: ForeignCurveWalk) -> [Point] {
        // The middle of a label that touches the box is so far ahead of its border.
        let ahead = max(0, (isVertical ? size.height : size.width) / 2 - 6)
        return stride(from: 8.0, through: min(64, max(8, walk.length * 0.45)), by: 4)
            .flatMap { distance in
                [4.2, 3, 9].flatMap { walk.sides(distance + ahead, size, gap: $0) }
            }
    }
}
