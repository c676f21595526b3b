import GradusFigures
import GradusGraphics
import Testing

/// Models whose blocks repeat.
@Suite struct RepeatedBlockTests {
    /// An input, `turns` blocks of product, relu and sum with the block's input, an output.
    private func residual(_ turns: Int, odd: Int? = nil) -> ForeignGraph {
        var graph = ForeignGraph()
        func box(_ label: String, kind: String?) -> Int {
            var node = ForeignGraph.Node(
                id: "n\(graph.nodes.count)", label: label, content: .init(lines: [.init(label)]))
            node.kind = kind
            graph.nodes.append(node)
            return graph.nodes.count - 1
        }
        var last = box("input", kind: nil)
        for turn in 0..<turns {
            let product = box("Gemm \(turn)", kind: turn == odd ? "Gemm 9 × 9" : "Gemm 8 × 8")
            let relu = box("Relu \(turn)", kind: "Relu")
            let sum = box("Add \(turn)", kind: "Add")
            graph.edges.append(.init(from: last, to: product))
            graph.edges.append(.init(from: product, to: relu))
            graph.edges.append(.init(from: last, to: sum))
            graph.edges.append(.init(from: relu, to: sum))
            last = sum
        }
        let output = box("output", kind: nil)
        graph.edges.append(.init(from: last, to: output))
        return graph
    }

    @Test func equalBlocksAreDrawnOnce() throws {
        let folded = residual(30).withRepeatsFolded()
        #expect(folded.nodes.map(\.label) == ["input", "Gemm 0", "Relu 0", "Add 0", "output"])
        #expect(folded.clusters.map { $0.label[0].text } == ["× 30"])
        #expect(
            folded.edges.map { [$0.from, $0.to] } == [[0, 1], [1, 2], [0, 3], [2, 3], [3, 4]])
        let drawing = try Fixture.draw(ModelFigure(folded, text: FigureText(title: "A model")))
        #expect(drawing.problems == [])
        #expect(drawing.strings.contains("× 30"))
    }

    @Test func whatDiffersStandsByItself() {
        let folded = residual(12, odd: 6).withRepeatsFolded()
        #expect(folded.clusters.map { $0.label[0].text } == ["× 6", "× 5"])
        #expect(folded.nodes.count == 1 + 3 + 3 + 3 + 1)
    }

    @Test func twoBlocksAreNoRepetition() {
        #expect(residual(2).withRepeatsFolded() == residual(2))
    }

    /// A value that leaves the middle of the stretch must be seen to leave there.
    @Test func aWayOutOfTheMiddleForbidsIt() {
        var graph = residual(5)
        graph.edges.append(.init(from: 6, to: graph.nodes.count - 1))
        #expect(graph.withRepeatsFolded().nodes.count > 5)
    }

    /// However other boxes stand around it, the frame that says how often is drawn.
    @Test func theFrameIsNeverLeftOut() throws {
        var graph = residual(30)
        // A way around all blocks with boxes of its own beside them.
        var last = 0
        for index in 0..<4 {
            var node = ForeignGraph.Node(
                id: "w\(index)", label: "beside", content: .init(lines: [.init("beside")]))
            node.kind = nil
            graph.nodes.append(node)
            graph.edges.append(.init(from: last, to: graph.nodes.count - 1))
            last = graph.nodes.count - 1
        }
        let output = graph.nodes.firstIndex { $0.label == "output" } ?? 0
        graph.edges.append(.init(from: last, to: output))
        let drawing = try Fixture.draw(ModelFigure(graph.withRepeatsFolded()))
        #expect(drawing.strings.contains("× 30"))
        #expect(drawing.leaves.contains { $0.name == "cluster/0" })
    }
}
