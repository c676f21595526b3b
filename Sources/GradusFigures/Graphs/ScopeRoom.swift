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

    /// A frame that is placed already.
    private struct Held {
        let frame: Rectangle
        let tab: Rectangle
        let members: Set<Int>
    }

    let cards: [Rectangle]
    /// The labels of edges, in the edges' order.
    private let labels: [Rectangle?]
    private let scene: GraphScene
    private let layout: LayoutExtent
    private let type: FigureTypography
    private let measure: any TextMeasuring
    /// What the layout keeps free for the frame of each scope.
    private var kept: [Int: Rectangle] = [:]

    /// The height of a name on the upper side of a frame.
    static func tabHeight(_ type: FigureTypography) -> Double { type.label.size * 1.5 }

    /// The distance between a frame and what it holds: at the least the half of the name's room
    /// that reaches in.
    static func margin(_ type: FigureTypography) -> Double {
        max(type.base * 0.7, tabHeight(type) / 2 + 1)
    }

    private struct LayoutExtent {
        let width: Double
        /// The room of each edge, and the courses of its lines.
        let lines: [Rectangle?]
        let courses: [[[LayoutPoint]]]

        /// Whether a line runs through a place.
        func isCrossed(_ place: Rectangle) -> Bool {
            zip(lines, courses).contains { bounds, courses in
                // A straight line has no width of its own.
                guard let bounds, bounds.insetBy(-1).overlaps(place) else { return false }
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
        for (scope, box) in zip(candidate.scopes, candidate.layout.clusterBoxes) {
            // The upper half of the name stands above the frame.
            guard let box else { continue }
            let top = box.top + Self.tabHeight(type) / 2
            kept[scope] = Rectangle(
                x: box.left, y: top, width: box.right - box.left, height: box.bottom - top)
        }
    }

    /// The frames of scopes by their places; of those without any, a card or a frame that does
    /// not belong to them is in the way.
    func frames() -> [Int: Frame] {
        var found: [Int: Frame] = [:]
        var held: [Held] = []
        // Inner scopes first: outer frames keep clear of theirs.
        for (place, scope) in scene.scopes.enumerated().sorted(by: {
            (-$0.element.depth, $0.offset) < (-$1.element.depth, $1.offset)
        }) {
            guard let frame = frame(of: scope, place, around: held) else { continue }
            found[place] = frame
            held.append(Held(frame: frame.bounds, tab: frame.tab, members: Set(scope.members)))
        }
        return found
    }

    /// The frame of a scope: what the layout keeps free for it, else around its cards, the edges between them and their labels where
    /// that keeps clear of everything else, else around its cards alone; nil where even that
    /// would hold a foreign card or cut a frame.
    private func frame(
        of scope: GraphScene.Scope, _ place: Int,
        around held: [Held]
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
        if var kept = kept[place] {
            for (place, edge) in scene.edges.enumerated()
            where inside.contains(edge.from) && inside.contains(edge.to) {
                if let label = labels[place] { kept = kept.union(label.insetBy(-4)) }
            }
            if let frame = frame(around: kept, scope, inside, held) { return frame }
        }
        return [whole, alone].lazy.compactMap { frame($0, scope, inside, held) }.first
    }

    private func frame(
        _ content: Rectangle, _ scope: GraphScene.Scope, _ inside: Set<Int>,
        _ held: [Held]
    ) -> Frame? {
        let unit = type.base
        var bounds = content.insetBy(-Self.margin(type))
        for inner in held where inside.isSuperset(of: inner.members) {
            let inner = inner.frame
            // The names of both frames have room above one another.
            let room = inner.insetBy(-unit * 0.8)
            let top = min(room.y, inner.y - Self.tabHeight(type) - 1)
            bounds = bounds.union(
                Rectangle(x: room.x, y: top, width: room.width, height: room.maxY - top))
        }
        return frame(around: bounds, scope, inside, held)
    }

    /// The frame at some borders with its name; nil where something is in the way.
    private func frame(
        around bounds: Rectangle, _ scope: GraphScene.Scope, _ inside: Set<Int>,
        _ held: [Held]
    ) -> Frame? {
        let unit = type.base
        var bounds = bounds
        let label = [TextRun(scope.name, type.label, paint: .role(.muted))]
        let tabSize = Size(
            measure.extent(of: label).width + unit * 0.8, Self.tabHeight(type))
        // A narrow frame grows until its name has room.
        let lack = tabSize.width + unit * 1.2 - bounds.width
        if lack > 0 {
            bounds = Rectangle(
                x: bounds.x - lack / 2, y: bounds.y, width: bounds.width + lack,
                height: bounds.height)
        }
        func isClear(_ bounds: Rectangle) -> Bool {
            !cards.indices.contains {
                !inside.contains($0) && cards[$0].overlaps(bounds, tolerance: 0)
            }
                && held.allSatisfy {
                    !$0.frame.overlaps(bounds, tolerance: 0) || inside.isSuperset(of: $0.members)
                } && bounds.x >= -4 * unit && bounds.maxX <= layout.width + 4 * unit
        }
        guard isClear(bounds) else { return nil }
        func isFree(_ tab: Rectangle) -> Bool {
            !(cards + chips + held.map(\.tab)).contains { $0.overlaps(tab, tolerance: 0) }
        }
        // At the upper side, or the lower one, at the left, or where no line crosses it; with a
        // shorter name where the whole one is too long for that.
        let tabs = tabs(tabSize, on: bounds).filter(isFree)
        if let tab = tabs.first(where: { !layout.isCrossed($0) }) {
            return Frame(bounds: bounds, tab: tab, label: label)
        }
        for name in Self.shorter(scope.name) {
            let label = [TextRun(name, type.label, paint: .role(.muted))]
            let size = Size(measure.extent(of: label).width + unit * 0.8, tabSize.height)
            let places = self.tabs(size, on: bounds).filter(isFree)
            if let tab = places.first(where: { !layout.isCrossed($0) }) {
                return Frame(bounds: bounds, tab: tab, label: label)
            }
        }
        // Beside the lines in a wider frame.
        let more = tabSize.width + unit
        for x in [bounds.maxX, bounds.x - more] {
            let strip = Rectangle(x: x, y: bounds.y, width: more, height: bounds.height)
            let wide = bounds.union(strip)
            let tab = Rectangle(
                x: x + unit * 0.5, y: bounds.y - tabSize.height / 2, width: tabSize.width,
                height: tabSize.height)
            if isClear(wide), isFree(tab), !layout.isCrossed(strip.union(tab)),
                !chips.contains(where: { $0.overlaps(strip, tolerance: 0) })
            {
                return Frame(bounds: wide, tab: tab, label: label)
            }
        }
        return tabs.first.map { Frame(bounds: bounds, tab: $0, label: label) }
    }

    /// A name without its first parts, `layers[0].neurons` and `neurons` of
    /// `net.layers[0].neurons`: outer frames say them.
    private static func shorter(_ name: String) -> [String] {
        var names: [String] = []
        var rest = Substring(name)
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            names.append(String(rest))
        }
        return names
    }

    /// Places for a name on the upper and the lower side of a frame, from the left.
    private func tabs(_ size: Size, on bounds: Rectangle) -> [Rectangle] {
        let inset = type.base * 0.6
        let last = bounds.maxX - inset - size.width
        return [bounds.y, bounds.maxY].flatMap { y in
            stride(from: bounds.x + inset, through: last + 1e-6, by: type.base).map {
                Rectangle(x: $0, y: y - size.height / 2, width: size.width, height: size.height)
            }
        }
    }
}
