import GradusGraphics
import GradusTensors
import GradusTrace

/// The cells of a tensor's blocks: numbers where they fit, colours where they do not.
struct TensorBlock {
    let operand: TensorOperand
    private let elements: [Double]
    private let numbers: CellNumbers
    private let roles: AxisRoles
    private let strides: [Int]
    private let lengths: [Int]
    private let type: FigureTypography
    private let isPicture: Bool
    private let range: (low: Double, high: Double, largest: Double)
    /// Whether numbers are written on the front.
    let showsNumbers: Bool
    /// The size of a cell on the front.
    let cell: Size

    /// The most cells along a side that are drawn one by one; more are blocks of which the value
    /// farthest from zero is shown.
    private static let limit = 14

    init(
        _ operand: TensorOperand, roles: AxisRoles, names: [String], type: FigureTypography,
        measuredBy measure: any TextMeasuring
    ) {
        self.operand = operand
        self.roles = roles
        self.type = type
        let tensor = operand.record.tensor
        elements = tensor.doubles()
        numbers = CellNumbers(elements)
        lengths = tensor.shape.dimensions
        strides = tensor.shape.rowMajorStrides
        isPicture = names.contains("height") && names.contains("width")
        let finite = elements.filter(\.isFinite)
        range = (finite.min() ?? 0, finite.max() ?? 0, finite.map(abs).max() ?? 0)
        func length(_ axis: Int?) -> Int { axis.map { tensor.shape[$0] } ?? 1 }
        let (rows, columns) = (length(roles.rows), length(roles.columns))
        let isSmall = rows <= 8 && columns <= (tensor.ndim <= 1 ? 12 : 8)
        let blocks = tensor.size / max(1, rows * columns * length(roles.depth))
        showsNumbers = isSmall && blocks <= 3 && !isPicture && !elements.isEmpty
        if showsNumbers {
            let numbers = numbers
            let texts = Set(elements.prefix(512).map { numbers.text($0) })
            let width = max(
                type.code.size * 1.9,
                TextWidths.widest(texts, type.code, measuredBy: measure) + type.code.size * 0.9)
            cell = Size(width, type.code.size * 1.9)
        } else {
            let most = Double(max(rows, columns, 1))
            let room = type.base * (tensor.ndim >= 5 ? 4.6 : tensor.ndim == 4 ? 7 : 13)
            let side = min(type.base * 1.5, room / most)
            cell = Size(side, side)
        }
    }

    private func length(_ axis: Int?) -> Int { axis.map { lengths[$0] } ?? 1 }

    /// The extent of a block.
    var block: BlockArrangement.Block {
        let columns = max(1, length(roles.columns))
        let rows = max(1, length(roles.rows))
        let layers = Double(length(roles.depth))
        let face = Size(cell.width * Double(columns), cell.height * Double(rows))
        guard roles.depth != nil, layers > 0 else {
            return BlockArrangement.Block(face: face, depth: Vector(0, 0))
        }
        // A long axis into the page must not make the block a stick.
        let step = min(cell.height * 0.55, max(face.width, face.height) * 0.8 / layers)
        return BlockArrangement.Block(
            face: face, depth: Vector(step * layers, step * layers * 0.75))
    }

    /// The element of a block at a place of its own axes.
    private func element(_ start: Int, _ back: Int, _ row: Int, _ column: Int) -> Int {
        var place = start
        if let axis = roles.depth { place += back * strides[axis] }
        if let axis = roles.rows { place += row * strides[axis] }
        if let axis = roles.columns { place += column * strides[axis] }
        return place
    }

    private func paint(_ value: Double) -> (paint: Paint, opacity: Double) {
        guard value.isFinite else { return (.fixed(GreyImage.broken), showsNumbers ? 0 : 1) }
        if isPicture {
            return (.fixed(GreyImage.color(value, low: range.low, high: range.high)), 1)
        }
        let strength = range.largest > 0 ? abs(value) / range.largest : 0
        let color = value < 0 ? HeatMap.negative : HeatMap.positive
        return (.fixed(color), strength * (showsNumbers ? 0.34 : 0.9))
    }

    /// The value farthest from zero among the elements that a piece stands for.
    private func extreme(
        _ start: Int, _ back: Range<Int>, _ rows: Range<Int>, _ columns: Range<Int>
    ) -> Double {
        var result = 0.0
        for b in back {
            for r in rows {
                for c in columns {
                    let value = elements[element(start, b, r, c)]
                    if isPicture || !(abs(value) <= abs(result)) { result = value }
                }
            }
        }
        return result
    }

