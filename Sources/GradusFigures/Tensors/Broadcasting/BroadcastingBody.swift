import GradusGraphics
import GradusTensors

/// The steps laid out in one size of text.
struct BroadcastingBody {
    /// Where the table of shapes and the steps stand.
    enum Arrangement {
        /// The table above, the steps beside one another.
        case tall
        /// The table on the left of the steps.
        case wide
        /// The table above, the steps below one another.
        case stacked
    }

    private let arrangement: Arrangement
    private let type: FigureTypography
    private let measure: any TextMeasuring
    private var table: ShapeTable
    private var flows: [Flow] = []
    private var strip: FormulaStrip?
    private(set) var isInOneRowEach = true

    init(
        _ figure: BroadcastingFigure, _ provenance: Provenance, _ trial: LargestFit.Trial,
        _ arrangement: Arrangement, type: FigureTypography, width: Double,
        measuredBy measure: any TextMeasuring
    ) {
        self.type = type
        self.measure = measure
        self.arrangement = arrangement
        let isStacked = arrangement == .stacked
        let grown = trial.type
        let question = OperationFigure.Question(
            OperationFigure(
                .elementwise(figure.function), operands: figure.operands.map(\.given),
                result: figure.result, cell: figure.cell))
        let asked = question?.element
        let alignment = BroadcastAlignment(
            figure.operands[0].given.record.tensor.shape.dimensions,
            figure.operands[1].given.record.tensor.shape.dimensions)
        table = alignment.table(
            figure.operands.map { ShapeOperand($0.given) }, result: ShapeOperand(figure.result),
            type: type, measuredBy: measure)

        func grid(_ operand: TensorOperand, _ color: ColorRole, _ kept: [Int]) -> CellGrid {
            CellGrid(
                operand, color: color, keeping: kept, limit: trial.limit, type: grown,
                measuredBy: measure)
        }
        /// The colours of an operand's elements, wherever they are repeated.
        func look(
            _ number: Int, _ shape: Shape, chosen: Int?
        ) -> (Int) -> CellLook {
            let operand = figure.operands[number]
            let count = operand.given.record.tensor.size
            let isSpread = operand.expanded != nil || operand.repeated != nil
            let origin = operand.given.record.tensor.shape
            let places = try? Provenance(.broadcast(shape), of: [origin])
            return { element in
                guard isSpread else {
                    let color = Paint.role(TensorColors.operand(number))
                    guard let chosen else { return .tinted(color, 0.14) }
                    return element == chosen
                        ? .tinted(color, 0.34)
                        : CellLook(tint: color, strength: 0.07, isQuiet: true)
                }
                let source = places?.sources(of: element).first?.element ?? element
                return CellLook(
                    tint: TensorColors.element(source, of: count),
                    strength: TensorColors.elementStrength,
                    isGhost: Self.isRepeated(element, shape, origin))
            }
        }

        func arrow(_ lines: [String], _ name: String) -> FlowPiece {
            guard !isStacked else {
                return .downArrow(
                    Self.joined(lines), name, type: grown,
                    measuredBy: measure)
            }
            var arrow = FlowPiece.arrow(lines, name, type: grown, measuredBy: measure)
            arrow.mayBreak = true
            return arrow
        }
        for (number, operand) in figure.operands.enumerated() {
            guard operand.expanded != nil || operand.repeated != nil else { continue }
            let color = TensorColors.operand(number)
            let source = question?.sources.first { $0.operand == number }?.element
            func ring(_ element: Int?) -> [CellRing] {
                element.map { [CellRing(elements: [$0], paint: .role(color))] } ?? []
            }
            func piece(_ tensor: TensorOperand, _ name: String, _ element: Int?) -> FlowPiece {
                .grid(
                    grid(tensor, color, element.map { [$0] } ?? []), "operand/\(number)/\(name)",
                    rings: ring(element),
                    look: look(number, tensor.record.tensor.shape, chosen: element))
            }
            var pieces = [piece(operand.given, "given", source)]
            if let expanded = operand.expanded {
                let added = expanded.record.tensor.ndim - operand.given.record.tensor.ndim
                let arrow = arrow(
                    ["add", added == 1 ? "an axis" : "\(added) axes"],
                    "operand/\(number)/expand")
                pieces += [arrow, piece(expanded, "expanded", source)]
            }
            if let repeated = operand.repeated {
                let arrow = arrow(
                    Self.repetition(alignment, number), "operand/\(number)/repeat")
                pieces += [arrow, piece(repeated, "repeated", asked)]
            }
            flows.append(
                Flow(
                    isStacked ? [.stacked(pieces)] : pieces, width: width, gap: grown.base * 0.8,
                    rowGap: type.base))
        }
        let resultGrid = grid(figure.result, .ink, asked.map { [$0] } ?? [])
        func final(_ number: Int) -> FlowPiece {
            let operand = figure.operands[number].final
            return .grid(
                grid(operand, TensorColors.operand(number), asked.map { [$0] } ?? []),
                "final/\(number)",
                rings: asked.map {
                    [CellRing(elements: [$0], paint: .role(TensorColors.operand(number)))]
                } ?? [], look: look(number, operand.record.tensor.shape, chosen: asked))
        }
        let name = figure.function.symbol.map { $0 == "-" ? "−" : $0 } ?? figure.function.rawValue
        flows.append(
            Flow(
                [
                    final(0),
                    .sign(name, "sign/operation", type: grown, mayBreak: true, measuredBy: measure),
                    final(1),
                    .sign("=", "sign/equals", type: grown, mayBreak: true, measuredBy: measure),
                    .grid(
                        resultGrid, "result",
                        rings: asked.map {
                            [CellRing(elements: [$0], paint: .role(TensorColors.asked), width: 2.3)]
                        } ?? []
                    ) { element in
                        element == asked
                            ? .tinted(.role(TensorColors.asked), 0.34)
                            : CellLook(isQuiet: asked != nil)
                    },
                ], width: width, gap: grown.base * 0.8, rowGap: type.base))
        isInOneRowEach = flows.allSatisfy { $0.rowCount == 1 }
        if let question {
            let formula = TermFormula(
                provenance, element: question.element,
                operands: figure.operands.enumerated().map {
                    grid($0.element.given, TensorColors.operand($0.offset), [])
                }, result: resultGrid, style: FormulaStyle(type: type))
            strip = FormulaStrip(
                formula.lines(within: width - type.base * 2, measuredBy: measure), width: width,
                type: type, measuredBy: measure)
        }
    }

