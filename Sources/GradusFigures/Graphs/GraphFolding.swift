import GradusAutodiff

/// Which scopes of a graph are drawn as one card.
public enum GraphFold: Hashable, Sendable {
    /// As few as keep the figure at some 60 cards or below.
    case automatic
    /// None, however large the figure becomes.
    case none
    /// All.
    case all
    /// Those of the given names.
    case named([String])

    /// The most cards of a figure that folds by itself.
    public static let comfortableCount = 60
}

/// Replaces the cards of folded scopes by one card each, and a run of equal blocks by one
/// with their number.
struct GraphFolding {
    /// What a folded card stands for.
    struct Block: Hashable {
        /// What the scope is called.
        var name: String
        /// The name of the value that leaves it, where it has one.
        var result: String?
        /// How many equal blocks follow one another.
        var repeats: Int
        /// The operations of one block.
        var operations: Int
        /// The parameters inside, by name; those of the last block.
        var parameters: [String]
        /// What its operations are, in order: blocks with the same words are equal.
        var signature: [String]
    }
    /// A group of cards, by their places, that becomes one.
    struct Group {
        var block: Block
        /// In order; the last one's value is the group's.
        var members: [Int]
        var result: Int
    }

    private let nodes: [GraphScene.Node]
    private let root: Int
    /// Whether equal blocks become one.
    private let merges: Bool
    private let scopes: [Scope]
    private let tree: ScopeTree
    /// For each card those that use it.
    private let users: [[Int]]

    init(
        nodes: [GraphScene.Node], edges: [GraphScene.Edge], root: Int, merges: Bool, scopes: [Scope]
    ) {
        self.nodes = nodes
        self.root = root
        self.merges = merges
        self.scopes = scopes
        tree = ScopeTree(scopes)
        var users = [[Int]](repeating: [], count: nodes.count)
        for edge in edges { users[edge.from].append(edge.to) }
        self.users = users
    }

    /// The groups to fold. Cards on a highlighted way are never folded.
    func groups(_ fold: GraphFold) -> [Group] {
        switch fold {
        case .none: return []
        case .all: return merged(groups(ofScopes: outermost(candidates)))
        case .named(let names):
            return merged(
                groups(
                    ofScopes: outermost(
                        candidates.filter {
                            names.contains(scopes[$0].name)
                                || names.contains(Self.baseName(scopes[$0].name))
                        })))
        case .automatic:
            guard nodes.count > GraphFold.comfortableCount else { return [] }
            // From the innermost scopes outwards, as few as are needed.
            let candidates = candidates
            let depths = Set(candidates.map { tree.depths[$0] }).sorted(by: >)
            var best: [Group] = []
            for least in depths {
                best = merged(
                    groups(
                        ofScopes: outermost(candidates.filter { tree.depths[$0] >= least })))
                if count(with: best) <= GraphFold.comfortableCount { return best }
            }
            return stretches()
        }
    }

    // MARK: Scopes

    /// Scopes that hold at least two operations, and not all there are.
    private var candidates: [Int] {
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
        return scopes.indices.filter { inside[$0] >= 2 && inside[$0] < all && isFoldable[$0] }
    }

    /// Those that lie in no other of them.
    private func outermost(_ chosen: [Int]) -> [Int] {
        let all = Set(chosen)
        return chosen.filter { !tree.chain(scopes[$0].parent).contains(where: all.contains) }
    }

    /// A scope's name without its number: `dense` for `dense 2` and `dense2`, `layers` for
    /// `layers[2]`.
    static func baseName(_ name: String) -> String {
        var stem = Substring(name)
        if stem.last == "]", let open = stem.lastIndex(of: "["),
            Int(stem[open...].dropFirst().dropLast()) != nil
        {
            stem = stem[..<open]
        } else {
            while let last = stem.last, last.isASCII, last.isNumber { stem.removeLast() }
            while stem.last == " " { stem.removeLast() }
        }
        return stem.isEmpty ? name : String(stem)
    }

    private func groups(ofScopes chosen: [Int]) -> [Group] {
        var placeOf = [Int?](repeating: nil, count: scopes.count)
        for (place, scope) in chosen.enumerated() { placeOf[scope] = place }
        func place(of scope: Int?) -> Int? {
            tree.chain(scope).lazy.compactMap { placeOf[$0] }.first
        }
        var owner = [Int?](repeating: nil, count: nodes.count)
        for (index, node) in nodes.enumerated() where node.expression != nil {
            owner[index] = place(of: node.scope)
        }
        // Parameters and constants that only one block uses belong to it, as does what was
        // made inside.
        for (index, node) in nodes.enumerated() where node.expression == nil && node.isFoldable {
            guard let first = users[index].first, let user = owner[first],
                users[index].allSatisfy({ owner[$0] == user }),
                node.role == .parameter || node.role == .constant || place(of: node.scope) == user
            else { continue }
            owner[index] = user
        }
        var members = [[Int]](repeating: [], count: chosen.count)
        for (index, place) in owner.enumerated() {
            if let place { members[place].append(index) }
        }
        return chosen.indices.compactMap { group(scopes[chosen[$0]].name, members[$0]) }
    }

