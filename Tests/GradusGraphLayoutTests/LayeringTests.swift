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
}
