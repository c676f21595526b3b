import GradusGraphics

/// A label that is to be placed.
struct ForeignLabelRequest {
    /// Its extent.
    var size: Size
    /// The edge that it belongs to; nil for a node's.
    var edge: Int?
    /// That edge's curve, from the end that the label is near to.
    var walk: ForeignCurveWalk?
    /// The places for its middle, the best first; at least one.
    var places: [Point]
}

/// The room that boxes, curves and labels leave for more labels.
struct ForeignLabelSpace {
    private var curves: ForeignCurveIndex
    /// Boxes and labels, by height.
    private var bands: [[Rectangle]]
    private let bandHeight: Double
    /// How much may be looked at; behind that the first place is taken.
    private var looks = 60_000_000
    /// How many points of curves may be looked at, likewise.
    private static let mostPoints = 60_000_000
    private var isSpent: Bool { looks < 0 || curves.pointLooks > Self.mostPoints }

    init(_ layout: ForeignGraphLayout) {
        curves = ForeignCurveIndex(layout)
        bandHeight = max(64, layout.size.height / 255)
        bands = Array(repeating: [], count: 256)
        for (node, frame) in zip(layout.graph.nodes, layout.frames) where node.isVisible {
            take(frame)
        }
        for (cluster, frame) in zip(layout.graph.clusters, layout.clusterBoxes)
        where cluster.isVisible {
            guard let frame else { continue }
            takeBorder(of: frame)
        }
    }

    /// Lets no label stand across a frame's border.
    private mutating func takeBorder(of frame: Rectangle) {
        for y in [frame.y, frame.maxY] {
            take(Rectangle(x: frame.x, y: y - 0.5, width: frame.width, height: 1))
        }
        for x in [frame.x, frame.maxX] {
            take(Rectangle(x: x - 0.5, y: frame.y, width: 1, height: frame.height))
        }
    }

    private func bands(of box: Rectangle) -> ClosedRange<Int> {
        func band(_ y: Double) -> Int { Int(max(0, min(y / bandHeight, 255))) }
        return band(box.y)...max(band(box.y), band(box.maxY))
    }

    /// Lets nothing else stand where a box is.
    mutating func take(_ box: Rectangle) {
        for band in bands(of: box) { bands[band].append(box) }
    }

    private mutating func release(_ box: Rectangle) {
        for band in bands(of: box) {
            if let place = bands[band].lastIndex(of: box) { bands[band].remove(at: place) }
        }
    }

    /// Places labels, each at the best of its places: clear of boxes, labels and lines, and nearer
    /// to the line that it belongs to than to any other. Those that come first are moved once more
    /// where they stand in the way of others.
    mutating func place(_ labels: [ForeignLabelRequest]) -> [Rectangle] {
        var boxes: [Rectangle] = []
        var costs: [Double] = []
        for label in labels {
            let (box, cost) = best(label)
            take(box)
            boxes.append(box)
            costs.append(cost)
        }
        for _ in 0..<4 where !isSpent && costs.contains(where: { $0 >= Self.misleading }) {
            for (index, label) in labels.enumerated() {
                release(boxes[index])
                (boxes[index], costs[index]) = best(label)
                take(boxes[index])
            }
        }
        return boxes
    }

    /// The cost of a line below a label.
    private static let disturbing = 40.0
    /// The cost of another line that is nearer to a label than its own.
    private static let misleading = 24.0
    /// What a place costs for each that comes before it.
    private static let step = 0.15

    /// The best place of a label, the earlier ones preferred.
    private mutating func best(_ label: ForeignLabelRequest) -> (Rectangle, Double) {
        var best = (box: Rectangle(center: Point(0, 0), size: label.size), cost: Double.infinity)
        for (index, place) in label.places.enumerated() {
            if isSpent, best.cost < .infinity { break }
            let box = Rectangle(center: place, size: label.size)
            let cost = cost(of: box, label.edge, label.walk) + Double(index) * Self.step
            if cost < best.cost { best = (box, cost) }
            // Those that follow cost more for coming later alone.
            if best.cost <= Double(index + 1) * Self.step { break }
        }
        return best
    }

    private mutating func cost(
        of box: Rectangle, _ edge: Int?, _ walk: ForeignCurveWalk?
    ) -> Double {
        guard !isSpent else { return 0 }
        var cost = 0.0
        let touched = bands(of: box)
        for band in touched {
            looks -= bands[band].count
            for other in bands[band] where other.overlaps(box, tolerance: 0.2) {
                // What is in two bands counts in the first that both share.
                if max(bands(of: other).lowerBound, touched.lowerBound) == band { cost += 100 }
            }
        }
        looks -= curves.pieces(near: box)
        cost += Self.disturbing * Double(curves.crossings(box.insetBy(-1)))
        guard let walk, let edge else { return cost }
        looks -= walk.points.count
        let own = walk.distance(to: box)
        if own > 9 { cost += min(own - 9, 60) * 0.3 }
        // A line that is as near is taken for the label's own.
        let near = box.insetBy(-min(own + 3, 20))
        cost += 4 * Double(curves.crossings(near, except: edge))
        if own > 4, curves.crossings(box.insetBy(-(own - 2)), except: edge) > 0 {
            cost += Self.misleading
        }
        return cost
    }
}
