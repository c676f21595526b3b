import GradusGraphics
import GradusTensors
import GradusTrace

/// A tensor as cells with numbers, its name and shape above. A vector is a row (or a column); of
/// three and more axes, the last two are matrices that stand in rows, each with its index. Long
/// axes are drawn with a gap.
struct CellGrid {
    /// How the axis of a vector runs.
    enum Direction {
        case across
        case down
    }

    /// Where an element is drawn.
    private struct Slot {
        var element: Int
        var frame: Rectangle
    }

    let operand: TensorOperand
    let type: FigureTypography
    let color: ColorRole
    let elements: [Double]
    private let numbers: CellNumbers
    private var slots: [Slot] = []
    private var frames: [Int: Rectangle] = [:]
    private var pages: [(label: String, frame: Rectangle)] = []
    private var gaps: [(center: Point, text: String)] = []
    /// The extent of the cells with the pages' labels.
    private(set) var body = Size.zero
    /// The middle of each row and column that is drawn, from the body's corner; for one matrix.
    private(set) var rowMiddles: [(place: Int, at: Double)] = []
    private(set) var columnMiddles: [(place: Int, at: Double)] = []
    private let headerRuns: [TextRun]
    private let headerWidth: Double
    private(set) var cell = Size.zero

    /// The most rows and columns of a matrix that are all drawn.
    static let limit = (rows: 8, columns: 9)

    init(
        _ operand: TensorOperand, color: ColorRole = .ink, direction: Direction = .across,
        keeping kept: [Int] = [], limit: (rows: Int, columns: Int)? = nil,
        cellWidth: Double? = nil, type: FigureTypography, measuredBy measure: any TextMeasuring
    ) {
        self.operand = operand
        self.type = type
        self.color = color
        let tensor = operand.record.tensor
        elements = tensor.doubles()
        numbers = CellNumbers(elements)
        headerRuns = Self.header(operand, color: color, type: type)
        headerWidth = measure.extent(of: headerRuns).width
        place(
            tensor.shape, direction: direction, kept: kept, limit: limit ?? Self.limit,
            cellWidth: cellWidth, measuredBy: measure)
    }

    /// `x (3, 4)`, each length with its key.
    static func header(
        _ operand: TensorOperand, color: ColorRole, type: FigureTypography
    ) -> [TextRun] {
        [TextRun(operand.label + "  ", type.name, paint: .role(color))]
            + ShapeText.runs(operand.record, type.smallCode)
    }

