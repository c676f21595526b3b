import GradusGraphics

/// The three faces of a block that are seen: the face, the top and the right side.
struct BlockFaces {
    let face: Rectangle
    /// To the right and up; both from 0.
    let depth: Vector

    /// A point of the block: parts of its width, height and depth, from the front's top left.
    func point(_ across: Double, _ down: Double, _ back: Double) -> Point {
        Point(
            face.x + face.width * across + depth.dx * back,
            face.y + face.height * down - depth.dy * back)
    }

    /// A piece of the top, between parts of the width and of the depth.
    func top(_ across: (Double, Double), _ back: (Double, Double)) -> Path {
        .polyline(
            [
                point(across.0, 0, back.0), point(across.1, 0, back.0),
                point(across.1, 0, back.1), point(across.0, 0, back.1),
            ], isClosed: true)
    }

    /// A piece of the right side, between parts of the height and of the depth.
    func side(_ down: (Double, Double), _ back: (Double, Double)) -> Path {
        .polyline(
            [
                point(1, down.0, back.0), point(1, down.0, back.1), point(1, down.1, back.1),
                point(1, down.1, back.0),
            ], isClosed: true)
    }

    /// A piece of the front.
    func front(_ across: (Double, Double), _ down: (Double, Double)) -> Path {
        .polyline(
            [
                point(across.0, down.0, 0), point(across.1, down.0, 0),
                point(across.1, down.1, 0), point(across.0, down.1, 0),
            ], isClosed: true)
    }

    /// Whether there is more than the front.
    var isDeep: Bool { depth.dx > 0 || depth.dy > 0 }
}
