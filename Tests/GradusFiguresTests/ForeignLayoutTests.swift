import GradusCairoRendering
import GradusGraphics
import Testing

@testable import GradusFigures

/// Ranks, lengths, sides and colours of foreign graphs.
@Suite struct ForeignLayoutTests {
    private func graph(_ labels: [String], _ pairs: [(Int, Int)]) -> ForeignGraph {
        var graph = ForeignGraph()
        for label in labels {
            graph.nodes.append(
                .init(id: label, label: label, content: .init(lines: [.init(label)])))
        }
        graph.edges = pairs.map { .init(from: $0.0, to: $0.1) }
        return graph
    }

    private func layout(_ graph: ForeignGraph) throws -> ForeignGraphLayout {
        try ForeignGraphLayout(graph, measuredBy: CairoRenderer(fonts: FontCatalog.installed()))
    }

    @Test(arguments: [ForeignGraph.Direction.down, .up, .right, .left])
    func membersOfARankShareALayer(direction: ForeignGraph.Direction) throws {
        var graph = graph(
            ["a", "b", "c", "d", "e"], [(0, 1), (1, 2), (3, 4), (2, 4), (4, 0)])
        graph.edges.removeLast()
        graph.edges.append(.init(from: 2, to: 3))
        graph.edges[graph.edges.count - 1].label = [.init("between")]
        graph.ranks = [.init(.same, of: [2, 3])]
        graph.direction = direction
        let layout = try layout(graph)
        let (c, d) = (layout.frames[2].center, layout.frames[3].center)
        let isVertical = direction == .down || direction == .up
        #expect(isVertical ? c.y == d.y : c.x == d.x)
        // The edge between them runs along the layer.
        let curve = try #require(layout.curves.last)
        #expect(isVertical ? curve[0].y == curve[3].y : curve[0].x == curve[3].x)
        let drawing = try Fixture.draw(ForeignGraphFigure(layout))
        #expect(drawing.problems == [])
    }

    /// Edges end at the outline of every shape, its text stands in it, and a label as well.
    @Test(arguments: ForeignGraph.Shape.allCases, [ForeignGraph.Direction.down, .right])
    func edgesEndAtOutlines(
        shape: ForeignGraph.Shape, direction: ForeignGraph.Direction
    ) throws {
        var graph = graph(
            ["first", "middle", "x", "y", "z"], [(0, 1), (1, 2), (1, 3), (1, 4), (2, 1)])
        graph.nodes[1].shape = shape
        graph.direction = direction
        let layout = try layout(graph)
        let outline = ForeignOutline(shape: shape, frame: layout.frames[1])
        let corners = outline.path.outlineCorners
        #expect(outline.frame.insetBy(-0.01).contains(outline.textFrame, tolerance: 0.01))
        for (edge, curve) in zip(graph.edges, layout.curves) {
            let end = try #require(edge.to == 1 ? curve.last : curve.first)
            let distance = corners.indices.map { index -> Double in
                let (a, b) = (corners[index], corners[(index + 1) % corners.count])
                let way = b - a
                let t =
                    ((end - a).dx * way.dx + (end - a).dy * way.dy)
                    / max(way.dx * way.dx + way.dy * way.dy, 1e-12)
                return (a.interpolated(to: b, min(1, max(0, t))) - end).length
            }.min()
            #expect(try #require(distance) < 0.7, "edge \(edge.from) to \(edge.to)")
        }
        #expect(try Fixture.draw(ForeignGraphFigure(layout)).problems == [])
    }

