import GradusGraphics
import GradusTrace

/// Tensors drawn from their shapes alone, as blocks whose sides are on a logarithmic scale: those of
/// real data sets, which nobody would draw cell by cell.
public struct TensorShapeFigure: Figure {
    /// A tensor that need not exist.
    public struct Item: Sendable {
        /// Its name and the lengths of its axes.
        public var shape: ShapeOperand
        /// What each axis means.
        public var axes: [String]
        /// Type, number of values, memory.
        public var facts: TensorFacts

        /// Makes an item.
        public init(_ shape: ShapeOperand, axes: [String] = [], facts: TensorFacts) {
            self.shape = shape
            self.axes = axes
            self.facts = facts
        }
    }

    /// The tensors, all on the same scale.
    public var items: [Item]
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of shapes.
    public init(_ items: [Item], text: FigureText = FigureText()) {
        self.items = items
        self.text = text
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        let parts = items.map { item in
            let axes = zip(
                AxisNames.names(item.axes, rank: item.shape.lengths.count), item.shape.lengths
            ).map { "\($0) \(NumberText.integer($1))" }
            let words = "\(item.shape.label): shape \(RefusalFigure.tuple(item.shape.lengths))"
            return words + (axes.isEmpty ? "" : " (\(axes.joined(separator: ", ")))")
                + ", \(NumberText.integer(item.facts.count)) values of \(item.facts.dtype), "
                + "\(item.facts.memory)."
        }
        return parts.joined(separator: " ") + " Sides are drawn on a logarithmic scale."
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            let type = FigureTypography(context.size)
            func body(_ unit: Double) -> FigureBody {
                let scale = LogSides(unit: unit)
                let flow = Flow(
                    items.enumerated().map { number, item in
                        piece(item, number, scale: scale, type: type, measure: context.measure)
                    }, width: width, gap: type.base * 2.4, rowGap: type.base * 2)
                var list = MarkList(measuredBy: context.measure)
                let ruler = scale.ruler(
                    to: items.flatMap(\.shape.lengths).max() ?? 1, type: type, width: width,
                    measuredBy: context.measure)
                let total = max(flow.size.width, ruler.size.width)
                flow.draw(at: Point((total - flow.size.width) / 2, 0), into: &list)
                let top = flow.size.height + type.base * 1.4
                ruler.draw(Point((total - ruler.size.width) / 2, top), &list)
                return FigureBody(size: Size(total, top + ruler.size.height), marks: list.marks)
            }
            // The largest scale on which all fits.
            let base = type.base
            for unit in [base * 2.6, base * 2.2, base * 1.8, base * 1.5, base * 1.25, base] {
                let found = body(unit)
                if found.size.width <= width,
                    found.size.height <= height ?? context.size.comfortableHeight
                {
                    return found
                }
            }
            return body(base * (height == nil ? 1.5 : 1.05))
        }
    }

    private func piece(
        _ item: Item, _ number: Int, scale: LogSides, type: FigureTypography,
        measure: any TextMeasuring
    ) -> FlowPiece {
        let lengths = item.shape.lengths
        let names = AxisNames.names(item.axes, rank: lengths.count)
        let roles = AxisRoles(rank: lengths.count, names: item.axes)
        func side(_ axis: Int?) -> Double {
            scale.length(axis.map { lengths[$0] } ?? 1)
        }
        let back = roles.depth == nil ? 0 : side(roles.depth)
        let block = BlockArrangement.Block(
            face: Size(side(roles.columns), side(roles.rows)),
            depth: Vector(back * 0.6, back * 0.45))
        let arrangement = BlockArrangement(
            roles: roles, lengths: lengths,
            labels: names.indices.map { AxisNames.label(names[$0], item.shape, $0, type: type) },
            block: block, limits: (across: 3, down: 3), type: type, measuredBy: measure)
        let lines =
            [
                [TextRun(item.shape.label, type.name)],
                item.shape.runs(type.smallCode) { _ in .role(.ink) },
            ] + item.facts.lines(type)
        let name = "tensor/\(number)"
        return StructurePiece.piece(
            arrangement, name: name, lines: lines, type: type, measuredBy: measure
        ) { index, face, list in
            Self.draw(
                "\(name)/block/\(index)", BlockFaces(face: face, depth: block.depth), into: &list)
        }
    }

    private static func draw(_ name: String, _ faces: BlockFaces, into list: inout MarkList) {
        let all: (Double, Double) = (0, 1)
        var pieces: [(String, Path, Double)] = []
        if faces.isDeep {
            pieces = [
                ("top", faces.top(all, all), 0.16), ("side", faces.side(all, all), 0.42),
            ]
        }
        pieces.append(("face", faces.front(all, all), 0.28))
        for (part, path, strength) in pieces {
            list.path(
                "\(name)/\(part)", .node, path, fill: .role(.surface),
                stroke: Stroke(.role(.input), width: 0.9))
            list.add(
                Mark(
                    "\(name)/\(part)/tint", .decoration,
                    .path(path, fill: .role(.input), stroke: nil), opacity: strength))
        }
    }
}

