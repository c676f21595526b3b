import Testing

@testable import GradusGraphLayout

@Suite struct ClusterTests {
    /// A graph with clusters that are connected by edges of their own, some inside another.
    private func clustered(
        seed: UInt64
    ) -> (nodes: [LayoutNode], edges: [LayoutEdge], parents: [Int?]) {
        var random = SeededRandom(seed: seed)
        let count = 8 + random.below(30)
        var edges = (1..<count).map {
            LayoutEdge(from: max(0, $0 - 1 - random.below(5)), to: $0)
        }
        for _ in 0..<(count / 3) {
            let (a, b) = (random.below(count), random.below(count))
            let label = random.below(3) == 0 ? LayoutLabel(width: 40, height: 12) : nil
            edges.append(LayoutEdge(from: min(a, b), to: max(a, b), label: label))
        }
        var nodes = (0..<count).map { _ in
            LayoutNode(width: Double(30 + random.below(90)), height: Double(20 + random.below(50)))
        }
        var parents: [Int?] = []
        func grow(from start: Int, in outer: Int?, size: Int) -> [Int] {
            let number = parents.count
            parents.append(outer)
            var members: [Int] = []
            var waiting = [start]
            while let node = waiting.popLast(), members.count < size {
                guard nodes[node].cluster == outer else { continue }
                nodes[node].cluster = number
                members.append(node)
                for edge in edges where edge.from == node || edge.to == node {
                    waiting.append(edge.from == node ? edge.to : edge.from)
                }
            }
            return members
        }
        for _ in 0..<(1 + random.below(4)) {
            let start = random.below(count)
            guard nodes[start].cluster == nil else { continue }
            let members = grow(from: start, in: nil, size: 2 + random.below(10))
            if members.count > 4 {
                _ = grow(from: members[0], in: nodes[members[0]].cluster, size: 2)
            }
        }
        return (nodes, edges, parents)
    }

    private func isInside(_ cluster: Int?, _ outer: Int, _ parents: [Int?]) -> Bool {
        var next = cluster
        while let own = next {
            if own == outer { return true }
            next = parents[own]
        }
        return false
    }

