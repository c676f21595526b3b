import GradusGraphics

/// Edges between nodes of one layer: straight to the neighbour, in an arc over what stands
/// between.
struct ForeignFlatEdges {
    let graph: ForeignGraph
    let frames: [Rectangle]
    private var isSideways: Bool { graph.direction == .left || graph.direction == .right }
    /// How many edges join two nodes already.
    private var drawn: [[Int]: Int] = [:]
    /// How many boxes may still be looked at; behind that, edges run straight.
    private var looks = 20_000_000

    init(_ graph: ForeignGraph, frames: [Rectangle]) {
        self.graph = graph
        self.frames = frames
    }

    /// Whether two nodes stand side by side in a layer.
    func isFlat(_ edge: ForeignGraph.Edge) -> Bool {
        let (a, b) = (turned(frames[edge.from]), turned(frames[edge.to]))
        return abs(a.midY - b.midY) < (a.height + b.height) / 2
            && (a.maxX <= b.x || b.maxX <= a.x)
    }

    /// The curve of an edge and a place for the middle of its label of an extent.
    mutating func curve(_ edge: ForeignGraph.Edge, label: Size?) -> ([Point], Point?) {
        let (a, b) = (turned(frames[edge.from]), turned(frames[edge.to]))
        let isRight = a.midX < b.midX
        let key = [min(edge.from, edge.to), max(edge.from, edge.to)]
        let number = drawn[key, default: 0]
        drawn[key] = number + 1
        let low = min(a.maxX, b.maxX)
        let high = max(a.x, b.x)
        looks -= frames.count
        let between =
            looks < 0
            ? []
            : frames.indices.filter { index in
                guard index != edge.from, index != edge.to, graph.nodes[index].isVisible else {
                    return false
                }
                let box = turned(frames[index])
                return box.x < high && box.maxX > low && box.y < max(a.maxY, b.maxY)
                    && box.maxY > min(a.y, b.y)
            }
        let extent = label.map { isSideways ? Size($0.height, $0.width) : $0 }
        if between.isEmpty, number < 3 {
            let y = (max(a.y, b.y) + min(a.maxY, b.maxY)) / 2 + [0, 7, -7][number]
            let (start, end) = (Point(isRight ? a.maxX : a.x, y), Point(isRight ? b.x : b.maxX, y))
            let points = [
                start, start.interpolated(to: end, 1 / 3), start.interpolated(to: end, 2 / 3), end,
            ]
            let center = extent.map {
                Point((start.x + end.x) / 2, y + (number == 1 ? 1 : -1) * ($0.height / 2 + 3))
            }
            return (points.map(turned), center.map(turned))
        }
        // Over the highest of what stands between.
        let top = between.reduce(min(a.y, b.y)) { min($0, turned(frames[$1]).y) }
        let height = 12 + 9 * Double(number) + min(20, Double(between.count) * 4)
        let start = Point(a.midX + (isRight ? 1 : -1) * min(8, a.width / 4), a.y)
        let end = Point(b.midX + (isRight ? -1 : 1) * min(8, b.width / 4), b.y)
        let peak = top - height
        let middle = Point((start.x + end.x) / 2, peak)
        let reach = abs(end.x - start.x) * 0.25 * (isRight ? 1 : -1)
        let points = [
            start, Point(start.x, peak), Point(middle.x - reach, peak), middle,
            Point(middle.x + reach, peak), Point(end.x, peak), end,
        ]
        let center = extent.map { Point(middle.x, peak - $0.height / 2 - 3) }
        return (points.map(turned), center.map(turned))
    }

    private func turned(_ point: Point) -> Point {
        isSideways ? Point(point.y, point.x) : point
    }

    private func turned(_ box: Rectangle) -> Rectangle {
        isSideways ? Rectangle(x: box.y, y: box.x, width: box.height, height: box.width) : box
    }
}
