import GradusAutodiff
import GradusGraphics
import GradusTensors
import GradusTrace

/// The card of a node: name and expression above a line, value and gradient below it, shape
/// and dtype where it holds more than one number. Measured first, drawn once its place is known.
struct NodeCard {
    /// How much room a card takes.
    enum Density: Int, CaseIterable {
        /// A word above each number.
        case roomy
        /// Word and number on one line.
        case tight
        /// Heat maps small, their words beside them.
        case compact
        /// The same with value and gradient below each other.
        case narrow

        /// Whether little room is left.
        var isSmall: Bool { self == .compact || self == .narrow }
    }

    private struct Column {
        var word: String
        var color: ColorRole
        var panel: TensorPanel?
        /// What the gradient's check came to.
        var verdict: GradientCheck.Verdict?
        /// What stands there when there is no number.
        var missing: String
        var width: Double
        var height: Double
    }

    let node: GraphScene.Node
    let style: CardStyle
    let type: FigureTypography
    private let density: Density
    private let header: [[TextRun]]
    private let shapeRuns: [TextRun]
    /// Value and gradient below each other.
    private let stacksColumns: Bool
    private var columns: [Column] = []
    private(set) var size = Size.zero

    init(
        _ node: GraphScene.Node, in scene: GraphScene, detail: TensorDetail, density: Density,
        type: FigureTypography, isAside: Bool = false, isNarrow: Bool = false,
        measuredBy measure: any TextMeasuring
    ) {
        let isNarrow = isNarrow || density == .narrow
        self.node = node
        self.type = type
        self.density = density
        var style = CardStyle(node.role)
        style.isFaded = node.isFaded
        style.isBroken = node.flags.contains(.notANumber) || node.flags.contains(.infinite)
        if node.block != nil {
            style.shape = .rounded
            style.isStacked = true
        }
        self.style = style
        let limit =
            type.base * (density == .roomy ? 17 : density == .tight ? 16 : isNarrow ? 11 : 18)
        var header = Self.header(
            node, graph: scene.graph, type: type, limit: limit, measuredBy: measure)
        var shapeRuns =
            node.value.ndim == 0
            ? [] : Self.shapeRuns(node, graph: scene.graph, type: type)
        if density.isSmall, !shapeRuns.isEmpty, let first = header.first {
            // Name and shape on one line where both fit.
            let joined = first + [TextRun("  ", type.smallCode)] + shapeRuns
            if measure.extent(of: joined).width <= type.base * (isNarrow || isAside ? 12 : 22) {
                header[0] = joined
                shapeRuns = []
            }
        }
        self.header = header
        self.shapeRuns = shapeRuns
        stacksColumns = density == .narrow || density == .compact && isAside

        func column(
            _ word: String, _ content: TensorContent?, _ which: TraceKey.NodeTensor,
            _ color: ColorRole,
            missing: String
        ) -> Column {
            let panel = content.map {
                TensorPanel(
                    $0, graph: scene.graph, node: node.index, which: which, paint: color,
                    isFaded: node.isFaded,
                    look: TensorLook($0, cells: scene.cells, detail: detail), type: type,
                    measuredBy: measure, isBeside: density.isSmall)
            }
            let verdict = which == .gradient ? node.check?.verdict : nil
            let wordWidth = measure.extent(
                of: Self.wordRuns(word, verdict, paint: .role(color), type: type)
            ).width
            let content =
                panel?.size
                ?? Size(measure.extent(of: missing, in: type.label).width, type.label.size * 1.3)
            if let panel, panel.isBeside {
                return Column(
                    word: word, color: color, panel: panel, verdict: verdict, missing: missing,
                    width: panel.mapSize.width + type.base * 0.5
                        + max(wordWidth, panel.rangeWidth),
                    height: max(panel.mapSize.height, type.label.size * 2.5))
            }
            let isTight = density != .roomy && content.height < type.base * 2
            return Column(
                word: word, color: color, panel: panel, verdict: verdict, missing: missing,
                width: isTight
                    ? wordWidth + type.base * 0.5 + content.width : max(wordWidth, content.width),
                height: isTight ? content.height : type.label.size * 1.35 + content.height)
        }
        if scene.mode == .forward || scene.mode == .backward {
            columns.append(column("value", node.valueContent, .value, .ink, missing: ""))
        }
        if scene.mode.showsGradients {
            columns.append(
                column(
                    "grad", node.gradientContent, .gradient, .backward,
                    missing: scene.missingGradient.word))
        }
        measureSize(measure)
    }

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
    private static func wordRuns(
        _ word: String, _ verdict: GradientCheck.Verdict?, paint: Paint, type: FigureTypography
    ) -> [TextRun] {
        let run = TextRun(word, type.label, paint: paint)
        guard let verdict else { return [run] }
        let badge = badge(verdict)
        return [run, TextRun(" " + badge.word, type.strongLabel, paint: .role(badge.role))]
    }

