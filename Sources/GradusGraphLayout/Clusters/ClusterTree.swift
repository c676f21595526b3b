/// Groups of nodes, each inside another or by itself, with what both ends of an edge have in
/// common. A cluster's parent has a smaller number than the cluster.
struct ClusterTree {
    /// The room that a frame takes on its four sides beside what it holds, in a layout that runs
    /// from top to bottom.
    struct Room {
        var padding = 0.0
        var above = 0.0
        var below = 0.0
        var left = 0.0
        var right = 0.0
    }

    /// The cluster around each cluster; -1 where there is none.
    let parent: [Int]
    /// How many clusters are around each cluster.
    let depth: [Int]
    /// The room that the frame of each cluster takes.
    let rooms: [Room]

    init(parents: [Int?]) {
        self.init(parents.map { LayoutCluster(parent: $0) }, isTurned: false)
    }

    /// `isTurned` where the layout is one from left to right, with x and y exchanged.
    init(_ clusters: [LayoutCluster], isTurned: Bool) {
        parent = clusters.map { $0.parent ?? -1 }
        var depth: [Int] = []
        for cluster in clusters { depth.append(cluster.parent.map { depth[$0] + 1 } ?? 0) }
        self.depth = depth
        rooms = clusters.map { cluster in
            isTurned
                ? Room(padding: cluster.padding, left: cluster.head, right: cluster.foot)
                : Room(padding: cluster.padding, above: cluster.head, below: cluster.foot)
        }
    }

    var count: Int { parent.count }

    /// The innermost cluster around both, -1 where there is none.
    func common(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while a != b {
            // The larger number cannot be around the smaller one.
            if a > b { a = parent[a] } else { b = parent[b] }
        }
        return a
    }

    /// The cluster around `inner`, or itself, that lies directly inside `outer`; -1 where `inner`
    /// is `outer`.
    func child(of outer: Int, towards inner: Int) -> Int {
        var cluster = inner
        if cluster == outer { return -1 }
        while parent[cluster] != outer { cluster = parent[cluster] }
        return cluster
    }
}
