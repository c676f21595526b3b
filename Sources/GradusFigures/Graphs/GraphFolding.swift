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
    private let edges: [GraphScene.Edge]
    private let root: Int
    private let scopes: [Scope]

    init(nodes: [GraphScene.Node], edges: [GraphScene.Edge], root: Int, scopes: [Scope]) {
        self.nodes = nodes
        self.edges = edges
        self.root = root
        self.scopes = scopes
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
            let depths = Set(candidates.map(depth)).sorted(by: >)
            var best: [Group] = []
            for least in depths {
                best = merged(
                    groups(ofScopes: outermost(candidates.filter { depth($0) >= least })))
                if count(with: best) <= GraphFold.comfortableCount { return best }
            }
            return count(with: best) <= GraphFold.comfortableCount ? best : stretches()
        }
    }

    // MARK: Scopes

    /// Scopes that hold at least two operations, and not all there are.
    private var candidates: [Int] {
        scopes.indices.filter { scope in
            let inside = nodes.indices.filter {
                nodes[$0].expression != nil && isInside(nodes[$0].scope, scope)
            }
            let all = nodes.count { $0.expression != nil }
            return inside.count >= 2 && inside.count < all
                && inside.allSatisfy { nodes[$0].isFoldable }
        }
    }

    /// Whether a scope is another or lies in it.
    func isInside(_ scope: Int?, _ outer: Int) -> Bool {
        var current = scope
        while let found = current {
            if found == outer { return true }
            current = scopes[found].parent
        }
        return false
    }

    private func depth(_ scope: Int) -> Int {
        var depth = 0
        var current = scopes[scope].parent
        while let found = current {
            depth += 1
            current = scopes[found].parent
        }
        return depth
    }

    /// Those that lie in no other of them.
    private func outermost(_ chosen: [Int]) -> [Int] {
        chosen.filter { scope in
            !chosen.contains { $0 != scope && isInside(scope, $0) }
        }
    }

    /// A scope's name without its number: `dense` for `dense 2`.
    private static func baseName(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard words.count > 1, let last = words.last, Int(last) != nil else { return name }
        return words.dropLast().joined(separator: " ")
    }

    private func groups(ofScopes chosen: [Int]) -> [Group] {
        var owner = [Int?](repeating: nil, count: nodes.count)
        for (place, scope) in chosen.enumerated() {
            for node in nodes.indices
            where nodes[node].expression != nil && isInside(nodes[node].scope, scope) {
                owner[node] = place
            }
        }
        absorbLeaves(into: &owner)
        return chosen.indices.compactMap { place in
            group(scopes[chosen[place]].name, nodes.indices.filter { owner[$0] == place })
        }
    }

    /// Parameters and constants that only one block uses belong to it.
    private func absorbLeaves(into owner: inout [Int?]) {
        for node in nodes.indices
        where nodes[node].expression == nil && nodes[node].isFoldable
            && (nodes[node].role == .parameter || nodes[node].role == .constant)
        {
            let users = Set(edges.filter { $0.from == node }.map { owner[$0.to] })
            if users.count == 1, let user = users.first { owner[node] = user }
        }
    }

    private func group(_ name: String, _ members: [Int]) -> Group? {
        let inside = Set(members)
        let operations = members.filter { nodes[$0].expression != nil }
        guard let last = operations.last, operations.count >= 2 else { return nil }
        // The value that leaves it; of several the last one.
        let leaving = operations.filter { node in
            node == root || edges.contains { $0.from == node && !inside.contains($0.to) }
        }
        return Group(
            block: Block(
                name: name, repeats: 1, operations: operations.count,
                parameters: members.filter { nodes[$0].role == .parameter }.map { nodes[$0].name },
                signature: operations.map { nodes[$0].operation }),
            members: members, result: leaving.last ?? last)
    }

    // MARK: Repetition

    /// Equal blocks of which each feeds only the next become one.
    private func merged(_ groups: [Group]) -> [Group] {
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
            result[result.count - 1].block.name = Self.baseName(group.block.name)
            result[result.count - 1].block.parameters = group.block.parameters
        }
        return result
    }

    private func feedsOnly(_ group: Group, _ next: Int, _ owner: [Int?]) -> Bool {
        let inside = Set(group.members)
        guard !inside.contains(root) else { return false }
        let leaving = edges.filter { inside.contains($0.from) && !inside.contains($0.to) }
        return !leaving.isEmpty && leaving.allSatisfy { owner[$0.to] == next }
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
            let users = edges.filter { $0.from == node }.compactMap { owner[$0.to] }
            owner[node] = users.min()
        }
        return (0..<40).compactMap { place in
            group(
                "\(nodes[foldable[min(place * length, foldable.count - 1)]].name) …",
                nodes.indices.filter { owner[$0] == place })
        }
    }

    private func count(with groups: [Group]) -> Int {
        nodes.count - groups.reduce(0) { $0 + $1.members.count - 1 }
    }
}
