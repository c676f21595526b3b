import GradusCairoRendering
import GradusGraphics
import Testing

@testable import GradusFigures

/// Edges between the fields of records.
@Suite struct RecordPortTests {
    private func layout(
        _ direction: ForeignGraph.Direction, _ ports: (String?, String?)
    ) throws -> ForeignGraphLayout {
        var graph = ForeignGraph()
        graph.direction = direction
        for id in ["s", "t"] {
            let fields = ["first", "a second field", "x"].enumerated().map {
                ForeignGraph.Field(lines: [.init($1)], port: "f\($0)")
            }
            var node = ForeignGraph.Node(
                id: id, label: id, content: .init(lines: [], fields: fields))
            node.shape = .box
            node.isStacked = direction == .left || direction == .right
            graph.nodes.append(node)
        }
        var edge = ForeignGraph.Edge(from: 0, to: 1)
        (edge.fromPort, edge.toPort) = ports
        graph.edges.append(edge)
        return try ForeignGraphLayout(
            graph, measuredBy: CairoRenderer(fonts: FontCatalog.installed()))
    }

    /// The field's box as it is drawn: where its text stands.
    private func middle(_ field: Int, of node: Int, in layout: ForeignGraphLayout) throws -> Point {
        let drawing = try Fixture.draw(ForeignGraphFigure(layout))
        let rules = drawing.leaves.compactMap { mark -> Rectangle? in
            guard mark.name.hasPrefix("node/\(node)/rule/"),
                case .path(let path, _, _) = mark.content
            else { return nil }
            return path.bounds
        }
        // The drawing's margin.
        let frame = layout.frames[node]
        let xs = [frame.x] + rules.map { $0.x - 14 } + [frame.maxX]
        let ys = [frame.y] + rules.map { $0.y - 14 } + [frame.maxY]
        try #require(rules.count == 2)
        return Point((xs[field] + xs[field + 1]) / 2, (ys[field] + ys[field + 1]) / 2)
    }

    @Test(arguments: [
        ForeignGraph.Direction.down, .up, .left, .right,
    ])
    func edgesEndAtTheirFields(direction: ForeignGraph.Direction) throws {
        let layout = try layout(direction, ("f1", "f0"))
        let curve = layout.curves[0]
        let (start, end) = (try #require(curve.first), try #require(curve.last))
        let (from, to) = (
            try middle(1, of: 0, in: layout), try middle(0, of: 1, in: layout)
        )
        let (source, target) = (layout.frames[0], layout.frames[1])
        switch direction {
        case .down, .up:
            #expect(abs(start.x - from.x) < 1e-6 && abs(end.x - to.x) < 1e-6)
            #expect(abs(start.y - (direction == .down ? source.maxY : source.y)) < 1e-6)
            #expect(abs(end.y - (direction == .down ? target.y : target.maxY)) < 1e-6)
        case .left, .right:
            #expect(abs(start.y - from.y) < 1e-6 && abs(end.y - to.y) < 1e-6)
            #expect(abs(start.x - (direction == .right ? source.maxX : source.x)) < 1e-6)
            #expect(abs(end.x - (direction == .right ? target.x : target.maxX)) < 1e-6)
        }
    }

    @Test func aPortThatIsNoFieldIsTheWholeBox() throws {
        #expect(
            try layout(.down, ("n", "nothing")).curves == layout(.down, (nil, nil)).curves)
    }
}
