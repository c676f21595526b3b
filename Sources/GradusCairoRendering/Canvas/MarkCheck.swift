import GradusGraphics

/// Refuses numbers that Cairo would draw wrong without an error.
struct MarkCheck {
    /// The largest coordinate or length in points.
    static let limit = 1e6

    let mark: String

    /// Throws `RenderingError.badNumber` unless `value` is finite and within the limit.
    func number(_ value: Double, _ what: @autoclosure () -> String) throws {
        guard value.isFinite, abs(value) <= Self.limit else {
            throw RenderingError.badNumber(mark: mark, what: what(), value: "\(value)")
        }
    }

    func point(_ point: Point, _ what: @autoclosure () -> String) throws {
        try number(point.x, what() + ".x")
        try number(point.y, what() + ".y")
    }

    func positive(_ value: Double, _ what: @autoclosure () -> String) throws {
        try number(value, what())
        if value <= 0 {
            throw RenderingError.badNumber(mark: mark, what: what(), value: "\(value)")
        }
    }

    func path(_ path: Path) throws {
        for (place, element) in path.elements.enumerated() {
            switch element {
            case .move(let p), .line(let p): try point(p, "point \(place)")
            case .curve(let a, let b, let c):
                try point(a, "control point \(place)")
                try point(b, "control point \(place)")
                try point(c, "point \(place)")
            case .close: break
            }
        }
    }

    func stroke(_ stroke: Stroke) throws {
        try number(stroke.width, "stroke width")
        if stroke.width < 0 {
            throw RenderingError.badNumber(
                mark: mark, what: "stroke width", value: "\(stroke.width)")
        }
        for dash in stroke.dashes { try number(dash, "dash") }
        // Cairo wants lengths that are not negative and not all zero.
        if let worst = stroke.dashes.min(), worst < 0 || stroke.dashes.allSatisfy({ $0 == 0 }) {
            throw RenderingError.badNumber(mark: mark, what: "dash", value: "\(worst)")
        }
        try paint(stroke.paint)
    }

    func paint(_ paint: Paint) throws {
        guard case .fixed(let color) = paint else { return }
        try self.color(color)
    }

    func color(_ color: RGBColor) throws {
        for part in [color.red, color.green, color.blue, color.alpha] where !part.isFinite {
            throw RenderingError.badNumber(mark: mark, what: "colour", value: "\(part)")
        }
    }

    func text(_ line: TextLine) throws {
        try point(line.origin, "origin")
        try number(line.rotation, "rotation")
        try number(line.extent.width, "text width")
        for run in line.runs {
            try positive(run.style.size, "text size")
            try number(run.rise, "rise")
            try paint(run.paint)
        }
    }

    func rectangle(_ frame: Rectangle) throws {
        try number(frame.x, "x")
        try number(frame.y, "y")
        try positive(frame.width, "width")
        try positive(frame.height, "height")
    }
}
