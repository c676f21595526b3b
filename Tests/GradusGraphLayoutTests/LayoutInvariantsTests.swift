import Testing

@testable import GradusGraphLayout

@Suite struct LayoutInvariantsTests {
    @Test(arguments: 0..<40)
    func nothingIsInTheWay(seed: Int) throws {
        let (nodes, edges) = randomGraph(seed: UInt64(seed))
        let options = LayoutOptions(direction: seed % 2 == 0 ? .topDown : .leftRight)
        let layout = try layoutLayered(nodes: nodes, edges: edges, options: options)
        #expect(layout == (try layoutLayered(nodes: nodes, edges: edges, options: options)))

        let boxes = nodes.indices.map {
            Box(layout.nodeCenters[$0], width: nodes[$0].width, height: nodes[$0].height)
        }
        let labels = edges.indices.compactMap { index -> (Int, Box)? in
            guard let label = edges[index].label, let center = layout.edges[index].labelCenter
            else { return nil }
            return (index, Box(center, width: label.width, height: label.height))
        }
        #expect(labels.count == edges.count { $0.label != nil })
        for (index, box) in boxes.enumerated() {
            #expect(!boxes[..<index].contains { $0.overlaps(box) })
            #expect(!labels.contains { $0.1.overlaps(box) })
            #expect(box.left > -0.01 && box.right < layout.width + 0.01)
            #expect(box.top > -0.01 && box.bottom < layout.height + 0.01)
        }
        for (index, label) in labels.enumerated() {
            #expect(!labels[..<index].contains { $0.1.overlaps(label.1) })
        }
        for (index, edge) in edges.enumerated() {
            let route = layout.edges[index]
            #expect((route.twin != nil) == (edge.lanes == 2))
            for line in [route.points, route.twin ?? []] {
                guard let first = line.first, let last = line.last else { continue }
                #expect(boxes[edge.from].hasOnBorder(first))
                #expect(boxes[edge.to].hasOnBorder(last))
            }
            for point in route.flattened() + route.flattenedTwin() {
                #expect(!boxes.contains { $0.contains(point, inset: 0.3) }, "edge \(index)")
                #expect(!labels.contains { $0.1.contains(point, inset: 0.3) }, "edge \(index)")
            }
        }
    }

    @Test func acyclicEdgesRunDownwardsAndTwinsRunParallel() throws {
        for seed in 50..<70 {
            var (nodes, edges) = randomGraph(seed: UInt64(seed))
            nodes = nodes.map { LayoutNode(width: $0.width + 40, height: $0.height) }
            edges = edges.filter { $0.from < $0.to }
            let layout = try layoutLayered(nodes: nodes, edges: edges)
            for (index, edge) in edges.enumerated() {
                #expect(layout.nodeLayers[edge.from] < layout.nodeLayers[edge.to])
                let line = layout.edges[index].flattened()
                #expect(zip(line, line.dropFirst()).allSatisfy { $0.y <= $1.y + 1e-9 })
                guard let twin = layout.edges[index].twin else { continue }
                let ends = zip([line[0], line[line.count - 1]], [twin[0], twin[twin.count - 1]])
                for (a, b) in ends {
                    #expect(abs(b.x - a.x - 20) < 1e-9 && a.y == b.y)
                }
                let beside = layout.edges[index].flattenedTwin()
                for step in 0...50 {
                    let y = line[0].y + (line[line.count - 1].y - line[0].y) * Double(step) / 50
                    #expect(place(on: beside, at: y) - place(on: line, at: y) > 6)
                }
            }
        }
    }

    /// The x of a line that runs downwards at a height.
    private func place(on line: [LayoutPoint], at y: Double) -> Double {
        for (a, b) in zip(line, line.dropFirst()) where y <= b.y {
            return b.y > a.y ? a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y) : b.x
        }
        return line[line.count - 1].x
    }
}
