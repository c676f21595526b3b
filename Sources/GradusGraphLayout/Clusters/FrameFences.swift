/// Keeps lines off the sides of the frames that they run beside or in.
struct FrameFences {
    private let clusters: RowClusters
    private let frames: ClusterFrames
    private let row: [Int]
    /// The framed clusters that each row lies in or between.
    private let clustersOfRow: [[Int]]

    /// The least distance between a line and the side of a frame, in points.
    private static let clearance = 5.0
    /// Large graphs with many frames would take long.
    private static let mostLooks = 200_000

    /// Nil where there are no frames, or far too many.
    init?(_ clusters: RowClusters, frames: ClusterFrames, graph: RowGraph) {
        var rows = [[Int]](repeating: [], count: graph.rowCount)
        var looks = 0
        for own in 0..<clusters.tree.count
        where frames.boxes[own] != nil && clusters.tree.rooms[own].padding > 0 {
            looks += clusters.last[own] - clusters.first[own] + 1
            guard looks <= Self.mostLooks else { return nil }
            for row in clusters.first[own]...clusters.last[own] { rows[row].append(own) }
        }
        guard looks > 0 else { return nil }
        clustersOfRow = rows
        row = graph.row
        (self.clusters, self.frames) = (clusters, frames)
    }

    /// Borders for a line in an item's row that keep to the side of each frame on which the item
    /// stands.
    func narrowed(
        _ low: Double, _ high: Double, of item: Int, at center: Double, lane: Double
    ) -> (Double, Double) {
        var (low, high) = (low, high)
        let room = Self.clearance + lane
        let tree = clusters.tree
        let own = clusters.cluster[item]
        for cluster in clustersOfRow[row[item]] {
            guard let box = frames.boxes[cluster] else { continue }
            if own >= 0, tree.common(own, cluster) == cluster {
                low = max(low, box.left + room)
                high = min(high, box.right - room)
            } else if box.right <= center {
                low = max(low, box.right + room)
            } else if box.left >= center {
                high = min(high, box.left - room)
            }
        }
        return (low, high)
    }
}
