import GradusGraphics

/// A piece of a formula: its runs, and whether a line may end before it.
struct FormulaPiece {
    var runs: [TextRun]
    var mayBreak = false
}

/// How a formula's parts are written: operands in their colours, the result in its own.
struct FormulaStyle {
    let type: FigureTypography

    var plain: TextStyle { TextStyle(.code, size: type.code.size) }
    var strong: TextStyle { TextStyle(.code, size: type.code.size, weight: .bold) }

    func word(_ text: String) -> TextRun { TextRun(text, plain, paint: .role(.muted)) }
    func name(_ text: String, _ color: ColorRole) -> TextRun {
        TextRun(text, plain, paint: .role(color))
    }
    /// A number; negative ones behind a sign stand in brackets.
    func number(_ run: TextRun, bracketed: Bool = true) -> [TextRun] {
        bracketed && run.text.hasPrefix("−") ? [word("("), run, word(")")] : [run]
    }
}

/// How an element of a result comes from elements of the operands: once with names, once with
/// numbers.
struct TermFormula {
    private(set) var names: [FormulaPiece] = []
    private(set) var numbers: [FormulaPiece] = []

    /// The most terms of a sum that are written out.
    private static let limit = 6

    init(
        _ provenance: Provenance, element: Int, operands: [CellGrid], result: CellGrid,
        style: FormulaStyle
    ) {
        let terms = provenance.terms(of: element)
        let left = style.name(
            IndexText.element(result.operand, element), TensorColors.asked)
        names.append(FormulaPiece(runs: [left, style.word(" = ")]))
        numbers.append(FormulaPiece(runs: [style.word("= ")]))
        let listed =
            terms.count <= Self.limit
            ? Array(terms.indices) : [0, 1, 2, -1, terms.count - 1]
        var isExact = result.isExact(element)
        for (place, index) in listed.enumerated() {
            let sign = place == 0 ? "" : " + "
            guard index >= 0 else {
                names.append(FormulaPiece(runs: [style.word(" + …")], mayBreak: true))
                numbers.append(FormulaPiece(runs: [style.word(" + …")], mayBreak: true))
                continue
            }
            let term = terms[index]
            for source in term where !operands[source.operand].isExact(source.element) {
                isExact = false
            }
            names.append(
                FormulaPiece(
                    runs: [style.word(sign)]
                        + Self.written(provenance.operation, term, style: style) {
                            [
                                style.name(
                                    IndexText.element(operands[$0.operand].operand, $0.element),
                                    TensorColors.operand($0.operand))
                            ]
                        }, mayBreak: place > 0))
            let isAlone = terms.count == 1 && term.count == 1
            numbers.append(
                FormulaPiece(
                    runs: [style.word(sign)]
                        + Self.written(provenance.operation, term, style: style) {
                            style.number(
                                operands[$0.operand].run(
                                    $0.element, style.plain,
                                    paint: .role(TensorColors.operand($0.operand))),
                                bracketed: !isAlone)
                        }, mayBreak: place > 0))
        }
        // A moved element is its value already.
        var isMoved = false
        switch provenance.operation {
        case .elementwise, .dot, .sum: break
        default: isMoved = true
        }
        if !isMoved {
            numbers.append(
                FormulaPiece(
                    runs: [
                        style.word(isExact ? " = " : " ≈ "),
                        result.run(element, style.strong, paint: .role(TensorColors.asked)),
                    ], mayBreak: true))
        }
    }

    /// A formula that was written already.
    init(names: [FormulaPiece], numbers: [FormulaPiece]) {
        self.names = names
        self.numbers = numbers
    }

    /// One line where it fits, else names above numbers.
    func lines(within width: Double, measuredBy measure: any TextMeasuring) -> [[FormulaPiece]] {
        let length = (names + numbers).reduce(0) { $0 + measure.extent(of: $1.runs).width }
        guard let first = numbers.first, length < width else { return [names, numbers] }
        let joined = FormulaPiece(runs: [TextRun(" ", first.runs[0].style)] + first.runs)
        return [names + [joined] + numbers.dropFirst()]
    }

    /// A term with each operand as `part` writes it.
    private static func written(
        _ operation: TensorOperation, _ term: [Provenance.Source], style: FormulaStyle,
        part: (Provenance.Source) -> [TextRun]
    ) -> [TextRun] {
        switch operation {
        case .dot:
            return part(term[0]) + [style.word(" · ")] + part(term[1])
        case .elementwise(let function):
            if let symbol = function.symbol, term.count == 2 {
                let sign = symbol == "-" ? "−" : symbol
                return part(term[0]) + [style.word(" \(sign) ")] + part(term[1])
            }
            var runs = [style.word((function == .relu ? "max" : function.codeName) + "(")]
            for (place, source) in term.enumerated() {
                if place > 0 { runs.append(style.word(", ")) }
                runs += part(source)
            }
            return runs + [style.word(function == .relu ? ", 0)" : ")")]
        default:
            return part(term[0])
        }
    }
}

extension ElementwiseFunction {
    /// The function as code calls it.
    public var codeName: String {
        switch self {
        case .add, .subtract, .multiply, .divide: symbol ?? rawValue
        case .negate: "-"
        default: rawValue
        }
    }
}
