import GradusAutodiff

extension GraphScene {
    /// More scopes than this are drawn without frames: they would hide what they hold.
    private static let frameLimit = 24

    /// Puts one card in the place of each folded scope, and finds the frames of the others.
    mutating func fold(_ fold: GraphFold, merges: Bool, _ all: [GradusAutodiff.Scope]) {
        let folding = GraphFolding(
            nodes: nodes, edges: edges, root: root, merges: merges, scopes: all)
        switch fold {
        case .none: break
        case .all, .named:
            var names: [String]?
            if case .named(let given) = fold { names = given }
            replace(folding.groups(named: names))
            guard merges else { break }
            stackBlocks(all)
            if names == nil, nodes.count > GraphFold.comfortableCount {
                replace(runs())
                stackAlike(all)
            }
        case .automatic: foldAutomatically(folding, all)
        }
        findFrames(all)
    }

    /// As little as keeps the figure readable.
    private mutating func foldAutomatically(
        _ folding: GraphFolding, _ all: [GradusAutodiff.Scope]
    ) {
        guard nodes.count > GraphFold.plainCount else { return }
        var best = folded(folding.repeats(), merges: folding.merges, all)
        if best.nodes.count > GraphFold.comfortableCount {
            for groups in folding.attempts() {
                let attempt = folded(groups, merges: folding.merges, all)
                if attempt.nodes.count < best.nodes.count { best = attempt }
                if best.nodes.count <= GraphFold.comfortableCount { break }
            }
        }
        // A few cards more are better than stretches that follow no structure.
        if best.nodes.count <= GraphFold.comfortableCount * 6 / 5 {
            self = best
        } else {
            replace(folding.stretches())
        }
    }

    /// The graph with some groups folded, and what is alike then.
    private func folded(
        _ groups: [GraphFolding.Group], merges: Bool, _ all: [GradusAutodiff.Scope]
    ) -> GraphScene {
        var scene = self
        scene.replace(groups)
        guard merges else { return scene }
        if scene.nodes.count > GraphFold.comfortableCount { scene.replace(scene.runs()) }
        if scene.nodes.count > GraphFold.plainCount { scene.stackAlike(all) }
        return scene
    }

    /// Draws alike cards once, where that helps.
    private mutating func stackAlike(_ all: [GradusAutodiff.Scope]) {
        let classes = alike(all).classes(clear: GraphFold.clearRepeats)
        let saved = classes.reduce(0) { $0 + $1.count - 1 }
        guard nodes.count > GraphFold.comfortableCount || saved * 3 >= nodes.count else { return }
        stack(classes)
    }

    /// Draws alike folded blocks once, and the leaves that they alone use.
    private mutating func stackBlocks(_ all: [GradusAutodiff.Scope]) {
        guard nodes.contains(where: { $0.block != nil }) else { return }
        let classes = alike(all).classes(clear: 2)
        let isBlock = nodes.map { $0.block != nil }
        let stacked = Set(classes.filter { isBlock[$0[0]] }.flatMap(\.self))
        var isUsedElsewhere = [Bool](repeating: false, count: nodes.count)
        for edge in edges where !stacked.contains(edge.to) { isUsedElsewhere[edge.from] = true }
        stack(
            classes.filter { members in
                isBlock[members[0]]
                    || nodes[members[0]].expression == nil
                        && members.allSatisfy { !isUsedElsewhere[$0] }
            })
    }

    private func alike(_ all: [GradusAutodiff.Scope]) -> AlikeCards {
        let parameters = nodes.indices.filter { nodes[$0].role == .parameter }
        return AlikeCards(
            nodes: nodes, edges: edges, root: root,
            apart: parameters.count == 1 ? [parameters[0]] : [], scopes: all)
    }