    /// Cuts an axis into at most `limit` pieces: their elements and their parts of the side.
    private static func pieces(_ length: Int) -> [(places: Range<Int>, part: (Double, Double))] {
        let count = min(length, limit)
        guard count > 0 else { return [] }
        return (0..<count).map { piece in
            let start = piece * length / count
            let end = max(start + 1, (piece + 1) * length / count)
            return (
                start..<end, (Double(piece) / Double(count), Double(piece + 1) / Double(count))
            )
        }
    }

    /// Draws a block: the front, and behind it the first elements of its other sides.
    func draw(_ name: String, index: Int, face: Rectangle, into list: inout MarkList) {
        guard !elements.isEmpty else {
            list.path(
                name + "/empty", .decoration, .rectangle(face),
                stroke: Stroke(.role(.rule), width: 0.8, dashes: [3, 2]))
            return
        }
        let inner = length(roles.depth) * length(roles.rows) * length(roles.columns)
        let start = index * inner
        let faces = BlockFaces(face: face, depth: block.depth)
        let (rows, columns) = (length(roles.rows), length(roles.columns))
        if faces.isDeep {
            let back = Self.pieces(length(roles.depth))
            for (b, layer) in back.enumerated() {
                for (c, column) in Self.pieces(columns).enumerated() {
                    let value = extreme(start, layer.places, 0..<1, column.places)
                    piece(
                        "\(name)/top/\(b)-\(c)", faces.top(column.part, layer.part), value,
                        shade: 0.75, into: &list)
                }
                for (r, row) in Self.pieces(rows).enumerated() {
                    let value = extreme(start, layer.places, row.places, (columns - 1)..<columns)
                    piece(
                        "\(name)/side/\(b)-\(r)", faces.side(row.part, layer.part), value,
                        shade: 0.5, into: &list)
                }
            }
        }
        if showsNumbers || (rows <= Self.limit && columns <= Self.limit) {
            for row in 0..<rows {
                for column in 0..<columns {
                    let number = element(start, 0, row, column)
                    let frame = Rectangle(
                        x: face.x + cell.width * Double(column),
                        y: face.y + cell.height * Double(row), width: cell.width,
                        height: cell.height)
                    let cellName = "\(name)/cell/\(number)"
                    piece(
                        cellName + "/box", .rectangle(frame), elements[number], shade: 1,
                        into: &list)
                    guard showsNumbers else { continue }
                    list.centred(
                        cellName + "/value",
                        [
                            TextRun(
                                numbers.text(elements[number]), type.code,
                                paint: .role(elements[number].isFinite ? .ink : .failure),
                                key: TraceKey.tensorElement(name: operand.record.name, at: number)
                                    .rawValue)
                        ], on: frame.center)
                }
            }
        } else {
            drawPicture(name, start, face, into: &list)
        }
        list.path(
            name + "/frame", .decoration, .rectangle(face),
            stroke: Stroke(.role(.operation), width: 1))
    }

    private func piece(
        _ name: String, _ path: Path, _ value: Double, shade: Double, into list: inout MarkList
    ) {
        list.path(
            name, .node, path, fill: .role(isPicture ? .surface : .operationFill),
            stroke: Stroke(.role(.rule), width: 0.5))
        let (paint, opacity) = paint(value)
        guard opacity > 0 else { return }
        list.add(
            Mark(
                name + "/tint", .decoration, .path(path, fill: paint, stroke: nil),
                opacity: opacity * (isPicture ? 1 : shade)))
    }

    private func drawPicture(
        _ name: String, _ start: Int, _ face: Rectangle, into list: inout MarkList
    ) {
        let (rows, columns) = (length(roles.rows), length(roles.columns))
        var front: [Double] = []
        front.reserveCapacity(rows * columns)
        for row in 0..<rows {
            for column in 0..<columns { front.append(elements[element(start, 0, row, column)]) }
        }
        list.path(name + "/ground", .decoration, .rectangle(face), fill: .role(.operationFill))
        let image =
            isPicture
            ? GreyImage.picture(
                front[...], width: columns, height: rows, low: range.low, high: range.high)
            : HeatMap.image(front, rows: rows, columns: columns, strength: 0.9)
        if let image { list.add(Mark(name + "/front", .data, .image(image, face))) }
    }

    /// What the colours mean where no numbers are written: the lowest and the highest value.
    func rangeRuns(_ type: FigureTypography) -> [TextRun] {
        guard !showsNumbers, !elements.isEmpty else { return [] }
        func word(_ text: String) -> TextRun { TextRun(text, type.label, paint: .role(.muted)) }
        let name = operand.record.name
        return [
            word("values "),
            .number(
                range.low, type.label, paint: .role(.muted), key: .tensorSummary(name: name, .min),
                digits: 2),
            word(" … "),
            .number(
                range.high, type.label, paint: .role(.muted), key: .tensorSummary(name: name, .max),
                digits: 2),
        ]
    }
}
