import GradusGraphics

extension ForeignOutline {
    private static func lines(_ lines: [(Point, Point)]) -> Path {
        var path = Path()
        for (start, end) in lines {
            path.move(to: start)
            path.line(to: end)
        }
        return path
    }

    /// Lines inside the outline.
    var details: Path? {
        let (left, top, right) = (frame.x, frame.y, frame.maxX)
        let (bottom, x, y) = (frame.maxY, frame.midX, frame.midY)
        switch shape {
        case .cutDiamond:
            let (dx, dy) = (frame.width * 0.1, frame.height * 0.1)
            return Self.lines([
                (Point(x - dx, top + dy), Point(x + dx, top + dy)),
                (Point(x - dx, bottom - dy), Point(x + dx, bottom - dy)),
                (Point(left + dx, y - dy), Point(left + dx, y + dy)),
                (Point(right - dx, y - dy), Point(right - dx, y + dy)),
            ])
        case .cutSquare:
            let cut = min(8, frame.height / 4)
            return Self.lines([
                (Point(left, top + cut), Point(left + cut, top)),
                (Point(right - cut, top), Point(right, top + cut)),
                (Point(right, bottom - cut), Point(right - cut, bottom)),
                (Point(left + cut, bottom), Point(left, bottom - cut)),
            ])
        case .cutCircle:
            let radius = min(frame.width, frame.height) / 2
            let (dx, dy) = (radius * 0.6, radius * 0.8)
            return Self.lines([
                (Point(x - dx, y - dy), Point(x + dx, y - dy)),
                (Point(x - dx, y + dy), Point(x + dx, y + dy)),
            ])
        case .cuboid:
            let (front, inner) = (Point(right - depth, top + depth), Point(right, top))
            return Self.lines([
                (Point(left, top + depth), front), (front, Point(right - depth, bottom)),
                (front, inner),
            ])
        case .signature:
            let line = bottom - min(6, frame.height / 5)
            return Self.lines([
                (Point(left, line), Point(right, line)),
                (Point(left + 4, line - 4), Point(left + 8, line)),
                (Point(left + 4, line), Point(left + 8, line - 4)),
            ])
        case .note:
            let fold = min(8, frame.height / 3)
            return .polyline([
                Point(right - fold, top), Point(right - fold, top + fold),
                Point(right, top + fold),
            ])
        case .component:
            var path = Path()
            for y in [frame.y + frame.height * 0.25, frame.y + frame.height * 0.6] {
                for element in Path.rectangle(
                    Rectangle(x: left - 4, y: y, width: 8, height: min(5, frame.height / 5))
                ).elements {
                    switch element {
                    case .move(let p): path.move(to: p)
                    case .line(let p): path.line(to: p)
                    case .curve(let a, let b, let c): path.curve(a, b, to: c)
                    case .close: path.close()
                    }
                }
            }
            return path
        case .cylinder:
            var path = Path()
            let k = frame.width * 0.27
            path.move(to: Point(left, top + lid))
            path.curve(
                Point(left, top + 2 * lid), Point(frame.midX - k, top + 2 * lid),
                to: Point(frame.midX, top + 2 * lid))
            path.curve(
                Point(frame.midX + k, top + 2 * lid), Point(right, top + 2 * lid),
                to: Point(right, top + lid))
            return path
        default: return nil
        }
    }
}
