import GradusAutodiff
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

/// What a figure says of kinks in tensors, of checks of large parameters, of its result and of
/// its constants.
@Suite struct ComputationGraphKinkTests {
    private func draw(_ record: GraphRecord) throws -> Drawing {
        let drawing = try Fixture.draw(
            ComputationGraphFigure(record, mode: .backward, view: .operation))
        #expect(drawing.problems == [])
        return drawing
    }

    @Test func anElementAtAKinkIsMarkedAndItsRuleSaysWhatWasUsed() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([-1.0, 0, 2], shape: [3]), name: "x", role: .parameter)
        let a = maximum(x, graph.constant(0)).named("a")
        let drawing = try draw(try Fixture.record(graph, "y", a.sum().named("y")))
        #expect(drawing.strings.contains("a  kink = maximum(x, 0)"))
        #expect(drawing.strings.contains("1[x > 0],"))
        #expect(drawing.strings.contains("1/2 at x = 0"))
        #expect(drawing.string("legend/flag-kink/label") != nil)
    }

    @Test func aSampleOfALargeParameterIsCounted() throws {
        let graph = Graph()
        let w = graph.leaf(Fixture.noise([50, 10], from: 3), name: "W", role: .parameter)
        let b = graph.leaf(Fixture.noise([10], from: 9), name: "b", role: .parameter)
        let y = square(w + b).sum().named("y")
        let drawing = try draw(try Fixture.record(graph, "y", y))
        #expect(drawing.strings.contains("grad ✓ 32 of 500"))
        #expect(drawing.strings.contains("grad ✓"))
        #expect(drawing.string("legend/check-sample/label") == "elements compared, spread evenly")
    }

    @Test func whatWasNotComparedSaysSo() throws {
        let graph = Graph()
        let w = graph.leaf(Fixture.noise([50, 10], from: 3), name: "W", role: .parameter)
        var record = try Fixture.record(graph, "y", square(w).sum().named("y"))
        record.checks = [.none(of: w.index)]
        let drawing = try draw(record)
        #expect(drawing.strings.contains("grad unchecked"))
        #expect(
            drawing.string("legend/check-notCompared/label") == "too large for central differences")
        #expect(drawing.string("legend/check-sample/label") == nil)
        #expect(drawing.description.contains("Central differences were not taken for W."))
    }

    /// A gradient that was asked of a number on the way makes it no result of the figure.
    @Test func onlyTheRootIsDrawnAsTheResult() throws {
        let graph = Graph()
        let x = Fixture.scalar(graph, 2, "x", .parameter)
        let part = (x * x).named("part")
        _ = try graph.backward(from: part.index)
        let loss = (part * 3).named("loss")
        let record = try Fixture.record(graph, "loss", loss)
        #expect(record.topology.nodes[part.index].role == .loss)
        func outline(_ node: Int, _ name: String) throws -> ColorRole? {
            let drawing = try draw(record)
            let mark = try #require(drawing.marks.first { $0.name == "node/\(node)-\(name)/box" })
            guard case .path(_, _, let stroke?) = mark.content, case .role(let role) = stroke.paint
            else { return nil }
            return role
        }
        #expect(try outline(part.index, "part") == .operation)
        #expect(try outline(loss.index, "loss") == .loss)
    }

    @Test func constantsAreToldApart() throws {
        let graph = Graph()
        let x = graph.leaf(Fixture.noise([2, 6], from: 1), name: "x", role: .parameter)
        let first = graph.leaf(Fixture.noise([6], from: 20), role: .constant)
        let second = graph.leaf(Fixture.noise([6], from: 40), role: .constant)
        let short = graph.leaf(Tensor([1.0, 2], shape: [2]), role: .constant)
        let y = dot(x * first + second, dot(second, first) * x.transposed())
        let root = (y.sum(axes: [1]) * short).sum().named("root")
        let drawing = try draw(try Fixture.record(graph, "root", root))
        #expect(drawing.strings.contains { $0.hasPrefix("const ") || $0 == "const" })
        #expect(drawing.strings.contains { $0.hasPrefix("const#2") })
        #expect(drawing.strings.contains { $0.hasPrefix("[1, 2]") })
        #expect(drawing.strings.contains { $0.contains("= sum(dot#2, axis=1)") })
        #expect(drawing.strings.contains { $0.contains("= sum · [1, 2]") })
    }

    @Test func itsOwnPartIsExplained() throws {
        let graph = Graph()
        let x = graph.leaf(Fixture.noise([2], from: 1), name: "x", role: .parameter)
        let y = concatenate([x, square(x)]).sum().named("y")
        let drawing = try draw(try Fixture.record(graph, "y", y))
        #expect(
            drawing.string("legend/symbol-own-part/label")
                == "of the gradient that arrives, the elements it gave")
    }
}
