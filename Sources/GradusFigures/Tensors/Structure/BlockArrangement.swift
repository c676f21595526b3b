import GradusGraphics

/// Blocks that stand for a tensor: one for the last three axes, in a row for the axis before, in
/// rows for those before that; with an arrow, a name and a length for each axis.
struct BlockArrangement {
    /// An axis with the words beside its arrow.
    struct AxisLabel {
        var runs: [TextRun]
    }

    /// What a block looks like.
    struct Block {
        /// The face that is seen.
        var face: Size
        /// How far the back lies from the face, to the right and up; both from 0.
        var depth: Vector
    }

    let roles: AxisRoles
    let labels: [AxisLabel]
    let block: Block
    let type: FigureTypography
    private let down: AxisPlan
    private let across: AxisPlan
    private let measure: any TextMeasuring
    private let slot: Size

    init(
        roles: AxisRoles, lengths: [Int], labels: [AxisLabel], block: Block,
        limits: (across: Int, down: Int), type: FigureTypography,
        measuredBy measure: any TextMeasuring
    ) {
        self.roles = roles
        self.labels = labels
        self.block = block
        self.type = type
        self.measure = measure
        across = AxisPlan(length: roles.across.map { lengths[$0] } ?? 1, limit: limits.across)
        let count = roles.down.reduce(1) { count, axis in
            let (product, overflow) = count.multipliedReportingOverflow(by: lengths[axis])
            return overflow ? Int.max / 8 : product
        }
        down = AxisPlan(length: count, limit: limits.down)
        slot = Size(block.face.width + block.depth.dx, block.face.height + block.depth.dy)
    }

    private var line: Double { type.label.size * 1.5 }
    private var spacing: Double { type.base * 1.1 }
    private var gap: Double { type.base * 1.8 }
    /// The room left of the blocks for axes that run down.
    private var leftRoom: Double {
        (roles.rows == nil ? 0 : line + type.base * 0.3)
            + (roles.down.isEmpty ? 0 : line + type.base * 0.4)
    }
    /// The room above for the axis into the page.
    private var topRoom: Double { roles.depth == nil ? 0 : line }
    /// The room below for axes that run across.
    private var bottomRoom: Double {
        (roles.columns == nil ? 0 : line + type.base * 0.3)
            + (roles.across == nil ? 0 : line + type.base * 0.3)
    }

    private func width(_ axis: Int?) -> Double {
        axis.map { measure.extent(of: labels[$0].runs).width } ?? 0
    }

    private var blocksSize: Size {
        Size(
            across.offsets(place: slot.width, gap: gap, spacing: spacing).length,
            down.offsets(place: slot.height, gap: gap, spacing: spacing).length)
    }

    /// The height that the labels along a side need at least.
    private var innerSize: Size {
        let blocks = blocksSize
        // A label that is longer than its arrow stands out on the right, or below.
        let width =
            [
                blocks.width, width(roles.columns), width(roles.across),
                block.depth.dx * 0.5 + width(roles.depth) + type.base * 0.5,
            ].max() ?? 0
        let height =
            [
                blocks.height, block.depth.dy + self.width(roles.rows), downWidth,
            ].max() ?? 0
        return Size(width, height)
    }

    private var downRuns: [TextRun] {
        roles.down.enumerated().flatMap { place, axis in
            (place > 0 ? [TextRun(" × ", type.label, paint: .role(.muted))] : [])
                + labels[axis].runs
        }
    }
    private var downWidth: Double { roles.down.isEmpty ? 0 : measure.extent(of: downRuns).width }

    /// The extent with all labels.
    var size: Size {
        Size(leftRoom + innerSize.width, topRoom + innerSize.height + bottomRoom)
    }
    /// The middle of the blocks, from the top.
    var middle: Double { topRoom + blocksSize.height / 2 }

