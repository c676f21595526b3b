import Foundation

/// What can be counted on a drawn graph, whoever drew it.
struct MeasuredLayout {
    private struct Box {
        var x, y, width, height: Double
    }

    private(set) var nodeCount = 0
    private(set) var edgeCount = 0
    /// Pairs of edges that cross; edges that join the same nodes in the same direction are one.
    private(set) var crossings = 0
    /// Edges that pass through a box that is not their end.
    private(set) var hits = 0
    /// Pairs of boxes that overlap by more than 0.6 points.
    private(set) var overlaps = 0
    private(set) var length = 0.0
    private(set) var width = 1.0

    /// A layout written by `gradus graph -o x.json`.
    init?(json: Data) {
        struct Layout: Decodable {
            struct Node: Decodable {
                var id: String, x: Double, y: Double, width: Double, height: Double
            }
            struct Edge: Decodable { var from: String, to: String, points: [[Double]] }
            var width: Double
            var nodes: [Node]
            var edges: [Edge]
        }
        guard let layout = try? JSONDecoder().decode(Layout.self, from: json) else { return nil }
        width = layout.width
        var boxes: [String: Box] = [:]
        for node in layout.nodes {
            boxes[node.id] = Box(x: node.x, y: node.y, width: node.width, height: node.height)
        }
        measure(boxes, layout.edges.map { ($0.from, $0.to, $0.points.map { SIMD2($0[0], $0[1]) }) })
    }

    /// A layout written by `dot -Tplain`; its curves are cut into eight parts each.
    init(plain: String) {
        var boxes: [String: Box] = [:]
        var edges: [(String, String, [SIMD2<Double>])] = []
        for line in plain.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            }
            func number(_ index: Int) -> Double { (Double(words[index]) ?? 0) * 72 }
            switch words.first {
            case "graph" where words.count > 3: width = number(2)
            case "node" where words.count > 5:
                boxes[words[1]] = Box(
                    x: number(2), y: number(3), width: number(4), height: number(5))
            case "edge" where words.count > 3:
                guard let count = Int(words[3]), words.count >= 4 + 2 * count else { continue }
                let control = (0..<count).map { SIMD2(number(4 + 2 * $0), number(5 + 2 * $0)) }
                edges.append((words[1], words[2], Self.flattened(control)))
            default: break
            }
        }
        measure(boxes, edges)
    }

    private static func flattened(_ control: [SIMD2<Double>]) -> [SIMD2<Double>] {
        guard var last = control.first else { return [] }
        var points = [last]
        for index in stride(from: 0, to: control.count - 3, by: 3) {
            let (b, c, d) = (control[index + 1], control[index + 2], control[index + 3])
            for part in 1...8 {
                let t = Double(part) / 8
                let s = 1 - t
                points.append(
                    s * s * s * last + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d)
            }
            last = d
        }
        return points
    }

    // MARK: Counting

    private mutating func measure(
        _ boxes: [String: Box], _ edges: [(from: String, to: String, points: [SIMD2<Double>])]
    ) {
        nodeCount = boxes.count
        let ids = boxes.keys.sorted()
        let frames = ids.compactMap { boxes[$0] }
        let number = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        var seen: Set<[Int]> = []
        var segments: [(edge: Int, a: SIMD2<Double>, b: SIMD2<Double>)] = []
        var ends: [[Int]] = []
        for edge in edges where edge.from != edge.to && edge.points.count > 1 {
            let pair = [number[edge.from] ?? -1, number[edge.to] ?? -1]
            guard seen.insert(pair).inserted else { continue }
            for (a, b) in zip(edge.points, edge.points.dropFirst()) {
                segments.append((ends.count, a, b))
                length += ((b - a) * (b - a)).sum().squareRoot()
            }
            ends.append(pair)
        }
        edgeCount = ends.count

        let cell = 80.0
        var crossing: Set<Int> = []
        var hitting: Set<Int> = []
        var overlapping: Set<Int> = []
        let lines = Grid(segments.map { ($0.a, $0.b) }, cell: cell)
        lines.forEachPair { i, j in
            let (s, t) = (segments[i], segments[j])
            if s.edge != t.edge, Self.cross(s.a, s.b, t.a, t.b) {
                crossing.insert(min(s.edge, t.edge) * ends.count + max(s.edge, t.edge))
            }
        }
        crossings = crossing.count
        let corners = frames.map { box -> (SIMD2<Double>, SIMD2<Double>) in
            let half = SIMD2(box.width / 2 - 0.6, box.height / 2 - 0.6)
            return (SIMD2(box.x, box.y) - half, SIMD2(box.x, box.y) + half)
        }
        Grid(corners, cell: cell * 4).forEachPair { i, j in
            let (a, b) = (corners[i], corners[j])
            if all(a.0 .< b.1), all(b.0 .< a.1) {
                overlapping.insert(min(i, j) * corners.count + max(i, j))
            }
        }
        overlaps = overlapping.count
        for (box, corner) in corners.enumerated() {
            lines.forEach(in: corner) { index in
                let segment = segments[index]
                guard !ends[segment.edge].contains(box), Self.passes(segment.a, segment.b, corner)
                else { return }
                hitting.insert(segment.edge * corners.count + box)
            }
        }
        hits = hitting.count
    }

    /// Whether two pieces cross. A point on the other line counts as left of it, so that lines
    /// that cross where a piece ends are counted once.
    private static func cross(
        _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>, _ d: SIMD2<Double>
    ) -> Bool {
        func isLeft(_ p: SIMD2<Double>, _ q: SIMD2<Double>, _ r: SIMD2<Double>) -> Bool {
            (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) >= 0
        }
        return isLeft(a, b, c) != isLeft(a, b, d) && isLeft(c, d, a) != isLeft(c, d, b)
    }

    /// Whether a piece runs through a rectangle (Liang, Barsky 1984).
    private static func passes(
        _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ corner: (SIMD2<Double>, SIMD2<Double>)
    ) -> Bool {
        var (low, high) = (0.0, 1.0)
        for axis in 0..<2 {
            let (start, step) = (a[axis], b[axis] - a[axis])
            if step == 0 {
                if start < corner.0[axis] || start > corner.1[axis] { return false }
                continue
            }
            let (t, u) = ((corner.0[axis] - start) / step, (corner.1[axis] - start) / step)
            (low, high) = (max(low, min(t, u)), min(high, max(t, u)))
        }
        return low < high
    }
}

