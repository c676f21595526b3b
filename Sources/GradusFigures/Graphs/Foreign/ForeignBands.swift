import GradusGraphics

/// Rectangles by height, to find those near a place.
struct ForeignBands {
    private var bands: [[Int32]]
    private let bandHeight: Double
    private static let count = 256

    /// Rectangles in a drawing of a height.
    init(_ boxes: [Rectangle?], height: Double) {
        bandHeight = max(32, height / Double(Self.count - 1))
        bands = Array(repeating: [], count: Self.count)
        for (index, box) in boxes.enumerated() {
            guard let box else { continue }
            for band in bands(of: box) { bands[band].append(Int32(index)) }
        }
    }

    private func bands(of box: Rectangle) -> ClosedRange<Int> {
        func band(_ y: Double) -> Int {
            Int(max(0, min(y / bandHeight, Double(Self.count - 1))))
        }
        return band(box.y)...max(band(box.y), band(box.maxY))
    }

    /// Whether a rectangle near a place satisfies a condition; `looks` is lowered by the number of
    /// those that were asked.
    func contains(near place: Rectangle, looks: inout Int, where condition: (Int) -> Bool) -> Bool {
        for band in bands(of: place) {
            for index in bands[band] {
                looks -= 1
                if condition(Int(index)) { return true }
            }
        }
        return false
    }
}
