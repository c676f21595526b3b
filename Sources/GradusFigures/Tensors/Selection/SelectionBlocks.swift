import GradusGraphics
import GradusTensors
import GradusTrace

/// A tensor of rank up to 4 as a block of cells, or as blocks in a row, of which some cells are
/// picked: those are solid, the others are left as glass, so that what lies inside is seen.
struct SelectionBlocks {
    private let operand: TensorOperand
    private let elements: [Double]
    private let numbers: CellNumbers
    private let type: FigureTypography
    private let arrangement: BlockArrangement
    private let roles: AxisRoles
    private let lengths: [Int]
    private let strides: [Int]
    private let cell: Size
    private let step: Vector
    private let header: [TextRun]
    private let headerWidth: Double

    /// A cell of a block by its places along the axes into the page, down and across.
    private struct Voxel: Hashable {
        var back: Int
        var row: Int
        var column: Int
    }

    /// Nil for tensors of more axes or cells than can be told apart.
    init?(
        _ operand: TensorOperand, color: ColorRole = .ink, type: FigureTypography,
        measuredBy measure: any TextMeasuring
    ) {
        let tensor = operand.record.tensor
        let roles = AxisRoles(rank: tensor.ndim, names: [])
        let lengths = tensor.shape.dimensions
        guard tensor.ndim <= 4, tensor.size > 0,
            lengths.suffix(3).allSatisfy({ $0 <= 8 }), lengths.dropLast(3).allSatisfy({ $0 <= 6 })
        else { return nil }
        self.operand = operand
        self.type = type
        self.roles = roles
        self.lengths = lengths
        strides = tensor.shape.rowMajorStrides
        elements = tensor.doubles()
        let numbers = CellNumbers(elements)
        self.numbers = numbers
        let widest = TextWidths.widest(
            Set(elements.map { numbers.text($0) }), type.smallCode, measuredBy: measure)
        let height = type.smallCode.size * 1.8
        cell = Size(max(height, widest + type.smallCode.size * 0.8), height)
        step = Vector(height * 0.7, height * 0.52)
        func length(_ axis: Int?) -> Int { axis.map { lengths[$0] } ?? 1 }
        let layers = roles.depth == nil ? 0 : Double(length(roles.depth))
        let shape = ShapeOperand(operand)
        let axes = AxisNames.names([], rank: tensor.ndim)
        arrangement = BlockArrangement(
            roles: roles, lengths: lengths,
            labels: axes.indices.map { AxisNames.label(axes[$0], shape, $0, type: type) },
            block: BlockArrangement.Block(
                face: Size(
                    cell.width * Double(length(roles.columns)),
                    cell.height * Double(length(roles.rows))), depth: step * layers),
            limits: (across: 6, down: 1), type: type, measuredBy: measure)
        header = CellGrid.header(operand, color: color, type: type)
        headerWidth = measure.extent(of: header).width
    }

    private func length(_ axis: Int?) -> Int { axis.map { lengths[$0] } ?? 1 }

    /// The blocks below the tensor's name and shape; `look` is nil for a cell that is not picked.
    func piece(
        _ name: String, ring: (element: Int, paint: ColorRole)? = nil,
        look: @escaping (Int) -> CellLook?
    ) -> FlowPiece {
        let above = type.name.size * 1.55 + type.base * 0.5
        let width = max(arrangement.size.width, headerWidth)
        return FlowPiece(
            size: Size(width, above + arrangement.size.height), middle: above + arrangement.middle
        ) { corner, list in
            list.text(
                name + "/shape", header,
                at: Point(corner.x + width / 2, corner.y + type.name.size), anchor: .middle)
            arrangement.draw(
                name,
                at: Point(corner.x + (width - arrangement.size.width) / 2, corner.y + above),
                into: &list
            ) { index, face, list in
                draw("\(name)/block/\(index)", index, face, ring: ring, look: look, into: &list)
            }
        }
    }

    private func element(_ start: Int, _ voxel: Voxel) -> Int {
        var place = start
        for (axis, at) in [
            (roles.depth, voxel.back), (roles.rows, voxel.row), (roles.columns, voxel.column),
        ] {
            if let axis { place += at * strides[axis] }
        }
        return place
    }

