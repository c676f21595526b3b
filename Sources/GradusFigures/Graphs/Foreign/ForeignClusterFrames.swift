import GradusGraphics

/// The frames around a laid-out graph's clusters.
struct ForeignClusterFrames {
    /// The frame of each cluster with room for its label; nil where it holds no node.
    let frames: [Rectangle?]
    /// The clusters whose frames hold their own nodes and nothing else, the outer ones first.
    let drawn: [Int]

    /// How often a frame may be compared with a box: about a second.
    private static let mostLooks = 100_000_000

    init(_ layout: ForeignGraphLayout) {
        let graph = layout.graph
        let clusters = graph.clusters
        guard !clusters.isEmpty else {
            (frames, drawn) = ([], [])
            return
        }
        let plain = layout.clusterBoxes
        var bounds = plain
        Self.widen(&bounds, in: layout)
        let ranges = Self.ranges(clusters)
        let places = graph.nodes.map { $0.cluster.map { ranges[$0].lowerBound } ?? -1 }
        let boxes = ForeignBands(layout.frames.map(Optional.some), height: layout.size.height)
        var looks = Self.mostLooks
        func isClear(_ frame: Rectangle, _ cluster: Int) -> Bool {
            guard looks > 0 else { return false }
            return !boxes.contains(near: frame, looks: &looks) {
                layout.frames[$0].overlaps(frame) && !ranges[cluster].contains(places[$0])
            }
        }
        for cluster in clusters.indices where clusters[cluster].holdsEdges {
            // Where other boxes stand in the way, it does not reach around edges.
            if let wide = bounds[cluster], !isClear(wide, cluster) {
                bounds[cluster] = plain[cluster]
            }
        }
        frames = bounds
        drawn = clusters.indices.filter { cluster in
            // A frame that says how often its boxes are there is never left out.
            bounds[cluster].map { clusters[cluster].holdsEdges || isClear($0, cluster) } ?? false
        }
    }

    /// Numbers for clusters such that those of what is inside a cluster are a range.
    private static func ranges(_ clusters: [ForeignGraph.Cluster]) -> [Range<Int>] {
        var sizes = [Int](repeating: 1, count: clusters.count)
        // A cluster comes before what it holds.
        for cluster in clusters.indices.reversed() {
            if let outer = clusters[cluster].parent { sizes[outer] += sizes[cluster] }
        }
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
        return ranges
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

extension ForeignGraphLayout {
    /// The clusters with nodes whose frames cannot be drawn, because boxes that do not belong to
    /// them stand in the way: what they are called, or nothing where they have no title.
    public var unframedClusters: [String] {
        let frames = ForeignClusterFrames(self)
        let drawn = Set(frames.drawn)
        return graph.clusters.indices.filter {
            frames.frames[$0] != nil && graph.clusters[$0].isVisible && !drawn.contains($0)
        }.map { graph.clusters[$0].label.map(\.text).joined(separator: " ") }
    }
}
