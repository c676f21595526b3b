import GradusAutodiff
import GradusTensors

/// Finds cards that stand side by side in equal places: made by the same operations, of the same
/// shape, from cards that are alike, for cards that are alike. Such cards can be drawn as one
/// with their number.
///
/// Colours of cards are refined from operands to users and back, a few times over (Paige and
/// Tarjan 1987 say how far it can go). Cards of one colour are equally far from the leaves, so
/// that edges between merged cards never run in circles, however early the rounds end.
struct AlikeCards {
    let nodes: [GraphScene.Node]
    let root: Int
    /// For each card its operands, and how each counts: where operands cannot be exchanged, by
    /// their place.
    private let operands: [[(card: Int, place: Int)]]
    private let users: [[Int]]
    private let order: [Int]
    /// For each scope what it and those around it are called, without numbers.
    private var places: [Int] = []
    private var colours: [Int] = []
    private var count = 0

    /// The most rounds of refinement there and back.
    private static let rounds = 4

    /// Cards that keep a place of their own are in `apart`.
    init(
        nodes: [GraphScene.Node], edges: [GraphScene.Edge], root: Int, apart: Set<Int>,
        scopes: [Scope]
    ) {
        self.nodes = nodes
        self.root = root
        var operands = [[(card: Int, place: Int)]](repeating: [], count: nodes.count)
        var users = [[Int]](repeating: [], count: nodes.count)
        var waiting = [Int](repeating: 0, count: nodes.count)
        for edge in edges {
            let place =
                Self.isOrdered(nodes[edge.to]) ? operands[edge.to].count : edge.use ?? 0
            operands[edge.to].append((edge.from, place))
            users[edge.from].append(edge.to)
            waiting[edge.to] += 1
        }
        self.operands = operands
        self.users = users
        var order = nodes.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < order.count {
            for user in users[order[next]] {
                waiting[user] -= 1
                if waiting[user] == 0 { order.append(user) }
            }
            next += 1
        }
        self.order = order
        var interned: [[String]: Int] = [:]
        for scope in scopes {
            let key = [
                NamePattern.stem(scope.name), scope.parent.map { "\(places[$0])" } ?? "",
            ]
            places.append(interned[key, default: interned.count])
            interned[key] = places[places.count - 1]
        }
        colour(apart: apart.union([root]))
        refine()
    }

    /// Whether an operation's operands have places of their own, as those of a difference do.
    private static func isOrdered(_ node: GraphScene.Node) -> Bool {
        guard node.operations.count == 1, node.block == nil else { return false }
        return !["add", "multiply", "maximum", "minimum", "concatenate", "stack"].contains(
            node.operations[0])
    }

    private mutating func colour(apart: Set<Int>) {
        var interned: [[String]: Int] = [:]
        colours = nodes.indices.map { index in
            let node = nodes[index]
            let isNumber = node.role == .constant && node.name.first?.isLetter == false
            var key = [
                node.role.rawValue, isNumber ? "" : NamePattern.stem(node.name),
                node.value.dtype.rawValue, "\(node.value.shape)", "\(node.isFaded)",
                node.expression == nil ? "leaf" : node.scope.map { "\(places[$0])" } ?? "",
            ]
            if let block = node.block { key += ["block", "\(block.repeats)"] + block.signature }
            key += node.operations
            if apart.contains(index) || !node.isFoldable { key = ["apart", "\(index)"] }
            let colour = interned[key, default: interned.count]
            interned[key] = colour
            return colour
        }
        count = interned.count
    }

    private mutating func refine() {
        // A circle, which no computation has, is not refined: all stay apart.
        guard order.count == nodes.count else {
            colours = Array(nodes.indices)
            return
        }
        for _ in 0..<Self.rounds {
            let before = count
            (colours, count) = recoloured(order) { card, colours in
                operands[card].map { [$0.place, colours[$0.card]] }
                    .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.flatMap(\.self)
            }
            (colours, count) = recoloured(order.reversed()) { card, colours in
                var found: [Int] = []
                for colour in users[card].map({ colours[$0] }).sorted()
                where found.last != colour { found.append(colour) }
                return found
            }
            if count == before { break }
        }
    }

    /// New colours, from the old ones and the new ones of the neighbours before.
    private func recoloured(
        _ order: some Sequence<Int>, by neighbours: (Int, [Int]) -> [Int]
    ) -> (colours: [Int], count: Int) {
        var fresh = colours
        var interned: [[Int]: Int] = [:]
        for card in order {
            // Neighbours before this one have their new colours already.
            let key = [colours[card]] + neighbours(card, fresh)
            let colour = interned[key, default: interned.count]
            interned[key] = colour
            fresh[card] = colour
        }
        return (fresh, interned.count)
    }

    /// Classes of alike cards, by places in order: of at least `clear` cards, and smaller ones
    /// that are joined to such a class by edges.
    func classes(clear: Int) -> [[Int]] {
        var members: [Int: [Int]] = [:]
        for (card, colour) in colours.enumerated() { members[colour, default: []].append(card) }
        let several = members.filter { $0.value.count >= 2 }
        var kept = Set(several.filter { $0.value.count >= clear }.keys)
        var pending = kept.sorted()
        while let colour = pending.popLast() {
            guard let cards = several[colour] else { continue }
            for card in cards {
                for neighbour in users[card] + operands[card].map(\.card) {
                    let other = colours[neighbour]
                    if several[other] != nil, kept.insert(other).inserted { pending.append(other) }
                }
            }
        }
        return kept.compactMap { several[$0] }.sorted { $0[0] < $1[0] }
    }
}
