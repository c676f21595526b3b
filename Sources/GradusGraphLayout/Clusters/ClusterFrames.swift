/// The frames of clusters around placed items, and the room that rows must leave for them.
struct ClusterFrames {
    /// The frame of each cluster, with its room for a name; nil where it holds no node.
    private(set) var boxes: [LayoutBox?]

    /// The distance between a frame and one that it holds, in points.
    private static let apart = 8.0
    /// The distance between frames above one another that stand in neighbouring rows, in points.
    private static let between = 10.0

    /// Frames around nodes and the lines and labels that belong to clusters; places and rows are
    /// settled. O(items + clusters).
    init(
        _ clusters: RowClusters, graph: RowGraph, extents: ItemExtents, places: [Double],
        heights: RowHeights, nodes: [LayoutNode]
    ) {
        let tree = clusters.tree
        boxes = [LayoutBox?](repeating: nil, count: tree.count)
        for (item, own) in clusters.cluster.enumerated() where own >= 0 {
            let row = graph.row[item]
            var (top, bottom) = (heights.top[row], heights.bottom[row])
            if item < graph.nodeCount {
                let middle = heights.middle(row)
                (top, bottom) = (middle - nodes[item].height / 2, middle + nodes[item].height / 2)
            } else if row == clusters.first[own] || row == clusters.last[own] {
                // A line goes on to where the boxes of the row end.
                (top, bottom) = (heights.middle(row), heights.middle(row))
            }
            let padding = tree.rooms[own].padding
            add(
                LayoutBox(
                    left: places[item] - extents.left[item] - padding, top: top - padding,
                    right: places[item] + extents.right[item] + padding,
                    bottom: bottom + padding), to: own)
        }
        // A cluster comes before what it holds.
        for own in (0..<tree.count).reversed() {
            guard var box = boxes[own] else { continue }
            let room = tree.rooms[own]
            box.top -= room.above
            box.bottom += room.below
            box.left -= room.left
            box.right += room.right
            boxes[own] = box
            let outer = tree.parent[own]
            guard outer >= 0 else { continue }
            let apart = tree.rooms[outer].padding > 0 ? Self.apart : 0
            add(
                LayoutBox(
                    left: box.left - apart, top: box.top - apart, right: box.right + apart,
                    bottom: box.bottom + apart), to: outer)
        }
    }

    private mutating func add(_ box: LayoutBox, to cluster: Int) {
        boxes[cluster] = boxes[cluster]?.union(box) ?? box
    }

    /// How much farther each row must be from the one above, given the gaps there are, so that the
    /// frames that begin in it and those that end above it have room.
    static func lacks(_ clusters: RowClusters, gaps: [Double]) -> [Double] {
        let tree = clusters.tree
        guard tree.rooms.contains(where: { $0.padding > 0 }) else {
            return gaps.map { _ in 0 }
        }
        // How far a frame reaches above its first and below its last row.
        var above = [Double](repeating: 0, count: tree.count)
        var below = above
        var rowAbove = [Double](repeating: 0, count: gaps.count)
        var rowBelow = rowAbove
        for own in (0..<tree.count).reversed() where clusters.last[own] >= 0 {
            let room = tree.rooms[own]
            above[own] = max(above[own], room.padding) + room.above
            below[own] = max(below[own], room.padding) + room.below
            let (first, last) = (clusters.first[own], clusters.last[own])
            rowAbove[first] = max(rowAbove[first], above[own])
            rowBelow[last] = max(rowBelow[last], below[own])
            let outer = tree.parent[own]
            guard outer >= 0 else { continue }
            let apart = tree.rooms[outer].padding > 0 ? Self.apart : 0
            if clusters.first[outer] == first {
                above[outer] = max(above[outer], above[own] + apart)
            }
            if clusters.last[outer] == last {
                below[outer] = max(below[outer], below[own] + apart)
            }
        }
        return gaps.indices.map { row in
            guard row > 0 else { return 0 }
            let needed = rowAbove[row] + rowBelow[row - 1]
            return needed > 0 ? max(0, needed + Self.between - gaps[row]) : 0
        }
    }
}
