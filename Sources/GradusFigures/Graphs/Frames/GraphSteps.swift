import GradusGraphics
import GradusTrace

/// In which order a graph happens, and what is said of each step.
struct GraphSteps {
    let scene: GraphScene
    /// For each node the frame in which its value appears; leaves are there from the first on.
    let forward: [Int]
    /// For each node the frame in which its gradient appears; nil where it has none.
    let backward: [Int?]
    /// The number of frames.
    let count: Int
    /// The node of each frame; nil for the first.
    let nodes: [Int?]

    init(_ scene: GraphScene) {
        self.scene = scene
        var forward = [Int](repeating: 0, count: scene.nodes.count)
        var backward = [Int?](repeating: nil, count: scene.nodes.count)
        var nodes: [Int?] = [nil]
        let order = Self.order(scene)
        for node in order where scene.nodes[node].expression != nil {
            forward[node] = nodes.count
            nodes.append(node)
        }
        for node in order.reversed() where scene.nodes[node].gradient != nil {
            backward[node] = nodes.count
            nodes.append(node)
        }
        self.forward = forward
        self.backward = backward
        self.nodes = nodes
        count = nodes.count
    }

    /// Operands before those that use them; a leaf just before the first that does.
    private static func order(_ scene: GraphScene) -> [Int] {
        var waiting = [Int](repeating: 0, count: scene.nodes.count)
        var users = [[Int]](repeating: [], count: scene.nodes.count)
        var operands = [[Int]](repeating: [], count: scene.nodes.count)
        for edge in scene.edges {
            users[edge.from].append(edge.to)
            operands[edge.to].append(edge.from)
            if scene.nodes[edge.from].expression != nil { waiting[edge.to] += 1 }
        }
        var order: [Int] = []
        var isDone = [Bool](repeating: false, count: scene.nodes.count)
        func add(_ node: Int) {
            guard !isDone[node] else { return }
            isDone[node] = true
            order.append(node)
        }
        // Results in the order in which they were computed, as soon as they can be.
        var ready = scene.nodes.indices.filter {
            scene.nodes[$0].expression != nil && waiting[$0] == 0
        }
        while !ready.isEmpty {
            ready.sort { scene.nodes[$0].index > scene.nodes[$1].index }
            let node = ready.removeLast()
            for leaf in operands[node] where scene.nodes[leaf].expression == nil { add(leaf) }
            add(node)
            for user in users[node] {
                waiting[user] -= 1
                if waiting[user] == 0 { ready.append(user) }
            }
        }
        for node in scene.nodes.indices { add(node) }
        return order
    }

    func isBackward(_ frame: Int) -> Bool {
        nodes[frame].map { backward[$0] == frame } ?? false
    }

    // MARK: Words

    /// What happens in a frame.
    func caption(_ frame: Int) -> String {
        guard let node = nodes[frame] else { return "The inputs and parameters are given." }
        let own = scene.nodes[node]
        let root = scene.nodes[scene.root].name
        guard isBackward(frame) else {
            let name = own.name + own.times
            let text = own.block == nil ? "\(name) = \(own.expression ?? "")" : name
            return "Forward: \(text)" + number(own.number)
        }
        if node == scene.root { return "Backward begins: the gradient of \(root) is 1." }
        let users = Self.unique(edges(from: node).map { scene.nodes[$0.to].name })
        return "Backward: the gradient of \(own.name) comes from \(users.joined(separator: ", "))"
            + number(own.gradientNumber)
    }

    private func number(_ value: Double?) -> String {
        value.map { " = \(NumberText.short($0))." } ?? "."
    }

    /// Names in their order, each once.
    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private func edges(from node: Int) -> [GraphScene.Edge] {
        scene.edges.filter { $0.from == node }
    }

