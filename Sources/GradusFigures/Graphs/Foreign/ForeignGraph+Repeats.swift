/// A stretch of boxes that repeats itself.
private struct Repetition {
    var start: Int
    /// The boxes of one turn.
    var period: Int
    var turns: Int

    var end: Int { start + period * turns }
    /// The boxes that are not drawn.
    var gain: Int { period * (turns - 1) }

    /// The box of the first turn that stands for one of any turn.
    func representative(of box: Int) -> Int { start + (box - start) % period }
}

extension ForeignGraph {
    /// The longest block that is looked for, in boxes: one of a transformer has some ninety.
    private static let longestPeriod = 200

    /// The graph with blocks that follow one another and are equal drawn once, in a frame that
    /// says how often: `× 30`. Two turns are equal when their boxes do the same, in the same order,
    /// with operands at the same distance, with edges, loops and ranks alike, and when no values
    /// are known to differ; between the
    /// first and the last turn nothing may leave the stretch. Boxes are taken in an order in which
    /// each follows what runs into it; a graph with cycles stays as it is.
    /// O(boxes · longest block) for each block that is found, within a bound for all of them.
    public func withRepeatsFolded() -> ForeignGraph {
        var work = Self.mostWork
        guard let ordered = inRunningOrder(), let found = ordered.largestRepetition(&work) else {
            return self
        }
        var result = ordered.folded(found)
        while work > 0, let found = result.largestRepetition(&work) {
            result = result.folded(found)
        }
        return result
    }

    /// How many pairs of boxes may be compared and edges looked at: a second or two.
    private static let mostWork = 80_000_000

    private func largestRepetition(_ work: inout Int) -> Repetition? {
        // What is made anew for each block that is found counts too.
        let memberships = ranks.reduce(0) { $0 + $1.nodes.count }
        work -= 4 * (nodes.count + edges.count) + 200 * memberships
        guard work > 0 else { return nil }
        // Kinds are compared often: as numbers. What is one of a kind equals nothing.
        var numbers: [String: Int] = [:]
        let kinds = nodes.map { node -> Int in
            guard let kind = node.kind else { return -1 }
            let number = numbers[kind] ?? numbers.count
            numbers[kind] = number
            return number
        }
        let looks = edgeLooks()
        // Edges into each box, those of the box into itself included.
        var operands = [[Int]](repeating: [], count: nodes.count)
        for (index, edge) in edges.enumerated() where edge.from <= edge.to {
            operands[edge.to].append(index)
        }
        let ranks = rankKinds()
        func isEqual(_ box: Int, _ next: Int) -> Bool {
            guard kinds[box] >= 0, kinds[box] == kinds[next],
                nodes[box].cluster == nodes[next].cluster, ranks[box] == ranks[next],
                operands[box].count == operands[next].count, haveEqualResults(box, next)
            else { return false }
            return zip(operands[box], operands[next]).allSatisfy { first, second in
                let (operand, other) = (edges[first], edges[second])
                return looks[first] == looks[second]
                    && other.from - operand.from == next - box
                    && operand.fromPort == other.fromPort && operand.toPort == other.toPort
                    && (operand.label.isEmpty || other.label.isEmpty
                        || operand.label == other.label)
            }
        }
        var best: Repetition?
        for period in 1...max(1, min(Self.longestPeriod, nodes.count / 2)) {
            var start = 0
            while start + period < nodes.count {
                var end = start
                work -= 1
                while end + period < nodes.count, isEqual(end, end + period) {
                    end += 1
                    work -= 1
                }
                let turns = (end - start) / period + 1
                let found = Repetition(start: start, period: period, turns: turns)
                if turns >= 3, found.gain > best?.gain ?? 0 {
                    work -= edges.count
                    if isClosed(found), isKnownAlike(found) { best = found }
                }
                if work < 0 { return best }
                start = max(start + 1, end)
            }
        }
        return best
    }

    /// Whether nothing known of what two boxes yield differs.
    private func haveEqualResults(_ box: Int, _ other: Int) -> Bool {
        let (results, others) = (nodes[box].results, nodes[other].results)
        return results.count == others.count
            && zip(results, others).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
    }

    /// Whether what is known of the values is the same in all turns: neighbours may seem equal
    /// only because nothing is known of one of them.
    private func isKnownAlike(_ repetition: Repetition) -> Bool {
        var known = nodes[repetition.start..<repetition.start + repetition.period].map(\.results)
        for box in repetition.start..<repetition.end {
            let place = (box - repetition.start) % repetition.period
            for (index, result) in nodes[box].results.enumerated() {
                guard let result else { continue }
                if let first = known[place][index], first != result { return false }
                known[place][index] = result
            }
        }
        return true
    }

    /// Whether what leaves the stretch comes from its last turn.
    private func isClosed(_ repetition: Repetition) -> Bool {
        let last = repetition.end - repetition.period
        return edges.allSatisfy { edge in
            guard (repetition.start..<last).contains(edge.from) else { return true }
            // Within the stretch a value is used in its turn or the next.
            return (repetition.start..<repetition.end).contains(edge.to)
                && edge.to - edge.from <= 2 * repetition.period
        }
    }

    private func folded(_ repetition: Repetition) -> ForeignGraph {
        var result = self
        let firstEnd = repetition.start + repetition.period
        let frame = clusters.count
        result.clusters.append(
            Cluster(
                label: [Line("× \(repetition.turns)")],
                parent: nodes[repetition.start].cluster))
        result.clusters[frame].holdsEdges = true
        var places = [Int](repeating: 0, count: nodes.count)
        result.nodes = []
        for (index, node) in nodes.enumerated() {
            if (firstEnd..<repetition.end).contains(index) {
                places[index] = places[repetition.representative(of: index)]
                continue
            }
            places[index] = result.nodes.count
            var node = node
            if (repetition.start..<firstEnd).contains(index) {
                node.cluster = frame
                node.kind = nil
            }
            result.nodes.append(node)
        }
        // Every turn has the groups of the first.
        result.ranks = ranks.compactMap { rank in
            let kept = rank.nodes.filter { !(firstEnd..<repetition.end).contains($0) }
            return kept.isEmpty ? nil : Rank(rank.kind, of: kept.map { places[$0] })
        }
        result.edges = edges.compactMap { edge in
            // The edges into later turns are those into the first one.
            guard !(firstEnd..<repetition.end).contains(edge.to) else { return nil }
            var edge = edge
            (edge.from, edge.to) = (places[edge.from], places[edge.to])
            return edge
        }
        return result
    }
}
