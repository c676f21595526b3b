import GradusGraphics

/// The numbers of rows and columns around a matrix: from the front above and on the left, from the
/// end below and on the right.
struct IndexRuler {
    let grid: CellGrid
    let type: FigureTypography

    private var style: TextStyle { type.smallCode }
    /// The room on each side.
    private var room: Size { Size(style.size * 2.1, style.size * 1.5) }

    /// The extent of matrix, name and numbers.
    var size: Size {
        Size(
            max(grid.size.width, grid.body.width + 2 * room.width),
            grid.headerHeight + grid.body.height + 2 * room.height)
    }

    /// The matrix with its numbers as a part of a row.
    func piece(
        _ name: String, rows: Int, columns: Int, rings: [CellRing],
        look: @escaping (Int) -> CellLook
    ) -> FlowPiece {
        let size = self.size
        return FlowPiece(
            size: size, middle: grid.headerHeight + room.height + grid.body.height / 2
        ) { corner, list in
            let body = Point(
                corner.x + (size.width - grid.body.width) / 2,
                corner.y + grid.headerHeight + room.height)
            grid.drawHeader(name, middle: corner.x + size.width / 2, top: corner.y, into: &list)
            grid.drawCells(name, at: body, rings: rings, into: &list, look: look)
            func number(_ text: String, _ part: String, _ x: Double, _ y: Double) {
                list.centred(
                    "\(name)/axis/\(part)", [TextRun(text, style, paint: .role(.muted))],
                    on: Point(body.x + x, body.y + y))
            }
            let (right, bottom) = (grid.body.width, grid.body.height)
            for (place, x) in grid.columnMiddles {
                number("\(place)", "columns/\(place)", x, -room.height / 2)
                number(
                    NumberText.integer(place - columns), "columns/end/\(place)", x,
                    bottom + room.height / 2)
            }
            // A vector has one row, which has no number.
            guard rows > 0 else { return }
            for (place, y) in grid.rowMiddles {
                number("\(place)", "rows/\(place)", -room.width / 2, y)
                number(
                    NumberText.integer(place - rows), "rows/end/\(place)", right + room.width / 2, y
                )
            }
        }
    }
}
