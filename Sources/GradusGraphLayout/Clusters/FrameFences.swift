/// Keeps lines off the sides of the frames that they run beside or in.
struct FrameFences {
    private let clusters: RowClusters
    private let frames: ClusterFrames
    private let row: [Int]
    /// The framed clusters that each row lies in or between.
    private let clustersOfRow: [[Int]]

    /// The least distance between a line and the side of a frame, in points.
    private static let clearance = 5.0
    /// How far outside of a frame a line is already where it crosses the border.
    private static let ahead = 2.0
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

    /// Narrows the corridor of an item's row to the side of each frame on which the item stands,
    /// and lengthens it over what frames reach beyond their rows, so that a line enters and leaves
    /// a frame through its upper and lower side.
    func fence(
        _ corridor: inout Corridor, of item: Int, lane: Double, isFirst: Bool, isLast: Bool
    ) {
        let room = Self.clearance + lane
        let tree = clusters.tree
        let own = clusters.cluster[item]
        let row = row[item]
        for cluster in clustersOfRow[row] {
            guard let box = frames.boxes[cluster] else { continue }
            if own >= 0, tree.common(own, cluster) == cluster {
                corridor.low = max(corridor.low, box.left + room)
                corridor.high = min(corridor.high, box.right - room)
            } else if box.right <= corridor.center {
                corridor.low = max(corridor.low, box.right + room)
            } else if box.left >= corridor.center {
                corridor.high = min(corridor.high, box.left - room)
            }
            if !isFirst, clusters.first[cluster] == row {
                corridor.top = min(corridor.top, box.top - Self.ahead)
            }
            if !isLast, clusters.last[cluster] == row {
                corridor.bottom = max(corridor.bottom, box.bottom + Self.ahead)
            }
        }
        corridor.low = min(corridor.low, corridor.center)
        corridor.high = max(corridor.high, corridor.center)
    }
}
