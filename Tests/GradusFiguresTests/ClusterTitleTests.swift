import GradusCairoRendering
import GradusGraphics
import Testing

@testable import GradusFigures

/// Frames around clusters and where their titles stand.
@Suite struct ClusterTitleTests {
    private func node(_ graph: inout ForeignGraph, _ label: String, in cluster: Int?) -> Int {
        var node = ForeignGraph.Node(
            id: "n\(graph.nodes.count)", label: label, content: .init(lines: [.init(label)]))
        node.cluster = cluster
        graph.nodes.append(node)
        return graph.nodes.count - 1
    }

    private func layout(_ graph: ForeignGraph) throws -> ForeignGraphLayout {
        try ForeignGraphLayout(graph, measuredBy: CairoRenderer(fonts: FontCatalog.installed()))
    }

    /// A chain of clusters, each with `width` boxes that take what those before them yield.
    private func chain(_ clusters: Int, width: Int, title: String) -> ForeignGraph {
        var graph = ForeignGraph()
        var last = [node(&graph, "in", in: nil)]
        for cluster in 0..<clusters {
            graph.clusters.append(.init(label: [.init("\(title) \(cluster)")], parent: nil))
            let boxes = (0..<width).map {
                node(&graph, "a very wide box with number \($0)", in: cluster)
            }
            for (index, box) in boxes.enumerated() {
                graph.edges.append(.init(from: last[index % last.count], to: box))
                graph.edges.append(.init(from: last[(index + 1) % last.count], to: box))
            }
            last = boxes
        }
        return graph
    }

    @Test func framesHoldTheirBoxesWithRoomForTheFramesInside() throws {
        var graph = ForeignGraph()
        let parents: [Int?] = [nil, 0, 1, 0, nil]
        for (index, parent) in parents.enumerated() {
            graph.clusters.append(
                .init(label: index == 1 ? [] : [.init("c\(index)")], parent: parent))
        }
        let places: [Int?] = [0, 1, 2, 2, 3, nil, 1]
        for (index, cluster) in places.enumerated() {
            let box = node(&graph, "box", in: cluster)
            if index > 0 { graph.edges.append(.init(from: box - 1, to: box)) }
        }
        let layout = try layout(graph)
        let result = ForeignClusterFrames(layout, labelSize: 10)
        let inside: [[Int]] = [[0, 1, 2, 3, 4, 6], [1, 2, 3, 6], [2, 3], [4], []]
        for (cluster, (boxes, levels)) in zip(inside, [2, 1, 0, 0, 0]).enumerated() {
            guard let first = boxes.first else {
                #expect(result.frames[cluster] == nil)
                continue
            }
            let union = boxes.reduce(layout.rooms[first]) { $0.union(layout.rooms[$1]) }
                .insetBy(-6 - 4 * Double(levels))
            let room = cluster == 1 ? 0.0 : 14
            let wanted = Rectangle(
                x: union.x, y: union.y - room, width: union.width, height: union.height + room)
            let frame = try #require(result.frames[cluster])
            #expect(frame.contains(wanted, tolerance: 1e-9))
            #expect(wanted.contains(frame, tolerance: 1e-9))
        }
        // Boxes 4 and 5 keep out of the frames that are not theirs.
        #expect(result.drawn == [0, 1, 2, 3])
        // A frame that would hold a foreign box is left out, and so are those around it.
        var crowded = layout
        crowded.frames[5] = layout.frames[6]
        #expect(ForeignClusterFrames(crowded, labelSize: 10).drawn == [2, 3])
    }

    @Test func aTitlesGroundHidesNoEdge() throws {
        let graph = chain(3, width: 2, title: "cluster")
        let layout = try layout(graph)
        let drawing = try Fixture.draw(ForeignGraphFigure(layout))
        let body = ForeignGraphFigure(layout).body(
            measuredBy: try CairoRenderer(fonts: FontCatalog.installed()))
        #expect(
            (0..<3).allSatisfy { drawing.strings.contains("cluster \($0)") })
        var curves = ForeignCurveIndex(layout)
        var grounds = 0
        for mark in body.marks where mark.name.hasSuffix("/ground") {
            guard case .path(let path, _, _) = mark.content, let bounds = path.bounds else {
                continue
            }
            grounds += 1
            #expect(curves.crossings(bounds) == 0, "\(mark.name) hides an edge")
        }
        #expect(grounds > 0)
    }

    /// A frame is as wide as its title beside the edges that run through its border.
    @Test(arguments: [false, true])
    func aTitleStandsInItsFrameBesideItsEdges(isBelow: Bool) throws {
        for title in ["wider than its frame", "a title that is much wider than its frame is"] {
            var graph = ForeignGraph()
            graph.clusters.append(.init(label: [.init(title)], parent: nil))
            graph.clusters[0].hasLabelBelow = isBelow
            let wide = node(&graph, String(repeating: "a very wide box ", count: 6), in: nil)
            let inner = node(&graph, "x", in: 0)
            graph.edges.append(.init(from: wide, to: inner))
            graph.edges.append(.init(from: inner, to: node(&graph, "y", in: nil)))
            let layout = try layout(graph)
            let frame = try #require(ForeignClusterFrames(layout, labelSize: 10).frames[0])
            let drawing = try Fixture.draw(ForeignGraphFigure(layout))
            #expect(drawing.problems == [])
            let width = try CairoRenderer(fonts: FontCatalog.installed())
                .extent(of: title, in: TextStyle(size: 10)).width
            var labels = ForeignClusterLabels(layout, edgeLabels: [])
            let place = labels.place(Size(width + 10, 13), in: frame, isBelow: isBelow)
            #expect(place.isInside && place.crossings == 0)
            // No wider than both sides of the edge need.
            #expect(frame.width < 2 * width + 60)
        }
    }

    /// Where edges run everywhere, a title still stands in its frame.
    @Test func aTitleAmongEdgesStandsWhereFewestRun() throws {
        let layout = try layout(chain(2, width: 3, title: "cluster"))
        let frame = try #require(ForeignClusterFrames(layout, labelSize: 10).frames[1])
        var labels = ForeignClusterLabels(layout, edgeLabels: [])
        let place = labels.place(Size(frame.width - 8, 13), in: frame)
        #expect(place.isInside && place.crossings > 0)
        // A second one keeps clear of the first, outside on the border.
        let other = labels.place(Size(60, 13), in: frame)
        #expect(!other.isInside && !other.frame.overlaps(place.frame, tolerance: 0.01))
        #expect(other.frame.maxY <= frame.y && frame.y - other.frame.maxY < 2)
    }

    /// Titles ask only for the curves near them, and for each once.
    @Test func curvesAreLookedAtOnce() throws {
        let layout = try layout(chain(60, width: 5, title: "cluster"))
        var curves = ForeignCurveIndex(layout)
        #expect(curves.crossings(Rectangle(x: -50, y: -50, width: 10, height: 10)) == 0)
        #expect(curves.closeLooks == 0)
        let frames = ForeignClusterFrames(layout, labelSize: 10)
        #expect(frames.drawn.count == 60)
        let pieces = layout.curves.reduce(0) { $0 + ($1.count - 1) / 3 }
        for _ in 0..<3 {
            for frame in frames.frames.compactMap({ $0 }) {
                #expect(curves.crossings(frame) > 0)
            }
            #expect(curves.closeLooks > 0 && curves.closeLooks <= pieces)
        }
        // One frame's curves are those of its own and the neighbouring layers.
        var few = ForeignCurveIndex(layout)
        _ = few.crossings(try #require(frames.frames[30]))
        #expect(few.closeLooks <= 20)
    }
}
