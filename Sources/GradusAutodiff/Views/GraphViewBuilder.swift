import GradusTensors

/// Groups a topology's nodes into cards and combines the edges between them.
struct GraphViewBuilder {
    let topology: Topology
    let values: Values?
    private let root: Int
    let isByStatement: Bool
    /// For each node the card's result that it belongs to; -1 when the root does not need it.
    private(set) var owner: [Int]
    /// The nodes of each card, by its result; those of a card lie in order.
    private var members: [[Int]] = []
    /// The place of a card by its result.
    private(set) var place: [Int]
    /// Of unnamed operations and constants of one word which they are, from the second on.
    private var turns: [Int: Int] = [:]

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
        countTurns(of: results)
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

    func name(of node: Int) -> String {
        let word = topology.word(for: node, values)
        return turns[node].map { "\(word)#\($0)" } ?? word
    }

    /// Operations of one word without names of their own are counted from the second on:
    /// `relu`, `relu#2`; so are constants that are not called by their numbers.
    private mutating func countTurns(of results: [Int]) {
        var counts: [String: Int] = [:]
        for node in results where topology.nodes[node].name == nil {
            let word = topology.nodes[node].displayName
            guard topology.word(for: node, values) == word else { continue }
            counts[word, default: 0] += 1
            if let count = counts[word], count > 1 { turns[node] = count }
        }
    }

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
}
