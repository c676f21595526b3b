import GradusTensors

/// Combines the edges between the topology's nodes to arrows between cards.
extension GraphViewBuilder {
    func makeEdges(_ nodes: [GraphView.ViewNode]) -> [GraphView.ViewEdge] {
        var edges: [GraphView.ViewEdge] = []
        var uses: [String: Int] = [:]
        for (to, node) in nodes.enumerated() {
            var combined =
                isByStatement ? combinedEdges(into: node, at: to) : operandEdges(into: node, at: to)
            for index in combined.indices {
                let name = nodes[combined[index].from].name + "→" + node.name
                let use = (uses[name] ?? 0) + 1
                uses[name] = use
                combined[index].id = use == 1 ? name : "\(name)#\(use)"
            }
            edges += combined
        }
        return edges
    }

    /// The arrows into one operation: one for each operand, though two be the same node, each
    /// with its own local derivative.
    private func operandEdges(
        into node: GraphView.ViewNode, at to: Int
    ) -> [GraphView.ViewEdge] {
        let inputs = topology.inputs(of: node.node)
        var counts: [Int: Int] = [:]
        for input in inputs { counts[input, default: 0] += 1 }
        let hasNumber =
            node.shape.count == 1 && topology.nodes[node.node].dtype.isFloating
        var uses: [Int: Int] = [:]
        return inputs.enumerated().map { operand, input in
            let edge = Edge(from: input, to: node.node, operand: operand)
            uses[input, default: 0] += 1
            return GraphView.ViewEdge(
                from: place[input], to: to, members: [edge],
                derivative: hasNumber ? values?.localNumber(of: edge) : nil,
                formula: topology.formula(of: edge, values: values, naming: name(of:)),
                use: counts[input] == 1 ? nil : uses[input], id: "")
        }
    }

    /// The arrows into one statement, in the order in which its operations use their operands:
    /// one for each operand, with the derivative of the whole statement.
    private func combinedEdges(
        into node: GraphView.ViewNode, at to: Int
    ) -> [GraphView.ViewEdge] {
        var order: [Int] = []
        var slots: [Int: Int] = [:]
        for member in node.members {
            for input in topology.inputs(of: member) where owner[input] != node.node {
                if slots[owner[input]] == nil {
                    slots[owner[input]] = order.count
                    order.append(owner[input])
                }
            }
        }
        guard !order.isEmpty else { return [] }
        let chains = chains(into: node, slots: slots, count: order.count)
        let derivatives = derivatives(into: node, from: order)
        return order.indices.map { slot in
            // What one operation takes twice is the sum over both.
            let rules =
                node.members.count == 1
                ? chains[slot].map {
                    topology.formula(of: $0, values: values, naming: name(of:))
                } : []
            return GraphView.ViewEdge(
                from: place[order[slot]], to: to, members: chains[slot],
                derivative: derivatives[slot],
                formula: rules.isEmpty ? nil : rules.joined(separator: " + "), use: nil, id: "")
        }
    }

    /// For each operand of a card the topology's edges on chains to the card's result; of an
    /// enormous expression only the edges that leave the operand.
    private func chains(
        into node: GraphView.ViewNode, slots: [Int: Int], count: Int
    ) -> [[Edge]] {
        var chains = [[Edge]](repeating: [], count: count)
        let complete = node.members.count * count <= Self.chainLimit
        var reached: [Int: [Int]] = [:]
        for member in node.members {
            var seen: [Int] = []
            for (operand, input) in topology.inputs(of: member).enumerated() {
                let edge = Edge(from: input, to: member, operand: operand)
                let through =
                    owner[input] == node.node
                    ? reached[input] ?? [] : [slots[input]].compactMap(\.self)
                for slot in through { chains[slot].append(edge) }
                if complete { seen += through }
            }
            reached[member] = Self.unique(seen)
        }
        return chains
    }

    /// The most operations times operands of a card whose inner edges are listed.
    private static let chainLimit = 100_000

    private static func unique(_ slots: [Int]) -> [Int] {
        var result: [Int] = []
        for slot in slots.sorted() where result.last != slot { result.append(slot) }
        return result
    }

    /// A backward walk within the card: the derivative of its result towards each operand.
    private func derivatives(into node: GraphView.ViewNode, from operands: [Int]) -> [Double?] {
        let none = [Double?](repeating: nil, count: operands.count)
        guard let values, node.shape.count == 1, values[node.node].dtype.isFloating,
            operands.contains(where: { topology.nodes[$0].shape.count == 1 })
        else { return none }
        var gradients: [Int: Tensor] = [node.node: Kernel.ones(like: values[node.node])]
        for member in node.members.reversed() {
            guard let gradient = gradients[member] else { continue }
            for (operand, input) in topology.inputs(of: member).enumerated() {
                let edge = Edge(from: input, to: member, operand: operand)
                guard let share = values.vectorJacobianProduct(of: edge, cotangent: gradient)
                else { continue }
                gradients[input] = gradients[input].map { Kernel.add($0, share) } ?? share
            }
        }
        return operands.map { operand in
            guard topology.nodes[operand].shape.count == 1 else { return nil }
            return gradients[operand]?.scalarValue
        }
    }
}