    private mutating func place(
        _ shape: Shape, direction: Direction, kept: [Int], limit: (rows: Int, columns: Int),
        cellWidth: Double?, measuredBy measure: any TextMeasuring
    ) {
        guard !elements.isEmpty else {
            body = Size(measure.extent(of: "empty", in: type.label).width, type.label.size * 1.6)
            return
        }
        var lengths = shape.dimensions
        if lengths.count == 1 { lengths.insert(1, at: direction == .across ? 0 : 1) }
        while lengths.count < 2 { lengths.append(1) }
        let inner = Shape(lengths)
        let indices = kept.map { inner.index(of: $0) }
        func plan(_ axis: Int, _ limit: Int) -> AxisPlan {
            // A short axis is never cut.
            AxisPlan(
                length: lengths[axis], limit: lengths[axis] <= 6 ? 6 : limit,
                keeping: Set(indices.map { $0[axis] }))
        }
        let rank = lengths.count
        let rows = plan(rank - 2, limit.rows)
        let columns = plan(rank - 1, limit.columns)
        let across = rank > 2 ? plan(rank - 3, 4) : AxisPlan(length: 1, limit: 1)
        let downLengths = Array(lengths.dropLast(min(rank, 3)))
        let downShape = Shape(downLengths)
        let down = AxisPlan(
            length: downShape.count, limit: 3,
            keeping: Set(indices.map { downShape.element(at: Array($0.prefix(downLengths.count))) })
        )

        // Every cell is as wide as the widest number that is shown.
        let height = type.smallCode.size * 1.8
        var width = cellWidth ?? height
        let rowMajor = inner.rowMajorStrides
        func element(_ d: Int, _ a: Int, _ r: Int, _ c: Int) -> Int {
            let page = rank > 2 ? d * lengths[rank - 3] + a : 0
            return page * (rowMajor[rank - 2] * lengths[rank - 2]) + r * lengths[rank - 1] + c
        }
        if cellWidth == nil {
            var texts: Set<String> = []
            for d in down.places {
                for a in across.places {
                    for r in rows.places {
                        for c in columns.places {
                            texts.insert(numbers.text(elements[element(d, a, r, c)]))
                        }
                    }
                }
            }
            width = max(
                width,
                TextWidths.widest(texts, type.smallCode, measuredBy: measure)
                    + type.smallCode.size * 0.8)
        }
        cell = Size(width, height)
        let gap = type.smallCode.size * 1.5
        let (rowStarts, pageHeight) = rows.offsets(place: height, gap: gap)
        let (columnStarts, pageWidth) = columns.offsets(place: width, gap: gap)
        let labelHeight = rank > 2 ? type.smallCode.size * 1.6 : 0
        let (pageXs, bodyWidth) = across.offsets(
            place: pageWidth, gap: gap, spacing: type.base * 1.2)
        let (pageYs, bodyHeight) = down.offsets(
            place: pageHeight + labelHeight, gap: gap, spacing: type.base * 0.8)
        body = Size(bodyWidth, bodyHeight)
        if rank == 2 {
            rowMiddles = zip(rows.entries, rowStarts).compactMap { entry, start in
                if case .place(let place) = entry { (place, start + height / 2) } else { nil }
            }
            columnMiddles = zip(columns.entries, columnStarts).compactMap { entry, start in
                if case .place(let place) = entry { (place, start + width / 2) } else { nil }
            }
        }

        for (d, downEntry) in down.entries.enumerated() {
            guard case .place(let downPlace) = downEntry else {
                gaps.append((Point(bodyWidth / 2, pageYs[d] + gap / 2), "⋮"))
                continue
            }
            for (a, acrossEntry) in across.entries.enumerated() {
                let origin = Point(pageXs[a], pageYs[d] + labelHeight)
                guard case .place(let acrossPlace) = acrossEntry else {
                    gaps.append((Point(origin.x + gap / 2, origin.y + pageHeight / 2), "⋯"))
                    continue
                }
                let frame = Rectangle(
                    x: origin.x, y: origin.y, width: pageWidth, height: pageHeight)
                let index = downShape.index(of: downPlace) + (rank > 2 ? [acrossPlace] : [])
                pages.append((rank > 2 ? IndexText.brackets(index) : "", frame))
                for (r, rowEntry) in rows.entries.enumerated() {
                    for (c, columnEntry) in columns.entries.enumerated() {
                        let x = origin.x + columnStarts[c]
                        let y = origin.y + rowStarts[r]
                        switch (rowEntry, columnEntry) {
                        case (.place(let row), .place(let column)):
                            let number = element(downPlace, acrossPlace, row, column)
                            let frame = Rectangle(x: x, y: y, width: width, height: height)
                            slots.append(Slot(element: number, frame: frame))
                            frames[number] = frame
                        case (.place, .gap):
                            gaps.append((Point(x + gap / 2, y + height / 2), "⋯"))
                        case (.gap, .place):
                            gaps.append((Point(x + width / 2, y + gap / 2), "⋮"))
                        case (.gap, .gap):
                            gaps.append((Point(x + gap / 2, y + gap / 2), "⋱"))
                        }
                    }
                }
            }
        }
    }

    /// The height of the line above the cells.
    var headerHeight: Double { type.name.size * 1.55 }
    /// The extent with name and shape.
    var size: Size { Size(max(body.width, headerWidth), headerHeight + body.height) }
    /// Where the cells begin when the grid's own corner is at zero.
    var bodyOrigin: Point { Point((size.width - body.width) / 2, headerHeight) }
    /// The frame of a cell that is drawn, from the body's corner.
    func frame(of element: Int) -> Rectangle? { frames[element] }
    /// The elements that are drawn, in drawing order.
    var shown: [Int] { slots.map(\.element) }

    /// The number of an element with its key.
    func run(_ element: Int, _ style: TextStyle, paint: Paint = .role(.ink)) -> TextRun {
        TextRun(
            numbers.text(elements[element]), style,
            paint: elements[element].isFinite ? paint : .role(.failure),
            key: TraceKey.tensorElement(name: operand.record.name, at: element).rawValue)
    }

    /// Whether the number is written with all its digits.
    func isExact(_ element: Int) -> Bool { numbers.isExact(elements[element]) }

