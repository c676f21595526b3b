extension GraphScene {
    /// Runs of one operation, each of which feeds only the next: a long sum is one card.
    func runs() -> [GraphFolding.Group] {
        var users = [[Int]](repeating: [], count: nodes.count)
        for edge in edges { users[edge.from].append(edge.to) }
        // The card that goes on with each, and whether another goes before it.
        var next = [Int?](repeating: nil, count: nodes.count)
        var follows = [Bool](repeating: false, count: nodes.count)
        for card in nodes.indices {
            guard users[card].count == 1, let user = users[card].first, !follows[user],
                user != root, continues(nodes[user], nodes[card])
            else { continue }
            next[card] = user
            follows[user] = true
        }
        var found: [GraphFolding.Group] = []
        for first in nodes.indices where !follows[first] && next[first] != nil {
            var members = [first]
            while let card = next[members[members.count - 1]] { members.append(card) }
            guard members.count >= GraphFold.clearRepeats, let last = members.last else { continue }
            let card = nodes[last]
            let name = GraphFolding.signs[card.operations[0]]
            found.append(
                GraphFolding.Group(
                    block: GraphFolding.Block(
                        name: name ?? NamePattern.stem(card.name),
                        result: card.hasOwnName ? card.name : nil, repeats: members.count, cards: 1,
                        parameters: [], signature: card.operations),
                    members: members.sorted(), result: last))
        }
        return found
    }

    private func continues(_ node: Node, _ before: Node) -> Bool {
        node.isFoldable && before.isFoldable && node.expression != nil && node.block == nil
            && before.block == nil && node.operations.count == 1
            && node.operations == before.operations && node.value.shape == before.value.shape
            && node.value.dtype == before.value.dtype
            && node.hasOwnName == before.hasOwnName
            && NamePattern.stem(node.name) == NamePattern.stem(before.name)
    }
}
