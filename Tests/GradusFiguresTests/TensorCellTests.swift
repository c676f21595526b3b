import GradusAutodiff
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

/// How the cards of a graph show tensors, and that they show all that there is.
@Suite struct TensorCellTests {
    /// y = x · W with a parameter of `rows` by `columns`.
    private func product(_ rows: Int, _ columns: Int) throws -> GraphRecord {
        let graph = Graph()
        let x = graph.leaf(Fixture.noise([2, rows], from: 0), name: "x", role: .input)
        let w = graph.leaf(Fixture.noise([rows, columns], from: 7), name: "W", role: .parameter)
        let loss = Fixture.assign(graph, "loss", "mean(dot(x, W))") { dot(x, w).mean() }
        return GraphRecord(
            id: "product", values: graph.values, root: loss.index,
            gradients: try graph.backward(from: loss.index))
    }

    private func draw(_ record: GraphRecord, _ cells: TensorCells) throws -> Drawing {
        let drawing = try Fixture.draw(
            ComputationGraphFigure(record, mode: .backward, view: .operation, cells: cells))
        #expect(drawing.problems == [])
        return drawing
    }

    private func count(_ ending: String, in drawing: Drawing) -> Int {
        drawing.leaves.count { $0.name.hasSuffix(ending) }
    }

    @Test func thousandsOfElementsAreAHistogram() throws {
        let record = try product(512, 784)
        let drawing = try draw(record, .auto)
        // W and its gradient; x and the product are heat maps.
        #expect(count("/histogram/ground", in: drawing) == 2)
        #expect(count("/map", in: drawing) == 4)
        let resolver = TraceResolver(Fixture.trace(record))
        for run in drawing.keyedRuns {
            #expect(resolver.resolve(run.key)?.double != nil, "\(run)")
        }
        #expect(drawing.strings.contains { $0.contains("(512, 784) float64") })
    }

    @Test func theChoiceIsFollowed() throws {
        let record = try product(3, 4)
        #expect(count("/histogram/ground", in: try draw(record, .histogram)) == 6)
        let map = try draw(record, .heatmap)
        #expect(count("/histogram/ground", in: map) == 0)
        #expect(count("/range", in: map) == 6)
        let wide = try product(8, 11)
        #expect(count("/range", in: try draw(wide, .numbers)) == 0)
        #expect(count("/7-10", in: try draw(wide, .numbers)) == 2)
        #expect(count("/7-10", in: try draw(wide, .auto)) == 0)
    }

    @Test func nothingAndTheSameAgainAreHistogramsToo() throws {
        let graph = Graph()
        let same = graph.leaf(Tensor.full([70, 70], .floating(2)), name: "same", role: .parameter)
        let broken = graph.leaf(
            Tensor.full([70, 70], .floating(.nan)), name: "broken", role: .input)
        let loss = Fixture.assign(graph, "loss", "sum(same * broken)") { (same * broken).sum() }
        let record = GraphRecord(
            id: "odd", values: graph.values, root: loss.index,
            gradients: try graph.backward(from: loss.index))
        _ = try draw(record, .auto)
    }

    /// A two-layer network in one figure: value and gradient on every card, shape and dtype on
    /// every tensor, a rule on every edge.
    @Test(arguments: TensorCells.allCases)
    func aNetworkIsCompleteInOneFigure(_ cells: TensorCells) throws {
        let record = try Fixture.layers()
        let drawing = try draw(record, cells)
        let cards = Set(
            drawing.leaves.filter { $0.kind == .node }.map { $0.name.split(separator: "/")[1] })
        #expect(cards.count == record.topology.count)
        for card in cards {
            func holds(_ part: String) -> Bool {
                drawing.leaves.contains { $0.name.hasPrefix("node/\(card)/\(part)") }
            }
            #expect(holds("name") && holds("value") && holds("grad"), "\(card)")
        }
        #expect(!drawing.strings.contains("none") && !drawing.strings.contains("not computed"))
        let edges = Set(
            drawing.leaves.filter { $0.kind == .edge && $0.name.hasSuffix("/backward") }.map {
                $0.name.split(separator: "/")[1]
            })
        #expect(edges.count == record.topology.edges.count)
        for edge in edges {
            let chip = drawing.leaves.contains {
                $0.name.hasPrefix("edge/\(edge)/chip/formula")
                    || $0.name.hasPrefix("edge/\(edge)/chip/derivative")
            }
            #expect(chip, "\(edge)")
            #expect(drawing.leaves.contains { $0.name == "edge/\(edge)/forward" }, "\(edge)")
        }
        let shapes = record.topology.nodes.count { $0.shape.rank > 0 }
        #expect(drawing.strings.count { $0.hasSuffix("float64") } == shapes)
    }
}
