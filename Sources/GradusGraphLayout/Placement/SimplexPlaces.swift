/// Horizontal places with the least weighted sum of how far lines run sideways, by network simplex
/// (Gansner, Koutsofios, North, Vo 1993, section 4.2).
///
/// Places are whole points. A segment becomes a node to the left of both its ends: the sum of its
/// two arcs is least when it is as far right as its ends allow, and then it is their distance.
struct SimplexPlaces {
    let graph: RowGraph
    let order: RowOrder
    let extents: ItemExtents

    /// The places, starting from given ones; the graph must be connected. Where `work` elementary
    /// steps are not enough the places are valid, but not the best.
    func places(from start: [Double], work: Int) -> [Double] {
        let count = graph.items.count
        var layers = [Int](repeating: 0, count: count)
        var arcs: [Arc] = []
        arcs.reserveCapacity(count + 2 * graph.segments.count)
        for row in order.rows {
            for (place, item) in row.enumerated() {
                let wish = Int(start[item].rounded())
                if place == 0 {
                    layers[item] = wish
                    continue
                }
                let before = row[place - 1]
                let length = Int(extents.separation(before, item).rounded(.up))
                layers[item] = max(wish, layers[before] + length)
                arcs.append(Arc(from: before, to: item, weight: 0, length: length))
            }
        }
        for (index, segment) in graph.segments.enumerated() {
            layers.append(min(layers[segment.upper], layers[segment.lower]))
            for end in [segment.upper, segment.lower] {
                arcs.append(Arc(from: count + index, to: end, weight: segment.weight, length: 0))
            }
        }
        var simplex = NetworkSimplex(nodeCount: layers.count, arcs: arcs, layers: layers)
        return simplex.run(work: work).prefix(count).map { Double($0) }
    }
}
