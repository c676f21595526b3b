import GradusGraphics
import GradusTensors
import GradusTrace

/// Tensors as what they are: a number, a row of numbers, a grid, a block, blocks in a row, rows of
/// blocks; with the names of the axes, and below each its shape, type, size and memory.
public struct TensorFigure: Figure {
    /// A tensor of the figure.
    public struct Item: Sendable {
        /// The tensor.
        public var operand: TensorOperand
        /// What each axis means; `axis 0` and so on where there are not as many as axes.
        public var axes: [String]
        /// Type, number of values, memory.
        public var facts: TensorFacts?

        /// Makes an item.
        public init(_ operand: TensorOperand, axes: [String] = [], facts: TensorFacts? = nil) {
            self.operand = operand
            self.axes = axes
            self.facts = facts
        }

        /// The rank in the chapter's words.
        var kind: String {
            let rank = operand.record.tensor.ndim
            return ["scalar", "vector", "matrix"].indices.contains(rank)
                ? "\(["scalar", "vector", "matrix"][rank]) (rank \(rank))" : "rank-\(rank) tensor"
        }
    }

    /// The tensors from left to right.
    public var items: [Item]
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of tensors.
    public init(_ items: [Item], text: FigureText = FigureText()) {
        self.items = items
        self.text = text
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        items.map { item in
            let tensor = item.operand.record.tensor
            var words = "\(item.operand.label): \(item.kind) of shape \(tensor.shape)"
            if item.axes.count == tensor.ndim, tensor.ndim > 0 {
                let axes = zip(item.axes, tensor.shape.dimensions).map { "\($0) \($1)" }
                words += " (" + axes.joined(separator: ", ") + ")"
            }
            if let facts = item.facts {
                words +=
                    ", \(facts.dtype), \(NumberText.integer(facts.count)) "
                    + (facts.count == 1 ? "value" : "values") + ", \(facts.memory)"
            }
            let values = tensor.doubles()
            if values.count <= 12 {
                words += ": " + values.map { NumberFormat.text($0) }.joined(separator: ", ")
            }
            return words + "."
        }.joined(separator: " ")
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            let type = FigureTypography(context.size)
            func flow(_ factor: Double) -> Flow {
                let grown = FigureTypography(base: type.base * factor)
                let pieces = items.enumerated().map { number, item in
                    piece(item, number, grown: grown, type: type, measure: context.measure)
                }
                return Flow(pieces, width: width, gap: type.base * 3, rowGap: type.base * 2.2)
            }
            for factor in [1.5, 1.3, 1.15] {
                let found = flow(factor)
                if found.size.width <= width, found.rowCount == flow(1).rowCount,
                    found.size.height <= height ?? .infinity
                {
                    return found.body(measuredBy: context.measure)
                }
            }
            return flow(1).body(measuredBy: context.measure)
        }
    }

    private func piece(
        _ item: Item, _ number: Int, grown: FigureTypography, type: FigureTypography,
        measure: any TextMeasuring
    ) -> FlowPiece {
        let tensor = item.operand.record.tensor
        let names = AxisNames.names(item.axes, rank: tensor.ndim)
        let roles = AxisRoles(rank: tensor.ndim, names: item.axes)
        let block = TensorBlock(
            item.operand, roles: roles, names: item.axes, type: grown, measuredBy: measure)
        let shape = ShapeOperand(item.operand)
        let arrangement = BlockArrangement(
            roles: roles, lengths: tensor.shape.dimensions,
            labels: names.indices.map { axis in
                AxisNames.label(names[axis], shape, axis, type: type)
            }, block: block.block, limits: (across: 4, down: 3), type: type, measuredBy: measure)
        var lines = [
            [TextRun(item.operand.label, type.name)],
            [TextRun(item.kind + "  ", type.label, paint: .role(.muted))]
                + shape.runs(type.smallCode) { _ in .role(.ink) },
        ]
        if let facts = item.facts { lines += facts.lines(type) }
        let range = block.rangeRuns(type)
        if !range.isEmpty { lines.append(range) }
        let name = "tensor/\(number)"
        return StructurePiece.piece(
            arrangement, name: name, lines: lines, type: type, measuredBy: measure
        ) { index, face, list in
            block.draw("\(name)/block/\(index)", index: index, face: face, into: &list)
        }
    }
}

/// What axes are called.
enum AxisNames {
    /// The given names where there is one for each axis.
    static func names(_ given: [String], rank: Int) -> [String] {
        given.count == rank ? given : (0..<rank).map { "axis \($0)" }
    }

    /// `features 3`, the length with its key.
    static func label(
        _ name: String, _ shape: ShapeOperand, _ axis: Int, type: FigureTypography
    ) -> BlockArrangement.AxisLabel {
        BlockArrangement.AxisLabel(
            runs: [
                TextRun(name + "  ", type.label, paint: .role(.muted)),
                shape.run(axis, type.strongLabel, paint: .role(.ink)),
            ])
    }
}

/// A block or blocks with lines of words below.
enum StructurePiece {
    static func piece(
        _ arrangement: BlockArrangement, name: String, lines: [[TextRun]], type: FigureTypography,
        measuredBy measure: any TextMeasuring,
        drawBlock: @escaping (Int, Rectangle, inout MarkList) -> Void
    ) -> FlowPiece {
        let leading = type.label.size * 1.5
        let words = lines.map { measure.extent(of: $0).width }.max() ?? 0
        let above = arrangement.size
        let gap = type.base * 0.8
        let width = max(above.width, words)
        return FlowPiece(
            size: Size(width, above.height + gap + leading * Double(lines.count)),
            middle: above.height, mayBreak: true
        ) { corner, list in
            arrangement.draw(
                name, at: Point(corner.x + (width - above.width) / 2, corner.y), into: &list,
                drawBlock: drawBlock)
            for (number, runs) in lines.enumerated() {
                list.centred(
                    "\(name)/words/\(number)", runs,
                    on: Point(
                        corner.x + width / 2,
                        corner.y + above.height + gap + leading * (Double(number) + 0.5)))
            }
        }
    }
}

extension Flow {
    /// The rows as the middle of a figure.
    func body(measuredBy measure: any TextMeasuring) -> FigureBody {
        var list = MarkList(measuredBy: measure)
        draw(at: .zero, into: &list)
        return FigureBody(size: size, marks: list.marks)
    }
}