    private func draw(
        _ name: String, _ index: Int, _ face: Rectangle, ring: (element: Int, paint: ColorRole)?,
        look: (Int) -> CellLook?, into list: inout MarkList
    ) {
        let (layers, rows, columns) = (
            length(roles.depth), length(roles.rows), length(roles.columns)
        )
        let start = index * layers * rows * columns
        drawGlass(name, face, into: &list)
        var picked: [Voxel: CellLook] = [:]
        var order: [Voxel] = []
        // From the back to the front, and in a layer from below to above: what is nearer is drawn
        // later.
        for back in (0..<layers).reversed() {
            for row in (0..<rows).reversed() {
                for column in 0..<columns {
                    let voxel = Voxel(back: back, row: row, column: column)
                    guard let look = look(element(start, voxel)) else { continue }
                    picked[voxel] = look
                    order.append(voxel)
                }
            }
        }
        func frame(_ voxel: Voxel) -> Rectangle {
            Rectangle(
                x: face.x + cell.width * Double(voxel.column) + step.dx * Double(voxel.back),
                y: face.y + cell.height * Double(voxel.row) - step.dy * Double(voxel.back),
                width: cell.width, height: cell.height)
        }
        for voxel in order {
            guard let look = picked[voxel] else { continue }
            func has(_ back: Int, _ row: Int, _ column: Int) -> Bool {
                picked[
                    Voxel(
                        back: voxel.back + back, row: voxel.row + row,
                        column: voxel.column + column)] != nil
            }
            let number = element(start, voxel)
            let frame = frame(voxel)
            let faces = BlockFaces(
                face: frame, depth: roles.depth == nil ? Vector(0, 0) : step)
            let voxelName = "\(name)/cell/\(number)"
            if faces.isDeep, !has(0, -1, 0) {
                piece(
                    voxelName + "/top", .decoration, faces.top((0, 1), (0, 1)), look, shade: 0.6,
                    into: &list)
            }
            if faces.isDeep, !has(0, 0, 1) {
                piece(
                    voxelName + "/side", .decoration, faces.side((0, 1), (0, 1)), look, shade: 1.5,
                    into: &list)
            }
            guard !has(-1, 0, 0) else { continue }
            // A number is written where nothing nearer hides a part of it.
            let isSeen = order.allSatisfy { other in
                guard other.back < voxel.back else { return true }
                let near = self.frame(frame, from: voxel, to: other)
                let hull = Rectangle(
                    x: near.x, y: near.y - step.dy, width: near.width + step.dx,
                    height: near.height + step.dy)
                return !hull.overlaps(frame, tolerance: 0.1)
            }
            piece(
                voxelName + "/box", isSeen ? .node : .decoration,
                faces.front((0, 1), (0, 1)), look, shade: 1, into: &list)
            guard isSeen else { continue }
            list.centred(
                voxelName + "/value",
                [
                    TextRun(
                        numbers.text(elements[number]), type.smallCode,
                        paint: .role(elements[number].isFinite ? .ink : .failure),
                        key: TraceKey.tensorElement(name: operand.record.name, at: number)
                            .rawValue)
                ], on: frame.center)
            if let ring, ring.element == number {
                list.path(
                    voxelName + "/ring", .decoration, .rectangle(frame, cornerRadius: 2),
                    stroke: Stroke(.role(ring.paint), width: 1.9))
            }
        }
    }

    private func frame(_ frame: Rectangle, from voxel: Voxel, to other: Voxel) -> Rectangle {
        frame.moved(
            by: Vector(
                cell.width * Double(other.column - voxel.column)
                    + step.dx * Double(other.back - voxel.back),
                cell.height * Double(other.row - voxel.row)
                    - step.dy * Double(other.back - voxel.back)))
    }

    private func piece(
        _ name: String, _ kind: MarkKind, _ path: Path, _ look: CellLook, shade: Double,
        into list: inout MarkList
    ) {
        list.path(
            name, kind, path, fill: .role(.operationFill),
            stroke: Stroke(.role(.operation), width: 0.8))
        if let tint = look.tint {
            list.add(
                Mark(
                    name + "/tint", .decoration, .path(path, fill: tint, stroke: nil),
                    opacity: min(1, look.strength * shade)))
        }
    }

    /// The block as glass: its grid, and dashed the edges behind.
    private func drawGlass(_ name: String, _ face: Rectangle, into list: inout MarkList) {
        let depth = arrangement.block.depth
        let faces = BlockFaces(face: face, depth: depth)
        let pale = Stroke(.role(.rule), width: 0.5)
        let edge = Stroke(.role(.muted), width: 0.8)
        func parts(_ count: Int) -> [Double] {
            count < 2 ? [] : (1..<count).map { Double($0) / Double(count) }
        }
        func line(_ part: String, _ points: [Point], _ stroke: Stroke) {
            list.path(
                "\(name)/glass/\(part)", .decoration, .polyline(points, isClosed: false),
                stroke: stroke)
        }
        for at in parts(length(roles.columns)) {
            line(
                "columns/\(at)",
                [faces.point(at, 1, 0), faces.point(at, 0, 0), faces.point(at, 0, 1)], pale)
        }
        for at in parts(length(roles.rows)) {
            line(
                "rows/\(at)",
                [faces.point(0, at, 0), faces.point(1, at, 0), faces.point(1, at, 1)], pale)
        }
        for at in faces.isDeep ? parts(length(roles.depth)) : [] {
            line(
                "layers/\(at)",
                [faces.point(0, 0, at), faces.point(1, 0, at), faces.point(1, 1, at)], pale)
        }
        if faces.isDeep {
            let hidden = Stroke(.role(.rule), width: 0.8, dashes: [3, 2.4])
            for (part, end) in [
                ("left", faces.point(0, 1, 0)), ("up", faces.point(0, 0, 1)),
                ("right", faces.point(1, 1, 1)),
            ] { line("hidden/\(part)", [faces.point(0, 1, 1), end], hidden) }
            line(
                "top",
                [
                    faces.point(0, 0, 0), faces.point(0, 0, 1), faces.point(1, 0, 1),
                    faces.point(1, 1, 1), faces.point(1, 1, 0),
                ], edge)
            line("corner", [faces.point(1, 0, 0), faces.point(1, 0, 1)], edge)
        }
        list.path("\(name)/glass/face", .decoration, .rectangle(face), stroke: edge)
    }
}
