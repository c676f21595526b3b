import Testing

@testable import GradusGraphLayout

@Suite struct LayeringTests {
    /// The total length of the best layers, found by trying all.
    private func leastLength(_ count: Int, _ arcs: [Arc]) -> Double {
        var best = Double.infinity
        var layers = [Int](repeating: 0, count: count)
        while true {
            if arcs.allSatisfy({ layers[$0.to] - layers[$0.from] >= $0.length }) {
                best = min(best, length(layers, arcs))
            }
            var place = 0
            while place < count, layers[place] == count - 1 {
                layers[place] = 0
                place += 1
            }
            if place == count { return best }
            layers[place] += 1
        }
    }

    private func length(_ layers: [Int], _ arcs: [Arc]) -> Double {
        arcs.reduce(0) { $0 + $1.weight * Double(layers[$1.to] - layers[$1.from]) }
    }

    /// A connected graph without cycles.
    private func randomArcs(_ count: Int, seed: UInt64, extra: Int) -> [Arc] {
        var random = SeededRandom(seed: seed)
        var arcs = (1..<count).map {
            let other = random.below($0)
            return Arc(from: other, to: $0, weight: Double(1 + random.below(3)))
        }
        for _ in 0..<extra {
            let (a, b) = (random.below(count), random.below(count))
            if a != b { arcs.append(Arc(from: min(a, b), to: max(a, b), weight: 1)) }
        }
        return arcs
    }

    @Test(arguments: 0..<60)
    func lengthsAreLeast(seed: Int) {
        let arcs = randomArcs(6, seed: UInt64(seed), extra: seed % 7)
        let layers = solvedLayers(nodeCount: 6, arcs: arcs, work: 1_000_000)
        #expect(arcs.allSatisfy { layers[$0.to] - layers[$0.from] >= $0.length })
        #expect(length(layers, arcs) == leastLength(6, arcs))
        #expect(layers.min() == 0)
    }

    @Test func layersStayValidWhenWorkEnds() {
        let arcs = randomArcs(400, seed: 7, extra: 500)
        let best = length(solvedLayers(nodeCount: 400, arcs: arcs, work: 100_000_000), arcs)
        for work in [0, 100, 10_000] {
            let layers = solvedLayers(nodeCount: 400, arcs: arcs, work: work)
            #expect(arcs.allSatisfy { layers[$0.to] - layers[$0.from] >= $0.length })
            #expect(length(layers, arcs) >= best)
        }
    }

    /// All arcs from the first `count` nodes to the next.
    private func dense(_ count: Int) -> [Arc] {
        (0..<count).flatMap { from in
            (count..<(2 * count)).map { Arc(from: from, to: $0, weight: 1) }
        }
    }

    /// Where no arc can become shorter, none is looked at.
    @Test func tightGraphsTakeNoWork() {
        let layers = (0..<80).map { $0 / 40 }
        var simplex = NetworkSimplex(nodeCount: 80, arcs: dense(40), layers: layers)
        #expect(simplex.run(work: 1_000_000) == layers)
        #expect(simplex.arcLooks == 0)
    }

    /// Nodes with many arcs cost more than those with few.
    @Test func workCountsArcs() {
        let count = 200
        // A detour of three arcs makes one arc longer than it has to be.
        let detour = [(0, 400), (400, 401), (401, 200)].map {
            Arc(from: $0.0, to: $0.1, weight: 1)
        }
        let arcs = dense(count) + detour
        var simplex = NetworkSimplex(
            nodeCount: 2 * count + 2, arcs: arcs,
            layers: longestPathLayers(nodeCount: 2 * count + 2, arcs: arcs))
        let work = 50_000
        _ = simplex.run(work: work)
        // What is under way when the work is spent is done to its end.
        #expect(simplex.arcLooks > 0 && simplex.arcLooks <= 8 * work + 2 * arcs.count)
    }
}