    private var pad: Double { type.base * (density == .roomy ? 0.85 : 0.6) }
    private var lineHeight: Double { type.name.size * 1.3 }
    private var columnGap: Double { type.base * (density == .roomy ? 1.8 : 1.2) }
    private var headerHeight: Double { lineHeight * Double(header.count) }
    private var sectionGap: Double { type.base * (density == .roomy ? 0.55 : 0.4) }

    private mutating func measureSize(_ measure: any TextMeasuring) {
        var width = header.map { measure.extent(of: $0).width }.max() ?? 0
        var height = headerHeight
        if !columns.isEmpty {
            let isSingle = columns.count == 1 || stacksColumns
            if stacksColumns {
                width = max(width, columns.map(\.width).max() ?? 0)
                height +=
                    columns.reduce(0) { $0 + $1.height } + sectionGap
                    * Double(columns.count - 1)
            }
            width =
                stacksColumns
                ? width
                : max(
                    width,
                    columns.reduce(0) { $0 + $1.width } + (isSingle ? 0 : columnGap)
                        + (isSingle ? 0 : columnGap * 0.5))
            height +=
                2 * sectionGap
                + (stacksColumns ? 0 : columns.map(\.height).max() ?? 0)
        }
        if !shapeRuns.isEmpty {
            width = max(width, measure.extent(of: shapeRuns).width)
            height += type.label.size * 1.45
        }
        let side = style.shape == .pill ? pad * 1.9 : style.shape == .round ? pad * 1.6 : pad * 1.4
        size = Size(max(width + 2 * side, type.base * 6.5), height + 2 * pad * 0.75)
    }

