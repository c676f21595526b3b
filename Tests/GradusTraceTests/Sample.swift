import GradusAutodiff
import GradusTensors
import GradusTrace

/// The chapter's scalar graph, recorded.
enum Sample {
    /// Nodes: x 0, w 1, b 2, y_true 3, x1 4, x2 5, (y_true − x2) 6, loss_val 7.
    static func scalarGraph() throws -> GraphRecord {
        let graph = Graph()
        let x = graph.leaf(Tensor(scalar: 2.0), name: "x", role: .input)
        let w = graph.leaf(Tensor(scalar: 3.0), name: "w", role: .parameter)
        let b = graph.leaf(Tensor(scalar: 1.0), name: "b", role: .parameter)
        let target = graph.leaf(Tensor(scalar: 4.0), name: "y_true", role: .target)
        func assign(
            _ name: String, _ text: String, _ body: () throws -> Variable
        ) rethrows -> Variable {
            let first = graph.count
            let result = try body()
            let statement = Statement(name: name, text: text)
            graph.assignStatement(statement, toNodesFrom: first)
            graph.setName(name, of: result.index, statement: statement)
            return result
        }
        let x1 = try assign("x1", "x * w") { try graph.apply(.multiply, [x, w]) }
        let x2 = try assign("x2", "x1 + b") { try graph.apply(.add, [x1, b]) }
        let loss = try assign("loss_val", "abs(y_true - x2)") {
            try graph.apply(.abs, [try graph.apply(.subtract, [target, x2])])
        }
        let gradients = try graph.backward(from: loss.index)
        let values = graph.values
        return GraphRecord(
            id: "loss_val", title: "The scalar graph", values: values, root: loss.index,
            gradients: gradients,
            checks: values.checkGradients(
                root: loss.index, gradients: gradients, nodes: [w.index, b.index]))
    }
}
