import GradusGraphics

/// The frames around a laid-out graph's clusters.
struct ForeignClusterFrames {
    /// The frame of each cluster with room for its label; nil where it holds no node.
    let frames: [Rectangle?]
    /// The clusters whose frames hold their own nodes and nothing else, the outer ones first.
    let drawn: [Int]

    /// Looks once at every node and edge and, for what is drawn, at every pair of a cluster and a
    /// node.
    init(_ layout: ForeignGraphLayout, labelSize: Double) {
        let graph = layout.graph
        let clusters = graph.clusters
        // A frame costs a look at every node; thousands of frames help nobody.
        guard !clusters.isEmpty, clusters.count * graph.nodes.count <= 2_000_000 else {
            (frames, drawn) = ([Rectangle?](repeating: nil, count: clusters.count), [])
            return
        }
        // A cluster comes before what it holds, so that what is inside is known first backwards.
        var bounds = [Rectangle?](repeating: nil, count: clusters.count)
        var levels = [Int](repeating: 0, count: clusters.count)
        var sizes = [Int](repeating: 1, count: clusters.count)
        func add(_ box: Rectangle, to cluster: Int) {
            bounds[cluster] = bounds[cluster].map { $0.union(box) } ?? box
        }
        for (node, frame) in zip(graph.nodes, layout.rooms) {
            if let cluster = node.cluster { add(frame, to: cluster) }
        }
        // The labels of edges inside belong to it as well.
        for (index, edge) in graph.edges.enumerated() where edge.isVisible {
            guard let center = layout.labelCenters[index], let size = layout.labelSizes[index],
                let cluster = graph.innermostCluster(around: edge)
            else { continue }
            add(Rectangle(center: center, size: size), to: cluster)
        }
        for cluster in clusters.indices.reversed() {
            guard let outer = clusters[cluster].parent else { continue }
            if let inner = bounds[cluster] { add(inner, to: outer) }
            levels[outer] = max(levels[outer], levels[cluster] + 1)
            sizes[outer] += sizes[cluster]
        }
        for cluster in clusters.indices {
            // Each frame stands clear of those that it holds.
            bounds[cluster] = bounds[cluster]?.insetBy(-6 - 4 * Double(levels[cluster]))
        }
        let plain = bounds
        Self.widen(&bounds, in: layout)
        func frame(_ bounds: Rectangle?, _ cluster: ForeignGraph.Cluster) -> Rectangle? {
            guard let bounds else { return nil }
            let room = Double(cluster.label.count) * labelSize * 1.4
            return Rectangle(
                x: bounds.x, y: bounds.y - (cluster.hasLabelBelow ? 0 : room), width: bounds.width,
                height: bounds.height + room)
        }
        // In an order in which a cluster is followed at once by all that it holds, what is inside
        // is a range.
        var ranges = [Range<Int>](repeating: 0..<0, count: clusters.count)
        var next = [Int](repeating: 0, count: clusters.count)
        var free = 0
        for cluster in clusters.indices {
            let start: Int
            if let outer = clusters[cluster].parent {
                start = next[outer]
                next[outer] += sizes[cluster]
            } else {
                start = free
                free += sizes[cluster]
            }
            ranges[cluster] = start..<start + sizes[cluster]
            next[cluster] = start + 1
        }
        let places = graph.nodes.map { $0.cluster.map { ranges[$0].lowerBound } ?? -1 }
        func isClear(_ frame: Rectangle, _ cluster: Int) -> Bool {
            !places.indices.contains {
                layout.frames[$0].overlaps(frame) && !ranges[cluster].contains(places[$0])
            }
        }
        var frames = zip(bounds, clusters).map { frame($0, $1) }
        for cluster in clusters.indices where clusters[cluster].holdsEdges {
            // Where other boxes stand in the way, it does not reach around edges.
            if let wide = frames[cluster], !isClear(wide, cluster) {
                frames[cluster] = frame(plain[cluster], clusters[cluster])
            }
        }
        drawn = clusters.indices.filter { cluster in
            // A frame that says how often its boxes are there is never left out.
            frames[cluster].map { clusters[cluster].holdsEdges || isClear($0, cluster) } ?? false
        }
        self.frames = frames
    }

    /// Lets frames that hold edges reach around what runs into their boxes.
    private static func widen(_ bounds: inout [Rectangle?], in layout: ForeignGraphLayout) {
        let graph = layout.graph
        guard graph.clusters.contains(where: \.holdsEdges) else { return }
        for (edge, curve) in zip(graph.edges, layout.curves) {
            var next = graph.nodes[edge.to].cluster
            while let cluster = next {
                next = graph.clusters[cluster].parent
                guard graph.clusters[cluster].holdsEdges, var box = bounds[cluster] else {
                    continue
                }
                for point in curve where point.y > box.y && point.y < box.maxY {
                    let left = min(box.x, point.x - 6)
                    box = Rectangle(
                        x: left, y: box.y, width: max(box.maxX, point.x + 6) - left,
                        height: box.height)
                }
                bounds[cluster] = box
            }
        }
    }
}

extension ForeignGraph {
    /// The innermost cluster that holds both ends of an edge. O(depth).
    fileprivate func innermostCluster(around edge: Edge) -> Int? {
        var (first, second) = (nodes[edge.from].cluster, nodes[edge.to].cluster)
        // A cluster comes before those that it holds.
        while let one = first, let other = second {
            if one == other { return one }
            if one > other { first = clusters[one].parent } else { second = clusters[other].parent }
        }
        return nil
    }
}
