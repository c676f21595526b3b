import GradusGraphics

/// Finds places for the titles of clusters where nothing runs below them.
struct ForeignClusterLabels {
    /// Where a title stands.
    struct Place {
        var frame: Rectangle
        /// How many pieces of curves run below it.
        var crossings: Int
        /// Whether it lies in its frame, so that a ground in the frame's colour keeps it apart
        /// from what is below.
        var isInside: Bool
    }

    private var curves: ForeignCurveIndex
    /// What titles must not cover outside their frames: boxes and edges' labels.
    private let obstacles: [Rectangle]
    private var taken: [Rectangle] = []

    init(_ layout: ForeignGraphLayout, edgeLabels: [Rectangle]) {
        curves = ForeignCurveIndex(layout)
        obstacles =
            zip(layout.graph.nodes, layout.frames).filter { $0.0.isVisible }.map(\.1) + edgeLabels
    }

    /// The place for a title of an extent that covers no box, no edge's label and no other title:
    /// at the frame's border, inside, where the fewest edges run; a title that is wider than its
    /// frame stands outside, on the border.
    mutating func place(
        _ size: Size, in frame: Rectangle, isBelow: Bool = false
    ) -> Place {
        let (left, right) = (frame.x + 2, frame.maxX - 2 - size.width)
        let (inside, outside) =
            isBelow
            ? (frame.maxY - 2 - size.height, frame.maxY + 1)
            : (frame.y + 2, frame.y - 1 - size.height)
        var places: [(x: Double, y: Double)] = []
        if right >= left {
            let steps = min(16, max(1, Int((right - left) / 6)))
            let parts = (0...steps).map { Double($0) / Double(steps) }
            // The corners first, then what is between.
            for part in [0, 1] + parts.dropFirst().dropLast() {
                places.append((left + (right - left) * part, inside))
            }
        }
        places += [(left, outside), (min(left, right), outside)]
        let strip = Rectangle(
            x: min(left, right), y: min(inside, outside), width: max(frame.width, size.width + 4),
            height: abs(inside - outside) + size.height)
        let near =
            obstacles.filter { $0.overlaps(strip) } + taken.filter { $0.overlaps(strip) }
        var best: (frame: Rectangle, count: Int)?
        for place in places {
            // Outside of a frame that has room for it a title belongs to nothing.
            if let best, frame.contains(best.frame), place.y == outside { break }
            let box = Rectangle(x: place.x, y: place.y, width: size.width, height: size.height)
            guard !near.contains(where: { $0.overlaps(box, tolerance: 0.01) }) else { continue }
            let count = curves.crossings(box.insetBy(-1))
            if count < best?.count ?? .max { best = (box, count) }
            if count == 0 { break }
        }
        let corner = Rectangle(x: left, y: inside, width: size.width, height: size.height)
        let result = best ?? (corner, curves.crossings(corner.insetBy(-1)))
        taken.append(result.frame)
        return Place(
            frame: result.frame, crossings: result.count,
            isInside: frame.contains(result.frame))
    }

    /// How wide a frame must be so that a title stands beside the edges that run through its
    /// border: its boxes stay in the middle.
    mutating func width(
        _ size: Size, in frame: Rectangle, isBelow: Bool = false
    ) -> Double {
        let y = isBelow ? frame.maxY - 2 - size.height : frame.y + 2
        func free(_ width: Double, fromLeft: Bool) -> Bool {
            let box = Rectangle(
                x: fromLeft ? frame.x : frame.maxX - width, y: y, width: width, height: size.height)
            return curves.crossings(box.insetBy(-1)) == 0
        }
        // The widest strip at either side that no edge crosses.
        var widest = 0.0
        for side in [true, false] {
            var width = min(frame.width, size.width)
            while width > widest, !free(width, fromLeft: side) { width -= 4 }
            widest = max(widest, width)
        }
        return frame.width + 2 * (size.width + 4 - widest)
    }
}
