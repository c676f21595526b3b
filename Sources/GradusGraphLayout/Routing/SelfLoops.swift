/// The loops at one box: nested arcs at its right side, their labels in a column beside them.
struct SelfLoops {
    private let loops: [(edge: Int, lanes: Int, label: LayoutLabel?)]
    private let laneSpacing: Double
    private static let reach = 24.0
    private static let step = 12.0

    init(edges: [Int], in all: [LayoutEdge], laneSpacing: Double) {
        loops = edges.map { (edge: $0, lanes: all[$0].lanes, label: all[$0].label) }
        self.laneSpacing = laneSpacing
    }

    private var labels: [LayoutLabel] { loops.compactMap(\.label) }

    /// How far the outermost line lies from the box.
    private var lineReach: Double {
        loops.reduce(Self.reach - Self.step) {
            $0 + Self.step + ($1.lanes == 2 ? laneSpacing : 0)
        }
    }

    /// How much room the loops take to the right of the box.
    var width: Double {
        let widest = labels.reduce(0) { max($0, $1.width) }
        return lineReach + (labels.isEmpty ? 0 : labelClearance + widest)
    }

    /// The height of the column of labels.
    var labelHeight: Double {
        labels.reduce(0) { $0 + $1.height } + Double(max(0, labels.count - 1)) * labelClearance
    }

    /// The loops' lines and labels beside a box with the given right border.
    func routes(right: Double, middle: Double, halfHeight: Double) -> [(Int, RoutedEdge)] {
        let lineCount = loops.reduce(0) { $0 + $1.lanes }
        var line = 0
        var distance = Self.reach - Self.step
        var labelTop = middle - labelHeight / 2
        func arc() -> [LayoutPoint] {
            line += 1
            let half = halfHeight * 0.8 * Double(line) / Double(lineCount)
            // A cubic whose inner control points lie at 4/3 reaches 1.
            let x = right + distance * 4 / 3
            return [
                LayoutPoint(x: right, y: middle - half), LayoutPoint(x: x, y: middle - half),
                LayoutPoint(x: x, y: middle + half), LayoutPoint(x: right, y: middle + half),
            ]
        }
        return loops.map { loop in
            distance += Self.step
            var route = RoutedEdge(points: arc())
            if loop.lanes == 2 {
                distance += laneSpacing
                route.twin = arc()
            }
            if let label = loop.label {
                route.labelCenter = LayoutPoint(
                    x: right + lineReach + labelClearance + label.width / 2,
                    y: labelTop + label.height / 2)
                labelTop += label.height + labelClearance
            }
            return (loop.edge, route)
        }
    }
}
