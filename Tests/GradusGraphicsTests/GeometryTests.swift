import GradusGraphics
import Testing

struct GeometryTests {
    @Test
    func `Quarter turns are exact and others are right`() {
        #expect(Vector(degrees: -90) == Vector(0, -1))
        #expect(Vector(degrees: 180) == Vector(-1, 0))
        let v = Vector(degrees: 30)
        #expect(abs(v.dy - 0.5) < 1e-15 && abs(v.dx * v.dx - 0.75) < 1e-15)
    }

    @Test
    func `A circle's outline keeps its radius`() {
        let circle = Path.circle(center: Point(10, 10), radius: 5)
        #expect(circle.bounds == Rectangle(x: 5, y: 5, width: 10, height: 10))
        guard case .curve(let a, let b, let c) = circle.elements[2] else {
            Issue.record("the second piece is no curve: \(circle.elements)")
            return
        }
        let start = Point(10, 5)
        let middle = Point(
            (start.x + 3 * a.x + 3 * b.x + c.x) / 8, (start.y + 3 * a.y + 3 * b.y + c.y) / 8)
        #expect(abs((middle - Point(10, 10)).length - 5) < 0.0015)
    }

    @Test
    func `Groups pass their opacity on`() {
        let line = Path.line(from: .zero, to: Point(1, 1))
        let inner = Mark("a", .data, .path(line, fill: nil, stroke: nil), opacity: 0.5)
        let outer = Mark("g", .decoration, .group([inner]), opacity: 0.5)
        #expect(drawing([outer]).leaves.map(\.opacity) == [0.25])
    }
}
