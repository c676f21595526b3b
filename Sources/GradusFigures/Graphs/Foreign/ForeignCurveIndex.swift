import GradusGraphLayout
import GradusGraphics

/// The pieces of a graph's visible curves by height, to find those that run through a place.
struct ForeignCurveIndex {
    private struct Piece {
        var points: [Point]
        var bounds: Rectangle
        /// The edge whose curve it belongs to.
        var edge: Int
    }

    /// How many bands there are at most, so that long curves stand in few.
    private static let bandLimit = 64

    private var pieces: [Piece] = []
    private var bands: [[Int32]]
    private let bandHeight: Double
    /// How many curves' pieces were looked at closely; for tests of the work done.
    private(set) var closeLooks = 0
    /// How many points of curves were made or looked at.
    private(set) var pointLooks = 0
    /// Pieces as points close to one another, made when first needed.
    private var dense: [Int32: [Point]] = [:]

    init(_ layout: ForeignGraphLayout) {
        bandHeight = max(64, layout.size.height / Double(Self.bandLimit - 1))
        bands = Array(repeating: [], count: Self.bandLimit)
        for (edge, curve) in layout.curves.enumerated() where layout.graph.edges[edge].isVisible {
            var index = 0
            while index + 3 < curve.count {
                add(Array(curve[index...index + 3]), of: edge)
                index += 3
            }
        }
    }

    private mutating func add(_ points: [Point], of edge: Int) {
        // A curve lies within the hull of its control points.
        var bounds = Rectangle(center: points[0], size: Size(0, 0))
        for point in points { bounds = bounds.union(Rectangle(center: point, size: Size(0, 0))) }
        let number = Int32(pieces.count)
        pieces.append(Piece(points: points, bounds: bounds, edge: edge))
        for band in band(bounds.y)...band(bounds.maxY) { bands[band].append(number) }
    }

    private func band(_ y: Double) -> Int {
        Int(max(0, min(y / bandHeight, Double(Self.bandLimit - 1))))
    }

    /// How many pieces are asked for those that run through a place.
    func pieces(near place: Rectangle) -> Int {
        (band(place.y)...band(place.maxY)).reduce(0) { $0 + bands[$1].count }
    }

    /// How many pieces of curves run through a place, those of one edge left out.
    mutating func crossings(_ place: Rectangle, except own: Int? = nil) -> Int {
        var found = 0
        let (first, last) = (band(place.y), band(place.maxY))
        for band in first...last {
            for number in bands[band] {
                let bounds = pieces[Int(number)].bounds
                if pieces[Int(number)].edge == own { continue }
                guard bounds.x <= place.maxX, bounds.maxX >= place.x, bounds.y <= place.maxY,
                    bounds.maxY >= place.y
                else { continue }
                // A piece in both bands counts in the upper one.
                if band > first, self.band(bounds.y) < band { continue }
                let points = densified(number)
                let first = points.firstIndex(where: place.contains)
                pointLooks += first ?? points.count
                if first != nil { found += 1 }
            }
        }
        return found
    }

    private mutating func densified(_ number: Int32) -> [Point] {
        if let known = dense[number] { return known }
        closeLooks += 1
        let line = RoutedEdge(
            points: pieces[Int(number)].points.map { LayoutPoint(x: $0.x, y: $0.y) })
        let points = GraphBody.dense(line.flattened())
        pointLooks += points.count
        dense[number] = points
        return points
    }
}
