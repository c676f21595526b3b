import GradusGraphics

extension GraphBody {
    /// A frame around the cards of each scope where no other card stands in it, else a common
    /// ground below them. Outer scopes are drawn first. Grounds go below the edges, so they are
    /// drawn by themselves.
    func drawScopes(_ candidate: Candidate, grounds: Bool, into list: inout MarkList) {
        guard !scene.scopes.isEmpty else { return }
        let room = ScopeRoom(candidate, scene, width: width, measuredBy: list.measure)
        // Points all along the edges, found once they are asked for.
        lazy var lines = candidate.layout.edges.flatMap { route in
            [Self.dense(route.flattened()), Self.dense(route.flattenedTwin())]
        }
        let frames = room.frames()
        var grounded: [(place: Int, scope: GraphScene.Scope)] = []
        for (place, scope) in scene.scopes.enumerated().sorted(by: {
            ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset)
        }) {
            guard let frame = frames[place] else {
                if grounds {
                    drawGround(candidate, place, scope, room.cards, into: &list)
                    grounded.append((place, scope))
                }
                continue
            }
            if !grounds { draw(frame, place, candidate.type, into: &list) }
        }
        // Names come last, or the ground of a scope inside would cover them.
        for (place, scope) in grounded {
            drawGroundName(
                candidate, place, scope, room.cards, taken: room.cards + room.chips,
                edges: lines, into: &list)
        }
    }

    private func draw(
        _ frame: ScopeRoom.Frame, _ place: Int, _ type: FigureTypography,
        into list: inout MarkList
    ) {
        let unit = type.base
        list.path(
            "scope/\(place)/frame", .decoration,
            .rectangle(frame.bounds, cornerRadius: unit * 0.8),
            stroke: Stroke(.role(.rule), width: 1, dashes: [unit * 0.35, unit * 0.3]))
        list.path(
            "scope/\(place)/ground", .panel, .rectangle(frame.tab, cornerRadius: unit * 0.3),
            fill: .role(.surface))
        list.centred(
            "scope/\(place)/label", frame.label, on: Point(frame.tab.midX, frame.tab.midY))
    }

    /// A ground of one colour below the cards of a scope and the edges between them.
    private func drawGround(
        _ candidate: Candidate, _ place: Int, _ scope: GraphScene.Scope, _ cards: [Rectangle],
        into list: inout MarkList
    ) {
        let unit = candidate.type.base
        let inside = Set(scope.members)
        var lines: [[Point]] = []
        for (index, edge) in scene.edges.enumerated()
        where inside.contains(edge.from) && inside.contains(edge.to) {
            let line = candidate.layout.edges[index].flattened().map { Point($0.x, $0.y) }
            if line.count >= 2 { lines.append(line) }
        }
        // Once a little larger in the colour of rules, then in that of the ground: one outline
        // around all.
        for (pass, (margin, role)) in [(1.0, ColorRole.rule), (0, .panel)].enumerated() {
            for (number, line) in lines.enumerated() {
                list.path(
                    "scope/\(place)/\(pass)/way/\(number)", .background, .polyline(line),
                    stroke: Stroke(.role(role), width: unit * 4.2 + 2 * margin, cap: .round))
            }
            for member in scope.members {
                list.path(
                    "scope/\(place)/\(pass)/card/\(member)", .background,
                    .rectangle(
                        cards[member].insetBy(-unit * 0.8 - margin), cornerRadius: unit * 1.6),
                    fill: .role(role))
            }
        }
    }

    /// The name of a scope with a ground, above a card from which there is room to the next one
    /// above.
    private func drawGroundName(
        _ candidate: Candidate, _ place: Int, _ scope: GraphScene.Scope, _ cards: [Rectangle],
        taken: [Rectangle], edges: [[Point]], into list: inout MarkList
    ) {
        let unit = candidate.type.base
        let label = [TextRun(scope.name, candidate.type.label, paint: .role(.muted))]
        let size = Size(
            list.measure.extent(of: label).width + unit, candidate.type.label.size * 1.5)
        let taken = taken + placedLabels(list)
        var free: [Rectangle] = []
        for member in scope.members.sorted(by: { (cards[$0].y, $0) < (cards[$1].y, $1) }) {
            let card = cards[member]
            for x in [card.x + unit * 0.4, card.maxX - size.width - unit * 0.4] {
                let tab = Rectangle(
                    x: x, y: card.y - unit * 0.25 - size.height, width: size.width,
                    height: size.height)
                if tab.y > -unit, !taken.contains(where: { $0.overlaps(tab, tolerance: 0) }) {
                    free.append(tab)
                }
            }
        }
        // Best where no line runs.
        let calm = free.first { tab in !edges.contains { $0.contains(where: tab.contains) } }
        guard let tab = calm ?? free.first else { return }
        list.path(
            "scope/\(place)/tab", .panel, .rectangle(tab, cornerRadius: unit * 0.4),
            fill: .role(.panel))
        list.centred("scope/\(place)/label", label, on: tab.center)
    }

    /// The grounds of the scopes' names that stand already.
    private func placedLabels(_ list: MarkList) -> [Rectangle] {
        list.marks.compactMap { mark in
            guard mark.name.hasPrefix("scope/"), mark.name.hasSuffix("/tab"),
                case .path(let path, _, _) = mark.content
            else { return nil }
            return path.bounds
        }
    }
}
