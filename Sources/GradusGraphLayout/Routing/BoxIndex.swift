/// Boxes by place, to find those that are in the way of another.
struct BoxIndex {
    private let grid: PlaneGrid
    private var cells: [[Int32]]
    private var boxes: [LayoutBox?]

    init(_ boxes: [LayoutBox?], grid: PlaneGrid) {
        self.grid = grid
        self.boxes = boxes
        cells = Array(repeating: [], count: grid.cellCount)
        for index in boxes.indices { enter(index) }
    }

    subscript(index: Int) -> LayoutBox? { boxes[index] }

    private mutating func enter(_ index: Int) {
        guard let box = boxes[index] else { return }
        let columns = grid.columns(box.left, box.right)
        for band in grid.bands(box.top, box.bottom) {
            for column in columns {
                cells[grid.cell(band: band, column: column)].append(Int32(index))
            }
        }
    }

    /// Puts a box elsewhere.
    mutating func move(_ index: Int, to place: LayoutBox) {
        if let box = boxes[index] {
            let columns = grid.columns(box.left, box.right)
            for band in grid.bands(box.top, box.bottom) {
                for column in columns {
                    cells[grid.cell(band: band, column: column)].removeAll { $0 == Int32(index) }
                }
            }
        }
        boxes[index] = place
        enter(index)
    }

    /// Whether some other box comes nearer to a place than a gap. Adds to `looks` how many were
    /// looked at.
    func isInTheWay(
        of place: LayoutBox, gap: Double, except own: Int? = nil, looks: inout Int
    ) -> Bool {
        let columns = grid.columns(place.left - gap, place.right + gap)
        for band in grid.bands(place.top - gap, place.bottom + gap) {
            for column in columns {
                for index in cells[grid.cell(band: band, column: column)] {
                    looks += 1
                    if Int(index) != own, let box = boxes[Int(index)], box.overlaps(place, by: gap)
                    {
                        return true
                    }
                }
            }
        }
        return false
    }
}
