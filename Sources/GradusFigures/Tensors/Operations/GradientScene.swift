import GradusTensors

/// A gradient figure with the answer to its question: which elements of the result's gradient, each
/// with which factor, add up to the cell that is asked for.
struct GradientScene {
    /// One product of the sum.
    struct Term {
        /// The element of the result's gradient.
        var output: Int
        /// The element of the factor, where there is one.
        var factor: Int?
    }

    let figure: GradientFigure
    let provenance: Provenance
    /// The place of the row that is asked about, the element and its terms.
    let question: (row: Int, element: Int, terms: [Term])?

    init?(_ figure: GradientFigure) {
        guard
            let provenance = try? Provenance(
                figure.operation, of: figure.operands.map { $0.record.tensor.shape }),
            provenance.output == figure.upstream.record.tensor.shape
        else { return nil }
        self.figure = figure
        self.provenance = provenance
        guard let cell = figure.cell,
            let row = figure.rows.firstIndex(where: { $0.operand == cell.operand })
        else {
            question = nil
            return
        }
        let shape = figure.rows[row].gradient.record.tensor.shape
        guard shape == provenance.operands[cell.operand], cell.index.count == shape.rank,
            zip(cell.index, shape.dimensions).allSatisfy({ $0 >= 0 && $0 < $1 })
        else {
            question = nil
            return
        }
        let element = shape.element(at: cell.index)
        let factor = figure.rows[row].factor
        let contributions = provenance.contributions(
            to: Provenance.Source(operand: cell.operand, element: element))
        let terms = contributions.map {
            Term(output: $0.output, factor: Self.place(factor, $0, provenance))
        }
        // A factor of another shape than the operation's has no elements to name.
        let isWhole = factor == nil || terms.allSatisfy { $0.factor != nil }
        question = isWhole ? (row, element, terms) : nil
    }

    /// Where the factor of a contribution stands in its tensor.
    private static func place(
        _ factor: GradientFigure.Factor?, _ contribution: Provenance.Contribution,
        _ provenance: Provenance
    ) -> Int? {
        guard let factor else { return nil }
        switch factor.kind {
        case .local:
            return contribution.output < factor.tensor.record.tensor.size
                ? contribution.output : nil
        case .operand(let number, let axes):
            guard let partner = contribution.partners.first(where: { $0.operand == number }) else {
                return nil
            }
            let own = factor.tensor.record.tensor.shape
            guard own.count == provenance.operands[number].count else { return nil }
            guard let axes else { return partner.element }
            let shape = provenance.operands[number]
            let index = shape.index(of: partner.element)
            guard axes.sorted() == Array(index.indices), own.rank == axes.count else { return nil }
            return own.element(at: axes.map { index[$0] })
        }
    }

    /// `grad y[1] = 6 is the sum of grad z[0, 1] and grad z[1, 1].`
    var words: String? {
        guard let question else { return nil }
        let gradient = figure.rows[question.row].gradient
        let value = gradient.record.tensor.doubles()[question.element]
        let factor = figure.rows[question.row].factor
        let parts = question.terms.map { term -> String in
            let own = IndexText.element(figure.upstream, term.output)
            guard let factor, let place = term.factor else { return own }
            let other = IndexText.element(factor.tensor, place)
            return factor.isFirst ? "\(other) · \(own)" : "\(own) · \(other)"
        }
        let name = IndexText.element(gradient, question.element)
        guard !parts.isEmpty else { return "\(name) = 0: nothing of the result depends on it." }
        return "\(name) = \(NumberFormat.text(value)) is "
            + (parts.count > 1 ? "the sum of " : "") + Words.list(parts, limit: 8) + "."
    }
}
