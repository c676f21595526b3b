import GradusGraphics

extension ForeignOutline {
    /// The height of a roof, the length of an arrow's head, the depth of a box in perspective.
    var roof: Double { min(frame.height * 0.4, 16) }
    var head: Double { min(frame.height * 0.5, frame.width / 3) }
    var depth: Double { min(6, frame.height / 4) }

    /// Points at shares of the frame.
    private func at(_ shares: [(Double, Double)]) -> [Point] {
        shares.map { Point(frame.x + frame.width * $0.0, frame.y + frame.height * $0.1) }
    }

    /// Half the height of a drum's upper face.
    var lid: Double { min(6, frame.height / 5) }

    /// The corners of shapes with straight sides; nil for the others.
    private var corners: [Point]? {
        let (left, top, right, bottom) = (frame.x, frame.y, frame.maxX, frame.maxY)
        let (x, y) = (frame.midX, frame.midY)
        let slant = min(frame.height * 0.4, frame.width / 4)
        switch shape {
        case .pentagon:
            return at([(0.5, 0), (1, 0.38), (0.81, 1), (0.19, 1), (0, 0.38)])
        case .septagon:
            return at([
                (0.5, 0), (0.9, 0.2), (1, 0.64), (0.72, 1), (0.28, 1), (0, 0.64), (0.1, 0.2),
            ])
        case .star:
            return at([
                (0.5, 0), (0.618, 0.38), (1, 0.38), (0.69, 0.618), (0.81, 1), (0.5, 0.764),
                (0.19, 1), (0.31, 0.618), (0, 0.38), (0.382, 0.38),
            ])
        case .octagon:
            let cut = min(frame.width, frame.height) * 0.29
            return [
                Point(left + cut, top), Point(right - cut, top), Point(right, top + cut),
                Point(right, bottom - cut), Point(right - cut, bottom), Point(left + cut, bottom),
                Point(left, bottom - cut), Point(left, top + cut),
            ]
        case .house:
            return [
                Point(x, top), Point(right, top + roof), Point(right, bottom),
                Point(left, bottom), Point(left, top + roof),
            ]
        case .invertedHouse:
            return [
                Point(left, top), Point(right, top), Point(right, bottom - roof),
                Point(x, bottom), Point(left, bottom - roof),
            ]
        case .rightArrow, .leftArrow:
            let eave = frame.height * 0.2
            let (tip, neck, end) =
                shape == .rightArrow ? (right, right - head, left) : (left, left + head, right)
            return [
                Point(tip, y), Point(neck, bottom), Point(neck, bottom - eave),
                Point(end, bottom - eave), Point(end, top + eave), Point(neck, top + eave),
                Point(neck, top),
            ]
        case .tag:
            return [
                Point(left, top), Point(right - head, top), Point(right, y),
                Point(right - head, bottom), Point(left, bottom),
            ]
        case .cuboid:
            return [
                Point(left, top + depth), Point(left + depth, top), Point(right, top),
                Point(right, bottom - depth), Point(right - depth, bottom), Point(left, bottom),
            ]
        case .tab:
            let tab = min(22, frame.width / 3)
            return [
                Point(left, top), Point(left + tab, top), Point(left + tab, top + 5),
                Point(right, top + 5), Point(right, bottom), Point(left, bottom),
            ]
        case .diamond, .cutDiamond:
            return [Point(x, top), Point(right, y), Point(x, bottom), Point(left, y)]
        case .hexagon:
            let cut = min(frame.height / 4, frame.width / 4)
            return [
                Point(left + cut, top), Point(right - cut, top), Point(right, y),
                Point(right - cut, bottom), Point(left + cut, bottom), Point(left, y),
            ]
        case .triangle: return [Point(x, top), Point(right, bottom), Point(left, bottom)]
        case .invertedTriangle: return [Point(left, top), Point(right, top), Point(x, bottom)]
        case .trapezium:
            return [
                Point(left + slant, top), Point(right - slant, top), Point(right, bottom),
                Point(left, bottom),
            ]
        case .invertedTrapezium:
            return [
                Point(left, top), Point(right, top), Point(right - slant, bottom),
                Point(left + slant, bottom),
            ]
        case .parallelogram:
            return [
                Point(left + slant, top), Point(right, top), Point(right - slant, bottom),
                Point(left, bottom),
            ]
        default: return nil
        }
    }

    /// The outline, to be filled and stroked.
    var path: Path {
        if let corners { return .polyline(corners, isClosed: true) }
        let (left, top, right, bottom) = (frame.x, frame.y, frame.maxX, frame.maxY)
        switch shape {
        case .rounded: return .rectangle(frame, cornerRadius: min(6, frame.height / 2))
        case .oval: return .rectangle(frame, cornerRadius: min(14, frame.height / 2))
        case .circle, .cutCircle, .point:
            return .circle(center: frame.center, radius: min(frame.width, frame.height) / 2)
        case .egg:
            var path = Path()
            let (x, y) = (frame.midX, top + frame.height * 0.56)
            let (kx, ky) = (frame.width * 0.276, (bottom - y) * 0.552)
            path.move(to: Point(x, top))
            path.curve(
                Point(x + kx * 0.8, top), Point(right, y - frame.height * 0.3), to: Point(right, y))
            path.curve(Point(right, y + ky), Point(x + kx, bottom), to: Point(x, bottom))
            path.curve(Point(x - kx, bottom), Point(left, y + ky), to: Point(left, y))
            path.curve(
                Point(left, y - frame.height * 0.3), Point(x - kx * 0.8, top), to: Point(x, top))
            path.close()
            return path
        case .note:
            let fold = min(8, frame.height / 3)
            return .polyline(
                [
                    Point(left, top), Point(right - fold, top), Point(right, top + fold),
                    Point(right, bottom), Point(left, bottom),
                ], isClosed: true)
        case .folder:
            let tab = min(28, frame.width / 2)
            return .polyline(
                [
                    Point(left, top), Point(left + tab - 4, top), Point(left + tab, top + 5),
                    Point(right, top + 5), Point(right, bottom), Point(left, bottom),
                ], isClosed: true)
        case .cylinder:
            var path = Path()
            let k = frame.width * 0.27
            path.move(to: Point(left, top + lid))
            path.curve(
                Point(left, top), Point(frame.midX - k, top), to: Point(frame.midX, top))
            path.curve(
                Point(frame.midX + k, top), Point(right, top), to: Point(right, top + lid))
            path.line(to: Point(right, bottom - lid))
            path.curve(
                Point(right, bottom), Point(frame.midX + k, bottom), to: Point(frame.midX, bottom))
            path.curve(
                Point(frame.midX - k, bottom), Point(left, bottom), to: Point(left, bottom - lid))
            path.close()
            return path
        default: return .rectangle(frame)
        }
    }
}