/// Things with two corners in square cells, so that only near ones are compared.
private struct Grid {
    private let corners: [(SIMD2<Double>, SIMD2<Double>)]
    private let cell: Double
    private var cells: [SIMD2<Int>: [Int]] = [:]

    init(_ corners: [(SIMD2<Double>, SIMD2<Double>)], cell: Double) {
        self.corners = corners
        self.cell = cell
        for index in corners.indices {
            for place in places(corners[index]) { cells[place, default: []].append(index) }
        }
    }

    private func places(_ corner: (SIMD2<Double>, SIMD2<Double>)) -> [SIMD2<Int>] {
        func number(_ value: Double) -> Int { Int((value / cell).rounded(.down)) }
        let (a, b) = corner
        var result: [SIMD2<Int>] = []
        for x in number(min(a.x, b.x))...number(max(a.x, b.x)) {
            for y in number(min(a.y, b.y))...number(max(a.y, b.y)) { result.append(SIMD2(x, y)) }
        }
        return result
    }

    /// Every pair that shares a cell, perhaps more than once.
    func forEachPair(_ body: (Int, Int) -> Void) {
        for members in cells.values {
            for i in members.indices.dropFirst() {
                for j in 0..<i { body(members[j], members[i]) }
            }
        }
    }

    /// Everything that shares a cell with a rectangle, perhaps more than once.
    func forEach(in corner: (SIMD2<Double>, SIMD2<Double>), _ body: (Int) -> Void) {
        for place in places(corner) {
            for index in cells[place] ?? [] { body(index) }
        }
    }
}
