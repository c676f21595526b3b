import GradusGraphics

/// Places for what stands beside the ends of edges and beside boxes, clear of everything else
/// where there is room.
struct ForeignSideLabels {
    /// A label with its place.
    struct Placed {
        var name: String
        var lines: [ForeignGraph.Line]
        var frame: Rectangle
        /// The edge that it belongs to; nil for a node's.
        var edge: Int?
    }

    private(set) var placed: [Placed] = []

    /// Looks at a few places for each label. `taken` are other labels.
    init(_ layout: ForeignGraphLayout, taken: [Rectangle], measuredBy measure: any TextMeasuring) {
        let graph = layout.graph
        let style = ForeignContent.style(10)
        let hasAny =
            graph.nodes.contains { !$0.sideLabel.isEmpty }
            || graph.edges.contains { !$0.startLabel.isEmpty || !$0.endLabel.isEmpty }
        guard hasAny else { return }
        var obstacles = taken
        for (node, frame) in zip(graph.nodes, layout.frames) where node.isVisible {
            obstacles.append(frame)
        }
        var curves = ForeignCurveIndex(layout)
        // Each look is at every box; behind so many the first place is taken.
        var looks = 20_000_000
        func put(
            _ name: String, _ lines: [ForeignGraph.Line], edge: Int?, size: Size,
            _ places: [Point]
        ) {
            var best: (frame: Rectangle, cost: Int)?
            for place in places {
                looks -= obstacles.count
                if looks < 0, best != nil { break }
                let box = Rectangle(center: place, size: size)
                var cost = 0
                for obstacle in looks < 0 ? [] : obstacles
                where obstacle.overlaps(box, tolerance: 0.2) {
                    cost += 100
                }
                if looks >= 0 { cost += curves.crossings(box.insetBy(-0.5)) }
                if cost < best?.cost ?? .max { best = (box, cost) }
                if cost == 0 { break }
            }
            guard let best else { return }
            obstacles.append(best.frame)
            placed.append(Placed(name: name, lines: lines, frame: best.frame, edge: edge))
        }
        let isVertical = graph.direction == .down || graph.direction == .up
        for (index, node) in graph.nodes.enumerated()
        where !node.sideLabel.isEmpty && node.isVisible {
            let size = ForeignText.size(node.sideLabel, style, measuredBy: measure)
            let frame = layout.frames[index]
            let (dx, dy) = (
                (frame.width + size.width) / 2 + 5, (frame.height + size.height) / 2 + 2
            )
            let center = frame.center
            let beside = [Point(center.x + dx, center.y), Point(center.x - dx, center.y)]
            let above = [Point(center.x, center.y - dy), Point(center.x, center.y + dy)]
            put(
                "node/\(index)/side", node.sideLabel, edge: nil, size: size,
                isVertical ? beside + above : above + beside)
        }
        for (index, edge) in graph.edges.enumerated() where edge.isVisible {
            for (lines, word, isStart) in [
                (edge.startLabel, "start", true), (edge.endLabel, "end", false),
            ] where !lines.isEmpty {
                let size = ForeignText.size(lines, style, measuredBy: measure)
                let curve = isStart ? layout.curves[index] : layout.curves[index].reversed()
                put(
                    "edge/\(index)/\(word)", lines, edge: index, size: size,
                    Self.places(beside: Array(curve), size))
            }
        }
    }

    /// Places on both sides of a curve's beginning, the nearest first.
    private static func places(beside curve: [Point], _ size: Size) -> [Point] {
        guard curve.count >= 4 else { return [] }
        let (a, b, c, d) = (curve[0], curve[1], curve[2], curve[3])
        func point(_ t: Double) -> Point {
            let (ab, bc, cd) = (
                a.interpolated(to: b, t), b.interpolated(to: c, t), c.interpolated(to: d, t)
            )
            return ab.interpolated(to: bc, t).interpolated(to: bc.interpolated(to: cd, t), t)
        }
        let length = max((d - a).length, 1)
        var places: [Point] = []
        for distance in [11.0, 15, 20, 26] {
            let t = min(0.9, distance / length)
            let at = point(t)
            let along = (point(min(1, t + 0.05)) - point(max(0, t - 0.05))).normalized
            let side = along.perpendicular
            // A box beside a slanted line keeps its nearest corner clear of it.
            let reach = abs(side.dx) * size.width / 2 + abs(side.dy) * size.height / 2 + 4
            // Beside the end, not over the box there.
            let ahead = along * (abs(along.dx) * size.width / 2 + abs(along.dy) * size.height / 2)
            let away = distance < 12 ? ahead * max(0, 1 - 8 / max(ahead.length, 1)) : Vector(0, 0)
            places.append(at + away + side * -reach)
            places.append(at + away + side * reach)
        }
        return places
    }
}
