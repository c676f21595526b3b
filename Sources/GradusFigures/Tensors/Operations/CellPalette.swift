import GradusGraphics
import GradusTensors

/// The colours of the cells of an operation.
struct CellPalette {
    private let coloring: OperationFigure.Coloring
    private let provenance: Provenance
    /// What an index picks.
    private var picked: Set<Provenance.Source> = []
    private static let quiet = 0.16
    private static let loud = 0.34

    init(_ coloring: OperationFigure.Coloring, _ provenance: Provenance) {
        self.coloring = coloring
        self.provenance = provenance
        if case .index = provenance.operation, provenance.output.count <= 100_000 {
            for element in 0..<provenance.output.count {
                picked.formUnion(provenance.sources(of: element))
            }
        }
    }

    private func elementColor(_ source: Provenance.Source) -> Paint {
        // Elements of all operands share one ramp.
        let before = provenance.operands.prefix(source.operand).reduce(0) { $0 + $1.count }
        let all = provenance.operands.reduce(0) { $0 + $1.count }
        return TensorColors.element(before + source.element, of: all)
    }

    /// The look of an operand's cell.
    func operand(
        _ number: Int, _ element: Int, isChosen: Bool, hasQuestion: Bool
    ) -> CellLook {
        let source = Provenance.Source(operand: number, element: element)
        if case .index = provenance.operation {
            guard picked.contains(source) else { return CellLook(isQuiet: true) }
            return CellLook(tint: elementColor(source), strength: TensorColors.elementStrength)
        }
        switch coloring {
        case .elements:
            return CellLook(
                tint: elementColor(source), strength: TensorColors.elementStrength)
        case .results:
            guard let goal = provenance.contributions(to: source).first?.output else {
                return .plain
            }
            return CellLook(
                tint: TensorColors.element(goal, of: provenance.output.count),
                strength: TensorColors.elementStrength)
        case .operands:
            let paint = Paint.role(TensorColors.operand(number))
            if hasQuestion {
                return isChosen
                    ? .tinted(paint, Self.loud)
                    : CellLook(tint: paint, strength: 0.07, isQuiet: true)
            }
            return .tinted(paint, Self.quiet)
        }
    }

    /// The look of a cell of the result.
    func result(_ element: Int, isAsked: Bool, hasQuestion: Bool) -> CellLook {
        switch coloring {
        case .elements:
            guard element < provenance.output.count,
                let source = provenance.sources(of: element).first
            else { return .plain }
            return CellLook(
                tint: elementColor(source), strength: TensorColors.elementStrength)
        case .results:
            return CellLook(
                tint: TensorColors.element(element, of: provenance.output.count),
                strength: TensorColors.elementStrength)
        case .operands:
            if case .concatenate = provenance.operation, element < provenance.output.count,
                let source = provenance.sources(of: element).first
            {
                let paint = Paint.role(TensorColors.operand(source.operand))
                return CellLook(
                    tint: isAsked ? .role(TensorColors.asked) : paint,
                    strength: isAsked ? Self.loud : hasQuestion ? 0.07 : Self.quiet,
                    isQuiet: hasQuestion && !isAsked)
            }
            if isAsked { return .tinted(.role(TensorColors.asked), Self.loud) }
            return CellLook(isQuiet: hasQuestion)
        }
    }
}
