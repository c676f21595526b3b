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
        let result = ForeignClusterFrames(layout)
        let inside: [[Int]] = [[0, 1, 2, 3, 4, 6], [1, 2, 3, 6], [2, 3], [4], []]
        for (cluster, boxes) in inside.enumerated() {
            guard !boxes.isEmpty else {
                #expect(result.frames[cluster] == nil)
                continue
            }
            let frame = try #require(result.frames[cluster])
            let room = cluster == 1 ? 0.0 : 14
            for (index, box) in layout.frames.enumerated() {
                let padded = Rectangle(
                    x: box.x - 6, y: box.y - 6 - room, width: box.width + 12,
                    height: box.height + 12 + room)
                if boxes.contains(index) {
                    #expect(frame.contains(padded, tolerance: 1e-9))
                } else {
                    #expect(!frame.overlaps(box))
                }
            }
            guard let outer = parents[cluster] else { continue }
            // The title of the frame around it stands above it.
            let around = try #require(result.frames[outer])
            let wanted = Rectangle(
                x: frame.x - 8, y: frame.y - 8 - (outer == 1 ? 0 : 14), width: frame.width + 16,
                height: frame.height + 16)
            #expect(around.contains(wanted, tolerance: 1e-9))
        }
        // Boxes 4 and 5 keep out of the frames that are not theirs.
        #expect(result.drawn == [0, 1, 2, 3])
        #expect(layout.unframedClusters == [])
        // A frame that would hold a foreign box is left out, and so are those around it.
        var crowded = layout
        crowded.frames[5] = layout.frames[6]
        #expect(ForeignClusterFrames(crowded).drawn == [2, 3])
        #expect(crowded.unframedClusters == ["c0", ""])
    }

    /// Frames around frames: each is drawn with its title in it, clear of every border, every box
    /// and every other title, however deep and whichever way edges run.
    @Test(arguments: [
        (ForeignGraph.Direction.down, true), (.down, false), (.right, true), (.up, false),
    ])
    func titlesOfNestedFramesKeepClear(direction: ForeignGraph.Direction, isChain: Bool) throws {
        var graph = ForeignGraph()
        graph.direction = direction
        let depth = 12
        for level in 0..<depth {
            graph.clusters.append(
                .init(label: [.init("level \(level)")], parent: level > 0 ? level - 1 : nil))
            graph.clusters[level].hasLabelBelow = level % 5 == 4
            let box = node(&graph, "n\(level)", in: level)
            if isChain, level > 0 { graph.edges.append(.init(from: box - 1, to: box)) }
        }
        let last = node(&graph, "b", in: depth - 1)
        graph.edges.append(.init(from: 0, to: last))
        graph.edges.append(.init(from: 5, to: last))
        let layout = try layout(graph)
        let frames = ForeignClusterFrames(layout)
        #expect(frames.drawn == Array(0..<depth))
        let body = ForeignGraphFigure(layout).body(
            measuredBy: try CairoRenderer(fonts: FontCatalog.installed()))
        let drawing = try Fixture.draw(ForeignGraphFigure(layout))
        #expect(drawing.problems == [])
        var titles: [(level: Int, box: Rectangle)] = []
        var borders: [Rectangle] = []
        for mark in body.marks {
            let parts = mark.name.split(separator: "/")
            guard parts.first == "cluster", let level = Int(parts[1]) else { continue }
            if parts.count == 2, case .path(let path, _, _) = mark.content,
                let box = path.bounds
            {
                borders.append(box)
            }
            if parts.contains("label"), case .text(let line) = mark.content {
                titles.append(
                    (
                        level,
                        Rectangle(
                            x: line.startX, y: line.origin.y - line.extent.ascent,
                            width: line.extent.width,
                            height: line.extent.ascent + line.extent.descent)
                    ))
            }
        }
        #expect(titles.count == depth && borders.count == depth)
        for (place, title) in titles.enumerated() {
            #expect(!titles[..<place].contains { $0.box.overlaps(title.box) })
            for border in borders {
                #expect(
                    border.insetBy(-0.5).contains(title.box) == border.contains(title.box)
                        && (border.contains(title.box) || !border.overlaps(title.box)))
            }
            // In as many frames as it lies deep.
            #expect(borders.count { $0.contains(title.box) } == title.level + 1)
        }
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
            let frame = try #require(ForeignClusterFrames(layout).frames[0])
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
        let frame = try #require(ForeignClusterFrames(layout).frames[1])
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
        let frames = ForeignClusterFrames(layout)
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
