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
        case .notCompared: ("unchecked", .muted, "too large for central differences")
        }
    }

    /// `grad ✓`; where some elements of a large parameter were compared `grad ✓ 32 of 500`.
    static func wordRuns(
        _ word: String, _ verdict: GradientCheck.Verdict?, sample: String? = nil, paint: Paint,
        type: FigureTypography
    ) -> [TextRun] {
        let run = TextRun(word, type.label, paint: paint)
        guard let verdict else { return [run] }
        let badge = badge(verdict)
        return [run, TextRun(" " + badge.word, type.strongLabel, paint: .role(badge.role))]
            + (sample.map { [TextRun(" " + $0, type.label, paint: .role(.muted))] } ?? [])
    }

    /// The name, then the expression: on one line where that is short, else below each other.
    static func header(
        _ node: GraphScene.Node, graph: String, type: FigureTypography, limit: Double,
        measuredBy measure: any TextMeasuring
    ) -> [[TextRun]] {
        let ink: Paint = .role(node.isFaded ? .muted : .ink)
        // An unnamed constant is called by its number.
        let isNumber =
            node.role == .constant && node.value.size == 1 && node.name.first?.isLetter == false
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
        // A line may be a little longer where that keeps what stands in brackets together.
        let wrapped = [1, 1.2, 1.4].map {
            CodeLines.lines(
                "= " + expression, type.code, width: limit * $0, limit: 4, measuredBy: measure)
        }
        let lines = wrapped.first { $0.dropLast().allSatisfy(Self.isBalanced) } ?? wrapped[0]
        return [first] + lines.map { [TextRun($0, type.code, paint: code)] }
    }

    private static func isBalanced(_ line: String) -> Bool {
        line.count { "([{".contains($0) } == line.count { ")]}".contains($0) }
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
