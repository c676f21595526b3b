/// The cells of a grid over a layout; what lies outside belongs to the cells at its border.
struct PlaneGrid {
    private let left: Double
    private let top: Double
    private let columnWidth: Double
    private static let bandHeight = 48.0
    let columnCount: Int
    let bandCount: Int

    /// The most columns, so that long lines lie in few cells, and the most cells.
    private static let most = (columns: 256, cells: 1_000_000)

    init(over area: LayoutBox) {
        (left, top) = (area.left, area.top)
        let (width, height) = (max(0, area.right - left), max(0, area.bottom - top))
        bandCount = Int(min(height / Self.bandHeight, Double(Self.most.cells))) + 1
        let widest = min(Self.most.columns, max(1, Self.most.cells / bandCount))
        columnCount = max(1, min(widest, Int(min(width / 96, 1e6))))
        columnWidth = max(1, width / Double(columnCount))
    }

    var cellCount: Int { bandCount * columnCount }

    func cell(band: Int, column: Int) -> Int { band * columnCount + column }

    func bands(_ low: Double, _ high: Double) -> ClosedRange<Int> {
        func band(_ y: Double) -> Int {
            Int(max(0, min((y - top) / Self.bandHeight, Double(bandCount - 1))))
        }
        return band(low)...max(band(low), band(high))
    }

    func columns(_ low: Double, _ high: Double) -> ClosedRange<Int> {
        func column(_ x: Double) -> Int {
            Int(max(0, min((x - left) / columnWidth, Double(columnCount - 1))))
        }
        return column(low)...max(column(low), column(high))
    }

    /// The columns that the straight piece between two points reaches within a band.
    func columns(from a: LayoutPoint, to b: LayoutPoint, band: Int) -> ClosedRange<Int> {
        let (upper, lower) = a.y <= b.y ? (a, b) : (b, a)
        // A little more than the band, so that rounding leaves nothing out.
        let bandTop = band == 0 ? -Double.infinity : top + Double(band) * Self.bandHeight - 1
        let bandBottom =
            band == bandCount - 1
            ? Double.infinity : top + Double(band + 1) * Self.bandHeight + 1
        let height = lower.y - upper.y
        func x(_ y: Double) -> Double {
            height > 0
                ? upper.x + (lower.x - upper.x) * min(1, max(0, (y - upper.y) / height)) : a.x
        }
        guard height > 2 else { return columns(min(a.x, b.x) - 1, max(a.x, b.x) + 1) }
        let (first, last) = (x(max(upper.y, bandTop)), x(min(lower.y, bandBottom)))
        return columns(min(first, last) - 1, max(first, last) + 1)
    }
}