    /// The lines of an arrow as one.
    private static func joined(_ lines: [String]) -> String {
        if lines.first == "add" { return lines.joined(separator: " ") }
        return lines.joined(separator: lines.contains { $0.contains(",") } ? "; " : ", ")
    }

    /// `repeat ×4` and `axis 0`; for several axes a line each.
    private static func repetition(_ alignment: BroadcastAlignment, _ operand: Int) -> [String] {
        let lines = alignment.meetings.enumerated().compactMap { axis, meeting -> [String]? in
            guard case .repeated(operand, let times) = meeting else { return nil }
            return ["repeat ×\(NumberText.integer(times))", "axis \(axis)"]
        }
        return lines.count == 1 ? lines[0] : lines.map { $0.joined(separator: ", ") }
    }

    /// Whether an element of a repeated tensor is not the first of its kind.
    private static func isRepeated(_ element: Int, _ shape: Shape, _ origin: Shape) -> Bool {
        let missing = shape.rank - origin.rank
        return shape.index(of: element).enumerated().contains { axis, place in
            place > 0 && (axis < missing || origin[axis - missing] == 1)
        }
    }

    private var gap: Double { type.base * 1.3 }
    /// From the table to the steps on its right.
    private var tableGap: Double { type.base * 3 }

    private var stepsSize: Size {
        Size(
            flows.map(\.size.width).max() ?? 0,
            flows.reduce(0) { $0 + $1.size.height } + gap * Double(max(0, flows.count - 1)))
    }

    /// The extent of table, steps and strip.
    var size: Size {
        let steps = stepsSize
        let below = strip.map { gap + $0.size.height } ?? 0
        if arrangement == .wide {
            return Size(
                max(table.size.width + tableGap + steps.width, strip?.size.width ?? 0),
                max(table.size.height, steps.height) + below)
        }
        return Size(
            max(table.size.width, steps.width, strip?.size.width ?? 0),
            table.size.height + gap + steps.height + below)
    }

    func body() -> FigureBody {
        var list = MarkList(measuredBy: measure)
        let size = self.size
        let steps = stepsSize
        var left = 0.0
        var y = table.size.height + gap
        if arrangement == .wide {
            let height = max(table.size.height, steps.height)
            table.draw(at: Point(0, (height - table.size.height) / 2), into: &list)
            left = table.size.width + tableGap
            y = (height - steps.height) / 2
        } else {
            table.draw(at: Point((size.width - table.size.width) / 2, 0), into: &list)
        }
        for flow in flows {
            flow.draw(
                at: Point(left + (size.width - left - flow.size.width) / 2, y), into: &list)
            y += flow.size.height + gap
        }
        if let strip {
            strip.draw(
                at: Point(0, size.height - strip.size.height), width: size.width, into: &list)
        }
        return FigureBody(size: size, marks: list.marks)
    }
}
