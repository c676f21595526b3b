import GradusGraphics

extension Mark {
    /// The mark enlarged by `factor` around the origin, then moved, its name behind `prefix`.
    func placed(scale factor: Double = 1, by vector: Vector, prefix: String = "") -> Mark {
        func place(_ point: Point) -> Point {
            Point(point.x * factor + vector.dx, point.y * factor + vector.dy)
        }
        var mark = self
        mark.name = prefix + name
        switch content {
        case .path(let path, let fill, var stroke):
            if var scaled = stroke, factor != 1 {
                scaled.width *= factor
                scaled.dashes = scaled.dashes.map { $0 * factor }
                stroke = scaled
            }
            let elements = path.elements.map { element -> Path.Element in
                switch element {
                case .move(let p): .move(place(p))
                case .line(let p): .line(place(p))
                case .curve(let a, let b, let c): .curve(place(a), place(b), place(c))
                case .close: .close
                }
            }
            mark.content = .path(Path(elements), fill: fill, stroke: stroke)
        case .text(var line):
            line.origin = place(line.origin)
            line.extent.width *= factor
            line.extent.ascent *= factor
            line.extent.descent *= factor
            for index in line.runs.indices where factor != 1 {
                line.runs[index].style.size *= factor
                line.runs[index].rise *= factor
            }
            mark.content = .text(line)
        case .image(let image, let frame):
            let corner = place(Point(frame.x, frame.y))
            mark.content = .image(
                image,
                Rectangle(
                    x: corner.x, y: corner.y, width: frame.width * factor,
                    height: frame.height * factor))
        case .group(let children):
            mark.content = .group(
                children.map { $0.placed(scale: factor, by: vector, prefix: prefix) })
        }
        return mark
    }
}
