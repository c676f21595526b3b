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

    private func point(_ point: Point, _ what: @autoclosure () -> String) throws {
        try number(point.x, what() + ".x")
        try number(point.y, what() + ".y")
    }

    func positive(_ value: Double, _ what: @autoclosure () -> String) throws {
        try number(value, what())
        if value <= 0 {
            throw RenderingError.badNumber(mark: mark, what: what(), value: "\(value)")
        }
    }

    /// Checks all numbers of a mark but those of the marks in it.
    func content(of mark: Mark) throws {
        try number(mark.opacity, "opacity")
        guard mark.paintedOpacity > 0 else { return }
        switch mark.content {
        case .group: break
        case .path(let path, let fill, let stroke):
            try self.path(path)
            if let fill { try paint(fill) }
            if let stroke { try self.stroke(stroke) }
        case .text(let line): try text(line)
        case .image(let image, let frame):
            try rectangle(frame)
            for pixel in image.pixels { try color(pixel) }
        }
    }

    private func path(_ path: Path) throws {
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

    private func stroke(_ stroke: Stroke) throws {
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

    private func paint(_ paint: Paint) throws {
        guard case .fixed(let color) = paint else { return }
        try self.color(color)
    }

    func color(_ color: RGBColor) throws {
        for part in [color.red, color.green, color.blue, color.alpha] where !part.isFinite {
            throw RenderingError.badNumber(mark: mark, what: "colour", value: "\(part)")
        }
    }

    private func text(_ line: TextLine) throws {
        try point(line.origin, "origin")
        try number(line.rotation, "rotation")
        try number(line.extent.width, "text width")
        for run in line.runs {
            try positive(run.style.size, "text size")
            try number(run.rise, "rise")
            try paint(run.paint)
        }
    }

    private func rectangle(_ frame: Rectangle) throws {
        try number(frame.x, "x")
        try number(frame.y, "y")
        try positive(frame.width, "width")
        try positive(frame.height, "height")
    }
}

extension Mark {
    /// The opacity with which the mark is painted.
    var paintedOpacity: Double { min(max(opacity, 0), 1) }
}
