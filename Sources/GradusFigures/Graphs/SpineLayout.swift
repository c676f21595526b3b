import GradusGraphLayout
import GradusGraphics

/// The layout of a chain: its operations below one another on a straight line, what each uses
/// besides at its right side. A layered layout of such a graph drifts to one side and becomes
/// too wide for a page.
struct SpineLayout {
    /// The chain from its beginning to the root, as places of nodes.
    let spine: [Int]
    /// For each node of the chain the leaf at its side, if it has one.
    let sides: [Int?]
    /// The edge from each node of the chain to the next one.
    let spineEdges: [Int]
    /// The edge from each leaf to its node.
    let sideEdges: [Int?]

    /// Nil unless the graph is a chain of at least three nodes in which each uses the one
    /// before it and at most one leaf that nothing else uses.
    init?(nodeCount: Int, edges: [(from: Int, to: Int)], root: Int) {
        var into = [[Int]](repeating: [], count: nodeCount)
        var out = [Int](repeating: 0, count: nodeCount)
        for (place, edge) in edges.enumerated() {
            into[edge.to].append(place)
            out[edge.from] += 1
        }
        var spine = [root]
        var spineEdges: [Int] = []
        var sides: [Int?] = []
        var sideEdges: [Int?] = []
        var current = root
        while !into[current].isEmpty {
            guard into[current].count <= 2, spine.count <= nodeCount else { return nil }
            // The chain goes on with the operand that is itself computed, else with the first.
            let next = into[current].first { !into[edges[$0].from].isEmpty } ?? into[current][0]
            let side = into[current].first { $0 != next }
            if let side {
                guard into[edges[side].from].isEmpty, out[edges[side].from] == 1 else { return nil }
            }
            guard out[edges[next].from] == 1 else { return nil }
            sides.append(side.map { edges[$0].from })
            sideEdges.append(side)
            spineEdges.append(next)
            current = edges[next].from
            spine.append(current)
        }
        sides.append(nil)
        sideEdges.append(nil)
        guard spine.count >= 3, spine.count + sides.compactMap({ $0 }).count == nodeCount else {
            return nil
        }
        self.spine = spine.reversed()
        self.sides = sides.reversed()
        self.sideEdges = sideEdges.reversed()
        self.spineEdges = spineEdges.reversed()
    }

    /// Cards of the chain equally wide, and those at its side.
    func evened(_ cards: [Size]) -> [Size] {
        var result = cards
        for group in [spine, sides.compactMap { $0 }] {
            let width = group.map { cards[$0].width }.max() ?? 0
            for node in group { result[node].width = width }
        }
        return result
    }

    /// Places cards and chips of the given sizes in columns of at most `rows` cards of the chain.
    func layout(
        cards: [Size], chips: [Size?], edgeCount: Int, lanes: Int, unit: Double, gap: Double,
        sideRoom: Double, chipRoom: Double, rows: Int
    ) -> LayeredLayout {
        let lane = lanes == 2 ? unit * 1.5 : 0
        let sideGap =
            (sideEdges.compactMap { $0.flatMap { chips[$0]?.width } }.max() ?? 0) + sideRoom
        let sideWidth = sides.compactMap { $0.map { cards[$0].width } }.max() ?? 0
        let mainWidth = spine.map { cards[$0].width }.max() ?? 0
        let chipWidth = spineEdges.compactMap { chips[$0]?.width }.max() ?? 0
        let reach = max(
            mainWidth / 2 + (sideWidth > 0 ? sideGap + sideWidth : 0),
            lane / 2 + unit * 0.6 + chipWidth)
        let count = max(1, min(rows, spine.count))
        let columns = (spine.count + count - 1) / count
        let turns = (1..<max(1, columns)).map { spineEdges[$0 * count - 1] }
        let turnWidth = turns.compactMap { chips[$0]?.width }.max() ?? 0
        let channel = max(lane + unit * 4, turnWidth + lane + unit * 2)
        let pitch = mainWidth / 2 + reach + channel

        var centers = [LayoutPoint](repeating: LayoutPoint(x: 0, y: 0), count: cards.count)
        var routes = [RoutedEdge](repeating: RoutedEdge(points: []), count: edgeCount)
        // A turn into the next column needs room above and below the cards.
        let turn = columns > 1 ? unit * 2.2 + lane : 0
        var height = 0.0
        for column in 0..<columns {
            let axis = mainWidth / 2 + pitch * Double(column) + unit * 0.2
            var y = turn
            var sideBottom = 0.0
            for place in (column * count)..<min((column + 1) * count, spine.count) {
                let node = spine[place]
                if place % count > 0 {
                    let edge = spineEdges[place - 1]
                    var room = max(gap, (chips[edge]?.height ?? 0) + chipRoom)
                    if let side = sides[place] {
                        // Leaves taller than their nodes must not touch each other.
                        let above = (cards[side].height - cards[node].height) / 2
                        room = max(room, sideBottom + unit * 0.8 + above - y)
                    }
                    routes[edge] = down(
                        x: axis, from: y, to: y + room, lane: lane, chip: chips[edge], unit: unit)
                    y += room
                }
                let side = sides[place]
                let row = max(cards[node].height, side.map { cards[$0].height } ?? 0)
                // The card keeps its place on the line; a taller leaf reaches beyond it evenly.
                let extra = max(0, row - cards[node].height) / 2
                y += place % count == 0 ? extra : 0
                centers[node] = LayoutPoint(x: axis, y: y + cards[node].height / 2)
                if let side, let edge = sideEdges[place] {
                    let x = axis + mainWidth / 2 + sideGap
                    centers[side] = LayoutPoint(
                        x: x + cards[side].width / 2, y: centers[node].y)
                    sideBottom = centers[side].y + cards[side].height / 2
                    routes[edge] = across(
                        from: x, to: axis + cards[node].width / 2, y: centers[node].y, lane: lane,
                        chip: chips[edge], unit: unit)
                }
                y += cards[node].height
                height = max(height, y + extra)
            }
        }
        height += turn
        for column in 1..<max(1, columns) {
            let edge = spineEdges[column * count - 1]
            let (upper, lower) = (spine[column * count - 1], spine[column * count])
            let from = LayoutPoint(
                x: centers[upper].x, y: centers[upper].y + cards[upper].height / 2)
            let to = LayoutPoint(x: centers[lower].x, y: centers[lower].y - cards[lower].height / 2)
            let middle = to.x - mainWidth / 2 - channel / 2
            routes[edge] = turned(
                from: from, to: to, middle: middle, bottom: height - unit * 1.1, top: unit * 0.6,
                lane: lane, chip: chips[edge], unit: unit)
        }
        return LayeredLayout(
            width: mainWidth + pitch * Double(columns - 1) + reach - mainWidth / 2 + unit * 0.4,
            height: height, nodeCenters: centers, edges: routes,
            nodeLayers: [Int](repeating: 0, count: cards.count))
    }