    @Test(arguments: 0..<80)
    func framesHoldTheirOwnNodesOnly(seed: Int) throws {
        let (nodes, edges, parents) = clustered(seed: UInt64(seed))
        let options = LayoutOptions(
            direction: seed % 2 == 0 ? .topDown : .leftRight, nodeSpacing: 18, layerSpacing: 36)
        let layout = try layoutLayered(
            nodes: nodes, edges: edges, clusters: parents.map { LayoutCluster(parent: $0) },
            options: options)
        let boxes = nodes.indices.map {
            Box(layout.nodeCenters[$0], width: nodes[$0].width, height: nodes[$0].height)
        }
        for index in boxes.indices {
            #expect(!boxes[..<index].contains { $0.overlaps(boxes[index]) })
        }
        for cluster in parents.indices {
            let own = nodes.indices.filter { isInside(nodes[$0].cluster, cluster, parents) }
            guard var frame = own.first.map({ boxes[$0] }) else { continue }
            for node in own {
                frame.left = min(frame.left, boxes[node].left - 6)
                frame.right = max(frame.right, boxes[node].right + 6)
                frame.top = min(frame.top, boxes[node].top - 6)
                frame.bottom = max(frame.bottom, boxes[node].bottom + 6)
            }
            let others = nodes.indices.filter {
                !isInside(nodes[$0].cluster, cluster, parents) && frame.overlaps(boxes[$0])
            }
            #expect(others.isEmpty, "cluster \(cluster) of \(own) holds \(others)")
        }
        expectClearLines(nodes: nodes, edges: edges, layout: layout)
        #expect(
            layout
                == (try layoutLayered(
                    nodes: nodes, edges: edges, clusters: parents.map { LayoutCluster(parent: $0) },
                    options: options)))
    }

    /// Frames with rooms for names hold what belongs to them, with these rooms, and nothing else.
    @Test(arguments: 0..<40)
    func framesHaveTheirRooms(seed: Int) throws {
        let (nodes, edges, parents) = clustered(seed: UInt64(seed))
        let direction: LayoutDirection = seed % 2 == 0 ? .topDown : .leftRight
        let layout = try layoutLayered(
            nodes: nodes, edges: edges,
            clusters: parents.map { LayoutCluster(parent: $0, padding: 6, head: 14, foot: 3) },
            options: LayoutOptions(direction: direction, nodeSpacing: 18, layerSpacing: 24))
        func box(_ node: Int) -> LayoutBox {
            LayoutBox(
                center: layout.nodeCenters[node], width: nodes[node].width,
                height: nodes[node].height)
        }
        func holds(_ outer: LayoutBox, _ inner: LayoutBox, _ room: Double) -> Bool {
            outer.left <= inner.left - room + 1e-6 && outer.right >= inner.right + room - 1e-6
                && outer.top <= inner.top - room - 14 + 1e-6
                && outer.bottom >= inner.bottom + room + 3 - 1e-6
        }
        for (cluster, frame) in layout.clusterBoxes.enumerated() {
            let own = nodes.indices.filter { isInside(nodes[$0].cluster, cluster, parents) }
            guard !own.isEmpty else {
                #expect(frame == nil)
                continue
            }
            let frame = try #require(frame)
            #expect(frame.left >= 0 && frame.top >= 0)
            #expect(frame.right <= layout.width && frame.bottom <= layout.height)
            for node in nodes.indices {
                if own.contains(node) {
                    #expect(holds(frame, box(node), 6))
                } else {
                    #expect(!frame.overlaps(box(node), by: 0))
                }
            }
            for (other, box) in layout.clusterBoxes.enumerated() where other != cluster {
                guard let box else { continue }
                if isInside(other, cluster, parents) {
                    #expect(holds(frame, box, 8))
                } else if !isInside(cluster, other, parents) {
                    #expect(!frame.overlaps(box, by: 0))
                }
            }
        }
        expectClearLines(nodes: nodes, edges: edges, layout: layout)
    }

    @Test func roomsOfFramesAreBounded() {
        for cluster in [
            LayoutCluster(padding: 11), LayoutCluster(head: -1), LayoutCluster(foot: .nan),
        ] {
            #expect(throws: LayoutError.invalidClusterRoom(cluster: 0)) {
                try layoutLayered(
                    nodes: [LayoutNode(width: 10, height: 10, cluster: 0)], edges: [],
                    clusters: [cluster])
            }
        }
    }

    @Test(arguments: 0..<80)
    func linesBesideAClusterKeepToOneSide(seed: Int) {
        let (nodes, edges, parents) = clustered(seed: UInt64(seed))
        let tree = ClusterTree(parents: parents)
        let layers = longestPathLayers(
            nodeCount: nodes.count,
            arcs: edges.filter { $0.from != $0.to }.map {
                Arc(from: $0.from, to: $0.to, weight: 1)
            })
        let plan = RowPlan(layerCount: (layers.max() ?? 0) + 1, layers: layers, edges: edges)
        let graph = RowGraph(
            plan: plan, layers: layers, edges: edges, reversed: edges.map { _ in false })
        var clusters = RowClusters(
            tree: tree, clusterOfNode: nodes.map(\.cluster), graph: graph, edges: edges)
        var state = LayeredOrder(graph)
        clusteredOrder(
            graph: graph, order: reducedCrossings(graph: graph, sweeps: 8, restarts: 0),
            clusters: &clusters, into: &state)
        let order = state.rowOrder()
        for cluster in parents.indices {
            let outer = tree.parent[cluster]
            let rows =
                clusters.first[cluster]..<max(clusters.first[cluster], clusters.last[cluster])
            /// The sides of the cluster's own items on which an item stands.
            func sides(_ item: Int) -> Set<Bool> {
                let row = order.rows[graph.row[item]]
                let own = row.filter {
                    isInside(
                        clusters.cluster[$0] < 0 ? nil : clusters.cluster[$0], cluster, parents)
                }
                return Set(own.map { order.position[$0] < order.position[item] })
            }
            for segment in graph.segments where rows.contains(graph.row[segment.upper]) {
                guard clusters.cluster[segment.upper] == outer,
                    clusters.cluster[segment.lower] == outer
                else { continue }
                #expect(sides(segment.upper).union(sides(segment.lower)).count <= 1)
            }
        }
    }

    @Test func aClusterJoinsPartsThatNoEdgeJoins() throws {
        var nodes = [LayoutNode](
            repeating: LayoutNode(width: 40, height: 20, cluster: 0), count: 5)
        nodes[2].cluster = nil
        let edges = [LayoutEdge(from: 0, to: 1), LayoutEdge(from: 3, to: 4)]
        let layout = try layoutLayered(nodes: nodes, edges: edges, clusters: [LayoutCluster()])
        let own = [0, 1, 3, 4].map { layout.nodeCenters[$0].x }
        let other = layout.nodeCenters[2].x
        #expect(own.allSatisfy { $0 < other } || own.allSatisfy { $0 > other })
    }

    @Test func mistakesAreNamed() {
        func error(_ cluster: Int, _ parents: [Int?]) -> LayoutError? {
            do throws(LayoutError) {
                _ = try layoutLayered(
                    nodes: [LayoutNode(width: 1, height: 1, cluster: cluster)], edges: [],
                    clusters: parents.map { LayoutCluster(parent: $0) })
                return nil
            } catch { return error }
        }
        #expect(error(0, [nil]) == nil)
        #expect(error(1, [nil]) == .unknownCluster(node: 0, cluster: 1))
        #expect(error(-1, [nil]) == .unknownCluster(node: 0, cluster: -1))
        #expect(error(0, [0]) == .invalidClusterParent(cluster: 0))
        #expect(error(0, [1, nil]) == .invalidClusterParent(cluster: 0))
    }
}
