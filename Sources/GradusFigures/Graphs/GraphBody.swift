import GradusGraphLayout
import GradusGraphics

/// Places the cards of a graph and draws them: chooses direction, density and text size by what
/// fits, never below the smallest text.
struct GraphBody {
    let scene: GraphScene
    let context: FigureContext
    /// Where the graph has to run; nil for whatever fits.
    var direction: GraphDirection?
    let width: Double
    let height: Double?

    /// Below this width, in points, compact cards stack what they show.
    private static let narrowWidth = 360.0

    /// One way to draw the graph, laid out.
    struct Candidate {
        var type: FigureTypography
        var cards: [NodeCard]
        var frames: [Size]
        var chips: [EdgeChip?]
        var layout: LayeredLayout
        /// The scope of each cluster of the layout.
        var scopes: [Int] = []
    }

    func body() -> FigureBody {
        let strip = ProductStrip(
            scene, type: FigureTypography(context.size), width: width, measuredBy: context.measure)
        let stripRoom = strip.map { $0.height + FigureTypography(context.size).base * 1.4 } ?? 0
        let room = max(80, (height ?? context.size.comfortableHeight) - stripRoom)
        guard let chosen = choose(room: room) else {
            return .empty(
                "the graph cannot be laid out", width: width,
                type: FigureTypography(context.size), measuredBy: context.measure,
                mark: ComputationGraphFigure.tangleMark)
        }
        var list = MarkList(measuredBy: context.measure)
        var graph = MarkList(measuredBy: context.measure)
        draw(chosen, into: &graph)
        let extent = Self.extent(of: chosen.layout, with: graph.marks)
        let bodyWidth = max(strip == nil ? 0 : width, extent.width)
        let left = (bodyWidth - extent.width) / 2 - extent.x
        let spare = max(0, (height ?? 0) - stripRoom - extent.height)
        list.add(
            graph.marks.map {
                $0.moved(by: Vector(left, (strip == nil ? 0 : spare / 2) - extent.y))
            })
        var bottom = extent.height
        if let strip {
            // In a figure of fixed height the strip stands at its foot.
            bottom = max(bottom, (height ?? 0) - stripRoom) + stripRoom - strip.height
            strip.draw(at: Point(0, bottom), into: &list)
            bottom += strip.height
        }
        return FigureBody(size: Size(bodyWidth, bottom), marks: list.marks)
    }

    /// The room of a layout with the frames of scopes, which may reach beyond the cards.
    private static func extent(of layout: LayeredLayout, with marks: [Mark]) -> Rectangle {
        let cards = Rectangle(x: 0, y: 0, width: layout.width, height: layout.height)
        return marks.reduce(cards) { extent, mark in
            guard mark.name.hasPrefix("scope/"), case .path(let path, _, _) = mark.content,
                let bounds = path.bounds
            else { return extent }
            return extent.union(bounds.insetBy(-0.5))
        }
    }

    // MARK: Candidates

    /// The ways to draw the graph with such cards: the layered ones in the order of `directions`,
    /// then those of a chain. `clusters` are the scopes that must get a frame of their own.
    func candidates(
        _ type: FigureTypography, _ detail: TensorDetail, _ density: NodeCard.Density,
        _ directions: [LayoutDirection], _ clusters: ScopeClusters?, _ chain: SpineLayout?,
        room: Double, memory: inout LayoutMemory
    ) -> [Candidate] {
        let aside = Set(chain?.sides.compactMap(\.self) ?? [])
        let cards = scene.nodes.enumerated().map { place, node in
            NodeCard(
                node, in: scene, detail: detail, density: density, type: type,
                isAside: aside.contains(place) || width < Self.narrowWidth,
                isNarrow: width < Self.narrowWidth, measuredBy: context.measure)
        }
        // Cards of numbers are equally wide as far as that costs little: a calm picture.
        let plain = cards.map(\.size.width).sorted()
        let common = plain.isEmpty ? 0 : min(plain[plain.count / 2], type.base * 13)
        let frames = cards.map { Size(max($0.size.width, common), $0.size.height) }
        let isBackward = scene.mode.showsGradients
        let lanes = scene.mode == .backward ? 2 : 1
        let chips = scene.edges.map { edge in
            isBackward
                ? EdgeChip(
                    edge, in: scene, type: type,
                    limit: type.base * (density.isSmall ? 9.5 : 12),
                    isShort: density.isSmall,
                    measuredBy: context.measure) : nil
        }
        let unit = type.base
        let isTight = density != .roomy
        let nodes = frames.enumerated().map { place, frame in
            LayoutNode(
                width: frame.width, height: frame.height, cluster: clusters?.innermost[place])
        }
        let edges = zip(scene.edges, chips).map { edge, chip in
            LayoutEdge(
                from: edge.from, to: edge.to,
                label: chip.map { LayoutLabel(width: $0.size.width, height: $0.size.height) },
                lanes: lanes, weight: weight(of: edge))
        }
        func made(_ layout: LayeredLayout, _ frames: [Size]) -> Candidate? {
            guard layout.nodeCenters.count == nodes.count, layout.edges.count == edges.count else {
                return nil
            }
            return Candidate(
                type: type, cards: cards, frames: frames, chips: chips, layout: layout,
                scopes: clusters?.scopes ?? [])
        }
        var found: [Candidate] = directions.compactMap { direction in
            let layout = try? layoutLayered(
                nodes: nodes, edges: edges, clusters: clusters?.clusters(type) ?? [],
                options: LayoutOptions(
                    direction: direction, nodeSpacing: unit * (isTight ? 1.6 : 2.6),
                    layerSpacing: unit
                        * (isBackward ? (isTight ? 2.0 : 2.8) : (isTight ? 2.8 : 4)),
                    slope: lanes == 2 ? 1.8 : 4, laneSpacing: unit * 1.5, margin: unit * 0.2),
                memory: &memory)
            return layout.flatMap { made($0, frames) }
        }
        if let chain, direction != .leftRight {
            let even = chain.evened(frames)
            // In one column if that fits, else in as few as do.
            for columns in 1...3 where chain.spine.count >= 2 * columns {
                let layout = chain.layout(
                    cards: even, chips: chips.map { $0?.size }, edgeCount: edges.count,
                    lanes: lanes, unit: unit,
                    gap: unit * (density.isSmall ? 2.2 : isTight ? 2.6 : 3.2),
                    sideRoom: unit * (density.isSmall ? 2.6 : 3.4),
                    chipRoom: unit * (density.isSmall ? 0.9 : 1.8),
                    rows: (chain.spine.count + columns - 1) / columns)
                if let candidate = made(layout, even) { found.append(candidate) }
                if layout.height <= room { break }
            }
        }
        return found
    }

