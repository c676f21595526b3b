import GradusAutodiff

extension GraphScene {
    /// More scopes than this are drawn without frames: they would hide what they hold.
    private static let frameLimit = 24

    /// Puts one card in the place of each folded scope, and finds the frames of the others.
    mutating func fold(_ fold: GraphFold, merges: Bool, _ all: [GradusAutodiff.Scope]) {
        let groups = GraphFolding(
            nodes: nodes, edges: edges, root: root, merges: merges, scopes: all
        ).groups(fold)
        if !groups.isEmpty { replace(groups) }
        findFrames(all)
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
                    name: Self.title(
                        of: scope.name, turns[sibling] ?? 1, of: turnsInAll[sibling] ?? 1),
                    members: (members[place] + leaves[place]).sorted(), depth: tree.depths[place]))
        }
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

    /// `for t (2 of 3)`: which of the scopes of one name it is.
    static func title(of name: String, _ turn: Int, of count: Int) -> String {
        count > 1 ? "\(name) (\(turn) of \(count))" : name
    }

    private mutating func replace(_ groups: [GraphFolding.Group]) {
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
            nodes[group.result].block = block
            nodes[group.result].name = group.block.name
            nodes[group.result].id = "node/\(nodes[group.result].index)-fold"
            nodes[group.result].flags = GraphScene.Flag.allCases.filter { flag in
                group.members.contains { nodes[$0].flags.contains(flag) }
            }
        }
        var place = [Int](repeating: -1, count: nodes.count)
        var kept: [Node] = []
        for index in nodes.indices where target[index] == index {
            place[index] = kept.count
            kept.append(nodes[index])
        }
        var slots: [[Int]: Int] = [:]
        var joined: [Edge] = []
        var slotOf = [Int?](repeating: nil, count: edges.count)
        for (index, edge) in edges.enumerated() {
            let ends = [place[target[edge.from]], place[target[edge.to]]]
            guard ends[0] != ends[1] else { continue }
            let isFold = kept[ends[0]].block != nil || kept[ends[1]].block != nil
            // Uses of one operand by one operation stay apart, those by a block do not.
            let slotName = ends + (isFold ? [] : [edge.use].compactMap(\.self))
            if let slot = slots[slotName] {
                slotOf[index] = slot
                continue
            }
            var moved = edge
            (moved.from, moved.to) = (ends[0], ends[1])
            if isFold {
                moved.derivative = nil
                moved.formula = nil
                moved.use = nil
                moved.id = "edge/\(kept[ends[0]].index)-\(kept[ends[1]].index)"
            }
            slots[slotName] = joined.count
            slotOf[index] = joined.count
            joined.append(moved)
        }
        root = place[target[root]]
        if var ways {
            ways.from = root
            ways.to = place[target[ways.to]]
            for index in ways.listed.indices {
                ways.listed[index].edges = ways.listed[index].edges.compactMap { slotOf[$0] }
            }
            self.ways = ways
        }
        nodes = kept
        edges = joined
    }
}