    /// The arithmetic of a frame: what is computed from what.
    func row(_ frame: Int, type: FigureTypography) -> [InlineItem] {
        let muted = Paint.role(.muted)
        guard let node = nodes[frame] else {
            return [.text([TextRun("Given: inputs and parameters", type.label, paint: muted)])]
        }
        let own = scene.nodes[node]
        guard isBackward(frame) else {
            var runs = [
                TextRun("Forward  ", type.label, paint: muted),
                TextRun(own.name + own.times, type.name, paint: .role(.ink)),
            ]
            if own.block == nil {
                runs.append(TextRun(" = \(own.expression ?? "")", type.code, paint: muted))
            }
            if let number = own.number {
                runs += [
                    TextRun(" = ", type.quietValue, paint: .role(.ink)),
                    .number(
                        number, type.value,
                        key: .nodeValue(graph: scene.graph, node: own.index)),
                ]
            }
            return [.text(runs)]
        }
        return backwardRow(node, own, type: type)
    }

    private func backwardRow(
        _ node: Int, _ own: GraphScene.Node, type: FigureTypography
    ) -> [InlineItem] {
        let paint = Paint.role(.backward)
        let root = scene.nodes[scene.root]
        func word(_ text: String) -> InlineItem {
            .text([TextRun(text, type.quietValue, paint: paint)])
        }
        func gradient(_ node: GraphScene.Node, _ style: TextStyle) -> TextRun? {
            guard let gradient = node.gradientNumber else { return nil }
            return .number(
                gradient, style, paint: paint,
                key: .nodeGradient(graph: scene.graph, node: node.index))
        }
        func fraction(_ over: String, _ under: String) -> InlineItem {
            .fraction(
                over: [TextRun("∂" + over, type.fraction, paint: paint)],
                under: [TextRun("∂" + under, type.fraction, paint: paint)], paint: paint)
        }
        var items: [InlineItem] = [
            .text([TextRun("Backward  ", type.label, paint: .role(.muted))]),
            fraction(root.name, own.name),
        ]
        let edges = edges(from: node)
        let isScalar = edges.allSatisfy {
            $0.derivative != nil && scene.nodes[$0.to].gradientNumber != nil
        }
        if node != scene.root, edges.count <= 4, isScalar {
            // Straight below the root there is nothing to multiply.
            let isDirect = edges.allSatisfy { $0.to == scene.root }
            if !isDirect || edges.count > 1 { items.append(word(" = ")) }
            for (place, edge) in edges.enumerated() where !isDirect || edges.count > 1 {
                if place > 0 { items.append(word(" + ")) }
                if edge.to != scene.root {
                    items += [fraction(root.name, scene.nodes[edge.to].name), word(" · ")]
                }
                items.append(fraction(scene.nodes[edge.to].name, scene.operandName(of: edge)))
            }
            if !isDirect || edges.count > 1 { items.append(word(" = ")) }
            for (place, edge) in edges.enumerated() where !isDirect || edges.count > 1 {
                if place > 0 { items.append(word(" + ")) }
                var runs: [TextRun] = []
                if edge.to != scene.root {
                    runs += [gradient(scene.nodes[edge.to], type.quietValue)].compactMap(\.self)
                    runs.append(TextRun(" · ", type.quietValue, paint: paint))
                }
                let factor = TextRun.number(
                    edge.derivative ?? .nan, type.quietValue, paint: paint,
                    key: edge.derivativeKey)
                let isNegative = factor.text.hasPrefix("\u{2212}")
                if isNegative { runs.append(TextRun("(", type.quietValue, paint: paint)) }
                runs.append(factor)
                if isNegative { runs.append(TextRun(")", type.quietValue, paint: paint)) }
                items.append(.text(runs))
            }
        } else if node != scene.root {
            let names = Self.unique(edges.map { scene.nodes[$0.to].name })
            items.append(
                .text([
                    TextRun(
                        "  carried back from " + names.prefix(4).joined(separator: ", ")
                            + (names.count > 4 ? " …" : ""), type.label, paint: .role(.muted))
                ]))
        }
        if let result = gradient(own, type.value) { items += [word(" = "), .text([result])] }
        return items
    }
}
