import GradusGraphics

/// Finds places for the titles of clusters where nothing runs below them.
struct ForeignClusterLabels {
    /// Where a title stands.
    struct Place {
        var frame: Rectangle
        /// Whether it lies in its frame and no edge runs below it, so that a ground in the
        /// frame's colour hides what else is there.
        var mayHaveGround: Bool
    }

    private var curves: ForeignCurveIndex
    /// How wide the drawing is.
    private let width: Double
    /// What titles must not cover outside their frames: boxes and edges' labels.
    private let obstacles: [Rectangle]
    private var taken: [Rectangle] = []

    init(_ layout: ForeignGraphLayout, edgeLabels: [Rectangle]) {
        curves = ForeignCurveIndex(layout)
        width = layout.size.width
        obstacles =
            zip(layout.graph.nodes, layout.frames).filter { $0.0.isVisible }.map(\.1) + edgeLabels
    }

    /// The place for a title of an extent that covers no box, no edge's label and no other title:
    /// in the frame's left, right or middle, else beside or above it. Where edges run through
    /// all of these, the one with the fewest.
    mutating func place(
        _ size: Size, in frame: Rectangle, isBelow: Bool = false
    ) -> Place {
        let (left, right) = (frame.x + 2, frame.maxX - 2 - size.width)
        let (inside, above) =
            isBelow
            ? (frame.maxY - 2 - size.height, frame.maxY + 1)
            : (frame.y + 2, frame.y - 1 - size.height)
        var places: [(x: Double, y: Double)] = [(left, inside), (right, inside)]
        // Between the corners there are places only in wide frames.
        for part in [0.5, 0.25, 0.75] where right - left > size.width / 2 {
            places.append((left + (right - left) * part, inside))
        }
        if frame.maxX + size.width <= width { places.append((frame.maxX, inside)) }
        if frame.x - size.width >= 0 { places.append((frame.x - size.width, inside)) }
        if above >= 0 { places += [(left, above), (max(left, right), above)] }
        let strip = Rectangle(
            x: frame.x - size.width, y: min(inside, above), width: frame.width + 2 * size.width,
            height: abs(inside - above) + size.height)
        let near =
            obstacles.filter { $0.overlaps(strip) } + taken.filter { $0.overlaps(strip) }
        var best: (frame: Rectangle, count: Int)?
        for place in places {
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
            frame: result.frame, mayHaveGround: result.count == 0 && frame.contains(result.frame))
    }
}
