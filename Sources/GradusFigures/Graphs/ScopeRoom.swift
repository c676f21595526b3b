import GradusGraphLayout
import GradusGraphics

/// Finds the frames of scopes in a laid-out graph: rectangles that hold no foreign card.
struct ScopeRoom {
    /// The frame of a scope and the place of its name on the frame's upper side.
    struct Frame {
        let bounds: Rectangle
        let tab: Rectangle
        let label: [TextRun]
    }

    let cards: [Rectangle]
    /// The labels of edges, in the edges' order.
    private let labels: [Rectangle?]
    private let scene: GraphScene
    private let layout: LayoutExtent
    private let type: FigureTypography
    private let measure: any TextMeasuring

    private struct LayoutExtent {
        let width: Double
        /// The room of each edge, and the courses of its lines.
        let lines: [Rectangle?]
        let courses: [[[LayoutPoint]]]

        /// Whether a line runs through a place.
        func isCrossed(_ place: Rectangle) -> Bool {
            zip(lines, courses).contains { bounds, courses in
                guard let bounds, bounds.overlaps(place) else { return false }
                return courses.contains { GraphBody.dense($0).contains(where: place.contains) }
            }
        }
    }

    var chips: [Rectangle] { labels.compactMap(\.self) }

    init(
        _ candidate: GraphBody.Candidate, _ scene: GraphScene, width: Double,
        measuredBy measure: any TextMeasuring
    ) {
        self.scene = scene
        self.measure = measure
        type = candidate.type
        cards = candidate.layout.nodeCenters.enumerated().map { index, centre in
            Rectangle(center: Point(centre.x, centre.y), size: candidate.frames[index])
        }
        labels = zip(candidate.chips, candidate.layout.edges).map { chip, route in
            route.labelCenter.flatMap { centre in
                chip.map { Rectangle(center: Point(centre.x, centre.y), size: $0.size) }
            }
        }
        let courses = candidate.layout.edges.map { [$0.flattened(), $0.flattenedTwin()] }
        layout = LayoutExtent(
            width: max(width, candidate.layout.width),
            lines: courses.map { lines in
                Path.polyline(lines.joined().map { Point($0.x, $0.y) }).bounds
            }, courses: courses)
    }

    /// The frames of scopes by their places; of those without any, a card or a frame that does
    /// not belong to them is in the way.
    func frames() -> [Int: Frame] {
        var found: [Int: Frame] = [:]
        var held: [(frame: Rectangle, members: Set<Int>)] = []
        // Inner scopes first: outer frames keep clear of theirs.
        for (place, scope) in scene.scopes.enumerated().sorted(by: {
            (-$0.element.depth, $0.offset) < (-$1.element.depth, $1.offset)
        }) {
            guard let frame = frame(of: scope, around: held) else { continue }
            found[place] = frame
            held.append((frame.bounds, Set(scope.members)))
        }
        return found
    }

    /// The frame of a scope: around its cards, the edges between them and their labels where
    /// that keeps clear of everything else, else around its cards alone; nil where even that
    /// would hold a foreign card or cut a frame.
    private func frame(
        of scope: GraphScene.Scope, around held: [(frame: Rectangle, members: Set<Int>)]
    ) -> Frame? {
        guard let first = scope.members.first else { return nil }
        let inside = Set(scope.members)
        let alone = scope.members.reduce(cards[first]) { $0.union(cards[$1]) }
        var whole = alone
        for (place, edge) in scene.edges.enumerated()
        where inside.contains(edge.from) && inside.contains(edge.to) {
            for box in [layout.lines[place], labels[place]].compactMap(\.self) {
                whole = whole.union(box)
            }
        }
        return [whole, alone].lazy.compactMap { frame($0, scope, inside, held) }.first
    }

    private func frame(
        _ content: Rectangle, _ scope: GraphScene.Scope, _ inside: Set<Int>,
        _ held: [(frame: Rectangle, members: Set<Int>)]
    ) -> Frame? {
        let unit = type.base
        let label = [TextRun(scope.name, type.label, paint: .role(.muted))]
        let tabSize = Size(
            measure.extent(of: label).width + unit * 0.8, type.label.size * 1.5)
        // At the least the half of the name's room that reaches in.
        let margin = max(unit * 0.7, tabSize.height / 2 + 1)
        var bounds = content.insetBy(-margin)
        for (inner, members) in held where inside.isSuperset(of: members) {
            // The names of both frames have room above one another.
            let room = inner.insetBy(-unit * 0.8)
            let top = min(room.y, inner.y - tabSize.height - 1)
            bounds = bounds.union(
                Rectangle(x: room.x, y: top, width: room.width, height: room.maxY - top))
        }
        // A narrow frame grows until its name has room.
        let lack = tabSize.width + unit * 1.2 - bounds.width
        if lack > 0 {
            bounds = Rectangle(
                x: bounds.x - lack / 2, y: bounds.y, width: bounds.width + lack,
                height: bounds.height)
        }
        // At the left, or where no line enters the frame.
        let last = bounds.maxX - unit * 0.6 - tabSize.width
        let tabs = stride(from: bounds.x + unit * 0.6, through: last + 1e-6, by: unit).map {
            Rectangle(
                x: $0, y: bounds.y - tabSize.height / 2, width: tabSize.width,
                height: tabSize.height)
        }
        guard let tab = tabs.first(where: { !layout.isCrossed($0) }) ?? tabs.first else {
            return nil
        }
        let keepsClear = cards.enumerated().allSatisfy { place, card in
            !card.overlaps(tab, tolerance: 0)
                && (inside.contains(place) || !card.overlaps(bounds, tolerance: 0))
        }
        guard keepsClear, chips.allSatisfy({ !$0.overlaps(tab, tolerance: 0) }),
            held.allSatisfy({
                !$0.frame.overlaps(bounds, tolerance: 0) || inside.isSuperset(of: $0.members)
            }), bounds.x >= -4 * unit, bounds.maxX <= layout.width + 4 * unit
        else { return nil }
        return Frame(bounds: bounds, tab: tab, label: label)
    }
}
