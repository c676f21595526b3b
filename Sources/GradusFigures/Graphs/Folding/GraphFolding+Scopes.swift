import GradusAutodiff

extension GraphFolding {
    /// Scopes that hold operations, and not all there are.
    var candidates: [Int] {
        var inside = [Int](repeating: 0, count: scopes.count)
        var isFoldable = [Bool](repeating: true, count: scopes.count)
        var all = 0
        for node in nodes where node.expression != nil {
            all += 1
            for scope in tree.chain(node.scope) {
                inside[scope] += 1
                if !node.isFoldable { isFoldable[scope] = false }
            }
        }
        return scopes.indices.filter { inside[$0] >= 1 && inside[$0] < all && isFoldable[$0] }
    }

    /// The groups of the outermost of some scopes, equal ones in one. A single card is folded
    /// only where it is there again and again.
    func groups(merging chosen: [Int], ownsInputs: Bool = false) -> [Group] {
        merged(groups(ofScopes: outermost(chosen), ownsInputs: ownsInputs))
            .filter {
                $0.block.cards >= 2 || $0.block.repeats >= GraphFold.clearRepeats
                    || $0.block.repeats >= 2 && isLargePart($0)
            }
    }

    /// Those that lie in no other of them.
    private func outermost(_ chosen: [Int]) -> [Int] {
        let all = Set(chosen)
        return chosen.filter { !tree.chain(scopes[$0].parent).contains(where: all.contains) }
    }

    private func groups(ofScopes chosen: [Int], ownsInputs: Bool) -> [Group] {
        var placeOf = [Int?](repeating: nil, count: scopes.count)
        for (place, scope) in chosen.enumerated() { placeOf[scope] = place }
        func place(of scope: Int?) -> Int? {
            tree.chain(scope).lazy.compactMap { placeOf[$0] }.first
        }
        var owner = [Int?](repeating: nil, count: nodes.count)
        for (index, node) in nodes.enumerated() where node.expression != nil {
            owner[index] = place(of: node.scope)
        }
        var cards = [Int](repeating: 0, count: chosen.count)
        for place in owner { if let place { cards[place] += 1 } }
        // Parameters and constants that only one block uses belong to it, as does what was
        // made inside. A single operation has none of its own: they are what it is about.
        giveLeaves(&owner) { leaf, user in
            ownsInputs || place(of: nodes[leaf].scope) == user
                || cards[user] > 1
                    && (nodes[leaf].role == .parameter || nodes[leaf].role == .constant)
        }
        return groups(owner, count: chosen.count) { scopes[chosen[$0]].name }
    }

    /// Gives leaves that only one group uses to it. What several use stays outside, or nothing
    /// would show what comes together there.
    func giveLeaves(_ owner: inout [Int?], where belongs: (_ leaf: Int, _ user: Int) -> Bool) {
        for (index, node) in nodes.enumerated()
        where node.expression == nil && node.isFoldable && index != onlyParameter {
            guard let first = users[index].first, let user = owner[first],
                users[index].allSatisfy({ owner[$0] == user }), belongs(index, user)
            else { continue }
            owner[index] = user
        }
    }

    /// Groups by the owner of each card.
    func groups(_ owner: [Int?], count: Int, named name: (Int) -> String) -> [Group] {
        var members = [[Int]](repeating: [], count: count)
        for (index, place) in owner.enumerated() {
            if let place { members[place].append(index) }
        }
        return members.indices.compactMap { group(name($0), members[$0]) }
    }

    private func group(_ name: String, _ members: [Int]) -> Group? {
        let inside = Set(members)
        let cards = members.filter { nodes[$0].expression != nil }
        guard let last = cards.last else { return nil }
        // The value that leaves it; of several the last one.
        let leaving = cards.filter { node in
            node == root || users[node].contains { !inside.contains($0) }
        }
        let result = leaving.last ?? last
        return Group(
            block: Block(
                name: name, result: resultName(result), repeats: 1, cards: cards.count,
                parameters: members.filter { nodes[$0].role == .parameter }.map { nodes[$0].name },
                signature: cards.flatMap { nodes[$0].operations }),
            members: members, result: result)
    }

    /// A result inside an expression is called by its operation, which says nothing here.
    private func resultName(_ node: Int) -> String? {
        nodes[node].hasOwnName ? nodes[node].name : nil
    }
}