    private func group(_ name: String, _ members: [Int]) -> Group? {
        let inside = Set(members)
        let operations = members.filter { nodes[$0].expression != nil }
        guard let last = operations.last, operations.count >= 2 else { return nil }
        // The value that leaves it; of several the last one.
        let leaving = operations.filter { node in
            node == root || users[node].contains { !inside.contains($0) }
        }
        return Group(
            block: Block(
                name: name, result: resultName(leaving.last ?? last), repeats: 1,
                operations: operations.count,
                parameters: members.filter { nodes[$0].role == .parameter }.map { nodes[$0].name },
                signature: operations.map { nodes[$0].operation }),
            members: members, result: leaving.last ?? last)
    }

    /// A result inside an expression is called by its operation, which says nothing here.
    private func resultName(_ node: Int) -> String? {
        nodes[node].name == nodes[node].operation ? nil : nodes[node].name
    }

    // MARK: Repetition

    /// Equal blocks of which each feeds only the next become one.
    private func merged(_ groups: [Group]) -> [Group] {
        guard merges else { return numbered(groups) }
        var owner = [Int?](repeating: nil, count: nodes.count)
        for (place, group) in groups.enumerated() {
            for member in group.members { owner[member] = place }
        }
        var result: [Group] = []
        for (place, group) in groups.enumerated() {
            guard place > 0, let last = result.last,
                Self.baseName(last.block.name) == Self.baseName(group.block.name),
                last.block.signature == group.block.signature,
                feedsOnly(groups[place - 1], place, owner)
            else {
                result.append(group)
                continue
            }
            result[result.count - 1].members += group.members
            result[result.count - 1].result = group.result
            result[result.count - 1].block.repeats += 1
            result[result.count - 1].block.result = group.block.result
            result[result.count - 1].block.name = Self.baseName(group.block.name)
            result[result.count - 1].block.parameters = group.block.parameters
        }
        return result
    }

    /// Blocks of one name, told apart by their numbers: `for t (2 of 3)`.
    private func numbered(_ groups: [Group]) -> [Group] {
        let counts = Dictionary(groups.map { ($0.block.name, 1) }, uniquingKeysWith: +)
        var turns: [String: Int] = [:]
        return groups.map { group in
            var group = group
            let name = group.block.name
            turns[name, default: 0] += 1
            group.block.name = GraphScene.title(of: name, turns[name] ?? 1, of: counts[name] ?? 1)
            return group
        }
    }

    private func feedsOnly(_ group: Group, _ next: Int, _ owner: [Int?]) -> Bool {
        let inside = Set(group.members)
        guard !inside.contains(root) else { return false }
        let leaving = group.members.flatMap { users[$0] }.filter { !inside.contains($0) }
        return !leaving.isEmpty && leaving.allSatisfy { owner[$0] == next }
    }

    // MARK: Graphs without scopes

    /// Stretches of the computation in the order in which it ran. Nothing runs from a later
    /// stretch into an earlier one, so that the graph stays free of circles.
    private func stretches() -> [Group] {
        let foldable = nodes.indices.filter { nodes[$0].expression != nil && nodes[$0].isFoldable }
        guard foldable.count > 40 else { return [] }
        let length = (foldable.count + 39) / 40
        var owner = [Int?](repeating: nil, count: nodes.count)
        for (place, node) in foldable.enumerated() { owner[node] = place / length }
        for node in nodes.indices where nodes[node].expression == nil && nodes[node].isFoldable {
            owner[node] = users[node].compactMap { owner[$0] }.min()
        }
        var members = [[Int]](repeating: [], count: 40)
        for (index, place) in owner.enumerated() {
            if let place { members[place].append(index) }
        }
        return members.indices.compactMap { place in
            group(
                "\(nodes[foldable[min(place * length, foldable.count - 1)]].name) …",
                members[place])
        }
    }

    private func count(with groups: [Group]) -> Int {
        nodes.count - groups.reduce(0) { $0 + $1.members.count - 1 }
    }
}
