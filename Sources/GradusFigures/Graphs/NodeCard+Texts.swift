import GradusAutodiff
import GradusGraphics
import GradusTrace

/// What is written on a card.
extension NodeCard {
    /// A sign for what a check came to, its colour, and what a legend says of it.
    static func badge(
        _ verdict: GradientCheck.Verdict
    ) -> (word: String, role: ColorRole, meaning: String) {
        switch verdict {
        case .agrees: ("✓", .success, "agrees with a central difference")
        case .differs: ("✗", .failure, "differs from a central difference")
        case .kink: ("kink", .muted, "no central difference exists there")
        case .notComparable:
            ("unchecked", .muted, "not comparable here: no value right beside it")
        }
    }

    /// `grad ✓`.
    static func wordRuns(
        _ word: String, _ verdict: GradientCheck.Verdict?, paint: Paint, type: FigureTypography
    ) -> [TextRun] {
        let run = TextRun(word, type.label, paint: paint)
        guard let verdict else { return [run] }
        let badge = badge(verdict)
        return [run, TextRun(" " + badge.word, type.strongLabel, paint: .role(badge.role))]
    }

    /// The name, then the expression: on one line where that is short, else below each other.
    static func header(
        _ node: GraphScene.Node, graph: String, type: FigureTypography, limit: Double,
        measuredBy measure: any TextMeasuring
    ) -> [[TextRun]] {
        let ink: Paint = .role(node.isFaded ? .muted : .ink)
        // An unnamed constant is called by its number.
        let isNumber = node.role == .constant && node.name.first?.isLetter == false
        var first = [
            TextRun(
                node.name, type.name, paint: ink,
                key: isNumber
                    ? TraceKey.nodeValue(graph: graph, node: node.index).rawValue : nil)
        ]
        for flag in node.flags {
            first.append(
                TextRun(
                    "  " + flag.rawValue, type.label,
                    paint: .role(flag.color)))
        }
        if !node.times.isEmpty {
            first.insert(TextRun(node.times, type.name, paint: ink), at: 1)
        }
        if let block = node.block {
            let lines = Self.words(of: block, isStacked: node.stack != nil).flatMap {
                CodeLines.lines($0, type.label, width: limit, limit: 2, measuredBy: measure)
            }
            return [first] + lines.map { [TextRun($0, type.label, paint: .role(.muted))] }
        }
        guard let expression = node.expression, !expression.isEmpty else { return [first] }
        let code = Paint.role(.muted)
        let single = first + [TextRun(" = " + expression, type.code, paint: code)]
        if measure.extent(of: single).width <= limit { return [single] }
        let lines = CodeLines.lines(
            "= " + expression, type.code, width: limit, limit: 4, measuredBy: measure)
        return [first] + lines.map { [TextRun($0, type.code, paint: code)] }
    }

    /// What lies in a folded card, in lines: `3 operations`, `gives h`, `W, b`; of several equal
    /// blocks `3 operations each`, `the last gives h₁₁`, `2 parameters each`.
    private static func words(of block: GraphFolding.Block, isStacked: Bool) -> [String] {
        let count = block.parameters.count
        let isSeveral = block.repeats > 1 || isStacked
        var words = [block.size(isStacked: isStacked)]
        // Of blocks side by side each gives something else.
        if let result = block.result, !isStacked {
            words.append(
                (block.repeats > 1 && !block.isSign ? "the last gives " : "gives ") + result)
        }
        if count > 0 {
            words.append(
                isSeveral
                    ? Words.count(count, "parameter") + " each"
                    : count <= 3 ? block.parameters.joined(separator: ", ") : "\(count) parameters")
        }
        return words
    }

    /// `(4, 5) float64`, each length with its key.
    static func shapeRuns(
        _ node: GraphScene.Node, graph: String, type: FigureTypography
    ) -> [TextRun] {
        let muted = Paint.role(.muted)
        var runs = [TextRun("(", type.smallCode, paint: muted)]
        for (axis, length) in node.value.shape.dimensions.enumerated() {
            if axis > 0 { runs.append(TextRun(", ", type.smallCode, paint: muted)) }
            runs.append(
                TextRun(
                    "\(length)", type.smallCode, paint: muted,
                    key: TraceKey.nodeShape(graph: graph, node: node.index, axis: axis).rawValue))
        }
        let end = node.value.ndim == 1 ? ",) " : ") "
        runs.append(
            TextRun(
                end + node.value.dtype.rawValue + (node.stack == nil ? "" : " each"),
                type.smallCode, paint: muted))
        return runs
    }
}
