import GradusAutodiff
import GradusTrace

/// The names that stand on the cards of a recorded graph.
struct CardNames {
    private struct Card {
        var name: String
        var node: Int
        var view: GraphViewKind
    }

    private let topology: Topology
    private let root: Int
    private let cards: [Card]

    /// Those of both views, the preferred one's first.
    init(_ record: GraphRecord, preferring view: GraphViewKind) {
        topology = record.topology
        let root = record.viewRoot ?? 0
        self.root = root
        cards = [view, view == .statement ? .operation : .statement].flatMap { kind in
            GraphView(kind, values: record.values, root: root).nodes.map {
                Card(name: $0.name, node: $0.node, view: kind)
            }
        }
    }

    /// The node that a name means, and the view in which its card stands: as it is written on
    /// a card, with common digits for its version, or without one for the newest. Quotes may be
    /// of either kind.
    func find(_ name: String) -> (node: Int, view: GraphViewKind)? {
        let wanted = Self.plain(name)
        if let card = cards.first(where: { Self.plain($0.name) == wanted })
            ?? cards.first(where: { Self.digits(Self.plain($0.name)) == wanted })
        {
            return (card.node, card.view)
        }
        let newest = cards.last { card in
            topology.nodes[card.node].name.map(Self.plain) == wanted
        }
        return newest.map { ($0.node, $0.view) }
    }

    /// What the root was computed from, by name: parameters first, no operations without a name.
    var names: [String] {
        var seen: Set<String> = []
        let named = cards.filter { topology.nodes[$0.node].name != nil && $0.node != root }
        return
            (named.filter { topology.nodes[$0.node].role == .parameter }
            + named.filter { topology.nodes[$0.node].role != .parameter })
            .map(\.name).filter { seen.insert($0).inserted }
    }

    /// A name without spaces, its quotes all of one kind.
    static func plain(_ name: String) -> String {
        String(name.filter { !$0.isWhitespace }.map { $0 == "\"" ? "'" : $0 })
    }

    /// A name with its subscripts as common digits.
    static func digits(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            let isSubscript = (0x2080...0x2089).contains(scalar.value)
            result.unicodeScalars.append(
                isSubscript ? Unicode.Scalar(UInt8(scalar.value - 0x2080 + 0x30)) : scalar)
        }
        return result
    }
}