    // MARK: Routes

    private func straight(_ a: LayoutPoint, _ b: LayoutPoint) -> [LayoutPoint] {
        func part(_ t: Double) -> LayoutPoint {
            LayoutPoint(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t)
        }
        return [a, part(1.0 / 3), part(2.0 / 3), b]
    }

    /// A chip stands right of the twin.
    private func down(
        x: Double, from: Double, to: Double, lane: Double, chip: Size?, unit: Double
    ) -> RoutedEdge {
        func line(_ x: Double) -> [LayoutPoint] {
            straight(LayoutPoint(x: x, y: from), LayoutPoint(x: x, y: to))
        }
        return RoutedEdge(
            points: line(x - lane / 2), twin: lane > 0 ? line(x + lane / 2) : nil,
            labelCenter: chip.map {
                LayoutPoint(x: x + lane / 2 + unit * 0.6 + $0.width / 2, y: (from + to) / 2)
            })
    }

    /// A chip stands on the twin, which is far enough below the forward line.
    private func across(
        from: Double, to: Double, y: Double, lane: Double, chip: Size?, unit: Double
    ) -> RoutedEdge {
        let apart = lane > 0 ? max(lane, (chip?.height ?? 0) / 2 + unit * 0.6) : 0
        func line(_ y: Double) -> [LayoutPoint] {
            straight(LayoutPoint(x: from, y: y), LayoutPoint(x: to, y: y))
        }
        return RoutedEdge(
            points: line(y - apart / 2), twin: lane > 0 ? line(y + apart / 2) : nil,
            labelCenter: chip.map { _ in LayoutPoint(x: (from + to) / 2, y: y + apart / 2) })
    }

    /// From the foot of a column up the channel to the head of the next one.
    private func turned(
        from: LayoutPoint, to: LayoutPoint, middle: Double, bottom: Double, top: Double,
        lane: Double, chip: Size?, unit: Double
    ) -> RoutedEdge {
        func way(_ shift: Double) -> [LayoutPoint] {
            // The line that is outside in the first turn is inside in the second: they never cross.
            rounded(
                [
                    LayoutPoint(x: from.x + shift, y: from.y),
                    LayoutPoint(x: from.x + shift, y: bottom - shift),
                    LayoutPoint(x: middle - shift, y: bottom - shift),
                    LayoutPoint(x: middle - shift, y: top + lane / 2 - shift),
                    LayoutPoint(x: to.x + shift, y: top + lane / 2 - shift),
                    LayoutPoint(x: to.x + shift, y: to.y),
                ], radius: unit)
        }
        return RoutedEdge(
            points: way(-lane / 2), twin: lane > 0 ? way(lane / 2) : nil,
            labelCenter: chip.map { _ in
                LayoutPoint(x: middle - lane / 2, y: (bottom + top) / 2)
            })
    }

    /// A polyline with rounded corners as cubic pieces.
    private func rounded(_ corners: [LayoutPoint], radius: Double) -> [LayoutPoint] {
        var points = [corners[0]]
        func add(_ piece: [LayoutPoint]) { points += piece.dropFirst() }
        func toward(_ a: LayoutPoint, _ b: LayoutPoint, _ distance: Double) -> LayoutPoint {
            let (dx, dy) = (b.x - a.x, b.y - a.y)
            let length = (dx * dx + dy * dy).squareRoot()
            let t = length > 0 ? min(0.5, distance / length) : 0
            return LayoutPoint(x: a.x + dx * t, y: a.y + dy * t)
        }
        for index in 1..<corners.count {
            let corner = corners[index]
            guard index + 1 < corners.count else {
                add(straight(points[points.count - 1], corner))
                break
            }
            let before = toward(corner, corners[index - 1], radius)
            let after = toward(corner, corners[index + 1], radius)
            add(straight(points[points.count - 1], before))
            add([
                before, toward(corner, before, radius * 0.45), toward(corner, after, radius * 0.45),
                after,
            ])
        }
        return points
    }
}
