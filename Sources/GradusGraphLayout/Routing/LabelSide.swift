/// On which side of its line a label stands.
enum LabelSide {
    case left
    case right
}

/// The distance between a label and its line, in points.
let labelClearance = 8.0

/// The side of each edge's label: away from the other edges that meet at the same node.
func labelSides(graph: RowGraph, order: RowOrder, edgeCount: Int) -> [LabelSide] {
    var sides = [LabelSide](repeating: .right, count: edgeCount)
    for (item, kind) in graph.items.enumerated() {
        guard case .label(let edge) = kind else { continue }
        let chain = graph.chains[edge]
        let place = order.position[item]
        func isInLeftHalf(_ items: Neighbours) -> Bool? {
            if items.count < 2 { return nil }
            var (before, after) = (0, 0)
            for other in items where other != item {
                if graph.row[other] != graph.row[item] { return nil }
                if order.position[other] < place { before += 1 } else { after += 1 }
            }
            return before == after ? nil : before < after
        }
        guard let first = chain.first, let last = chain.last else { continue }
        let decided = isInLeftHalf(graph.up[last]) ?? isInLeftHalf(graph.down[first]) ?? false
        sides[edge] = decided ? .left : .right
    }
    return sides
}
