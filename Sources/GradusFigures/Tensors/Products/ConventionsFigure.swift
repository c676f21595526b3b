import GradusGraphics
import GradusTensors

/// The two ways of writing a layer for a batch of points: points as rows, `dot(X, W) + b`, and points
/// as columns, `W · x + b` with the transposed matrix. Each is the other's transpose.
public struct ConventionsFigure: Figure {
    /// `points · weights + bias = result`, or the same for columns.
    public struct Equation: Sendable {
        /// The first factor.
        public var first: TensorOperand
        /// The second factor.
        public var second: TensorOperand
        /// What is added, by broadcasting.
        public var bias: TensorOperand
        /// What comes out.
        public var result: TensorOperand

        /// Makes an equation.
        public init(
            first: TensorOperand, second: TensorOperand, bias: TensorOperand, result: TensorOperand
        ) {
            self.first = first
            self.second = second
            self.bias = bias
            self.result = result
        }
    }

    /// Points as rows: X (n, 2), W (2, m), b (m,), Z (n, m).
    public var rows: Equation
    /// Points as columns: Wᵀ (m, 2), Xᵀ (2, n), b (m, 1), Zᵀ (m, n).
    public var columns: Equation
    /// The point that is followed, from 0; none where nil.
    public var point: Int?
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of a layer that was computed both ways.
    public init(
        rows: Equation, columns: Equation, point: Int? = nil, text: FigureText = FigureText()
    ) {
        self.rows = rows
        self.columns = columns
        self.point = point
        self.text = text
    }

    /// Whether the results, computed by themselves, are each other's transpose in every cell.
    public var agrees: Bool {
        guard let turned = try? columns.result.record.tensor.transposed(axes: [1, 0]) else {
            return false
        }
        return turned.shape == rows.result.record.tensor.shape
            && turned.doubles() == rows.result.record.tensor.doubles()
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        let count = rows.first.record.tensor.shape.dimensions.first ?? 0
        return "\(count) points, once as the rows of \(rows.first.label) "
            + "\(rows.first.record.tensor.shape): "
            + "dot(\(rows.first.label), \(rows.second.label)) + \(rows.bias.label); once as the columns of "
            + "\(columns.second.label) \(columns.second.record.tensor.shape): "
            + "\(columns.first.label) · \(columns.second.label) + \(columns.bias.label). "
            + (agrees
                ? "The results are each other's transpose, in every cell."
                : "The results differ in their last digits.")
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            let type = FigureTypography(context.size)
            return LargestFit.body(type: type, width: width, height: height) { trial in
                let first = flow(
                    rows, "rows", pointsAre: .rows, trial, width: width, measure: context.measure)
                let second = flow(
                    columns, "columns", pointsAre: .columns, trial, width: width,
                    measure: context.measure)
                func heading(_ words: String, _ code: String) -> [TextRun] {
                    [
                        TextRun(words + "   ", type.strongLabel, paint: .role(.ink)),
                        TextRun(code, type.code, paint: .role(.muted)),
                    ]
                }
                let style = type.code
                let rule = [
                    TextRun(
                        "(\(rows.first.label) · \(rows.second.label))ᵀ = \(columns.first.label) · \(columns.second.label)",
                        style, paint: .role(.ink)),
                    TextRun(
                        agrees
                            ? "   ✓ equal in every cell" : "   equal up to the last digits",
                        type.label, paint: .role(agrees ? .success : .muted)),
                ]
                return ColumnOfFlows(
                    flows: [first, second],
                    strip: FormulaStrip(
                        [], notes: [rule], width: width, type: type, measuredBy: context.measure),
                    type: type, measure: context.measure,
                    headings: [
                        heading(
                            "Each point is a row",
                            "dot(\(rows.first.label), \(rows.second.label)) + \(rows.bias.label)"),
                        heading(
                            "Each point is a column",
                            "\(columns.first.label) · \(columns.second.label) + \(columns.bias.label)"
                        ),
                    ])
            }
        }
    }

    private enum Side {
        case rows
        case columns
    }

    private func flow(
        _ equation: Equation, _ name: String, pointsAre side: Side, _ trial: LargestFit.Trial,
        width: Double, measure: any TextMeasuring
    ) -> Flow {
        let grown = trial.type
        func grid(_ operand: TensorOperand, _ color: ColorRole, keeping kept: [Int] = [])
            -> CellGrid
        {
            CellGrid(
                operand, color: color, keeping: kept, limit: trial.limit, type: grown,
                measuredBy: measure)
        }
        /// The point that a cell of X or Z belongs to.
        func point(_ element: Int, _ operand: TensorOperand) -> (index: Int, count: Int) {
            let shape = operand.record.tensor.shape
            let index = shape.index(of: element)
            guard index.count == 2 else { return (0, 1) }
            return side == .rows ? (index[0], shape[0]) : (index[1], shape[1])
        }
        func points(_ operand: TensorOperand, _ part: String, _ color: ColorRole) -> FlowPiece {
            let chosen = self.point
            let elements = (0..<operand.record.tensor.size).filter {
                point($0, operand).index == chosen
            }
            return .grid(
                grid(operand, color, keeping: Array(elements.prefix(1))), "\(name)/\(part)",
                rings: elements.isEmpty
                    ? [] : [CellRing(elements: elements, paint: .role(TensorColors.asked))]
            ) { element in
                let (index, count) = point(element, operand)
                return CellLook(
                    tint: TensorColors.element(index, of: count),
                    strength: TensorColors.elementStrength)
            }
        }
        func plain(_ operand: TensorOperand, _ part: String, _ color: ColorRole) -> FlowPiece {
            .grid(grid(operand, color), "\(name)/\(part)") { _ in .tinted(.role(color), 0.14) }
        }
        func sign(_ text: String, _ part: String) -> FlowPiece {
            .sign(text, "\(name)/sign/\(part)", type: grown, mayBreak: true, measuredBy: measure)
        }
        let factors =
            side == .rows
            ? [
                points(equation.first, "first", .ink), sign("·", "dot"),
                plain(equation.second, "second", TensorColors.operand(1)),
            ]
            : [
                plain(equation.first, "first", TensorColors.operand(1)), sign("·", "dot"),
                points(equation.second, "second", .ink),
            ]
        return Flow(
            factors + [
                sign("+", "plus"), plain(equation.bias, "bias", TensorColors.operand(2)),
                sign("=", "equals"), points(equation.result, "result", .ink),
            ], width: width, gap: grown.base * 0.7, rowGap: grown.base)
    }
}
