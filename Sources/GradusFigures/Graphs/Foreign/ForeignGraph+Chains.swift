extension ForeignGraph {
    /// The fewest nodes of a chain that is cut short.
    private static let shortestChain = 7

    /// Folded until it can be taken in: blocks that repeat themselves are drawn once, and where
    /// more than `comfortable` boxes are left, of long chains the beginning and the end.
    public func folded(comfortable: Int) -> ForeignGraph {
        let result = withRepeatsFolded()
        return result.nodes.count > comfortable ? result.withChainsFolded() : result
    }

    /// The graph with long chains cut short: the first two nodes and the last stay, one box
    /// between them says how many more there are.
    ///
    /// A chain's nodes have one edge in and one out, of one look and without labels, and stand in
    /// one frame.
    /// O(nodes + edges).
    public func withChainsFolded() -> ForeignGraph {
        var ins = [Int](repeating: 0, count: nodes.count)
        var outs = ins
        var next = [Int](repeating: -1, count: nodes.count)
        var last = next
        var isPlain = [Bool](repeating: true, count: nodes.count)
        for edge in edges {
            outs[edge.from] += 1
            ins[edge.to] += 1
            (next[edge.from], last[edge.to]) = (edge.to, edge.from)
            guard edge.label.isEmpty, edge.startLabel.isEmpty, edge.endLabel.isEmpty,
                edge.isVisible, edge.from != edge.to, edge.constrains
            else {
                (isPlain[edge.from], isPlain[edge.to]) = (false, false)
                continue
            }
        }
        for rank in ranks { for node in rank.nodes { isPlain[node] = false } }
        // Where edges begin to look otherwise is shown.
        let looks = edgeLooks()
        var lookBefore = next
        for (edge, look) in zip(edges, looks) { lookBefore[edge.to] = look }
        for (edge, look) in zip(edges, looks) where lookBefore[edge.from] != look {
            isPlain[edge.from] = false
        }
        let isLink = nodes.indices.map {
            ins[$0] == 1 && outs[$0] == 1 && isPlain[$0] && nodes[$0].isVisible
        }
        func continues(_ node: Int, _ other: Int) -> Bool {
            other >= 0 && isLink[other] && nodes[other].cluster == nodes[node].cluster
        }
        // The box that stands for a node; -1 for itself.
        var stand = [Int](repeating: -1, count: nodes.count)
        var hidden: [Int: Int] = [:]
        for start in nodes.indices where isLink[start] && !continues(start, last[start]) {
            var chain = [start]
            while let end = chain.last, continues(end, next[end]), next[end] != start {
                chain.append(next[end])
            }
            guard chain.count >= Self.shortestChain else { continue }
            for node in chain[2..<chain.count - 1] { stand[node] = chain[2] }
            hidden[chain[2]] = chain.count - 3
        }
        guard !hidden.isEmpty else { return self }
        return cutShort(stand, hidden)
    }

    private func cutShort(_ stand: [Int], _ hidden: [Int: Int]) -> ForeignGraph {
        var result = self
        var place = [Int](repeating: 0, count: nodes.count)
        result.nodes = []
        for (index, node) in nodes.enumerated() where stand[index] < 0 || stand[index] == index {
            place[index] = result.nodes.count
            guard let count = hidden[index], stand[index] == index else {
                result.nodes.append(node)
                continue
            }
            let text = "… \(count) more …"
            var card = Node(id: node.id, label: text, content: Field(lines: [Line(text)]))
            card.shape = .rounded
            card.lineStyle = .dashed
            card.cluster = node.cluster
            card.source = node.source
            result.nodes.append(card)
        }
        result.edges = edges.compactMap { edge in
            func shown(_ node: Int) -> Int { stand[node] < 0 ? node : stand[node] }
            let (from, to) = (shown(edge.from), shown(edge.to))
            guard from != to || edge.from == edge.to else { return nil }
            var edge = edge
            if from != edge.from { (edge.fromPort, edge.fromSide) = (nil, nil) }
            if to != edge.to { (edge.toPort, edge.toSide) = (nil, nil) }
            (edge.from, edge.to) = (place[from], place[to])
            return edge
        }
        result.ranks = ranks.map { Rank($0.kind, of: $0.nodes.map { place[$0] }) }
        return result
    }
}
