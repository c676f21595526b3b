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
    static let padding = 10.0
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
                let room = tree.rooms[tree.parent[cluster]]
                keep(outer, left, apart: Self.padding + room.left)
                keep(left + 1, outer + 1, apart: Self.padding + room.right)
            }
        }
        for row in order.rows {
            for (place, item) in row.enumerated() {
                let own = clusters.cluster[item]
                if own >= 0 {
                    let room = tree.rooms[own]
                    keep(
                        borders[own], item, apart: Self.padding + room.left + extents.left[item])
                    keep(
                        item, borders[own] + 1,
                        apart: Self.padding + room.right + extents.right[item])
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
        for (before, after, apart) in distancesWhereEmpty(isUsed: isUsed, borders: borders) {
            keep(before, after, apart: apart)
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

    /// Where a cluster reaches over a row without an item in it: what stands beside it there keeps
    /// out of its frame.
    private func distancesWhereEmpty(
        isUsed: [Bool], borders: [Int]
    ) -> [(before: Int, after: Int, apart: Double)] {
        var found: [(before: Int, after: Int, apart: Double)] = []
        let tree = clusters.tree
        // Each row may have a distance for each cluster: in large graphs they would fill memory.
        guard order.rows.count * tree.count <= 200_000 else { return [] }
        var seenIn = [Int](repeating: -1, count: tree.count)
        let gap = max(nodeSpacing / 2, 6)
        for (number, row) in order.rows.enumerated() {
            for item in row {
                var around = clusters.cluster[item]
                while around >= 0, seenIn[around] != number {
                    seenIn[around] = number
                    around = tree.parent[around]
                }
            }
            for own in 0..<tree.count
            where isUsed[own] && clusters.first[own] < number && number < clusters.last[own]
                && seenIn[own] != number
            {
                let outer = tree.parent[own]
                let key = 2 * clusters.rank[own] + 1
                var (left, right) = (-1, -1)
                for item in row where tree.common(clusters.cluster[item], outer) == outer {
                    if clusters.key(of: item, in: outer) < key {
                        left = item
                    } else if right < 0 {
                        right = item
                    }
                }
                if left >= 0 {
                    let closed = tree.child(of: outer, towards: clusters.cluster[left])
                    found.append(
                        (
                            closed >= 0 ? borders[closed] + 1 : left, borders[own],
                            gap + (closed >= 0 ? 0 : extents.right[left])
                        ))
                }
                if right >= 0 {
                    let opened = tree.child(of: outer, towards: clusters.cluster[right])
                    found.append(
                        (
                            borders[own] + 1, opened >= 0 ? borders[opened] : right,
                            gap + (opened >= 0 ? 0 : extents.left[right])
                        ))
                }
            }
        }
        return found
    }

    private func usedClusters() -> [Bool] { clusters.last.map { $0 >= 0 } }
}
