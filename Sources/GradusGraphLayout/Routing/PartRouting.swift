/// The lines and labels of a placed part.
struct PartRouting {
    let nodes: [LayoutNode]
    let edges: [LayoutEdge]
    let reversed: [Bool]
    let laneHalves: [Double]
    let loops: [SelfLoops?]
    let sides: [LabelSide]
    let graph: RowGraph
    let order: RowOrder
    let heights: RowHeights
    let places: [Double]
    let extents: ItemExtents
    let ports: Ports
    let fences: FrameFences?

    /// The route of each edge, from its first node to its second.
    func routes() -> [RoutedEdge] {
        let cells = Cells(order: order, graph: graph, extents: extents, places: places)
        var curves = edges.indices.map { edge -> MonotoneCurve? in
            if graph.chains[edge].isEmpty { return nil }
            let (start, end) = ends(edge)
            return EdgeRouter(
                start: start, end: end,
                corridors: corridors(edge, start: start, end: end, cells: cells)
            ).curve()
        }
        let evening = CurveEvening(
            graph: graph, order: order, heights: heights, laneHalves: laneHalves, edges: edges,
            sides: sides, fences: fences)
        for edge in edges.indices where graph.chains[edge].count == 3 {
            let (start, end) = ends(edge)
            evening.even(
                edge, corridors: corridors(edge, start: start, end: end, cells: cells),
                among: &curves)
        }
        var routes = zip(edges.indices, curves).map { edge, curve -> RoutedEdge in
            guard let curve else { return RoutedEdge(points: []) }
            let (start, end) = ends(edge)
            return route(
                edge, along: curve,
                in: edges[edge].lanes == 2
                    ? corridors(edge, start: start, end: end, cells: cells) : [])
        }
        for (node, loop) in loops.enumerated() {
            guard let loop else { continue }
            let arcs = loop.routes(
                right: places[node] + nodes[node].width / 2,
                middle: heights.middle(graph.row[node]), halfHeight: nodes[node].height / 2)
            for (edge, route) in arcs { routes[edge] = route }
        }
        return routes
    }

    /// Where an edge leaves its upper node and reaches its lower one.
    private func ends(
        _ edge: Int
    ) -> (start: MonotoneCurve.Knot, end: MonotoneCurve.Knot) {
        let chain = graph.chains[edge]
        let (top, bottom) = (chain[0], chain[chain.count - 1])
        return (
            MonotoneCurve.Knot(
                y: heights.middle(graph.row[top]) + nodes[top].height / 2, x: ports.upper[edge]),
            MonotoneCurve.Knot(
                y: heights.middle(graph.row[bottom]) - nodes[bottom].height / 2,
                x: ports.lower[edge])
        )
    }

    private func route(
        _ edge: Int, along curve: MonotoneCurve, in corridors: [Corridor]
    ) -> RoutedEdge {
        let chain = graph.chains[edge]
        let (top, bottom) = (chain[0], chain[chain.count - 1])
        var route = RoutedEdge(points: [])
        let lane = laneHalves[edge]
        let (startBorders, endBorders) = (borders(top), borders(bottom))
        if let label = edges[edge].label, let item = chain.first(where: isLabel) {
            let row = graph.row[item]
            var index = 0
            let (low, high) = curve.range(
                from: heights.top[row], to: heights.bottom[row], index: &index)
            let distance = lane + labelClearance + label.width / 2
            route.labelCenter = LayoutPoint(
                x: sides[edge] == .left ? low - distance : high + distance,
                y: heights.middle(row))
        }
        if edges[edge].lanes == 1 {
            route.points = curve.bezier(moved: 0, start: startBorders, end: endBorders)
        } else {
            // What runs beside a slant may leave the corridor that a shift to the side keeps to,
            // or need the label a little farther away.
            let left = curve.parallel(at: -lane, start: startBorders, end: endBorders)
            let right = curve.parallel(at: lane, start: startBorders, end: endBorders)
            let clear = [0, 4, 8].lazy.compactMap { shift -> RoutedEdge? in
                guard let left, let right else { return nil }
                var moved = RoutedEdge(points: left, twin: right, labelCenter: route.labelCenter)
                moved.labelCenter?.x += sides[edge] == .left ? -Double(shift) : Double(shift)
                return moved
            }.first { isClear($0, edge, curve, corridors) }
            if let clear {
                route = clear
            } else {
                route.points = curve.bezier(moved: -lane, start: startBorders, end: endBorders)
                route.twin = curve.bezier(moved: lane, start: startBorders, end: endBorders)
            }
        }
        if reversed[edge] {
            route.points.reverse()
            route.twin?.reverse()
        }
        return route
    }

    /// Whether both lines of an edge keep to its corridors, or where an evened curve leaves them
    /// stay close to that, and clear of its label.
    private func isClear(
        _ route: RoutedEdge, _ edge: Int, _ curve: MonotoneCurve, _ corridors: [Corridor]
    ) -> Bool {
        let lane = laneHalves[edge]
        let clearance = labelClearance / 2
        var index = 0
        let borders = corridors.map { corridor in
            let (low, high) = curve.range(
                from: corridor.top, to: corridor.bottom, index: &index)
            let (left, right) = (corridor.low - lane, corridor.high + lane)
            return (
                low: low < corridor.low ? low - lane - clearance : left,
                high: high > corridor.high ? high + lane + clearance : right
            )
        }
        // Both lines run down through the corridors in order.
        return [route.flattened(), route.flattenedTwin()].allSatisfy { line in
            var first = 0
            return line.allSatisfy { point in
                if let label = edges[edge].label, let center = route.labelCenter,
                    abs(point.x - center.x) < label.width / 2 + clearance,
                    abs(point.y - center.y) < label.height / 2 + clearance
                {
                    return false
                }
                while first < corridors.count, corridors[first].bottom < point.y { first += 1 }
                for index in first..<corridors.count {
                    if corridors[index].top > point.y { break }
                    if point.x < borders[index].low || point.x > borders[index].high {
                        return false
                    }
                }
                return true
            }
        }
    }

    private func isLabel(_ item: Int) -> Bool {
        if case .label = graph.items[item] { true } else { false }
    }

    private func borders(_ node: Int) -> ClosedRange<Double> {
        (places[node] - nodes[node].width / 2)...(places[node] + nodes[node].width / 2)
    }

    /// Where the line is free: beside its own boxes where those are lower than their rows, and in
    /// each row between.
    private func corridors(
        _ edge: Int, start: MonotoneCurve.Knot, end: MonotoneCurve.Knot, cells: Cells
    ) -> [Corridor] {
        let chain = graph.chains[edge]
        let lane = laneHalves[edge]
        return chain.enumerated().map { index, item in
            let row = graph.row[item]
            let isFirst = index == 0
            let isLast = index == chain.count - 1
            let center = isFirst ? start.x : isLast ? end.x : places[item]
            var low = cells.low(item) + lane
            var high = cells.high(item) - lane
            if isLabel(item), let label = edges[edge].label {
                let room = label.width + labelClearance
                if sides[edge] == .left { low += room } else { high -= room }
            }
            var corridor = Corridor(
                top: isFirst ? start.y : heights.top[row],
                bottom: isLast ? end.y : heights.bottom[row],
                low: min(low, center), high: max(high, center), center: center)
            fences?.fence(&corridor, of: item, lane: lane, isFirst: isFirst, isLast: isLast)
            return corridor
        }
    }
}
