/// Groups of nodes, each inside another or by itself, with what both ends of an edge have in
/// common. A cluster's parent has a smaller number than the cluster.
struct ClusterTree {
    /// The cluster around each cluster; -1 where there is none.
    let parent: [Int]
    /// How many clusters are around each cluster.
    let depth: [Int]

    init(parents: [Int?]) {
        parent = parents.map { $0 ?? -1 }
        var depth: [Int] = []
        for parent in parents { depth.append(parent.map { depth[$0] + 1 } ?? 0) }
        self.depth = depth
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
