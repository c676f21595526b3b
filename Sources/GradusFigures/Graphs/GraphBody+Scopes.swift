import GradusGraphics

extension GraphBody {
    /// A frame around the cards of each scope, where no other card stands in it. Outer frames
    /// are larger than those inside them and are drawn first.
    func drawScopes(_ candidate: Candidate, into list: inout MarkList) {
        let unit = candidate.type.base
        let cards = candidate.layout.nodeCenters.enumerated().map { index, centre in
            Rectangle(center: Point(centre.x, centre.y), size: candidate.frames[index])
        }
        var drawn: [(frame: Rectangle, members: Set<Int>)] = []
        for (place, scope) in scene.scopes.enumerated().sorted(by: {
            ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset)
        }) {
            let inside = Set(scope.members)
            let levels = scene.scopes.map(\.depth).max().map { $0 - scope.depth } ?? 0
            guard let first = scope.members.first else { continue }
            let bounds = scope.members.reduce(cards[first]) { $0.union(cards[$1]) }
                .insetBy(-unit * (0.7 + 0.9 * Double(levels)))
            let label = [TextRun(scope.name, candidate.type.label, paint: .role(.muted))]
            let tab = Rectangle(
                x: bounds.x + unit * 0.6, y: bounds.y - candidate.type.label.size * 0.75,
                width: list.measure.extent(of: label).width + unit * 0.8,
                height: candidate.type.label.size * 1.5)
            let isClean =
                cards.enumerated().allSatisfy {
                    inside.contains($0.offset)
                        || (!$0.element.overlaps(bounds, tolerance: 0)
                            && !$0.element.overlaps(tab, tolerance: 0))
                }
                && scope.members.allSatisfy { !cards[$0].overlaps(tab, tolerance: 0) }
                && drawn.allSatisfy {
                    !$0.frame.overlaps(bounds, tolerance: 0) || $0.members.isSuperset(of: inside)
                }
                && bounds.x >= -unit && bounds.maxX <= max(width, candidate.layout.width) + unit
                && tab.maxX <= bounds.maxX
            let chips = zip(candidate.chips, candidate.layout.edges).compactMap { chip, route in
                route.labelCenter.flatMap { centre in
                    chip.map { Rectangle(center: Point(centre.x, centre.y), size: $0.size) }
                }
            }
            guard isClean, chips.allSatisfy({ !$0.overlaps(tab, tolerance: 0) }) else { continue }
            drawn.append((bounds, inside))
            list.path(
                "scope/\(place)/frame", .decoration,
                .rectangle(bounds, cornerRadius: unit * 0.8),
                stroke: Stroke(.role(.rule), width: 1, dashes: [unit * 0.35, unit * 0.3]))
            list.path(
                "scope/\(place)/ground", .panel, .rectangle(tab, cornerRadius: unit * 0.3),
                fill: .role(.surface))
            list.centred(
                "scope/\(place)/label", label, on: Point(tab.midX, tab.midY))
        }
    }
}
