import GradusAutodiff
import GradusCairoRendering
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace

/// What the figure tests draw.
enum Fixture {
    /// Draws a figure with the installed fonts.
    static func draw(_ figure: any Figure, _ size: FigureSize = .page) throws -> Drawing {
        let renderer = try CairoRenderer(fonts: FontCatalog.installed())
        return figure.drawing(in: FigureContext(measure: renderer, size: size))
    }

    /// A recorded graph in a trace of its own.
    static func trace(_ record: GraphRecord) -> Trace {
        Trace(info: RunInfo(title: "test"), graphs: [record])
    }

    /// Makes a name for the result of `body`, as an assignment does.
    static func assign(
        _ graph: Graph, _ name: String, _ text: String, _ body: () -> Variable
    ) -> Variable {
        let first = graph.count
        let result = body()
        let statement = Statement(name: name, text: text)
        graph.assignStatement(statement, toNodesFrom: first)
        graph.setName(name, of: result.index, statement: statement)
        return result
    }

    static func scalar(_ graph: Graph, _ value: Double, _ name: String, _ role: Role) -> Variable {
        graph.leaf(Tensor(scalar: value), name: name, role: role)
    }

    /// The record of a graph with gradients and checks of its parameters.
    static func record(_ graph: Graph, _ id: String, _ root: Variable) throws -> GraphRecord {
        let gradients = try graph.backward(from: root.index)
        let nodes = graph.topology.nodes.indices.filter {
            graph.topology.nodes[$0].role == .parameter
        }
        return GraphRecord(
            id: id, values: graph.values, root: root.index, gradients: gradients,
            checks: graph.values.checkGradients(
                root: root.index, gradients: gradients, nodes: Array(nodes)))
    }

    /// x1 = x * w, x2 = x1 + b, loss_val = abs(y_true - x2), and the node of w.
    static func chapter() throws -> (record: GraphRecord, w: Int) {
        let graph = Graph()
        let x = scalar(graph, 2, "x", .input)
        let w = scalar(graph, 3, "w", .parameter)
        let b = scalar(graph, 1, "b", .parameter)
        let y = scalar(graph, 4, "y_true", .target)
        let x1 = assign(graph, "x1", "x * w") { x * w }
        let x2 = assign(graph, "x2", "x1 + b") { x1 + b }
        let loss = assign(graph, "loss_val", "abs(y_true - x2)") { abs(y - x2) }
        return (try record(graph, "loss_val", loss), w.index)
    }

    /// A number that looks random and is the same everywhere.
    static func noise(_ index: Int) -> Double {
        let mixed = UInt64(truncatingIfNeeded: index &+ 1) &* 0x9E37_79B9_7F4A_7C15
        return Double(mixed >> 11) / 0x1p53 * 2 - 1
    }

    static func noise(_ shape: Shape, from seed: Int) -> Tensor {
        Tensor((0..<shape.count).map { noise(seed + $0) }, shape: shape)
    }

    /// Two layers on a batch of `batch` samples.
    static func layers(batch: Int = 4, hidden: Int = 5) throws -> GraphRecord {
        let graph = Graph()
        let inputs = graph.leaf(noise([batch, 3], from: 0), name: "inputs", role: .input)
        let w1 = graph.leaf(noise([3, hidden], from: 100), name: "W1", role: .parameter)
        let b1 = graph.leaf(Tensor(zeros: [hidden]), name: "b1", role: .parameter)
        let w2 = graph.leaf(noise([hidden, 3], from: 200), name: "W2", role: .parameter)
        let b2 = graph.leaf(Tensor(zeros: [3]), name: "b2", role: .parameter)
        let oneHot = (0..<batch).flatMap { row in (0..<3).map { $0 == row % 3 ? 1.0 : 0 } }
        let y = graph.leaf(Tensor(oneHot, shape: [batch, 3]), name: "y_true", role: .target)
        let loss = assign(graph, "loss_value", "loss(y_true, softmax(…))") {
            categoricalCrossEntropy(
                softmax(dot(relu(dot(inputs, w1) + b1), w2) + b2), targets: y)
        }
        return try record(graph, "layers", loss)
    }

    /// A chain of `length` products, each with a parameter of its own, and the first parameter.
    static func chain(_ length: Int) throws -> (record: GraphRecord, first: Int) {
        let graph = Graph()
        var h = scalar(graph, 0.5, "x", .input)
        var first = 0
        for step in 1...length {
            let w = scalar(graph, 0.9 + 0.05 * Double(step), "w\(step)", .parameter)
            if step == 1 { first = w.index }
            let before = h
            let text = step == 1 ? "x * w1" : "h\(step - 1) * w\(step)"
            h = assign(graph, "h\(step)", text) { before * w }
        }
        return (try record(graph, "chain", h), first)
    }

    static func series(_ name: String, _ values: [Double], every: Int = 1) -> MetricSeries {
        MetricSeries(
            name: name,
            points: values.enumerated().map {
                MetricPoint(step: $0.offset * every, value: $0.element)
            })
    }
}

extension Drawing {
    /// All lines of text.
    var strings: [String] {
        leaves.compactMap { mark in
            guard case .text(let line) = mark.content else { return nil }
            return line.string
        }
    }

    /// The text of the mark of a name.
    func string(_ name: String) -> String? {
        leaves.lazy.compactMap { mark -> String? in
            guard mark.name == name, case .text(let line) = mark.content else { return nil }
            return line.string
        }.first
    }

    /// Overlaps, clipped marks, small text and weak contrast, in words.
    var problems: [String] {
        OverlapCheck().problems(in: self, themes: Theme.all).map(\.description)
    }
}
