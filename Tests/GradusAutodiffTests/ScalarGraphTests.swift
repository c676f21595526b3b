import GradusAutodiff
import GradusTensors
import Testing

/// The chapter's graph: x1 = x * w, x2 = x1 + b, loss_val = abs(y_true - x2).
struct ChapterGraph {
    let graph = Graph()
    let x: Variable
    let w: Variable
    let b: Variable
    let target: Variable
    let x1: Variable
    let x2: Variable
    let loss: Variable

    init() throws {
        x = graph.leaf(Tensor(scalar: 2.0), name: "x", role: .input)
        w = graph.leaf(Tensor(scalar: 3.0), name: "w", role: .parameter)
        b = graph.leaf(Tensor(scalar: 1.0), name: "b", role: .parameter)
        target = graph.leaf(Tensor(scalar: 4.0), name: "y_true", role: .target)
        x1 = try Self.statement(graph, "x1", "x * w", 1) { [x, w] () throws(TensorError) in
            try x.graph.apply(.multiply, [x, w])
        }
        x2 = try Self.statement(graph, "x2", "x1 + b", 2) { [x1, b] () throws(TensorError) in
            try b.graph.apply(.add, [x1, b])
        }
        loss = try Self.statement(graph, "loss_val", "abs(y_true - x2)", 3) {
            [target, x2] () throws(TensorError) in
            let difference = try target.graph.apply(.subtract, [target, x2])
            return try target.graph.apply(.abs, [difference])
        }
    }

    /// What an interpreter does for an assignment.
    static func statement(
        _ graph: Graph, _ name: String, _ text: String, _ line: Int,
        _ body: () throws(TensorError) -> Variable
    ) throws(TensorError) -> Variable {
        let first = graph.count
        let result = try body()
        let statement = Statement(name: name, text: text, line: line)
        graph.setName(name, of: result.index, statement: statement)
        graph.assignStatement(statement, toNodesFrom: first)
        return result
    }
}

@Suite struct ScalarGraphTests {
    @Test func forwardValuesAndGradients() throws {
        let chapter = try ChapterGraph()
        #expect(chapter.x1.value.scalarValue == 6)
        #expect(chapter.x2.value.scalarValue == 7)
        #expect(chapter.loss.value.scalarValue == 3)
        let gradients = try chapter.graph.backward(from: chapter.loss.index)
        #expect(gradients[chapter.w.index]?.scalarValue == 2)
        #expect(gradients[chapter.b.index]?.scalarValue == 1)
        #expect(gradients[chapter.x.index]?.scalarValue == 3)
        #expect(gradients[chapter.target.index]?.scalarValue == -1)
        #expect(chapter.graph.topology.nodes[chapter.loss.index].role == .loss)
    }

