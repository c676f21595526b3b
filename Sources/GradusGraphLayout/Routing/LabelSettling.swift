/// Moves labels that could be taken for those of other edges: nearer to their own line, or to
/// another place along it. All others keep the place that was kept free for them.
struct LabelSettling {
    let edges: [LayoutEdge]
    private let boxes: BoxIndex
    private let lines: LineIndex
    private var labels: BoxIndex
    /// How many pieces of lines, boxes and labels were looked at.
    private var looks = 0

    /// Larger layouts keep their labels where they are.
    private static let mostLabels = 3_000
    /// How much may be looked at, about a second's work; behind that labels stay where they are.
    static let mostLooks = 20_000_000
    private static let reach = 30.0
    /// The least distances of labels from boxes, from one another and from their own lines.
    private static let boxGap = 4.0
    private static let labelGap = 3.0
    private static let lineGap = 2.5

    private init?(edges: [LayoutEdge], routes: [RoutedEdge], boxes: [LayoutBox]) {
        guard let lines = LineIndex(routes) else { return nil }
        self.lines = lines
        self.edges = edges
        self.boxes = BoxIndex(boxes, grid: lines.grid)
        labels = BoxIndex(
            zip(edges, routes).map { edge, route in
                guard let label = edge.label, let center = route.labelCenter else { return nil }
                return LayoutBox(center: center, width: label.width, height: label.height)
            }, grid: lines.grid)
    }

    /// Settles the labels of laid-out edges among boxes; how many pieces of lines, boxes and labels
    /// were looked at for that.
    @discardableResult
    static func settle(
        _ routes: inout [RoutedEdge], edges: [LayoutEdge], boxes: [LayoutBox],
        mostLooks: Int = Self.mostLooks
    ) -> Int {
        let count = edges.count { $0.label != nil }
        guard count > 0, count <= mostLabels,
            var settling = LabelSettling(edges: edges, routes: routes, boxes: boxes)
        else { return 0 }
        // What moves may make room for others.
        for _ in 0..<2 {
            var hasMoved = false
            for edge in edges.indices where edges[edge].from != edges[edge].to {
                if settling.looks > mostLooks { return settling.looks }
                if let center = settling.better(edge, routes[edge]) {
                    routes[edge].labelCenter = center
                    hasMoved = true
                }
            }
            if !hasMoved { break }
        }
        return settling.looks
    }

    /// What is wrong with a place: 0 where nothing is; nil where something stands in the way.
    private mutating func cost(_ box: LayoutBox, _ edge: Int) -> Double? {
        let distances = lines.distances(of: box, edge: edge, reach: Self.reach, looks: &looks)
        guard distances.own >= Self.lineGap - 0.1, distances.other > 0.5 else { return nil }
        return 2 * distances.lack + (distances.isCentred ? 0 : 1)
    }

    private mutating func isFree(_ box: LayoutBox, _ edge: Int) -> Bool {
        !boxes.isInTheWay(of: box, gap: Self.boxGap, looks: &looks)
            && !labels.isInTheWay(of: box, gap: Self.labelGap, except: edge, looks: &looks)
    }

    /// A better place for the middle of an edge's label; nil where its own is good or the best.
    private mutating func better(_ edge: Int, _ route: RoutedEdge) -> LayoutPoint? {
        guard let label = labels[edge], let center = route.labelCenter else { return nil }
        let current = cost(label, edge) ?? 1000
        guard current > 0 else { return nil }
        var best: (cost: Double, box: LayoutBox)?
        let lines = [route.flattened(), route.flattenedTwin()]
        for box in closer(label, center, edge, lines) + along(label, lines) {
            guard best?.cost ?? current > 0, isFree(box, edge), let cost = cost(box, edge),
                cost < (best?.cost ?? current) - 0.25
            else { continue }
            best = (cost, box)
        }
        guard let found = best?.box else { return nil }
        labels.move(edge, to: found)
        return found.center
    }

    /// The label's place moved towards its own line, a little first.
    private mutating func closer(
        _ label: LayoutBox, _ center: LayoutPoint, _ edge: Int, _ lines: [[LayoutPoint]]
    ) -> [LayoutBox] {
        let own = self.lines.distances(
            of: label, edge: edge, reach: Self.reach, looks: &looks
        ).own
        guard own > Self.lineGap + 0.5, own < Self.reach,
            let span = Self.span(of: lines, from: label.top, to: label.bottom)
        else { return [] }
        let side = span.low > center.x ? 1.0 : -1.0
        return stride(from: 1.0, through: own - Self.lineGap, by: 0.5).map { step in
            LayoutBox(
                left: label.left + side * step, top: label.top, right: label.right + side * step,
                bottom: label.bottom)
        }
    }

    /// Places beside the edge's lines, the nearest to the middle first.
    private mutating func along(_ label: LayoutBox, _ lines: [[LayoutPoint]]) -> [LayoutBox] {
        let (width, height) = (label.right - label.left, label.bottom - label.top)
        guard let start = lines[0].first, let end = lines[0].last else { return [] }
        let (top, bottom) = (min(start.y, end.y), max(start.y, end.y))
        let middle = (label.top + label.bottom) / 2
        let steps = max(1, min(60, Int((bottom - top) / 4)))
        var found: [LayoutBox] = []
        // The line runs downwards: a height is a place along it.
        let heights = (0...steps).map { top + (bottom - top) * Double($0) / Double(steps) }
            .sorted { (abs($0 - middle), $0) < (abs($1 - middle), $1) }
        let spans = heights.map { Self.span(of: lines, from: $0 - height / 2, to: $0 + height / 2) }
        looks += heights.count * (lines[0].count + lines[1].count)
        for gap in [5.0, 2.5, 8.0] {
            for (y, span) in zip(heights, spans) {
                guard let span else { continue }
                for x in [span.high + gap + width / 2, span.low - gap - width / 2] {
                    found.append(
                        LayoutBox(
                            center: LayoutPoint(x: x, y: y), width: width, height: height))
                }
            }
        }
        return found
    }

    /// The least and the greatest x of both lines of an edge between two heights.
    private static func span(
        of lines: [[LayoutPoint]], from top: Double, to bottom: Double
    ) -> (low: Double, high: Double)? {
        var (low, high) = (Double.infinity, -Double.infinity)
        func include(_ x: Double) { (low, high) = (min(low, x), max(high, x)) }
        for line in lines {
            for (a, b) in zip(line, line.dropFirst()) {
                let (upper, lower) = a.y <= b.y ? (a, b) : (b, a)
                guard lower.y >= top, upper.y <= bottom else { continue }
                let height = lower.y - upper.y
                for y in [max(upper.y, top), min(lower.y, bottom)] {
                    let t = height > 0 ? (y - upper.y) / height : 0
                    include(upper.x + (lower.x - upper.x) * t)
                }
                if height == 0 {
                    include(a.x)
                    include(b.x)
                }
            }
        }
        return low <= high ? (low, high) : nil
    }
}