    private mutating func findFrames(_ all: [GradusAutodiff.Scope]) {
        let tree = ScopeTree(all)
        var users = [[Int]](repeating: [], count: nodes.count)
        for edge in edges { users[edge.from].append(edge.to) }
        var members = [[Int]](repeating: [], count: all.count)
        var leaves = [[Int]](repeating: [], count: all.count)
        var operations = 0
        for (place, node) in nodes.enumerated() {
            if node.expression != nil {
                operations += 1
                guard node.block == nil else { continue }
                for scope in tree.chain(node.scope) { members[scope].append(place) }
            } else if let first = users[place].first {
                // What only this scope uses stands in its frame, unless it comes from outside.
                var shared = tree.chain(nodes[first].scope)
                shared.removeAll { !tree.isInside(node.scope, $0) }
                for user in users[place] {
                    let isOpen = nodes[user].block == nil
                    shared.removeAll { !isOpen || !tree.isInside(nodes[user].scope, $0) }
                }
                for scope in shared { leaves[scope].append(place) }
            }
        }
        var turns: [String: Int] = [:]
        let turnsInAll = Dictionary(
            all.map { ("\($0.parent ?? -1) \($0.name)", 1) }, uniquingKeysWith: +)
        for (place, scope) in all.enumerated() {
            let sibling = "\(scope.parent ?? -1) \(scope.name)"
            turns[sibling, default: 0] += 1
            // A turn of a loop is one even where it computes one thing.
            let isTurn =
                turnsInAll[sibling] ?? 1 > 1
                && (scope.name == "while" || scope.name.hasPrefix("for "))
            guard members[place].count >= (isTurn ? 1 : 2), members[place].count < operations
            else { continue }
            scopes.append(
                Scope(
                    name: stackTitle(members[place], depth: tree.depths[place], all, tree)
                        ?? Self.title(
                            of: scope.name, turns[sibling] ?? 1, of: turnsInAll[sibling] ?? 1),
                    members: (members[place] + leaves[place]).sorted(), depth: tree.depths[place]))
        }
        if nodes.contains(where: { $0.stack != nil }) { dropOuterTwins() }
        if scopes.count > Self.frameLimit {
            scopes.removeAll { scope in
                scope.members.count { nodes[$0].expression != nil } < 2
            }
        }
        if scopes.count > Self.frameLimit {
            scopes.removeAll { $0.depth > 0 }
            if scopes.count > Self.frameLimit { scopes = [] }
        }
    }

    /// Around stacks, scopes that hold the same cards are many: the innermost has the name that
    /// says most.
    private mutating func dropOuterTwins() {
        var innermost: [[Int]: Int] = [:]
        for scope in scopes {
            innermost[scope.members] = max(innermost[scope.members] ?? 0, scope.depth)
        }
        scopes.removeAll { innermost[$0.members] != $0.depth }
    }

    /// `for t (2 of 3)`: which of the scopes of one name it is.
    static func title(of name: String, _ turn: Int, of count: Int) -> String {
        count > 1 ? "\(name) (\(turn) of \(count))" : name
    }

    /// What a frame around stacks is called: `net.layers[0] × 2`, for the scopes that the cards
    /// in all stacks come from. Nil where it holds none.
    private func stackTitle(
        _ members: [Int], depth: Int, _ all: [GradusAutodiff.Scope], _ tree: ScopeTree
    ) -> String? {
        let sources = members.lazy.compactMap { self.nodes[$0].stack }.flatMap(\.members)
            .compactMap(\.scope)
        var found: Set<Int> = []
        for source in Set(sources) {
            if let scope = tree.chain(source).first(where: { tree.depths[$0] == depth }) {
                found.insert(scope)
            }
        }
        guard !found.isEmpty else { return nil }
        let names = found.sorted().map { all[$0].name }
        let name = NamePattern.common(names) ?? NamePattern.stem(names[0])
        return found.count > 1 ? "\(name) × \(found.count)" : name
    }

    /// How many terms a group adds up, or factors it multiplies; nil where it does more.
    private func terms(of group: GraphFolding.Group) -> Int? {
        guard group.block.repeats > 1, group.block.signature.count == 1,
            GraphFolding.signs[group.block.signature[0]] != nil
        else { return nil }
        let inside = Set(group.members.filter { nodes[$0].expression != nil })
        return edges.count { inside.contains($0.to) && !inside.contains($0.from) }
    }

    private mutating func replace(_ groups: [GraphFolding.Group]) {
        guard !groups.isEmpty else { return }
        var target = [Int](nodes.indices)
        let folded = Set(groups.flatMap(\.members))
        // Results that the expressions of open cards name.
        let used = Set(edges.filter { !folded.contains($0.to) }.map(\.from))
        for group in groups {
            for member in group.members { target[member] = group.result }
            var block = group.block
            if block.result == nil, used.contains(group.result) {
                block.result = nodes[group.result].name
            }
            block.terms = terms(of: group)
            nodes[group.result].block = block
            nodes[group.result].name = group.block.name
            nodes[group.result].id = "node/\(nodes[group.result].index)-fold"
            nodes[group.result].flags = GraphScene.Flag.allCases.filter { flag in
                group.members.contains { nodes[$0].flags.contains(flag) }
            }
        }
        join(target) { ends, kept in
            kept[ends.0].block != nil || kept[ends.1].block != nil
        } joining: { edge, _ in
            edge.derivative = nil
            edge.formula = nil
        }
    }
}