    @Test func operationViewHasALocalDerivativeOnEachEdge() throws {
        let chapter = try ChapterGraph()
        let view = GraphView(.operation, values: chapter.graph.values, root: chapter.loss.index)
        #expect(
            view.nodes.map(\.name) == [
                "x", "w", "b", "y_true", "x1", "x2", "subtract", "loss_val",
            ])
        #expect(view.nodes[6].expression == "y_true − x2")
        #expect(
            view.edges.map(\.id) == [
                "x→x1", "w→x1", "x1→x2", "b→x2", "y_true→subtract", "x2→subtract",
                "subtract→loss_val",
            ])
        #expect(view.edges.map(\.derivative) == [3, 2, 1, 1, 1, -1, -1])
        #expect(
            view.edges.map(\.formula) == [
                "w", "x", "1", "1", "1", "−1", "sign(y_true − x2)",
            ])
        let set = view.paths(from: view.root, to: 1)
        #expect(set.paths.map(\.factors) == [[-1, -1, 1, 2]])
        #expect(set.total == 2)
    }

    @Test func statementViewCombinesWhatIsInsideAStatement() throws {
        let chapter = try ChapterGraph()
        let view = GraphView(.statement, values: chapter.graph.values, root: chapter.loss.index)
        #expect(view.nodes.map(\.name) == ["x", "w", "b", "y_true", "x1", "x2", "loss_val"])
        #expect(view.nodes[6].members.count == 2)
        #expect(view.nodes[6].expression == "abs(y_true - x2)")
        #expect(view.nodes[4].expression == "x * w")
        #expect(
            view.edges.map(\.id) == [
                "x→x1", "w→x1", "x1→x2", "b→x2", "y_true→loss_val", "x2→loss_val",
            ])
        #expect(view.edges.map(\.derivative) == [3, 2, 1, 1, -1, 1])
        #expect(view.edges[5].members.count == 2)
        let path = try #require(view.paths(from: view.root, to: 1).paths.first)
        #expect(path.factors == [1, 1, 2])
        #expect(path.product == 2)
        #expect(path.nodes.map { view.nodes[$0].name } == ["loss_val", "x2", "x1", "w"])
    }

    @Test func viewHoldsOnlyWhatTheRootDependsOn() throws {
        let chapter = try ChapterGraph()
        let view = GraphView(.statement, values: chapter.graph.values, root: chapter.x2.index)
        #expect(view.nodes.map(\.name) == ["x", "w", "b", "x1", "x2"])
        let bare = GraphView(
            .statement, topology: chapter.graph.topology, root: chapter.x2.index)
        #expect(bare.edges.allSatisfy { $0.derivative == nil })
    }

    @Test func aNameBoundAnewCountsVersions() throws {
        let chapter = try ChapterGraph()
        let next = chapter.graph.leaf(Tensor(scalar: 2.8), name: "w", role: .parameter)
        let node = chapter.graph.topology.nodes[next.index]
        #expect(node.version == 1)
        #expect(node.displayName == "w₁")
        #expect(chapter.graph.setName("alias", of: next.index) == false)
        #expect(next.name == "w")
    }

    @Test func aValueUsedTwiceInAStatementIsCombinedToOneEdge() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor(scalar: 3.0), name: "x", role: .input)
        let y = try ChapterGraph.statement(graph, "y", "x * x + x", 1) { () throws(TensorError) in
            try graph.apply(.add, [graph.apply(.multiply, [x, x]), x])
        }
        let view = GraphView(.statement, values: graph.values, root: y.index)
        #expect(view.edges.map(\.derivative) == [7])
        #expect(view.edges[0].members.count == 4)
        let operations = GraphView(.operation, values: graph.values, root: y.index)
        // Of an operation each operand has an edge of its own; the paths add up to the same.
        #expect(operations.edges.map(\.derivative) == [3, 3, 1, 1])
        #expect(operations.edges.map(\.use) == [1, 2, nil, nil])
        let paths = operations.paths(from: operations.root, to: 0)
        #expect(paths.count == 3)
        #expect(paths.total == 7)
    }

    @Test func freeingForgetsNodesNamesAndStatements() throws {
        let chapter = try ChapterGraph()
        let graph = chapter.graph
        let before = graph.topology
        let mark = graph.mark()
        _ = try ChapterGraph.statement(graph, "x1", "x1 * w", 4) { () throws(TensorError) in
            try graph.apply(.multiply, [chapter.x1, chapter.w])
        }
        #expect(graph.topology.nodes.last?.version == 1)
        graph.free(back: mark)
        #expect(graph.topology == before)
        let again = graph.leaf(Tensor(scalar: 1.0), name: "x1")
        #expect(graph.topology.nodes[again.index].version == 1)
    }

    @Test func scopesNest() throws {
        let graph = Graph()
        let inner = graph.withScope("layer") {
            graph.withScope("relu") { graph.leaf(Tensor(scalar: 1.0)) }
        }
        let outside = graph.leaf(Tensor(scalar: 1.0))
        #expect(
            graph.topology.scopes == [
                Scope(name: "layer"), Scope(name: "relu", parent: 0),
            ])
        #expect(graph.topology.nodes[inner.index].scope == 1)
        #expect(graph.topology.nodes[outside.index].scope == nil)
    }

    @Test func mistakesNameTheShapes() throws {
        let graph = Graph()
        let a = graph.leaf(Tensor(zeros: [2, 3]))
        let b = graph.leaf(Tensor(zeros: [2, 4]))
        let error = #expect(throws: TensorError.self) { try graph.apply(.dot, [a, b]) }
        #expect(error?.message.contains("(2, 3)") == true)
        #expect(error?.message.contains("(2, 4)") == true)
        #expect(throws: TensorError.self) { try graph.apply(.add, [a]) }
        #expect(throws: TensorError.self) {
            try graph.apply(.sum, [a], Attributes(axes: [0, -2]))
        }
        let flags = graph.leaf(Tensor([true, false], shape: [2]))
        #expect(throws: TensorError.self) { try graph.backward(from: flags.index) }
        #expect(graph.count == 3)
    }
}
