import GradusGraphics
import GradusTensors

/// The rows of a gradient figure laid out in one size of text.
struct GradientRows {
    private let type: FigureTypography
    private let measure: any TextMeasuring
    private var flows: [Flow] = []
    private var strip: FormulaStrip?

    init(
        _ scene: GradientScene, _ trial: LargestFit.Trial, type: FigureTypography, width: Double,
        measuredBy measure: any TextMeasuring
    ) {
        self.type = type
        self.measure = measure
        let grown = trial.type
        let figure = scene.figure
        let question = scene.question

        func grid(
            _ operand: TensorOperand, _ color: ColorRole, _ kept: [Int], isColumn: Bool = false
        ) -> CellGrid {
            CellGrid(
                operand, color: color, direction: isColumn ? .down : .across,
                keeping: kept.count > 6 ? [kept[0]] : kept, limit: trial.limit, type: grown,
                measuredBy: measure)
        }
        func piece(
            _ operand: TensorOperand, _ name: String, _ color: ColorRole, _ chosen: [Int],
            isAsked: Bool, isColumn: Bool = false
        ) -> FlowPiece {
            let members = Set(chosen)
            return .grid(
                grid(operand, color, chosen, isColumn: isColumn), name,
                rings: chosen.isEmpty
                    ? [] : [CellRing(elements: chosen, paint: .role(color))]
            ) { element in
                guard isAsked else { return .tinted(.role(color), 0.14) }
                return members.contains(element)
                    ? .tinted(.role(color), 0.34)
                    : CellLook(tint: .role(color), strength: 0.06, isQuiet: true)
            }
        }
        func sign(_ text: String, _ name: String) -> FlowPiece {
            .sign(text, name, type: grown, mayBreak: true, measuredBy: measure)
        }

        for (number, row) in figure.rows.enumerated() {
            let isAsked = question?.row == number
            let terms = isAsked ? question?.terms ?? [] : []
            let prefix = "row/\(number)"
            let columns = Self.columns(figure, row)
            let upstream = piece(
                figure.upstream, prefix + "/upstream", .backward, terms.map(\.output),
                isAsked: isAsked, isColumn: columns.upstream)
            var pieces = [upstream]
            if let factor = row.factor {
                var color = ColorRole.muted
                if case .operand(let other, _) = factor.kind { color = TensorColors.operand(other) }
                let part = piece(
                    factor.tensor, prefix + "/factor", color, terms.compactMap(\.factor),
                    isAsked: isAsked, isColumn: columns.factor)
                pieces = factor.isFirst ? [part, upstream] : [upstream, part]
                pieces.insert(sign(row.sign, prefix + "/sign"), at: 1)
            }
            if row.then.isEmpty {
                pieces.append(sign("=", prefix + "/equals"))
            } else {
                var arrow = FlowPiece.arrow(
                    row.then, paint: .backward, prefix + "/arrow", type: grown,
                    measuredBy: measure)
                arrow.mayBreak = true
                pieces.append(arrow)
            }
            let asked = isAsked ? question.map { [$0.element] } ?? [] : []
            let gradient = row.gradient
            let color = TensorColors.operand(row.operand)
            pieces.append(
                .grid(
                    grid(gradient, color, asked, isColumn: columns.gradient), prefix + "/gradient",
                    rings: asked.isEmpty
                        ? []
                        : [CellRing(elements: asked, paint: .role(TensorColors.asked), width: 2.3)]
                ) { element in
                    asked.contains(element)
                        ? .tinted(.role(TensorColors.asked), 0.34)
                        : CellLook(
                            tint: .role(color), strength: isAsked ? 0.06 : 0.14, isQuiet: isAsked)
                })
            flows.append(
                Flow(pieces, width: width, gap: grown.base * 0.8, rowGap: type.base))
        }
        if let question {
            strip = FormulaStrip(
                Self.formula(scene, question, grid: grid, type: type, width: width, measure),
                fill: .backwardFill, width: width, type: type, measuredBy: measure)
        }
    }