    /// Edges between results weigh more than those from leaves: the chain of operations runs
    /// straight and what they use stands at its side.
    private func weight(of edge: GraphScene.Edge) -> Double {
        let isSpine = scene.nodes[edge.from].expression != nil
        return isSpine ? 8 : 0.25
    }

    // MARK: Drawing

    func draw(_ candidate: Candidate, into list: inout MarkList) {
        // What stands back is drawn first.
        let order = scene.edges.indices.sorted {
            (scene.edges[$0].isFaded ? 0 : 1, $0) < (scene.edges[$1].isFaded ? 0 : 1, $1)
        }
        drawScopes(candidate, grounds: true, into: &list)
        for index in order { drawLines(candidate, index, into: &list) }
        drawScopes(candidate, grounds: false, into: &list)
        for (index, card) in candidate.cards.enumerated() {
            let centre = candidate.layout.nodeCenters[index]
            card.draw(
                in: Rectangle(center: Point(centre.x, centre.y), size: candidate.frames[index]),
                into: &list)
        }
        for index in order {
            let route = candidate.layout.edges[index]
            guard let chip = candidate.chips[index], let centre = route.labelCenter else {
                continue
            }
            let middle = Point(centre.x, centre.y)
            let frame = Rectangle(center: middle, size: chip.size)
            let line = route.flattened()
            chip.draw(
                centre: middle,
                line: Self.dense(route.twin == nil ? line : route.flattenedTwin(), near: frame),
                other: Self.dense(line, near: frame), into: &list)
        }
    }

    /// A polyline's points, none farther than 3 points from the next.
    static func dense(_ line: [LayoutPoint]) -> [Point] {
        let corners = line.map { Point($0.x, $0.y) }
        return zip(corners, corners.dropFirst()).flatMap { densePart($0, $1) }
    }

    /// The same without the parts that are farther from a frame than some corner of the line is:
    /// the point nearest to the frame is among the others.
    static func dense(_ line: [LayoutPoint], near frame: Rectangle) -> [Point] {
        func distance(_ low: Point, _ high: Point) -> Double {
            Vector(
                max(0, low.x - frame.maxX, frame.x - high.x),
                max(0, low.y - frame.maxY, frame.y - high.y)
            ).length
        }
        let corners = line.map { Point($0.x, $0.y) }
        let nearest = corners.map { distance($0, $0) }.min() ?? 0
        return zip(corners, corners.dropFirst()).flatMap { a, b -> [Point] in
            let low = Point(min(a.x, b.x), min(a.y, b.y))
            let high = Point(max(a.x, b.x), max(a.y, b.y))
            return distance(low, high) <= nearest ? densePart(a, b) : []
        }
    }

    private static func densePart(_ a: Point, _ b: Point) -> [Point] {
        let parts = max(1, min(1000, Int(((b - a).length / 3).rounded(.up))))
        return (0...parts).map { a.interpolated(to: b, Double($0) / Double(parts)) }
    }

    private func drawLines(_ candidate: Candidate, _ index: Int, into list: inout MarkList) {
        let edge = scene.edges[index]
        let route = candidate.layout.edges[index]
        let unit = candidate.type.base
        if scene.mode != .gradients {
            EdgeLine(
                route.points, stroke: Stroke(.role(.forward), width: unit * 0.14),
                headLength: unit * 0.8, opacity: edge.isFaded ? 0.5 : 1
            ).draw(edge.id + "/forward", into: &list)
        }
        // Without a forward pass the gradient runs where the values would.
        guard let twin = scene.mode == .gradients ? route.points : route.twin else { return }
        let isPath = scene.ways != nil && !edge.isFaded
        let width = unit * (isPath ? 0.26 : edge.isFaded ? 0.13 : 0.18)
        EdgeLine(
            twin,
            stroke: Stroke(
                .role(.backward), width: width,
                dashes: edge.isFaded ? [unit * 0.42, unit * 0.3] : []),
            headLength: unit * (isPath ? 1.05 : 0.9), opacity: edge.isFaded ? 0.6 : 1
        ).reversed.draw(edge.id + "/backward", into: &list)
    }
}