    /// Draws name, shape and cells from a corner.
    func draw(
        _ name: String, at corner: Point, rings: [CellRing] = [], into list: inout MarkList,
        look: (Int) -> CellLook
    ) {
        drawHeader(name, middle: corner.x + size.width / 2, top: corner.y, into: &list)
        drawCells(
            name, at: Point(corner.x + bodyOrigin.x, corner.y + bodyOrigin.y), rings: rings,
            into: &list, look: look)
    }

    /// Draws name and shape above the cells.
    func drawHeader(_ name: String, middle: Double, top: Double, into list: inout MarkList) {
        list.text(
            name + "/shape", headerRuns, at: Point(middle, top + type.name.size), anchor: .middle)
    }

    /// Draws the cells alone from a corner.
    func drawCells(
        _ name: String, at corner: Point, rings: [CellRing] = [], into list: inout MarkList,
        look: (Int) -> CellLook
    ) {
        let shift = Vector(corner.x, corner.y)
        guard !elements.isEmpty else {
            list.centred(
                name + "/empty", [TextRun("empty", type.label, paint: .role(.muted))],
                on: Point(corner.x + body.width / 2, corner.y + body.height / 2))
            return
        }
        for (number, page) in pages.enumerated() where !page.label.isEmpty {
            list.centred(
                "\(name)/page/\(number)",
                [TextRun(page.label, type.smallCode, paint: .role(.muted))],
                on: Point(
                    page.frame.x + shift.dx, page.frame.y + shift.dy - type.smallCode.size * 0.75),
                anchor: .start)
        }
        for slot in slots { drawBox(slot, name, shift, look(slot.element), into: &list) }
        for slot in slots {
            let look = look(slot.element)
            list.centred(
                "\(name)/cell/\(slot.element)/value",
                [
                    run(
                        slot.element, type.smallCode,
                        paint: .role(look.isGhost || look.isQuiet ? .muted : .ink))
                ], on: slot.frame.center + shift)
        }
        for (number, gap) in gaps.enumerated() {
            list.centred(
                "\(name)/gap/\(number)", [TextRun(gap.text, type.smallCode, paint: .role(.muted))],
                on: gap.center + shift)
        }
        for (number, ring) in rings.enumerated() {
            draw(ring, "\(name)/ring/\(number)", shift, into: &list)
        }
    }

    private func drawBox(
        _ slot: Slot, _ name: String, _ shift: Vector, _ look: CellLook, into list: inout MarkList
    ) {
        let box = "\(name)/cell/\(slot.element)/box"
        let frame = slot.frame.moved(by: shift)
        let inner = look.isGhost ? frame.insetBy(1.1) : frame
        list.path(
            box, .node, .rectangle(inner, cornerRadius: look.isGhost ? 2 : 0),
            fill: .role(.operationFill),
            stroke: look.isGhost ? nil : Stroke(.role(.rule), width: 0.6))
        // What is not a number stands out by its own colour, on plain ground.
        if let tint = look.tint, elements[slot.element].isFinite {
            list.add(
                Mark(
                    box + "/tint", .decoration,
                    .path(
                        .rectangle(inner, cornerRadius: look.isGhost ? 2 : 0), fill: tint,
                        stroke: nil), opacity: look.strength * (look.isGhost ? 0.36 : 1)))
        }
        if look.isGhost {
            list.path(
                box + "/ghost", .decoration, .rectangle(inner, cornerRadius: 2),
                stroke: Stroke(look.tint ?? .role(.rule), width: 0.9, dashes: [2.4, 1.8]))
        }
    }

    /// One outline where the cells fill a rectangle, else one a cell.
    private func draw(
        _ ring: CellRing, _ name: String, _ shift: Vector, into list: inout MarkList
    ) {
        let found = ring.elements.compactMap { frames[$0] }
        guard let first = found.first else { return }
        let hull = found.dropFirst().reduce(first) { $0.union($1) }
        let members = Set(ring.elements)
        let isWhole = slots.allSatisfy {
            members.contains($0.element) || !$0.frame.overlaps(hull, tolerance: 0.1)
        }
        let pieces = isWhole ? [hull] : found
        for (number, frame) in pieces.enumerated() {
            list.path(
                pieces.count == 1 ? name : "\(name)/\(number)", .decoration,
                .rectangle(frame.moved(by: shift).insetBy(-0.3), cornerRadius: 2),
                stroke: Stroke(ring.paint, width: ring.width))
        }
    }
}
