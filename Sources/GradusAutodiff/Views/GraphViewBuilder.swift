import GradusTensors

/// Groups a topology's nodes into cards and combines the edges between them.
struct GraphViewBuilder {
    private let topology: Topology
    private let values: Values?
    private let root: Int
    private let isByStatement: Bool
    /// For each node the card's result that it belongs to; -1 when the root does not need it.
    private var owner: [Int]
    /// The nodes of each card, by its result; those of a card lie in order.
    private var members: [[Int]] = []
    /// The place of a card by its result.
    private var place: [Int]

    init(_ kind: GraphViewKind, _ topology: Topology, _ values: Values?, _ root: Int) {
        self.topology = topology
        self.values = values
        self.root = root
        isByStatement = kind == .statement
        owner = [Int](repeating: -1, count: root + 1)
        place = [Int](repeating: -1, count: root + 1)
        findOwners()
    }

    /// From the root back: a node joins the card of its consumers when they all belong to
    /// one card of its own statement and it has no name of its own.
    private mutating func findOwners() {
        let none = -1
        let several = -2
        var consumer = [Int](repeating: none, count: root + 1)
        for node in stride(from: root, through: 0, by: -1) {
            guard node == root || consumer[node] != none else { continue }
            owner[node] =
                consumer[node] >= 0 && joins(node, consumer[node])
                ? consumer[node] : node
            for input in topology.inputs(of: node) {
                let known = consumer[input]
                consumer[input] = known == none || known == owner[node] ? owner[node] : several
            }
        }
    }

    private func joins(_ node: Int, _ result: Int) -> Bool {
        let own = topology.nodes[node]
        return isByStatement && own.primitive != nil && own.name == nil
            && own.statement != nil && own.statement == topology.nodes[result].statement
    }

    mutating func makeNodes() -> [GraphView.ViewNode] {
        var results: [Int] = []
        for node in 0...root where owner[node] == node {
            place[node] = results.count
            results.append(node)
        }
        members = [[Int]](repeating: [], count: results.count)
        for node in 0...root where owner[node] >= 0 { members[place[owner[node]]].append(node) }
        return results.enumerated().map { index, node in
            let own = topology.nodes[node]
            return GraphView.ViewNode(
                node: node, members: members[index], name: name(of: node), version: own.version,
                expression: expression(of: node, members: members[index]), role: own.role,
                shape: own.shape, dtype: own.dtype, scope: own.scope)
        }
    }

    private func name(of node: Int) -> String { topology.word(for: node, values) }

    /// The statement as written where the card is a statement's, else the operation on the
    /// names of its operands.
    private func expression(of node: Int, members: [Int]) -> String? {
        guard let primitive = topology.nodes[node].primitive else { return nil }
        let own = topology.nodes[node]
        if isByStatement, members.count > 1 || own.name != nil, let statement = own.statement {
            return topology.statements[statement].text
        }
        return primitive.expression(
            topology.inputs(of: node).map(name), topology.nodes[node].attributes)
    }

    /// A number as code writes it: `2`, `0.5`, `−1`.
    static func text(_ number: Double) -> String {
        var text = "\(number)"
        if text.hasSuffix(".0") { text.removeLast(2) }
        return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }

    func makeEdges(_ nodes: [GraphView.ViewNode]) -> [GraphView.ViewEdge] {
        var edges: [GraphView.ViewEdge] = []
        var uses: [String: Int] = [:]
        for (to, node) in nodes.enumerated() {
            var combined = combinedEdges(into: node, at: to)
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

    /// The arrows into one card, in the order in which its operations use their operands.
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
            let single = chains[slot].count == 1 && node.members.count == 1
            return GraphView.ViewEdge(
                from: place[order[slot]], to: to, members: chains[slot],
                derivative: derivatives[slot],
                formula: single ? topology.formula(of: chains[slot][0], values: values) : nil,
                id: "")
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
