import GradusAutodiff
import GradusTensors
import Testing

@Suite struct ForgettingTests {
    /// A training loop: each turn's graph is forgotten once no name leads to it.
    @Test func aLoopKeepsWhatNamesLeadTo() throws {
        let graph = Graph()
        let x = graph.tracked(graph.leaf(Tensor([1.0, 2], shape: [2]), name: "x", role: .input))
        var w = graph.tracked(graph.leaf(Tensor(scalar: 3.0), name: "w", role: .parameter))
        var loss = x
        let mark = graph.mark()
        var sizes: [Int] = []
        for _ in 0..<20 {
            let statement = Statement(name: "loss", text: "sum(square(x * w))")
            let first = graph.count
            loss = graph.withScope("turn") { graph.tracked(square(x * w).sum()) }
            graph.setName("loss", of: loss.index, statement: statement)
            graph.assignStatement(statement, toNodesFrom: first)
            let gradient = try #require(graph.backward(from: loss.index)[w.index]).scalarValue
            w = graph.tracked(
                graph.leaf(
                    Tensor(scalar: w.value.scalarValue - 0.05 * gradient), name: "w",
                    role: .parameter))
            _ = graph.forget(since: mark)
            sizes.append(graph.count)
        }
        // x and w; the last loss with the weight it was computed from; the new weight.
        #expect(sizes == [6] + [Int](repeating: 7, count: 19))
        #expect(graph.topology.statements.count == 1 && graph.topology.scopes.count == 1)
        #expect(graph.topology.nodes[w.index].displayName == "w₂₀")
        #expect(graph.topology.nodes[loss.index].displayName == "loss₁₉")
        let inputs = graph.topology.leaves.filter { graph.topology.nodes[$0].role == .parameter }
        #expect(inputs.map { graph.topology.nodes[$0].version } == [0, 19, 20])
        // The last loss can still be differentiated, towards the weight that it came from.
        #expect(try graph.backward(from: loss.index)[inputs[1]] != nil)
        #expect(graph.values.values.count == graph.count)
    }

    @Test func variablesFollowTheirNodes() throws {
        let graph = Graph()
        let mark = graph.mark()
        var dropped: [Variable] = (0..<3).map { graph.tracked(graph.constant(Double($0))) }
        let a = graph.tracked(graph.constant(5))
        dropped.append(graph.tracked(graph.constant(6)))
        let b = graph.tracked(a * a)
        dropped = []
        let places = graph.forget(since: mark)
        #expect(places == [nil, nil, nil, 0, nil, 1])
        #expect(a.index == 0 && b.index == 1 && graph.count == 2)
        #expect(b.value.scalarValue == 25)
        #expect(try graph.backward(from: b.index)[a.index]?.scalarValue == 10)
        #expect(graph.forget(since: mark) == [0, 1])
    }
}
