/// Horizontal places that keep everything else out of the frames of clusters, by network simplex.
///
/// As `SimplexPlaces`, with two more nodes for each cluster: its left and right border, the same
/// in all rows. Clusters stand on the same sides of each other in all rows, so that the least
/// distances never contradict one another.
struct ClusteredPlaces {
    let graph: RowGraph
    let order: RowOrder
    let extents: ItemExtents
    let clusters: RowClusters
    let nodeSpacing: Double

    /// The distance between a frame and what it holds.
    private static let padding = 10.0
    /// How strongly a frame wants to be narrow.
    private static let narrowness = 1.0

    /// The places; valid, but not the best, where `work` elementary steps are not enough.
    func places(work: Int) -> [Double] {
        let count = graph.items.count
        let tree = clusters.tree
        let isUsed = usedClusters()
        // The numbers of the borders follow those of the items and segments.
        var borders = [Int](repeating: -1, count: tree.count)
        var nodeCount = count + graph.segments.count
        for cluster in 0..<tree.count where isUsed[cluster] {
            borders[cluster] = nodeCount
            nodeCount += 2
        }
        var arcs: [Arc] = []
        func keep(_ a: Int, _ b: Int, apart: Double, weight: Double = 0) {
            arcs.append(
                Arc(from: a, to: b, weight: weight, length: Int(apart.rounded(.up))))
        }
        for cluster in 0..<tree.count where isUsed[cluster] {
            let left = borders[cluster]
            keep(left, left + 1, apart: 0, weight: Self.narrowness)
            if tree.parent[cluster] >= 0 {
                let outer = borders[tree.parent[cluster]]
                keep(outer, left, apart: Self.padding)
                keep(left + 1, outer + 1, apart: Self.padding)
            }
        }
        for row in order.rows {
            for (place, item) in row.enumerated() {
                let own = clusters.cluster[item]
                if own >= 0 {
                    keep(borders[own], item, apart: Self.padding + extents.left[item])
                    keep(item, borders[own] + 1, apart: Self.padding + extents.right[item])
                }
                guard place > 0 else { continue }
                let before = row[place - 1]
                let other = clusters.cluster[before]
                if own == other {
                    keep(before, item, apart: extents.separation(before, item))
                    continue
                }
                let common = tree.common(own, other)
                let closed = tree.child(of: common, towards: other)
                let opened = tree.child(of: common, towards: own)
                keep(
                    closed >= 0 ? borders[closed] + 1 : before,
                    opened >= 0 ? borders[opened] : item,
                    apart: max(nodeSpacing / 2, 6) + (closed >= 0 ? 0 : extents.right[before])
                        + (opened >= 0 ? 0 : extents.left[item]))
            }
        }
        for (index, segment) in graph.segments.enumerated() {
            for end in [segment.upper, segment.lower] {
                arcs.append(Arc(from: count + index, to: end, weight: segment.weight, length: 0))
            }
        }
        return solvedLayers(nodeCount: nodeCount, arcs: arcs, work: work).prefix(count).map {
            Double($0)
        }
    }

    private func usedClusters() -> [Bool] {
        var isUsed = [Bool](repeating: false, count: clusters.tree.count)
        for own in clusters.cluster {
            var around = own
            while around >= 0, !isUsed[around] {
                isUsed[around] = true
                around = clusters.tree.parent[around]
            }
        }
        return isUsed
    }
}
