import GradusGraphics

/// A piece of a long stroke: Cairo's time for a noisy line grows with the square of its points
/// (100,000 of them take 13 s in one path and 1.5 s in pieces of 100).
struct StrokePiece: Sendable {
    let path: Path
    let dashOffset: Double

    /// The points of a piece.
    static let length = 100
    /// The points up to which a line stays whole.
    static let wholeLength = 1000

    /// The pieces of a stroke.
    static func pieces(of path: Path, stroke: Stroke) -> [StrokePiece] {
        guard path.elements.count > wholeLength else {
            return [StrokePiece(path: path, dashOffset: 0)]
        }
        var pieces: [StrokePiece] = []
        var current: [Path.Element] = []
        var beginning = Point.zero
        var pen = Point.zero
        var lastStart = Point.zero
        var travelled = 0.0
        var offset = 0.0
        func finish() {
            if current.count > 1 {
                pieces.append(StrokePiece(path: Path(current), dashOffset: offset))
            }
        }
        for element in path.elements {
            var element = element
            if case .close = element { element = .line(beginning) }
            if case .move(let p) = element {
                finish()
                current = [element]
                (beginning, pen, lastStart, travelled, offset) = (p, p, p, 0, 0)
                continue
            }
            if current.count > length {
                finish()
                // The next piece repeats the last straight segment, so that the corner
                // between them is joined. Dashes go on where they stopped instead.
                if stroke.dashes.isEmpty, case .line = current[current.count - 1] {
                    current = [.move(lastStart), .line(pen)]
                } else {
                    current = [.move(pen)]
                }
                offset = travelled
            }
            current.append(element)
            lastStart = pen
            switch element {
            case .line(let p):
                travelled += (p - pen).length
                pen = p
            case .curve(let a, let b, let c):
                travelled += length(from: pen, a, b, to: c)
                pen = c
            case .move, .close: break
            }
        }
        finish()
        return pieces
    }

    /// A cubic's length by eight chords: good to a part in a thousand for smooth pieces.
    private static func length(from p: Point, _ a: Point, _ b: Point, to c: Point) -> Double {
        var total = 0.0
        var last = p
        for step in 1...8 {
            let t = Double(step) / 8
            let (pa, ab, bc) = (
                p.interpolated(to: a, t), a.interpolated(to: b, t), b.interpolated(to: c, t)
            )
            let next = pa.interpolated(to: ab, t).interpolated(to: ab.interpolated(to: bc, t), t)
            total += (next - last).length
            last = next
        }
        return total
    }
}
