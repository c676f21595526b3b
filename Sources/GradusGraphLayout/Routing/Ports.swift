/// Where lines leave and enter the upper and lower sides of the boxes.
struct Ports {
    /// The x at the upper and at the lower end of each edge's chain.
    private(set) var upper: [Double]
    private(set) var lower: [Double]

    /// Spreads the lines at each box in the order in which they lead on.
    ///
    /// Lines share the side evenly; a line to a place straight above or below stays straight.
    init(
        graph: RowGraph, order: RowOrder, places: [Double], halfWidths: [Double],
        laneHalves: [Double]
    ) {
        upper = [Double](repeating: 0, count: graph.chains.count)
        lower = upper
        var atTop = [[Int]](repeating: [], count: halfWidths.count)
        var atBottom = atTop
        for (edge, chain) in graph.chains.enumerated() {
            guard let first = chain.first, let last = chain.last else { continue }
            atBottom[first].append(edge)
            atTop[last].append(edge)
        }
        for node in halfWidths.indices {
            let below = Self.spread(
                atBottom[node], node: node, next: { graph.chains[$0][1] }, order: order,
                places: places, halfWidth: halfWidths[node], laneHalves: laneHalves,
                nodeCount: halfWidths.count)
            for (edge, x) in below { upper[edge] = x }
            let above = Self.spread(
                atTop[node], node: node, next: { graph.chains[$0][graph.chains[$0].count - 2] },
                order: order, places: places, halfWidth: halfWidths[node], laneHalves: laneHalves,
                nodeCount: halfWidths.count)
            for (edge, x) in above { lower[edge] = x }
        }
    }

    private static func spread(
        _ edges: [Int], node: Int, next: (Int) -> Int, order: RowOrder, places: [Double],
        halfWidth: Double, laneHalves: [Double], nodeCount: Int
    ) -> [(edge: Int, x: Double)] {
        if edges.isEmpty { return [] }
        let center = places[node]
        var sorted = edges.sorted {
            (order.position[next($0)], $0) < (order.position[next($1)], $1)
        }
        // Edges that share a trunk share the port.
        var sharing: [(edge: Int, with: Int)] = []
        var first = sorted[0]
        for edge in sorted.dropFirst() {
            if next(edge) == next(first), next(edge) >= nodeCount {
                sharing.append((edge, first))
            } else {
                first = edge
            }
        }
        if !sharing.isEmpty {
            let isSharing = Set(sharing.map(\.edge))
            sorted.removeAll { isSharing.contains($0) }
        }
        let widest = sorted.reduce(0) { max($0, laneHalves[$1]) }
        let reach = max(0, halfWidth - min(12, halfWidth / 4) - widest)
        let slot = 2 * halfWidth / Double(sorted.count + 1)
        var wishes: [Double] = []
        var weights: [Double] = []
        for (index, edge) in sorted.enumerated() {
            let offset = places[next(edge)] - center
            let isStraight = abs(offset) < 0.5
            wishes.append(center + (isStraight ? offset : Double(index + 1) * slot - halfWidth))
            weights.append(isStraight ? 8 : 1)
        }
        let distances = sorted.indices.dropFirst().map {
            laneHalves[sorted[$0 - 1]] + laneHalves[sorted[$0]] + min(16, slot)
        }
        let xs = separatedPlaces(
            wishes: wishes, weights: weights, distances: distances,
            range: (center - reach)...(center + reach))
        var found = Array(zip(sorted, xs)).map { (edge: $0, x: $1) }
        if sharing.isEmpty { return found }
        let x = Dictionary(uniqueKeysWithValues: zip(sorted, xs))
        for (edge, other) in sharing {
            if let x = x[other] { found.append((edge, x)) }
        }
        return found
    }
}
