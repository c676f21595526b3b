import GradusGraphLayout
import GradusGraphics

extension GraphBody {
    /// From this number of cards on a graph is large.
    private static let largeCount = 90
    /// How often the room goes into a graph of which only the smallest cards are tried then.
    private static let farExcess = 3.5

    /// The first candidate that fits, from the most generous on; else the one whose text is
    /// largest once the figure is scaled to the room.
    func choose(room: Double) -> Candidate? {
        var choice = Choice(width: width, height: height, room: room)
        var memory = LayoutMemory()
        var clusteredMemory = LayoutMemory()
        let details: [TensorDetail] =
            scene.nodes.contains { $0.value.size > 1 || $0.stack != nil }
                && scene.mode != .structure
            ? TensorDetail.allCases : [.numbers]
        let isLarge = scene.nodes.count > Self.largeCount
        let chain = SpineLayout(
            nodeCount: scene.nodes.count, edges: scene.edges.map { ($0.from, $0.to) },
            root: scene.root)
        let clusters = ScopeClusters(scene)
        for size in sizes {
            for detail in details where !isLarge || detail == details.last {
                var directions = self.directions
                var densities = self.densities(
                    isLast: detail == details.last, hasDetails: details.count > 1,
                    isChain: chain != nil)
                while !densities.isEmpty {
                    let density = densities.removeFirst()
                    // Compact cards are for figures that must be small: so is their text.
                    let base =
                        density.isSmall ? max(FigureTypography.smallest, size * 0.9) : size
                    let type = FigureTypography(base: base)
                    var found: [Candidate] = []
                    // Scopes stand in frames of their own unless the graph fits only without.
                    if let clusters {
                        found = candidates(
                            type, detail, density, directions, clusters, nil, room: room,
                            memory: &clusteredMemory)
                        for candidate in found where choice.take(candidate, detail, hasFrames: true)
                        {
                            return candidate
                        }
                    }
                    var excess = found.map(choice.excess)
                    if (excess.min() ?? 0) <= Self.farExcess {
                        found = candidates(
                            type, detail, density, directions, nil, chain, room: room,
                            memory: &memory)
                        for candidate in found where choice.take(candidate, detail) {
                            return candidate
                        }
                        excess = found.map(choice.excess)
                    }
                    // Smaller cards save less than half of the width and of the height: far
                    // beyond the room only the smallest matter, in the better direction.
                    guard let least = excess.min(), least > Self.farExcess,
                        excess.count == directions.count, chain == nil
                    else { continue }
                    directions = zip(directions, excess).filter { $1 < 1.5 * least }.map(\.0)
                    densities = densities.suffix(1)
                }
            }
        }
        return choice.best
    }

    /// The text sizes to try, the largest first.
    private var sizes: [Double] {
        let full = max(FigureTypography.smallest, context.size.textSize)
        guard height != nil else { return [full] }
        return [full] + [0.88, 0.78, 0.7].map { full * $0 }.filter { $0 >= 10 }
    }

    /// The densities to try, the most generous first. Of large graphs few candidates are laid
    /// out: they are read by zooming in anyway.
    private func densities(
        isLast: Bool, hasDetails: Bool, isChain: Bool
    ) -> [NodeCard.Density] {
        if scene.nodes.count > Self.largeCount { return [hasDetails ? .compact : .tight] }
        return NodeCard.Density.allCases.filter {
            !$0.isSmall || isLast && (hasDetails || !isChain)
        }
    }

    private var directions: [LayoutDirection] {
        switch direction {
        case nil: scene.nodes.count > Self.largeCount ? [.topDown] : [.topDown, .leftRight]
        case .topDown?: [.topDown]
        case .leftRight?: [.leftRight]
        }
    }

    /// The best candidate so far.
    private struct Choice {
        let width: Double
        let height: Double?
        let room: Double
        private(set) var best: Candidate?
        private var largest = 0.0

        init(width: Double, height: Double?, room: Double) {
            (self.width, self.height, self.room) = (width, height, room)
        }

        /// How many times larger than the room a candidate is.
        func excess(_ candidate: Candidate) -> Double {
            max(candidate.layout.width / width, candidate.layout.height / room)
        }

        /// Considers a candidate; true if it fits, so that no other need be.
        mutating func take(
            _ candidate: Candidate, _ detail: TensorDetail, hasFrames: Bool = false
        ) -> Bool {
            let excess = excess(candidate)
            if excess <= 1 { return true }
            // Numbers say more than colours, and frames show what belongs together: text may be
            // a little smaller for them. And a figure keeps to its width unless much is gained.
            var text = candidate.type.base / excess
            if detail == .numbers { text *= 1.12 }
            if hasFrames { text *= 1.3 }
            if candidate.layout.width <= width {
                let isLow = height == nil && candidate.layout.height <= 1.8 * room
                text *= isLow ? 2 : 1.25
            }
            if text > largest {
                largest = text
                best = candidate
            }
            return false
        }
    }
}
