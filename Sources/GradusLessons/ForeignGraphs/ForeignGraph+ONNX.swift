import GradusFigures
import GradusImport

extension ForeignGraph {
    /// A model's operators with their weights, the values that run between them, the graphs that
    /// operators run, and its functions, each in a part of its own.
    init(_ model: ONNXModel) {
        self.init()
        title = model.graph.name
        note = Self.note(on: model)
        layerSpacing = 30
        var builder = ONNXGraphBuilder()
        builder.add(model.graph)
        for function in model.functions { builder.add(function) }
        (nodes, edges, clusters) = (builder.nodes, builder.edges, builder.clusters)
    }

    /// What the file says of itself: `ONNX IR 8, operator set 17 · pytorch 2.15`.
    private static func note(on model: ONNXModel) -> String {
        let sets = model.operatorSets.prefix(4).map { set in
            let name = set.domain.isEmpty || set.domain == "ai.onnx" ? "operator set" : set.domain
            return "\(name.prefix(40)) \(set.version)"
        }
        let maker = [model.producer, model.producerVersion].filter { !$0.isEmpty }
            .joined(separator: " ").prefix(60)
        let text =
            (["ONNX IR \(model.irVersion)"] + sets).joined(separator: ", ")
            + (maker.isEmpty ? "" : " · " + maker)
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}

/// Collects the boxes and edges of a model.
private struct ONNXGraphBuilder {
    private(set) var nodes: [ForeignGraph.Node] = []
    private(set) var edges: [ForeignGraph.Edge] = []
    private(set) var clusters: [ForeignGraph.Cluster] = []

    mutating func add(_ graph: ONNXModel.Graph) {
        _ = add(graph, ONNXSubgraphRoles(graph), inside: nil, cluster: nil)
    }

    mutating func add(_ function: ONNXModel.Function) {
        let cluster = clusters.count
        clusters.append(.init(label: [.init("function " + function.name)], parent: nil))
        _ = add(
            function.body, ONNXSubgraphRoles(function), inside: nil, cluster: cluster)
    }

    /// Adds a graph; the boxes that yield its outputs. Nested at most as deep as the reader allows.
    private mutating func add(
        _ graph: ONNXModel.Graph, _ roles: ONNXSubgraphRoles, inside outer: ONNXScope?,
        cluster: Int?
    ) -> [Int] {
        let scope = ONNXScope(inside: outer)
        for tensor in graph.initializers {
            let isSetting = tensor.elementType == "INT64" || tensor.elementCount == 1
            scope.addWeight(
                tensor.name,
                .init(
                    shape: Self.text(tensor.shape.map(String.init)),
                    numbers: isSetting ? tensor.content?.text : nil,
                    fewNumbers: tensor.content?.text))
        }
        for value in graph.values + graph.inputs + graph.outputs {
            if let shape = value.shape { scope.addShape(Self.text(shape), of: value.name) }
        }
        for (index, input) in graph.inputs.enumerated() where scope.weight(input.name) == nil {
            let place = box(
                [roles.inputs[index], input.name, Self.type(input)], shape: .oval, cluster: cluster)
            scope.addSource(place, of: input.name)
            if index < roles.feeds.count { connect(roles.feeds[index], to: place, outer) }
        }
        for node in graph.nodes { add(node, to: scope, cluster: cluster) }
        return graph.outputs.enumerated().map { index, output in
            let place = box(
                [roles.outputs[index], output.name, Self.type(output)], shape: .oval,
                cluster: cluster)
            connect(output.name, to: place, scope)
            return place
        }
    }

    private mutating func add(_ node: ONNXModel.Node, to scope: ONNXScope, cluster: Int?) {
        let domain = node.domain.isEmpty || node.domain == "ai.onnx" ? "" : node.domain + "."
        var lines = [domain + node.operation, node.name]
        for input in node.inputs {
            if let weight = scope.weight(input) { lines.append("\(input) \(weight.shape)") }
        }
        let place = box(lines, shape: .rounded, cluster: cluster)
        // Graphs that it runs make an operator one of a kind.
        if node.subgraphs.isEmpty {
            nodes[place].kind = kind(of: node, called: domain + node.operation, scope)
            nodes[place].results = node.outputs.map { scope.shape($0) }
        }
        let roles = node.subgraphs.map { ONNXSubgraphRoles($0, of: node) }
        // What a loop begins with runs into its body.
        let fed = Set(roles.flatMap(\.feeds))
        for input in node.inputs
        where !input.isEmpty && scope.weight(input) == nil && !fed.contains(input) {
            connect(input, to: place, scope)
        }
        for (subgraph, roles) in zip(node.subgraphs, roles) {
            let frame = clusters.count
            clusters.append(.init(label: [.init(subgraph.attribute)], parent: cluster))
            let results = add(
                subgraph.graph, roles, inside: scope, cluster: frame)
            for result in results { edges.append(.init(from: result, to: place)) }
        }
        for output in node.outputs where !output.isEmpty { scope.addSource(place, of: output) }
    }

    /// What an operator does, for comparison with others: its attributes with their values, the
    /// shapes of its weights and the numbers of those that work like attributes.
    private func kind(of node: ONNXModel.Node, called name: String, _ scope: ONNXScope) -> String {
        let attributes = node.attributes.map { "\($0.name) = \($0.content.text)" }.sorted()
        let takesSettings = ["Resize", "Upsample", "Pad", "RoiAlign"].contains(node.operation)
        let inputs = node.inputs.map { input -> String in
            guard let weight = scope.weight(input) else { return input.isEmpty ? "-" : "value" }
            let numbers = takesSettings ? weight.fewNumbers : weight.numbers
            return weight.shape + (numbers.map { " = " + $0 } ?? "")
        }
        return ([name] + attributes + inputs).joined(separator: "\n")
    }

    private mutating func connect(_ value: String, to place: Int, _ scope: ONNXScope?) {
        guard let source = scope?.source(value) else { return }
        var edge = ForeignGraph.Edge(from: source, to: place)
        if nodes[source].shape != .oval, let shape = scope?.shape(value) {
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

    /// Lengths as text. Names such as `unk__12` number what shape inference does not know; the
    /// number says nothing.
    private static func text(_ shape: [ONNXModel.Length]) -> String {
        text(shape.map { $0.text.hasPrefix("unk__") ? "?" : $0.text })
    }

    private static func type(_ value: ONNXModel.Value) -> String {
        guard let type = value.elementType else { return "" }
        return type.lowercased() + (value.shape.map { " " + text($0) } ?? "")
    }
}
