extension GraphScene {
    /// Keeps the cards that are their own target, and leads the edges of the others there.
    /// Edges whose new ends `isJoined` become one, though they be several uses of one operand;
    /// of edges that stand for several, or lead to a folded scope, `joining` says what is left.
    mutating func join(
        _ target: [Int], _ isJoined: ((Int, Int), [Node]) -> Bool,
        joining: (inout Edge, Edge) -> Void
    ) {
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
            let ends = (place[target[edge.from]], place[target[edge.to]])
            guard ends.0 != ends.1 else { continue }
            let isJoined = isJoined(ends, kept)
            // Uses of one operand by one operation stay apart, those by a block do not.
            let isBlock = kept[ends.0].block != nil || kept[ends.1].block != nil
            let slotName = [ends.0, ends.1] + (isBlock ? [] : [edge.use].compactMap(\.self))
            if let slot = slots[slotName] {
                slotOf[index] = slot
                if isJoined { joining(&joined[slot], edge) }
                continue
            }
            var moved = edge
            (moved.from, moved.to) = ends
            if isJoined {
                joining(&moved, edge)
                if isBlock { moved.use = nil }
                moved.id =
                    "edge/\(kept[ends.0].index)-\(kept[ends.1].index)"
                    + (moved.use.map { "-\($0)" } ?? "")
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
