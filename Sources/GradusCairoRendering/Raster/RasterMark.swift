import GradusGraphics

/// A mark that has been checked and whose text has been set, with the rows that it can touch:
/// what painting a part of a picture needs, without a text engine.
struct RasterMark: Sendable {
    /// A run of text as the outlines of its glyphs.
    struct GlyphRun: Sendable {
        let paint: Paint
        /// Each glyph's outline with its origin, in pixels.
        let glyphs: [(origin: Point, outline: [Path.Element])]
        /// What takes an outline of size 1 to pixels.
        let size: Double
        let direction: Vector
    }

    enum Content: Sendable {
        case group([RasterMark])
        case path(Path, fill: Paint?, stroke: Stroke?, pieces: [StrokePiece])
        case text([GlyphRun])
        case image(PixelImage, Rectangle)
    }

    let name: String
    let opacity: Double
    let content: Content
    /// The first and the last row of pixels that it may touch, as coordinates.
    let reach: ClosedRange<Double>

    /// Smoothing and the rounding of glyphs' origins stay within so many pixels.
    private static let margin = 2.0

    /// Prepares a mark for a raster of `scale` pixels a point; nil for what shows nothing.
    /// Throws `RenderingError` naming the mark.
    init?(_ mark: Mark, scale: Double, engine: TextEngine) throws {
        try MarkCheck(mark: mark.name).content(of: mark)
        opacity = mark.paintedOpacity
        guard opacity > 0 else { return nil }
        name = mark.name
        var rows = RowReach()
        switch mark.content {
        case .group(let children):
            let marks = try children.compactMap {
                try RasterMark($0, scale: scale, engine: engine)
            }
            for mark in marks { rows.add(mark.reach) }
            content = .group(marks)
        case .path(let path, let fill, let stroke):
            for element in path.elements { rows.add(element, by: { $0.y * scale }) }
            rows.widen(by: (stroke?.width ?? 0) / 2 * scale + Self.margin)
            content = .path(
                path, fill: fill, stroke: stroke,
                pieces: stroke.map { StrokePiece.pieces(of: path, stroke: $0) } ?? [])
        case .text(let line):
            let runs = try engine.set(line, mark: mark.name).map { set in
                GlyphRun(set, of: line, scale: scale, engine: engine)
            }
            for run in runs { run.add(to: &rows) }
            rows.widen(by: Self.margin)
            content = .text(runs)
        case .image(let image, let frame):
            rows.add(frame.y * scale)
            rows.add(frame.maxY * scale)
            rows.widen(by: Self.margin)
            content = .image(image, frame)
        }
        guard let reach = rows.range else { return nil }
        self.reach = reach
    }
}

extension RasterMark.GlyphRun {
    /// Places the outlines of a run. Cairo 1.16 would put glyphs on whole pixels and newer
    /// ones on quarters; outlines go where they belong, their origins on 1/64 of a pixel.
    fileprivate init(_ set: SetRun, of line: TextLine, scale: Double, engine: TextEngine) {
        let direction = Vector(degrees: line.rotation)
        func rounded(_ value: Double) -> Double { (value * scale * 64).rounded() / 64 }
        var glyphs: [(origin: Point, outline: [Path.Element])] = []
        for piece in set.shaped.pieces {
            for glyph in piece.glyphs {
                let (along, down) = (set.start.dx + glyph.x, set.start.dy + glyph.y)
                let origin = Point(
                    rounded(line.origin.x + along * direction.dx - down * direction.dy),
                    rounded(line.origin.y + along * direction.dy + down * direction.dx))
                let outline = engine.outline(of: glyph.id, face: piece.face)
                if !outline.isEmpty { glyphs.append((origin, outline)) }
            }
        }
        self.init(
            paint: set.run.paint, glyphs: glyphs, size: set.run.style.size * scale,
            direction: direction)
    }

    /// Where a point of an outline lies, in pixels.
    func place(_ p: Point, from origin: Point) -> Point {
        Point(
            origin.x + size * (p.x * direction.dx - p.y * direction.dy),
            origin.y + size * (p.x * direction.dy + p.y * direction.dx))
    }

    fileprivate func add(to rows: inout RowReach) {
        for (origin, outline) in glyphs {
            for element in outline { rows.add(element, by: { place($0, from: origin).y }) }
        }
    }
}

/// Collects the rows that a mark may touch.
private struct RowReach {
    private var first = Double.infinity
    private var last = -Double.infinity

    var range: ClosedRange<Double>? { first <= last ? first...last : nil }

    mutating func add(_ row: Double) {
        first = min(first, row)
        last = max(last, row)
    }

    mutating func add(_ range: ClosedRange<Double>) {
        add(range.lowerBound)
        add(range.upperBound)
    }

    /// A curve stays within its control points.
    mutating func add(_ element: Path.Element, by row: (Point) -> Double) {
        switch element {
        case .move(let p), .line(let p): add(row(p))
        case .curve(let a, let b, let c):
            add(row(a))
            add(row(b))
            add(row(c))
        case .close: break
        }
    }

    mutating func widen(by rows: Double) {
        guard range != nil else { return }
        first -= rows
        last += rows
    }
}
