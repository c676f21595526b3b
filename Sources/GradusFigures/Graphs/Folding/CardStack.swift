import GradusAutodiff
import GradusTensors
import GradusTrace

/// Alike cards that are drawn as one.
struct CardStack {
    struct Member {
        /// The index of the result in the topology.
        var index: Int
        var value: Tensor
        var gradient: Tensor?
        /// Where it was made, by its place in the topology's scopes.
        var scope: Int?
    }
    /// In the order of the topology.
    var members: [Member]
    var count: Int { members.count }
}

extension GraphScene.Node {
    /// The number that it shows, where it stands for one result alone.
    var number: Double? { stack == nil && value.size == 1 ? value.scalarValue : nil }
    /// The gradient that it shows, where it stands for one result alone.
    var gradientNumber: Double? {
        guard stack == nil, let gradient, gradient.size == 1 else { return nil }
        return gradient.scalarValue
    }
    /// ` × 12` for a card that stands for several.
    var times: String {
        var text = ""
        if let block, block.repeats > 1, !block.isSign { text += " × \(block.repeats)" }
        if let stack { text += " × \(stack.count)" }
        return text
    }
}

extension GraphScene {
    /// Draws alike cards as one each.
    mutating func stack(_ classes: [[Int]]) {
        guard !classes.isEmpty else { return }
        var target = [Int](nodes.indices)
        for members in classes {
            for member in members { target[member] = members[0] }
            pile(members)
        }
        join(target) { ends, kept in
            kept[ends.0].stack != nil || kept[ends.1].stack != nil
        } joining: { edge, other in
            if edge.derivative != other.derivative { edge.derivative = nil }
            let formula = edge.formula.map(NamePattern.withoutCounts)
            edge.formula =
                formula == other.formula.map(NamePattern.withoutCounts) ? formula : nil
        }
    }

    /// Makes the first of some cards stand for all.
    private mutating func pile(_ members: [Int]) {
        let cards = members.map { nodes[$0] }
        var pile = cards[0]
        pile.stack = CardStack(
            members: cards.map {
                CardStack.Member(
                    index: $0.index, value: $0.value, gradient: $0.gradient, scope: $0.scope)
            })
        pile.id = "node/\(pile.index)-stack"
        pile.name = NamePattern.common(cards.map(\.name)) ?? NamePattern.stem(pile.name)
        if pile.expression != nil {
            let expressions = cards.map { $0.expression ?? "" }
            pile.expression = NamePattern.commonExpression(expressions) ?? "…"
        }
        pile.flags = Flag.allCases.filter { flag in cards.contains { $0.flags.contains(flag) } }
        // The worst verdict, if there is one of each.
        let checks = cards.compactMap(\.check)
        pile.check =
            checks.count < cards.count
            ? nil
            : [.differs, .notComparable, .notCompared, .kink, .agrees].lazy.compactMap {
                (verdict: GradientCheck.Verdict) in checks.first { $0.verdict == verdict }
            }.first
        if cards.contains(where: { $0.gradient == nil }) { pile.gradient = nil }
        nodes[members[0]] = pile
    }
}

extension TensorContent {
    /// The elements of several tensors of one shape: of numbers a row, of others a grid of
    /// tensors. Nil where they are too many to be looked at.
    init?(_ stack: CardStack, of tensor: (CardStack.Member) -> Tensor?) {
        let tensors = stack.members.compactMap(tensor)
        guard let first = tensors.first, tensors.count == stack.count,
            first.size * tensors.count <= Self.stackLimit
        else { return nil }
        let columns = first.ndim == 0 ? 1 : max(1, first.shape[-1])
        let rows = first.size / columns
        let across = Self.across(tensors.count, rows: rows, columns: columns)
        let parts = tensors.map { $0.doubles() }
        var elements: [Double] = []
        elements.reserveCapacity(first.size * tensors.count)
        for band in stride(from: 0, to: parts.count, by: across) {
            for row in 0..<rows {
                for part in parts[band..<(band + across)] {
                    elements += part[(row * columns)..<((row + 1) * columns)]
                }
            }
        }
        self.init(
            elements: elements, columns: columns * across,
            parts: Parts(
                nodes: stack.members.map(\.index), across: across, rows: rows, columns: columns))
    }

    /// The most elements of a stack that are shown together.
    private static let stackLimit = 1 << 20

    /// How many tensors stand beside each other: all numbers, of others as many as make the grid
    /// about half as wide again as high, and no row of it incomplete.
    private static func across(_ count: Int, rows: Int, columns: Int) -> Int {
        guard rows > 1 else { return columns == 1 ? count : 1 }
        func squareness(_ across: Int) -> Double {
            let ratio =
                Double(across * columns) / Double(count / across * rows) / 1.5
            return max(ratio, 1 / ratio)
        }
        return (1...count).filter { count % $0 == 0 }
            .min { squareness($0) < squareness($1) } ?? 1
    }
}