/// Lengths of sides on a logarithmic scale: each factor of ten adds the same.
struct LogSides {
    /// What a factor of ten adds, in points.
    var unit: Double
    /// The side of a single cell, as a part of the unit.
    private static let single = 0.3

    /// The side for so many cells.
    func length(_ count: Int) -> Double {
        count < 1 ? 0 : unit * (Self.single + Decimal.log10(Double(count)))
    }

    /// The scale itself, to be read beside the blocks.
    func ruler(
        to largest: Int, type: FigureTypography, width: Double,
        measuredBy measure: any TextMeasuring
    ) -> FlowPiece {
        var marks = [1]
        while let last = marks.last, last < largest, last <= Int.max / 10 {
            marks.append(last * 10)
        }
        let words = [
            TextRun(
                "values along a side, logarithmic; into the page ¾ as long", type.label,
                paint: .role(.muted))
        ]
        let wordsWidth = measure.extent(of: words).width
        let end = length(marks.last ?? 1)
        let size = type.label.size
        let isBeside = end + size * 3 + wordsWidth <= width
        let height = size * (isBeside ? 2.2 : 3.7)
        let total = isBeside ? end + size * 3 + wordsWidth : max(end + size * 2, wordsWidth)
        return FlowPiece(size: Size(total, height), middle: height / 2) { corner, list in
            let y = corner.y + size * 0.5
            list.path(
                "ruler/axis", .decoration,
                .line(from: Point(corner.x, y), to: Point(corner.x + end, y)),
                stroke: Stroke(.role(.input), width: 2))
            var lastStart = Double.infinity
            for mark in marks.reversed() {
                let x = corner.x + length(mark)
                list.path(
                    "ruler/axis/tick/\(mark)", .decoration,
                    .line(from: Point(x, y - size * 0.35), to: Point(x, y + size * 0.35)),
                    stroke: Stroke(.role(.input), width: 1))
                let text = [TextRun(Self.label(mark), type.label, paint: .role(.muted))]
                let half = measure.extent(of: text).width / 2
                guard x + half < lastStart - size * 0.4 else { continue }
                list.text(
                    "ruler/axis/tick/\(mark)/label", text, at: Point(x, y + size * 1.5),
                    anchor: .middle)
                lastStart = x - half
            }
            list.text(
                "ruler/words", words,
                at: isBeside
                    ? Point(corner.x + end + size * 3, y + size * 0.36)
                    : Point(corner.x, y + size * 3))
        }
    }

    /// `1`, `10`, `1k`, `1M`.
    private static func label(_ count: Int) -> String {
        switch count {
        case 1_000_000_000...: "\(NumberText.integer(count / 1_000_000_000))G"
        case 1_000_000...: "\(count / 1_000_000)M"
        case 1000...: "\(count / 1000)k"
        default: "\(count)"
        }
    }
}