    /// The name, then the expression: on one line where that is short, else below each other.
    private static func header(
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
        if let block = node.block {
            if block.repeats > 1 {
                first.insert(TextRun(" × \(block.repeats)", type.name, paint: ink), at: 1)
            }
            let lines = Self.words(of: block).flatMap {
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
    /// blocks `3 operations each`, `the last gives h₁₁`, `2 parameters`.
    private static func words(of block: GraphFolding.Block) -> [String] {
        let count = block.parameters.count
        if block.repeats > 1 {
            return ["\(block.operations) operations each"]
                + (block.result.map { ["the last gives \($0)"] } ?? [])
                + (count == 0 ? [] : ["\(count) parameter" + (count == 1 ? "" : "s")])
        }
        return ["\(block.operations) operations"]
            + (block.result.map { ["gives \($0)"] } ?? [])
            + (count == 0
                ? []
                : [count <= 3 ? block.parameters.joined(separator: ", ") : "\(count) parameters"])
    }

    /// `(4, 5) float64`, each length with its key.
    private static func shapeRuns(
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
        runs.append(TextRun(end + node.value.dtype.rawValue, type.smallCode, paint: muted))
        return runs
    }

    /// Draws the card in its frame, which may be wider than `size`.
    func draw(in frame: Rectangle, into list: inout MarkList) {
        style.draw(
            node.id + "/box", frame: frame, scale: type.base / 10, kind: .node, into: &list,
            description: node.expression.map { "\(node.name) = \($0)" } ?? node.name)
        var y = frame.y + (frame.height - size.height) / 2 + pad * 0.75
        for (index, line) in header.enumerated() {
            list.centred(
                header.count == 1 ? node.id + "/name" : "\(node.id)/name/\(index)", line,
                on: Point(frame.midX, y + lineHeight / 2))
            y += lineHeight
        }
        if !columns.isEmpty {
            let inset = type.base * 0.9
            y += sectionGap
            list.add(
                Mark(
                    node.id + "/rule", .decoration,
                    .path(
                        .line(
                            from: Point(frame.x + inset, y), to: Point(frame.maxX - inset, y)),
                        fill: nil, stroke: Stroke(.role(style.line), width: 0.7)),
                    opacity: node.isFaded ? 0.3 : 0.5))
            y += sectionGap
            if stacksColumns {
                let left = frame.midX - (columns.map(\.width).max() ?? 0) / 2
                for column in columns {
                    draw(
                        column, left: left, top: y,
                        height: column.height, into: &list)
                    y += column.height + sectionGap
                }
                y -= sectionGap
            } else {
                let height = columns.map(\.height).max() ?? 0
                drawColumns(frame, top: y, height: height, into: &list)
                y += height
            }
        }
        if !shapeRuns.isEmpty {
            list.centred(
                node.id + "/shape", shapeRuns,
                on: Point(frame.midX, y + type.label.size * 0.85))
        }
    }

    private func drawColumns(
        _ frame: Rectangle, top: Double, height: Double, into list: inout MarkList
    ) {
        // Columns share the room that is left equally: their middles line up over all cards.
        let used = columns.reduce(0) { $0 + $1.width }
        let gap = (frame.width - used) / Double(columns.count + 1)
        var x = frame.x + gap
        for column in columns {
            draw(column, left: x, top: top, height: height, into: &list)
            x += column.width + gap
        }
    }

    /// One column between its left end and its right.
    private func draw(
        _ column: Column, left x: Double, top: Double, height: Double, into list: inout MarkList
    ) {
        let name = "\(node.id)/\(column.word)"
        let word = Self.wordRuns(
            column.word, node.isFaded ? nil : column.verdict, paint: wordPaint(column), type: type)
        let content = column.panel?.size.height ?? type.label.size * 1.3
        let isTight = column.height < type.label.size * 1.35 + content
        let middle = top + height / 2
        if let panel = column.panel, panel.isBeside {
            let map = panel.mapSize
            panel.drawMap(
                name, centre: Point(x + map.width / 2, middle), into: &list)
            let text = x + map.width + type.base * 0.5
            list.centred(
                name + "/word", word, on: Point(text, middle - type.label.size * 0.62),
                anchor: .start)
            list.centred(
                name + "/range", panel.rangeRuns,
                on: Point(text, middle + type.label.size * 0.62), anchor: .start)
        } else if isTight {
            list.centred(name + "/word", word, on: Point(x, middle), anchor: .start)
            draw(
                column, name,
                at: Point(x + column.width - (column.panel?.size.width ?? 0) / 2, middle),
                into: &list)
        } else {
            let middle = x + column.width / 2
            list.centred(
                name + "/word", word, on: Point(middle, top + type.label.size * 0.6))
            let rest = height - type.label.size * 1.35
            draw(
                column, name,
                at: Point(middle, top + type.label.size * 1.35 + rest / 2), into: &list)
        }
    }

    private func wordPaint(_ column: Column) -> Paint {
        .role(column.color == .ink || node.isFaded ? .muted : column.color)
    }

    private func draw(
        _ column: Column, _ name: String, at centre: Point, into list: inout MarkList
    ) {
        if let panel = column.panel {
            panel.draw(name, centre: centre, into: &list)
        } else {
            list.centred(
                name, [TextRun(column.missing, type.label, paint: .role(.muted))], on: centre)
        }
    }
}
