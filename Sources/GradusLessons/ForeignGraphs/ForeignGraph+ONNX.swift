import GradusFigures
import GradusImport

extension ForeignGraph {
    /// A model's operators with their weights, the values that run between them, the graphs that
    /// operators run, and its functions, each in a part of its own.
    init(_ model: ONNXModel) {
        self.init()
        title = model.graph.name
        layerSpacing = 30
        var builder = ONNXGraphBuilder()
        builder.add(model.graph)
        for function in model.functions { builder.add(function) }
        (nodes, edges, clusters) = (builder.nodes, builder.edges, builder.clusters)
    }
}

/// Collects the boxes and edges of a model.
private struct ONNXGraphBuilder {
    private(set) var nodes: [ForeignGraph.Node] = []
    private(set) var edges: [ForeignGraph.Edge] = []
    private(set) var clusters: [ForeignGraph.Cluster] = []

    /// The names that are known in a graph and in those around it.
    private struct Scope {
        /// The box that yields each value.
        var source: [String: Int] = [:]
        /// The shape of each value as text.
        var shape: [String: String] = [:]
        /// The weights.
        var weights: [String: String] = [:]
    }

    mutating func add(_ graph: ONNXModel.Graph) {
        _ = add(graph, inside: Scope(), cluster: nil)
    }

    mutating func add(_ function: ONNXModel.Function) {
        let cluster = clusters.count
        clusters.append(.init(label: [.init("function " + function.name)], parent: nil))
        _ = add(
            function.body, inside: Scope(), cluster: cluster, words: "function " + function.name)
    }

    /// Adds a graph; the boxes that yield its outputs. Nested at most as deep as the reader allows.
    private mutating func add(
        _ graph: ONNXModel.Graph, inside outer: Scope, cluster: Int?, words: String? = nil
    ) -> [Int] {
        var scope = outer
        for tensor in graph.initializers {
            scope.weights[tensor.name] = Self.text(tensor.shape.map(String.init))
        }
        for value in graph.values + graph.inputs + graph.outputs {
            if let shape = value.shape { scope.shape[value.name] = Self.text(shape.map(\.text)) }
        }
        for input in graph.inputs where scope.weights[input.name] == nil {
            scope.source[input.name] = box(
                [words ?? "input", input.name, Self.type(input)], shape: .oval, cluster: cluster)
        }
        for node in graph.nodes { add(node, to: &scope, cluster: cluster) }
        return graph.outputs.map { output in
            let place = box(
                [words == nil ? "output" : "result", output.name, Self.type(output)], shape: .oval,
                cluster: cluster)
            connect(output.name, to: place, scope)
            return place
        }
    }

    private mutating func add(_ node: ONNXModel.Node, to scope: inout Scope, cluster: Int?) {
        let domain = node.domain.isEmpty || node.domain == "ai.onnx" ? "" : node.domain + "."
        var lines = [domain + node.operation, node.name]
        for input in node.inputs {
            if let shape = scope.weights[input] { lines.append("\(input) \(shape)") }
        }
        let place = box(lines, shape: .rounded, cluster: cluster)
        // Graphs that it runs make an operator one of a kind.
        if node.subgraphs.isEmpty {
            let weights = node.inputs.compactMap { scope.weights[$0] }
            nodes[place].kind = ([domain + node.operation] + weights).joined(separator: " ")
        }
        for input in node.inputs where !input.isEmpty && scope.weights[input] == nil {
            connect(input, to: place, scope)
        }
        for subgraph in node.subgraphs {
            let frame = clusters.count
            clusters.append(.init(label: [.init(subgraph.attribute)], parent: cluster))
            let results = add(
                subgraph.graph, inside: scope, cluster: frame, words: subgraph.attribute)
            for result in results { edges.append(.init(from: result, to: place)) }
        }
        for output in node.outputs where !output.isEmpty { scope.source[output] = place }
    }

    private mutating func connect(_ value: String, to place: Int, _ scope: Scope) {
        guard let source = scope.source[value] else { return }
        var edge = ForeignGraph.Edge(from: source, to: place)
        if nodes[source].shape != .oval, let shape = scope.shape[value] {
            edge.label = [.init(shape)]
        }
        edges.append(edge)
    }

    /// Adds a box with the lines that are not empty, the first as its title.
    private mutating func box(
        _ lines: [String], shape: ForeignGraph.Shape, cluster: Int?
    ) -> Int {
        let shown = lines.filter { !$0.isEmpty }.prefix(40).map { line -> String in
            let scalars = line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
            guard scalars.count > 120 else { return String(String.UnicodeScalarView(scalars)) }
            return String(String.UnicodeScalarView(scalars.prefix(119))) + "…"
        }
        var node = ForeignGraph.Node(
            id: "n\(nodes.count)", label: shown.joined(separator: "\n"),
            content: .init(lines: shown.map { .init($0) }))
        if shown.count > 1 { node.content.lines[0].isTitle = true }
        node.shape = shape
        node.cluster = cluster
        nodes.append(node)
        return nodes.count - 1
    }

    private static func text(_ shape: [String]) -> String {
        shape.isEmpty ? "scalar" : shape.joined(separator: " × ")
    }

    private static func type(_ value: ONNXModel.Value) -> String {
        guard let type = value.elementType else { return "" }
        return type.lowercased() + (value.shape.map { " " + text($0.map(\.text)) } ?? "")
    }
}