    /// Draws the axes, and each block by `drawBlock`, which is given the block's place (counted over
    /// all axes before its own) and the corner of its face.
    func draw(
        _ name: String, at corner: Point, into list: inout MarkList,
        drawBlock: (_ index: Int, _ face: Rectangle, _ list: inout MarkList) -> Void
    ) {
        let left = corner.x + leftRoom
        let top = corner.y + topRoom
        let xs = across.offsets(place: slot.width, gap: gap, spacing: spacing).starts
        let ys = down.offsets(place: slot.height, gap: gap, spacing: spacing).starts
        let muted = Paint.role(.muted)
        let acrossLength = (across.places.max() ?? 0) + 1
        for (d, downEntry) in down.entries.enumerated() {
            guard case .place(let downPlace) = downEntry else {
                list.centred(
                    "\(name)/gap/down/\(d)", [TextRun("⋮", type.name, paint: muted)],
                    on: Point(left + blocksSize.width / 2, top + ys[d] + gap / 2))
                continue
            }
            for (a, acrossEntry) in across.entries.enumerated() {
                let face = Rectangle(
                    x: left + xs[a], y: top + ys[d] + block.depth.dy, width: block.face.width,
                    height: block.face.height)
                guard case .place(let acrossPlace) = acrossEntry else {
                    list.centred(
                        "\(name)/gap/\(d)-\(a)", [TextRun("⋯", type.name, paint: muted)],
                        on: Point(left + xs[a] + gap / 2, face.midY))
                    continue
                }
                drawBlock(downPlace &* acrossLength &+ acrossPlace, face, &list)
            }
        }
        drawAxes(name, left: left, top: top, into: &list)
    }

    private func drawAxes(_ name: String, left: Double, top: Double, into list: inout MarkList) {
        let pad = type.base * 0.5
        let blocks = blocksSize
        // The axes of one block are named at the last row's first block, where there is room below.
        let rowTop =
            top + (down.offsets(place: slot.height, gap: gap, spacing: spacing).starts.last ?? 0)
            + block.depth.dy
        let firstTop = top + block.depth.dy
        if let axis = roles.columns {
            let y = rowTop + block.face.height + pad
            arrow(
                "\(name)/axis/columns", Point(left, y), Point(left + block.face.width, y),
                into: &list)
            list.text(
                "\(name)/axis/columns/label", labels[axis].runs,
                at: Point(
                    max(left, left + block.face.width / 2 - width(axis) / 2),
                    y + type.label.size * 1.15))
        }
        if let axis = roles.rows {
            let x = left - pad
            arrow(
                "\(name)/axis/rows", Point(x, firstTop), Point(x, firstTop + block.face.height),
                into: &list)
            down(
                "\(name)/axis/rows/label", labels[axis].runs, x: x, from: firstTop,
                to: firstTop + block.face.height, into: &list)
        }
        if let axis = roles.depth {
            let start = Point(left - pad * 0.5, firstTop - pad * 0.55)
            arrow(
                "\(name)/axis/depth", start, start + Vector(block.depth.dx, -block.depth.dy),
                into: &list)
            list.text(
                "\(name)/axis/depth/label", labels[axis].runs,
                at: Point(left + block.depth.dx * 0.5 + pad * 0.2, top - type.label.size * 0.65))
        }
        if let axis = roles.across {
            let y = top + blocks.height + pad + (roles.columns == nil ? 0 : line + type.base * 0.2)
            arrow("\(name)/axis/across", Point(left, y), Point(left + blocks.width, y), into: &list)
            list.text(
                "\(name)/axis/across/label", labels[axis].runs,
                at: Point(
                    max(left, left + blocks.width / 2 - width(axis) / 2),
                    y + type.label.size * 1.15))
        }
        if !roles.down.isEmpty {
            let x = left - pad - line - type.base * 0.2
            arrow("\(name)/axis/down", Point(x, top), Point(x, top + blocks.height), into: &list)
            down(
                "\(name)/axis/down/label", downRuns, x: x, from: top, to: top + blocks.height,
                into: &list)
        }
    }

    /// A label that runs down, left of an arrow.
    private func down(
        _ name: String, _ runs: [TextRun], x: Double, from: Double, to: Double,
        into list: inout MarkList
    ) {
        let length = measure.extent(of: runs).width
        let middle = max((from + to) / 2, from + length / 2)
        list.text(
            name, runs, at: Point(x - type.label.size * 0.45, middle), anchor: .middle,
            rotation: -90)
    }

    private func arrow(
        _ name: String, _ start: Point, _ end: Point, into list: inout MarkList
    ) {
        Arrow.draw(
            name, from: start, to: end, stroke: Stroke(.role(.rule), width: 1),
            head: min(type.base * 0.45, (end - start).length * 0.5), into: &list)
    }
}
