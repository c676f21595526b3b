import GradusAutodiff

/// Which scopes of a graph are drawn as one card.
public enum GraphFold: Hashable, Sendable {
    /// As few as keep the figure at some 60 cards or below; of a graph of more than 30, blocks
    /// that follow one another four times or more, and cards that stand side by side in equal
    /// places where they are a third of all.
    case automatic
    /// None, however large the figure becomes.
    case none
    /// All.
    case all
    /// Those of the given names.
    case named([String])

    /// The most cards of a figure that folds by itself.
    public static let comfortableCount = 60
    /// The most cards of a figure in which nothing is folded because it repeats itself.
    public static let plainCount = 30
    /// As many equal blocks are a repetition that anyone sees.
    static let clearRepeats = 4
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
        /// The cards of operations in one block.
        var cards: Int
        /// The parameters inside, by name; those of the last block.
        var parameters: [String]
        /// The words of its operations, in order: blocks with the same words are equal.
        var signature: [String]
        /// How many terms are added up, or factors multiplied, where that is all that happens.
        var terms: Int?

        /// `3 operations`; of several equal blocks `3 operations each`; of a long sum
        /// `a sum of 25 terms`.
        func size(isStacked: Bool = false) -> String {
            if let terms {
                return signature == ["add"]
                    ? "a sum of \(terms) terms" : "a product of \(terms) factors"
            }
            return Words.count(signature.count, "operation")
                + (repeats > 1 || isStacked ? " each" : "")
        }
        /// Whether its sign says that it is a sum or a product, and its number of what.
        var isSign: Bool { GraphFolding.signs.values.contains(name) }
    }
    /// What sums and products of many are called.
    static let signs = ["add": "Σ", "multiply": "Π"]
    /// A group of cards, by their places, that becomes one.
    struct Group {
        var block: Block
        /// In order; the last one's value is the group's.
        var members: [Int]
        var result: Int
    }

    let nodes: [GraphScene.Node]
    let root: Int
    /// Whether equal blocks become one.
    let merges: Bool
    let scopes: [Scope]
    let tree: ScopeTree
    /// For each card those that use it.
    let users: [[Int]]
    /// The place of the parameter that is the only one: what it is there for is its gradient,
    /// so it never disappears.
    let onlyParameter: Int?

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
        let parameters = nodes.indices.filter { nodes[$0].role == .parameter }
        onlyParameter = parameters.count == 1 ? parameters[0] : nil
    }

    /// The groups of all scopes, or of those of some names. Cards on a highlighted way are never
    /// folded.
    func groups(named names: [String]?) -> [Group] {
        guard let names else { return groups(merging: candidates) }
        return groups(
            merging: candidates.filter { candidate in
                names.contains { GraphFold.scope(scopes[candidate].name, isCalled: $0) }
            })
    }

    /// Clear repetition: of the levels of scopes the one that saves most.
    func repeats() -> [Group] {
        let candidates = candidates
        var repeated: [Group] = []
        for least in levels(candidates) {
            let found = groups(merging: candidates.filter { tree.depths[$0] >= least })
                .filter { $0.block.repeats >= GraphFold.clearRepeats && isLargePart($0) }
            if count(with: found) < count(with: repeated) { repeated = found }
        }
        return repeated
    }

    /// Ways to fold scopes: from the innermost ones outwards, then with what goes into them.
    func attempts() -> some Sequence<[Group]> {
        let candidates = candidates
        let levels = levels(candidates)
        return [false, true].lazy.flatMap { ownsInputs in
            levels.lazy.map { least in
                groups(
                    merging: candidates.filter { tree.depths[$0] >= least },
                    ownsInputs: ownsInputs)
            }
        }
    }

    /// The depths of some scopes, the innermost first; of very deep ones some of them.
    private func levels(_ candidates: [Int]) -> [Int] {
        let depths = Set(candidates.map { tree.depths[$0] }).sorted(by: >)
        let step = (depths.count + Self.levelLimit - 1) / Self.levelLimit
        return step <= 1
            ? depths : depths.indices.filter { $0 % step == step - 1 }.map { depths[$0] }
    }

    /// The most levels of scopes that are tried.
    private static let levelLimit = 24

    /// Whether a third of all cards or more are in a group: what repeats itself is then what
    /// the graph is about.
    func isLargePart(_ group: Group) -> Bool { group.members.count * 3 >= nodes.count }

    /// The cards that are left with groups folded.
    func count(with groups: [Group]) -> Int {
        nodes.count - groups.reduce(0) { $0 + $1.members.count - 1 }
    }
}
