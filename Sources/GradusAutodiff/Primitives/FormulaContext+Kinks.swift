import GradusTensors

/// What a rule's formula adds where its elements lie on a kink or in a hole of the formula: a
/// formula never says anything else than what the derivative rule used.
extension FormulaContext {
    /// Whether an element is known to lie on a kink, where the rule's value is a convention.
    var isAtKink: Bool { values?.isAtKink(node) ?? false }

    /// The operation's result, where it is known.
    var result: Tensor? { values?.values[node] }

    /// An operand, where it is known.
    private func tensor(_ operand: Int) -> Tensor? {
        values.map { values in
            let inputs = values.topology.inputs(of: node)
            return values.values[inputs[inputs.startIndex + operand]]
        }
    }

    /// A formula, with what was used at the kink where an element lies on one:
    /// `1[x > 0], 0 at x = 0`.
    func atKink(_ formula: String, _ convention: String) -> String {
        isAtKink ? formula + ", " + convention : formula
    }

    /// A formula, with what was used for the elements of an operand that are meant, where there
    /// are such.
    func noting(
        _ formula: String, _ convention: String, operand: Int,
        where isMeant: (Double) -> Bool
    ) -> String {
        contains(operand, where: isMeant) ? formula + ", " + convention : formula
    }

    /// Whether an operand is known to have such an element.
    func contains(_ operand: Int, where isMeant: (Double) -> Bool) -> Bool {
        tensor(operand)?.doubles().contains(where: isMeant) ?? false
    }

    /// `sign(a − b)`.
    func signOfDifference(_ operand: Int) -> String {
        let (own, other) = (factor(operand), factor(1 - operand))
        return "sign(\(own) − \(other))"
    }

    /// What the share of an extreme is where several elements tie for it: `1/2 at a tie`, or
    /// `1/n at a tie of n` where ties have different sizes. Nil where there is no tie.
    func tieShare(_ axes: ReductionAxes) -> String? {
        guard isAtKink, let result, let operand = tensor(0),
            let wide = try? result.reshaped(to: axes.kept),
            let counts = try? operand.combining(.equal, wide)
                .astype(.float64).sum(axis: axes.axes).doubles()
        else { return nil }
        let ties = counts.filter { $0 > 1 }
        guard let size = ties.first else { return nil }
        return ties.allSatisfy { $0 == size } ? "1/\(Int(size)) at a tie" : "1/n at a tie of n"
    }
}