    /// The arrows of many edges between two boxes stand beside one another.
    @Test func parallelEdgesHaveRoom() throws {
        let graph = graph(["a", "b"], [(Int, Int)](repeating: (0, 1), count: 12))
        let layout = try layout(graph)
        let ends = layout.curves.compactMap { $0.last?.x }.sorted()
        #expect(ends.count == 12)
        for (left, right) in zip(ends, ends.dropFirst()) { #expect(right - left > 6) }
    }

    /// Where a way leads from one member to the other, they cannot share a layer.
    @Test func aRankThatCannotBeIsGivenUp() throws {
        var graph = graph(["a", "b", "c"], [(0, 1), (1, 2), (0, 2)])
        graph.ranks = [.init(.same, of: [0, 2])]
        let layout = try layout(graph)
        #expect(layout.curves.allSatisfy { $0.count >= 4 })
        #expect(try Fixture.draw(ForeignGraphFigure(layout)).problems == [])
    }

    /// `min` and `source` are the first layer, `max` and `sink` the last, in every direction.
    @Test(arguments: [ForeignGraph.Direction.down, .up, .right, .left], [false, true])
    func ranksAtBothEnds(direction: ForeignGraph.Direction, isAlone: Bool) throws {
        // A chain, a single node, a ring, and two nodes that would stand elsewhere.
        var graph = graph(
            ["a", "b", "c", "x", "p", "q", "early", "late", "late2"],
            [(0, 1), (1, 2), (4, 5), (5, 4), (2, 6), (7, 0)])
        graph.direction = direction
        graph.ranks = [
            .init(isAlone ? .source : .min, of: [6]), .init(isAlone ? .sink : .max, of: [7]),
            .init(.max, of: [8]),
        ]
        let layout = try layout(graph)
        let sign: Double = direction == .down || direction == .right ? 1 : -1
        let isVertical = direction == .down || direction == .up
        let places = layout.frames.map { sign * (isVertical ? $0.midY : $0.midX) }
        for other in places.indices where other != 6 {
            #expect(places[6] <= places[other] - (isAlone ? 1 : 0), "\(other)")
        }
        #expect(places[7] == places[8])
        for other in places.indices where other != 7 && other != 8 {
            #expect(places[7] >= places[other] + (isAlone ? 1 : 0), "\(other)")
        }
        // Edges still run the way they are written.
        let back = layout.curves[4]
        let (start, end) = (try #require(back.first), try #require(back.last))
        #expect(layout.frames[2].insetBy(-1).contains(start))
        #expect(layout.frames[6].insetBy(-1).contains(end))
        #expect(try Fixture.draw(ForeignGraphFigure(layout)).problems == [])
    }

    @Test func anEdgeSpansAtLeastItsLength() throws {
        var graph = graph(["a", "b", "c"], [(0, 1), (0, 2)])
        graph.edges[1].span = 3
        graph.edges[1].label = [.init("long")]
        let layout = try layout(graph)
        let step = layout.frames[1].midY - layout.frames[0].midY
        #expect(layout.frames[2].midY - layout.frames[0].midY > 2.5 * step)
        #expect(layout.labelCenters[1] != nil)
        #expect(try Fixture.draw(ForeignGraphFigure(layout)).problems == [])
    }

    @Test func anEdgeWithoutASayMovesNothing() throws {
        let plain = try layout(graph(["a", "b", "c"], [(0, 1), (1, 2)]))
        var graph = graph(["a", "b", "c"], [(0, 1), (1, 2), (2, 0), (0, 2)])
        graph.edges[2].constrains = false
        graph.edges[3].constrains = false
        let layout = try layout(graph)
        for (frame, wanted) in zip(layout.frames, plain.frames) { #expect(frame.y == wanted.y) }
        // It runs upwards.
        let back = layout.curves[2]
        #expect(try #require(back.first).y > #require(back.last).y)
    }

    @Test(arguments: [ForeignGraph.Compass.north, .east, .south, .west, .northEast, .southWest])
    func edgesEndAtTheirSides(side: ForeignGraph.Compass) throws {
        var graph = graph(["start", "end"], [(0, 1)])
        graph.nodes[0].shape = .box
        graph.nodes[1].shape = .box
        graph.edges[0].fromSide = side
        graph.edges[0].toSide = side
        let layout = try layout(graph)
        func place(_ frame: Rectangle) -> Point {
            switch side {
            case .north: Point(frame.midX, frame.y)
            case .east: Point(frame.maxX, frame.midY)
            case .south: Point(frame.midX, frame.maxY)
            case .west: Point(frame.x, frame.midY)
            case .northEast: Point(frame.maxX, frame.y)
            default: Point(frame.x, frame.maxY)
            }
        }
        #expect(layout.curves[0].first == place(layout.frames[0]))
        #expect(layout.curves[0].last == place(layout.frames[1]))
    }

    @Test func linesEndAtOutlines() throws {
        var graph = graph(["a", "b", "c", "d"], [(0, 1), (0, 2), (0, 3)])
        graph.nodes[0].shape = .diamond
        for index in 1...3 { graph.nodes[index].shape = .circle }
        let layout = try layout(graph)
        for curve in layout.curves {
            let start = curve[0]
            let frame = layout.frames[0]
            let (dx, dy) = (
                abs(start.x - frame.midX) / (frame.width / 2),
                abs(start.y - frame.midY) / (frame.height / 2)
            )
            #expect(abs(dx + dy - 1) < 1e-9)
        }
        for index in 0..<3 {
            let (frame, end) = (layout.frames[index + 1], try #require(layout.curves[index].last))
            #expect(abs((end - frame.center).length - frame.width / 2) < 1e-9)
        }
    }

    @Test func labelsAtEndsCoverNothing() throws {
        var graph = graph(["source", "left", "right"], [(0, 1), (0, 2)])
        for index in 0..<2 {
            graph.edges[index].startLabel = [.init("tail")]
            graph.edges[index].endLabel = [.init("head")]
        }
        graph.nodes[1].sideLabel = [.init("beside")]
        let drawing = try Fixture.draw(ForeignGraphFigure(try layout(graph)))
        #expect(drawing.problems == [])
        #expect(drawing.strings.filter { $0 == "tail" || $0 == "head" }.count == 4)
        #expect(drawing.strings.contains("beside"))
    }

    /// Every role that stands for a foreign colour can be read on the theme's grounds.
    @Test func rolesCanBeRead() {
        for red in stride(from: 0.0, through: 1, by: 0.125) {
            for green in stride(from: 0.0, through: 1, by: 0.125) {
                for blue in stride(from: 0.0, through: 1, by: 0.125) {
                    let color = RGBColor(red: red, green: green, blue: blue)
                    let role = ForeignInk.role(near: color, forText: true)
                    for theme in Theme.all {
                        for ground in [ColorRole.surface, .panel, .operationFill] {
                            #expect(theme[role].contrast(with: theme[ground]) >= 4.5)
                        }
                    }
                    let ink = ForeignInk.readable(
                        RGBColor(hex: 0x80_8080), on: color, contrast: 4.5)
                    #expect(ink.contrast(with: color) >= 4.5)
                }
            }
        }
    }

    /// Labels stand beside their own edges and on no line, wherever ends were moved to.
    @Test(arguments: [ForeignGraph.Direction.down, .up, .right, .left])
    func labelsStandBesideTheirOwnEdges(direction: ForeignGraph.Direction) throws {
        var graph = graph(
            ["a", "b", "c", "d", "e"],
            [(0, 1), (1, 0), (0, 2), (2, 3), (3, 0), (1, 4), (4, 1), (3, 4), (2, 2), (4, 0)])
        graph.direction = direction
        for index in graph.edges.indices {
            graph.edges[index].label = [.init("label \(index)")]
            if index % 2 == 0 { graph.edges[index].endLabel = [.init("h\(index)")] }
            if index % 3 == 0 { graph.edges[index].startLabel = [.init("t\(index)")] }
        }
        if direction == .down || direction == .up { graph.edges[1].fromSide = .east }
        graph.edges[4].toSide = .south
        graph.edges[9].toSide = .west
        graph.nodes[4].shape = .circle
        let layout = try layout(graph)
        #expect(try Fixture.draw(ForeignGraphFigure(layout)).problems == [])
        let walks = layout.curves.map(ForeignCurveWalk.init)
        var misleading = 0
        for (index, center) in layout.labelCenters.enumerated() {
            let box = Rectangle(
                center: try #require(center), size: try #require(layout.labelSizes[index]))
            let own = walks[index].distance(to: box)
            #expect(own < 16, "label \(index) is \(own) away")
            if own > 2 + (walks.map { $0.distance(to: box) }.min() ?? 0) { misleading += 1 }
        }
        // Where edges run sideways, three labels crowd in one gap.
        #expect(misleading <= (direction == .left ? 2 : 0))
    }

    /// A loop reaches the outline of its box and stays beside it.
    @Test(arguments: [ForeignGraph.Direction.down, .right], [ForeignGraph.Shape.circle, .diamond])
    func loopsReachTheirOutline(
        direction: ForeignGraph.Direction, shape: ForeignGraph.Shape
    ) throws {
        var graph = graph(["a box", "b"], [(0, 0), (0, 1), (1, 1)])
        graph.direction = direction
        graph.nodes[0].shape = shape
        graph.nodes[0].sideLabel = [.init("side")]
        let layout = try layout(graph)
        let outline = ForeignOutline(shape: shape, frame: layout.frames[0])
        for end in [layout.curves[0][0], try #require(layout.curves[0].last)] {
            let met = outline.met(from: end, alongY: direction == .right)
            #expect(outline.frame.insetBy(-0.5).contains(end))
            #expect(abs((end - outline.frame.center).length) <= outline.frame.width / 2 + 0.5)
            #expect(outline.frame.contains(met))
        }
        #expect(try Fixture.draw(ForeignGraphFigure(layout)).problems == [])
    }

    /// Edges to sides and corners run around boxes, their own ones included.
    @Test(arguments: [ForeignGraph.Direction.down, .right], 0..<12)
    func edgesToSidesPassBelowNoBox(direction: ForeignGraph.Direction, seed: Int) throws {
        var state = UInt64(seed) &* 77 &+ 5
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let sides: [ForeignGraph.Compass] = [
            .north, .east, .south, .west, .northEast, .southWest, .northWest, .southEast,
        ]
        let names = (0..<8).map { $0 % 3 == 0 ? "a rather wide box \($0)" : "b\($0)" }
        var graph = graph(names, [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (2, 5), (5, 6), (4, 7)])
        graph.direction = direction
        for index in graph.nodes.indices { graph.nodes[index].shape = .box }
        for _ in 0..<5 {
            var edge = ForeignGraph.Edge(from: below(8), to: below(8))
            guard edge.from != edge.to else { continue }
            if below(3) > 0 { edge.fromSide = sides[below(8)] }
            if below(3) > 0 { edge.toSide = sides[below(8)] }
            graph.edges.append(edge)
        }
        let layout = try layout(graph)
        for (index, curve) in layout.curves.enumerated() {
            let points = ForeignCurveWalk(curve).points
            for (node, frame) in layout.frames.enumerated() {
                let inside = points.count { frame.insetBy(1.5).contains($0) }
                #expect(inside <= 2, "edge \(index) runs below box \(node)")
            }
        }
    }
}
