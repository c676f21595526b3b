import GradusAutodiff
import GradusTrace

extension GraphScene {
    mutating func highlight(_ goal: Int, _ graphView: GraphView, _ record: GraphRecord) {
        guard let to = nodes.firstIndex(where: { $0.index == goal }), to != root else { return }
        let set = graphView.paths(
            from: viewPlaces.isEmpty ? root : viewPlaces[root],
            to: viewPlaces.isEmpty ? to : viewPlaces[to])
        guard set.count > 0 else { return }
        var listed: [Way] = []
        for (index, path) in set.paths.enumerated() {
            // The view says with each edge of a path which of its edges it is.
            let steps = path.edges.map { edge in
                edgePlaces.isEmpty
                    ? edge.operand : edgePlaces.firstIndex(of: edge.operand) ?? 0
            }
            listed.append(
                Way(edges: steps, factors: path.factors, product: path.product, index: index))
        }
        ways = Ways(
            from: root, to: to, count: set.count, listed: listed, total: set.total,
            check: record.checks.first { $0.node == goal })
        // All ways, also those beyond the list: what lies between the two ends.
        let between = Self.between(root: root, goal: to, edges: edges, count: nodes.count)
        for index in nodes.indices {
            nodes[index].isFaded = !between[index]
            nodes[index].isFoldable = !between[index]
        }
        for index in edges.indices {
            edges[index].isFaded = !(between[edges[index].from] && between[edges[index].to])
        }
        guard set.count > 1, set.count <= Self.numberedWays else { return }
        for way in listed {
            for edge in way.edges { edges[edge].ways.append(way.index) }
        }
    }

    /// `①` for the first way.
    static func wayMark(_ index: Int) -> String {
        Unicode.Scalar(0x2460 + UInt32(index)).map { String($0) } ?? ""
    }

    /// Which nodes lie on a way from the goal to the root.
    private static func between(root: Int, goal: Int, edges: [Edge], count: Int) -> [Bool] {
        func reached(from start: Int, _ step: (Edge) -> (Int, Int)) -> [Bool] {
            var neighbours = [[Int]](repeating: [], count: count)
            for edge in edges {
                let (a, b) = step(edge)
                neighbours[a].append(b)
            }
            var seen = [Bool](repeating: false, count: count)
            var pending = [start]
            seen[start] = true
            while let node = pending.popLast() {
                for next in neighbours[node] where !seen[next] {
                    seen[next] = true
                    pending.append(next)
                }
            }
            return seen
        }
        let below = reached(from: goal) { ($0.from, $0.to) }
        let above = reached(from: root) { ($0.to, $0.from) }
        return zip(below, above).map { $0 && $1 }
    }
}