    /// Which vectors of a row stand as columns, so that products read as products.
    private static func columns(
        _ figure: GradientFigure, _ row: GradientFigure.Row
    ) -> (upstream: Bool, factor: Bool, gradient: Bool) {
        guard case .dot = figure.operation, figure.operands.count == 2 else {
            var isColumn = false
            if case .sum(let axis) = figure.operation {
                isColumn = axis == 1 && figure.operands[0].record.tensor.ndim == 2
            }
            return (isColumn, false, false)
        }
        let (x, y) = (figure.operands[0].record.tensor.ndim, figure.operands[1].record.tensor.ndim)
        // A matrix and a vector: an outer product one way, the transposed matrix the other.
        if x == 2, y == 1 { return (true, false, row.operand == 1) }
        if x == 1, y == 2 { return (false, row.operand == 1, false) }
        return (false, false, false)
    }

    /// The sum that makes the cell that is asked for, in names and in numbers.
    private static func formula(
        _ scene: GradientScene, _ question: (row: Int, element: Int, terms: [GradientScene.Term]),
        grid: (TensorOperand, ColorRole, [Int], Bool) -> CellGrid, type: FigureTypography,
        width: Double, _ measure: any TextMeasuring
    ) -> [[FormulaPiece]] {
        let style = FormulaStyle(type: type)
        let figure = scene.figure
        let row = figure.rows[question.row]
        let gradient = grid(row.gradient, .ink, [], false)
        let upstream = grid(figure.upstream, .backward, [], false)
        let factor = row.factor.map { grid($0.tensor, .muted, [], false) }
        var factorColor = ColorRole.ink
        if let kind = row.factor?.kind, case .operand(let other, _) = kind {
            factorColor = TensorColors.operand(other)
        }
        var names = [
            FormulaPiece(runs: [
                style.name(IndexText.element(row.gradient, question.element), TensorColors.asked),
                style.word(" = "),
            ])
        ]
        var numbers = [FormulaPiece(runs: [style.word("= ")])]
        var isExact = gradient.isExact(question.element)
        let terms = question.terms
        let listed = terms.count <= 6 ? Array(terms.indices) : [0, 1, 2, -1, terms.count - 1]
        for (place, index) in listed.enumerated() {
            let sign = style.word(place == 0 ? "" : " + ")
            guard index >= 0 else {
                names.append(FormulaPiece(runs: [style.word(" + …")], mayBreak: true))
                numbers.append(FormulaPiece(runs: [style.word(" + …")], mayBreak: true))
                continue
            }
            let term = terms[index]
            isExact = isExact && upstream.isExact(term.output)
            var name = [style.name(IndexText.element(figure.upstream, term.output), .backward)]
            var number = style.number(
                upstream.run(term.output, style.plain, paint: .role(.backward)),
                bracketed: place > 0)
            if let factor, let element = term.factor {
                isExact = isExact && factor.isExact(element)
                let other = [style.name(IndexText.element(factor.operand, element), factorColor)]
                let value = factor.run(element, style.plain, paint: .role(factorColor))
                let dot = [style.word(" · ")]
                // As they stand in the row above.
                let isFirst = row.factor?.isFirst ?? false
                name = isFirst ? other + dot + name : name + dot + other
                number =
                    isFirst
                    ? style.number(value, bracketed: place > 0) + dot
                        + style.number(
                            upstream.run(term.output, style.plain, paint: .role(.backward)))
                    : number + dot + style.number(value)
            }
            name.insert(sign, at: 0)
            number.insert(sign, at: 0)
            names.append(FormulaPiece(runs: name, mayBreak: place > 0))
            numbers.append(FormulaPiece(runs: number, mayBreak: place > 0))
        }
        let value = gradient.run(question.element, style.strong, paint: .role(TensorColors.asked))
        if terms.isEmpty {
            names.append(FormulaPiece(runs: [value]))
            return [names]
        }
        if terms.count > 1 || row.factor != nil {
            numbers.append(
                FormulaPiece(
                    runs: [style.word(isExact ? " = " : " ≈ "), value], mayBreak: true))
        }
        return TermFormula(names: names, numbers: numbers).lines(
            within: width - type.base * 2, measuredBy: measure)
    }

    /// The rows with the strip below them.
    var column: ColumnOfFlows {
        ColumnOfFlows(flows: flows, strip: strip, type: type, measure: measure)
    }
}
